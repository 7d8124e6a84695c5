//! Which towns are held, as `data/places/towns.txt` tells.

use engine::text::numbered_lines;
use std::collections::BTreeMap;
use std::fs;

const FILE: &str = "data/places/towns.txt";
/// The code of all countries that no line names.
const OTHERS: &str = "*";
/// Supposed where GeoNames does not tell.
const INHABITANTS: u64 = 500;

/// What a town must have, by the code of its country or region.
#[derive(Debug)]
pub struct Wanted(BTreeMap<String, Least>);

/// Either is enough.
#[derive(Clone, Copy, Debug)]
struct Least {
    inhabitants: u64,
    standing: u64,
}

impl Wanted {
    /// Reads the data file.
    pub fn read() -> Result<Wanted, String> {
        Wanted::parse(&fs::read_to_string(FILE).map_err(|e| format!("{FILE}: {e}"))?)
    }

    fn parse(text: &str) -> Result<Wanted, String> {
        let mut wanted = BTreeMap::new();
        for (number, line) in numbered_lines(text) {
            let wrong =
                || format!("{FILE} line {number}: expected `inhabitants | standing | codes`");
            let fields: Vec<&str> = line.split('|').map(str::trim).collect();
            let [inhabitants, standing, codes] = fields[..] else { return Err(wrong()) };
            let figure = |field: &str| field.parse().map_err(|_| wrong());
            let least = Least { inhabitants: figure(inhabitants)?, standing: figure(standing)? };
            for code in codes.split_whitespace() {
                if wanted.insert(code.to_string(), least).is_some() {
                    return Err(format!("{FILE} line {number}: `{code}` twice"));
                }
            }
        }
        match wanted.contains_key(OTHERS) {
            true => Ok(Wanted(wanted)),
            false => Err(format!("{FILE}: no line for all other countries, `{OTHERS}`")),
        }
    }

    /// Whether a town counts, which lies in that region, and has so many inhabitants (0: unknown)
    /// and that standing.
    pub fn holds(&self, country: &str, region: &str, inhabitants: u64, standing: u64) -> bool {
        let least = self.0.get(&format!("{country}.{region}"));
        let least = least.or_else(|| self.0.get(country)).or_else(|| self.0.get(OTHERS));
        least.is_some_and(|least| inhabitants >= least.inhabitants || standing >= least.standing)
    }
}

/// How well a town is known, which has so many inhabitants (0: unknown) and names.
pub fn standing(inhabitants: u64, names: usize) -> u64 {
    let inhabitants = if inhabitants == 0 { INHABITANTS } else { inhabitants };
    inhabitants * (names as u64).pow(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_counts_by_its_inhabitants_or_its_standing() {
        let wanted = Wanted::parse(
            "0 | 0 | NL\n5000 | 60000 | RU.09\n15000 | 60000 | GR\n20000 | 600000 | *",
        )
        .unwrap();
        let holds = |country, inhabitants, names| {
            wanted.holds(country, "09", inhabitants, standing(inhabitants, names))
        };
        assert!(holds("RU", 5_000, 1) && !holds("DE", 5_000, 1));
        assert!(holds("NL", 0, 1));
        assert!(holds("GR", 15_000, 1));
        assert!(!holds("GR", 14_000, 2) && holds("GR", 14_000, 3));
        assert!(holds("GR", 0, 11) && !holds("CN", 0, 11));
    }

    #[test]
    fn a_wrong_line_is_named() {
        let error = Wanted::parse("1 | 2 | NL\n1 | many | *").unwrap_err();
        assert_eq!(error, format!("{FILE} line 2: expected `inhabitants | standing | codes`"));
        assert!(Wanted::parse("1 | 2 | NL").unwrap_err().contains("all other countries"));
    }
}

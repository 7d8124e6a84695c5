//! Errands of the project.

mod gazetteer;
mod mentions;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let result = match args.first().map(String::as_str) {
        Some("gazetteer") => gazetteer::run(&args[1..]),
        Some("mentions") => mentions::run(&args[1..]),
        _ => Err("usage: cargo xtask gazetteer | mentions DIR [--all]".to_string()),
    };
    if let Err(message) = result {
        eprintln!("{message}");
        std::process::exit(1);
    }
}

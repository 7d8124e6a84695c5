//! Errands of the project.
fn main() {}

//! Starts the page in development, where the collection is part of the program. In the bundle the
//! page's own loader calls `open` with the data blocks instead.

fn main() {
    #[cfg(feature = "embedded")]
    nieuwsatlas::embedded::start();
}

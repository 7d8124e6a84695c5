//! Starts the page in development, where the collection is part of the program. In the bundle the
//! page's own loader calls `open` with the data blocks instead.

// Links the library: without the feature nothing else here would, and the module would be empty.
use nieuwsatlas as _;

fn main() {
    #[cfg(feature = "embedded")]
    nieuwsatlas::embedded::start();
}

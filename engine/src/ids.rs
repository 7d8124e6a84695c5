//! Numbers that cannot be mixed up: each kind of thing has a type of its own.

/// Defines a dense number: `0..n` in the order the archive holds its things.
macro_rules! dense_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
        pub struct $name(pub u32);

        impl $name {
            /// The number as an index into a table of these things.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

dense_id! {
    /// A document (one file), in order of its name.
    DocId
}
dense_id! {
    /// An item: what a hit is. A plain article is one item, a live blog many. Numbered through
    /// all documents, in the order of the text.
    ItemId
}
dense_id! {
    /// A place that the atlas mentions, in order of its GeoNames id.
    PlaceId
}

/// A GeoNames id: the name of a place that holds outside this atlas. Above 99,000,000 it is a number of
/// our own, of a place that GeoNames' list of towns lacks (`data/places/unlisted.txt`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GeoId(pub u32);

impl GeoId {
    /// Whether it is a number of our own: where that place lies is known to about five kilometres.
    pub fn is_ours(self) -> bool {
        self.0 > 99_000_000
    }
}

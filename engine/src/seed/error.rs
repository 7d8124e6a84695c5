//! What makes a corpus unfit to be built: said once, to a person who can mend it.

use crate::place::corrections::{CORRECTIONS_FILE, CorrectionsError};
use std::fmt;

/// Why no atlas can be made of these files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CorpusError {
    /// There is no document at all.
    Empty,
    /// A file is not UTF-8.
    NotUtf8 {
        /// Path inside the seeds folder.
        path: String,
        /// The first wrong byte, from 0.
        byte: usize,
    },
    /// Two files would be one document.
    SameName {
        /// The name both would have.
        doc: String,
        /// Path of the one.
        first: String,
        /// Path of the other.
        second: String,
    },
    /// The side file says something that cannot be.
    SideFile {
        /// Line, from 1.
        line: usize,
        /// What is wrong and what was expected.
        message: String,
    },
    /// The reader's corrections of places do not read.
    Corrections(CorrectionsError),
    /// More text than an archive holds.
    TooLarge {
        /// Bytes of all documents together.
        bytes: usize,
    },
}

impl fmt::Display for CorpusError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            CorpusError::Empty => write!(
                f,
                "the seeds folder holds no articles: expected at least one .txt or .md file; \
                 put the articles there or name another folder with --seeds"
            ),
            CorpusError::NotUtf8 { path, byte } => write!(
                f,
                "{path}: not UTF-8 at byte {byte} (counted from 0): save the file as UTF-8"
            ),
            CorpusError::SameName { doc, first, second } => write!(
                f,
                "{first} and {second} would both be the document \"{doc}\": rename one of them"
            ),
            CorpusError::SideFile { line, message } => {
                write!(f, "{}, line {line}: {message}", super::SIDE_FILE)
            }
            CorpusError::Corrections(error) => write!(f, "{CORRECTIONS_FILE}, {error}"),
            CorpusError::TooLarge { bytes } => write!(
                f,
                "the articles hold {bytes} bytes, more than the 1 GiB that one atlas can: \
                 split the collection"
            ),
        }
    }
}

impl std::error::Error for CorpusError {}

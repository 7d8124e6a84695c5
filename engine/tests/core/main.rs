//! What users rely on, over the engine's public face.

mod card;
mod common;
mod damage;
mod odd;
mod search;
mod seeds;
mod twin;

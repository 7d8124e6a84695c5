//! What users rely on, over the engine's public face.

mod alike;
mod batch;
mod card;
mod cite;
mod common;
mod concordance;
mod corrected;
mod damage;
mod groups;
mod odd;
mod search;
mod seeds;
mod standout;
mod suggest;
mod twin;

//! What is seen: one small file per part of the page, each with its style file of the same name.

mod about;
mod app;
mod batch;
mod cite;
mod city_map;
mod city_table;
mod concordance;
mod correct;
mod facets;
mod filters;
mod forms;
mod grid;
mod help;
mod mini_map;
mod months;
mod narrow;
mod parts;
mod per;
mod picture;
mod place_card;
mod reader;
mod results;
mod search_box;
mod standout;
mod take_along;
mod timeline;

pub use app::App;

//! Nieuwsatlas: the page.

//! Mentions of countries and first-level regions, by name, adjective or inhabitant.

use super::choice::Surroundings;
use super::gazetteer::PlaceIndex;
use super::reader::{Candidate, Reader};
use super::rules::{Area, Cue};
use super::tokens::Gap;
use super::{Mention, PlaceKind, Role, Why};

/// Shorter adjectives and inhabitants (`Let`, `Est`, `Pool`) are other words at the beginning of a
/// sentence.
const SHORTEST_AT_START: usize = 5;

/// The region that a town's name stands for: the one of that name, best the one the town lies in.
pub(super) fn region_of(
    reader: &Reader,
    candidate: &Candidate,
    town: PlaceIndex,
) -> Option<PlaceIndex> {
    let gazetteer = reader.gazetteer;
    let is_region = |place: &&PlaceIndex| gazetteer.kind(**place) == PlaceKind::Region;
    let regions = || candidate.known.areas.iter().filter(is_region);
    let around = regions().find(|region| gazetteer.region(town) == Some(**region));
    let near = || regions().find(|region| gazetteer.country(**region) == gazetteer.country(town));
    around.or_else(near).copied()
}

/// Every mention of a country or region by its own name, and every adjective and inhabitant, also
/// where a town has that name (`Engels`).
pub(super) fn mentions(reader: &Reader, surroundings: &Surroundings) -> Vec<(Mention, Why)> {
    let named = reader.areas.iter().filter_map(|(at, (words, areas))| {
        let area = surroundings.likeliest_area(areas)?;
        mention(reader, *at..at + words, area, role_of_name(reader, *at, *words, area))
    });
    let towns = reader.candidates.iter().filter(|candidate| candidate.words.len() == 1);
    let towns = towns.map(|candidate| candidate.words.start);
    let derived = reader.unknown.iter().copied().chain(towns).filter_map(|at| {
        let token = reader.tokens.get(at)?;
        let adjective = token.adjective?;
        let short = reader.tokens.folded(token).len() < SHORTEST_AT_START;
        let other_word = short && reader.tokens.begins(at);
        let area = reader.rules.area_of(Some(adjective).filter(|_| !other_word)?);
        mention(reader, at..at + 1, &area, Role::Adjective)
    });
    named.chain(derived).map(|mention| (mention, Why::Area)).collect()
}

fn mention(
    reader: &Reader,
    words: std::ops::Range<usize>,
    area: &Area,
    role: Role,
) -> Option<Mention> {
    let place = area.place(reader.gazetteer)?;
    Some(Mention { span: reader.bytes(words), place: reader.gazetteer.id(place), role })
}

fn role_of_name(reader: &Reader, at: usize, words: usize, area: &Area) -> Role {
    let tokens = &reader.tokens;
    let name = |at: usize| {
        tokens.get(at).is_some_and(|token| token.capital && token.cue == Cue::default())
            && !reader.is_area(at)
            && !reader.is_adjective(at)
    };
    let spaced = |at: usize| tokens.get(at).is_some_and(|token| token.gap == Gap::Space);
    // `Volt Nederland`, `premier Georgia Meloni`
    let titled = tokens.before(at, 1).is_some_and(|before| before.cue.is(Cue::TITLE));
    let behind_name = at > 0 && spaced(at) && (titled || (name(at - 1) && !tokens.begins(at - 1)));
    let first_name = tokens.get(at).is_some_and(|token| token.cue.is(Cue::FIRST_NAME))
        && spaced(at + words)
        && name(at + words);
    match area.is_region() {
        _ if behind_name || first_name => Role::PartOfName,
        true => Role::Region,
        false => Role::Country,
    }
}

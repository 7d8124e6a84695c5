//! Corrections of places that a reader makes: kept in memory only, at work at once.

use crate::session::Session;
use engine::ids::{DocId, GeoId, PlaceId};
use engine::place::Place;
use engine::place::corrections::{Action, Correction, Corrections, File, Scope};
use engine::text::{byte_range, scalar_ranges};
use leptos::prelude::*;
use std::ops::Range;

/// A name of which the reader says what it is.
#[derive(Clone, PartialEq, Debug)]
pub struct Doubt {
    /// The name as the text writes it.
    pub name: String,
    /// The place that it is taken for; `None`: for none.
    pub place: Option<PlaceId>,
    /// Where it stands, in Unicode scalar values of the document; `None`: anywhere.
    pub at: Option<(DocId, Range<usize>)>,
}

/// How far a correction reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// The one mention.
    Mention,
    /// The document it stands in.
    Document,
    /// Every document.
    Atlas,
}

impl Reach {
    /// From the narrowest to the widest.
    pub const ALL: [Reach; 3] = [Reach::Mention, Reach::Document, Reach::Atlas];
}

impl Session {
    /// Asks the reader what a mention in the open document is; bytes of the document.
    pub fn doubt_mention(&self, place: PlaceId, span: &Range<usize>) {
        let Some(open) = self.open.get_untracked() else { return };
        let text = self.atlas.archive.text(open.doc);
        let scalars = scalar_ranges(&text, std::slice::from_ref(span)).swap_remove(0);
        let name = text.get(span.clone()).unwrap_or_default().to_owned();
        self.doubt.set(Some(Doubt { name, place: Some(place), at: Some((open.doc, scalars)) }));
    }

    /// Asks the reader which place a passage of the open document names, in Unicode scalar values;
    /// white space around it is left out.
    pub fn doubt_passage(&self, passage: Range<usize>) {
        let Some(open) = self.open.get_untracked() else { return };
        let text = self.atlas.archive.text(open.doc);
        let Some(bytes) = byte_range(&text, &passage) else { return };
        let all = &text[bytes.clone()];
        let start = bytes.start + all.len() - all.trim_start().len();
        let span = start..start + all.trim().len();
        let mentions = untrack(|| self.archive()).mentions(open.doc);
        if let Some(mention) = mentions.into_iter().find(|mention| mention.span == span) {
            return self.doubt_mention(mention.place, &span);
        }
        let scalars = scalar_ranges(&text, std::slice::from_ref(&span)).swap_remove(0);
        let name = all.trim().to_owned();
        if !name.is_empty() {
            self.doubt.set(Some(Doubt { name, place: None, at: Some((open.doc, scalars)) }));
        }
    }

    /// Says what the name in doubt is: a place, or none.
    pub fn settle(&self, place: Option<GeoId>, reach: Reach) {
        let Some(doubt) = self.doubt.get_untracked() else { return };
        let doc = |doc: DocId| self.atlas.archive.document(doc).name.to_owned();
        let scope = match (reach, doubt.at) {
            (Reach::Mention, Some((at, range))) => Scope::Mention(doc(at), range),
            (Reach::Document, Some((at, _))) => Scope::Document(doc(at)),
            _ => Scope::Atlas,
        };
        let added = self.corrections.with_untracked(|all| {
            all.iter().any(|old| old.name == doubt.name && matches!(old.action, Action::Add(_)))
        });
        let action = match place {
            None => Action::NotAPlace,
            Some(id) if added || doubt.place.is_none() => Action::Add(id),
            Some(id) => Action::Link(id),
        };
        self.correct(|all| all.push(Correction { action, name: doubt.name, scope }));
        self.doubt.set(None);
    }

    /// Adds a name of a place, in every document.
    pub fn add_name(&self, place: GeoId, name: &str) {
        let (name, scope) = (name.trim().to_owned(), Scope::Atlas);
        if name.chars().any(char::is_alphanumeric) {
            self.correct(|all| all.push(Correction { action: Action::Add(place), name, scope }));
        }
    }

    /// Changes the corrections; what was before comes back with [`Session::undo_correction`].
    pub fn correct(&self, change: impl FnOnce(&mut Corrections)) {
        let before = self.corrections.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            self.apply(after);
            self.corrected.update(|past| past.push(before));
        }
    }

    /// Takes back the last change of the corrections.
    pub fn undo_correction(&self) {
        let mut last = None;
        self.corrected.update(|past| last = past.pop());
        if let Some(before) = last {
            self.apply(before);
        }
    }

    /// Adds the corrections of a file to those that were made here, over which they hold.
    ///
    /// # Errors
    /// Where the file holds none: what is wrong with it; then nothing is changed.
    pub fn import_corrections(&self, file: File) -> Result<(), String> {
        let read = Corrections::of_file(file).map_err(|(_, message)| message)?;
        self.correct(|all| read.iter().for_each(|correction| all.push(correction.clone())));
        Ok(())
    }

    /// A page keeps what was unfolded of its archive until it is closed: words and texts once, the
    /// counts of places anew for each correction.
    fn apply(&self, corrections: Corrections) {
        let entry = |id| self.atlas.gazetteer.entry(id);
        let now = self.current.get_untracked();
        let corrected = self.atlas.archive.corrected(&corrections, now, &entry);
        self.current.set(Box::leak(Box::new(corrected)));
        self.corrections.set(corrections);
        self.batch.outdate();
    }

    /// What a name may be besides the place it is taken for: the other places of that name, most
    /// likely first.
    pub fn alternatives(&self, doubt: &Doubt) -> Vec<Place> {
        let linked = doubt.place.map_or(GeoId(0), |place| self.archive().place(place).id);
        self.others(linked, std::iter::once(doubt.name.as_str()))
    }

    /// The places besides that one that have one of these names.
    pub fn others<'n>(&self, place: GeoId, names: impl Iterator<Item = &'n str>) -> Vec<Place> {
        let mut others: Vec<GeoId> = Vec::new();
        for other in names.flat_map(|name| self.atlas.gazetteer.alternatives(name, place)) {
            if !others.contains(&other) {
                others.push(other);
            }
        }
        self.known(others)
    }

    /// The places of a name as typed, or the one with that GeoNames number.
    pub fn look_up(&self, typed: &str) -> Vec<Place> {
        let found = match typed.trim().parse() {
            Ok(number) => vec![GeoId(number)],
            Err(_) => self.atlas.gazetteer.lookup(typed),
        };
        self.known(found)
    }

    fn known(&self, ids: Vec<GeoId>) -> Vec<Place> {
        ids.into_iter().filter_map(|id| self.atlas.gazetteer.place(id)).take(LISTED).collect()
    }
}

/// Places of one name that are listed.
const LISTED: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::tests::session;
    use crate::texts::LANGUAGES;

    /// The name of what the words are now taken for.
    fn now(session: Session, doc: &str, nth: usize) -> Option<String> {
        let archive = session.archive();
        let mentions = archive.mentions(archive.find_document(doc)?);
        mentions.get(nth).map(|mention| archive.place_name(mention.place).to_owned())
    }

    fn found(session: Session) -> u32 {
        session.outcome.with(|outcome| outcome.total)
    }

    /// Asks about the nth mention of the open document.
    fn doubt(session: Session, nth: usize) {
        let open = session.open.get_untracked().unwrap();
        let mention = session.archive().mentions(open.doc).swap_remove(nth);
        session.doubt_mention(mention.place, &mention.span);
    }

    #[test]
    fn a_correction_holds_as_far_as_asked_and_is_taken_back() {
        session("plaats=Kiev&doc=b", |session| {
            assert_eq!(found(session), 2);
            doubt(session, 1);
            assert_eq!(session.doubt.get().unwrap().name, "Kiev");
            session.settle(None, Reach::Mention);
            assert_eq!((found(session), now(session, "b", 1)), (1, None));
            session.undo_correction();
            assert_eq!(found(session), 2);
            doubt(session, 1);
            session.settle(None, Reach::Atlas);
            assert_eq!(found(session), 0);
            session.correct(|all| all.withdraw("Kiev", &Scope::Atlas));
            assert_eq!(found(session), 2);
            session.undo_correction();
            assert_eq!(found(session), 0);
        });
    }

    #[test]
    fn a_name_becomes_a_place_that_the_collection_did_not_have() {
        session("doc=c", |session| {
            // Zonder datum en zonder stad
            session.doubt_passage(22..27);
            let doubt = session.doubt.get().unwrap();
            assert_eq!((doubt.name.as_str(), doubt.place), ("stad", None));
            let [odesa] = &session.look_up("698740")[..] else { panic!("one of that number") };
            let full = LANGUAGES[0].place_in_full(odesa, &session.atlas.gazetteer);
            assert_eq!(full, "Odesa, Odessa, Oekraïne");
            session.settle(Some(odesa.id), Reach::Atlas);
            assert_eq!(now(session, "c", 0).as_deref(), Some("Odesa"));
            session.ask(|query| query.text = "plaats:Odesa".into());
            assert_eq!(found(session), 1);
            assert_eq!(session.link().write(session.archive()), "q=plaats%3AOdesa&doc=c");
        });
    }

    #[test]
    fn what_was_exported_is_imported_again() {
        session("doc=a&plaats=Lviv", |session| {
            assert_eq!(found(session), 1);
            doubt(session, 0);
            session.settle(Some(GeoId(702550)), Reach::Document);
            assert_eq!(found(session), 2);
            let file = serde_json::to_string(&session.corrections.get().to_file()).unwrap();
            session.undo_correction();
            assert_eq!(found(session), 1);
            session.import_corrections(serde_json::from_str(&file).unwrap()).unwrap();
            assert_eq!(found(session), 2);
            let newer = serde_json::from_str(&file.replace("\"version\":1", "\"version\":2"));
            assert!(session.import_corrections(newer.unwrap()).is_err());
            assert_eq!(found(session), 2);
        });
    }
}

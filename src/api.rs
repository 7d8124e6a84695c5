//! `window.nieuwsatlas`: the collection for users' own scripts. Typed in `nieuwsatlas.d.ts`.
//!
//! Every offset here counts Unicode scalar values of the source, as the contracts say.

use crate::browser::page;
use crate::session::Session;
use engine::archive::{Archive, Document, PlaceMention};
use engine::batch::{Answer, Asked, Fault, Question, Spelling};
use engine::ids::{DocId, ItemId, PlaceId};
use engine::outcome::{Hit, Path, PlaceCount};
use engine::place::PlaceKind;
use engine::query::{Dates, Filter, Kind, Query, Sort, Window};
use engine::search::{self, Page};
use engine::standout::{Counting, Standout, Where};
use engine::text::scalar_ranges;
use engine::time::Period;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::untrack;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use wasm_bindgen::prelude::*;

/// A place by its GeoNames number or by its name in any spelling.
#[derive(Deserialize)]
#[serde(untagged)]
enum PlaceName {
    Id(u32),
    Name(String),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    total: u32,
    near: u32,
    folded: u32,
    lacking: Option<Vec<String>>,
    took_ms: f64,
    hits: Vec<ApiHit>,
    cities: Vec<ApiCity>,
    groups: Option<Vec<ApiGroup>>,
    months: Vec<ApiMonth>,
    documents: Vec<ApiDocumentCount>,
    kinds: Vec<ApiKind>,
    undated: u32,
    placeless: u32,
}

#[derive(Serialize)]
struct Span {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct ApiHit {
    doc: &'static str,
    item: u32,
    title: String,
    date: Option<String>,
    score: f32,
    snippet: String,
    marks: Vec<Span>,
    range: Span,
    passage: Span,
    places: Vec<String>,
    why: Vec<&'static str>,
    alike: Vec<ApiItem>,
}

#[derive(Serialize)]
struct ApiItem {
    doc: &'static str,
    item: u32,
}

#[derive(Serialize)]
struct ApiCity {
    id: u32,
    name: String,
    lat: f32,
    lon: f32,
    count: u32,
}

#[derive(Serialize)]
struct ApiGroup {
    id: u32,
    name: String,
    lat: f32,
    lon: f32,
    count: u32,
    itself: u32,
}

#[derive(Serialize)]
struct ApiMonth {
    month: String,
    count: u32,
}

#[derive(Serialize)]
struct ApiDocumentCount {
    doc: &'static str,
    count: u32,
}

#[derive(Serialize)]
struct ApiKind {
    kind: &'static str,
    count: u32,
}

#[derive(Serialize)]
struct ApiList {
    rows: Vec<ApiRow>,
    faults: Vec<ApiFault>,
}

#[derive(Serialize)]
struct ApiRow {
    line: usize,
    q: String,
    items: u32,
    documents: u32,
    first: Option<String>,
    last: Option<String>,
    undated: u32,
    spellings: Vec<ApiSpelling>,
}

#[derive(Serialize)]
struct ApiSpelling {
    form: String,
    items: u32,
    slip: bool,
}

#[derive(Serialize)]
struct ApiFault {
    line: usize,
    fault: &'static str,
}

#[derive(Serialize)]
struct ApiWord {
    word: String,
    here: u32,
    everywhere: u32,
}

#[derive(Serialize)]
struct ApiDocument {
    doc: &'static str,
    title: &'static str,
    date: Option<String>,
    source: Option<&'static str>,
    language: &'static str,
    items: u32,
}

#[derive(Serialize)]
struct ApiMention {
    start: usize,
    end: usize,
    surface: String,
    geonames_id: u32,
    name: String,
    country: String,
    lat: f32,
    lon: f32,
    role: &'static str,
}

/// Puts the functions on `window.nieuwsatlas`, beside the `ready` that the loader may have put
/// there already.
pub fn install(session: Session) -> Result<(), JsValue> {
    let archive = move || untrack(|| session.archive());
    let api = existing()?;
    put(&api, "search", move |request| Ok(promised(answer(archive(), request))))?;
    put(&api, "list", move |request| Ok(listed(archive(), request).unwrap_or_else(rejected)))?;
    put(&api, "standout", move |request| {
        Ok(standing_out(archive(), request).unwrap_or_else(rejected))
    })?;
    put(&api, "documents", move |_| to_js(&documents(archive())))?;
    put(&api, "text", move |doc| Ok(archive().text(find(archive(), &doc)?).into()))?;
    put(&api, "mentions", move |doc| to_js(&mentions(archive(), find(archive(), &doc)?)))?;
    Ok(())
}

/// The object on `window`, made if it is not there, with a `ready` in any case.
fn existing() -> Result<Object, JsValue> {
    let window: JsValue = leptos::prelude::window().into();
    let name = JsValue::from("nieuwsatlas");
    let object = match Reflect::get(&window, &name)?.dyn_into::<Object>() {
        Ok(object) => object,
        Err(_) => {
            let object = Object::new();
            Reflect::set(&window, &name, &object)?;
            object
        }
    };
    if Reflect::get(&object, &"ready".into())?.is_undefined() {
        Reflect::set(&object, &"ready".into(), &Promise::resolve(&JsValue::UNDEFINED))?;
    }
    Ok(object)
}

/// Adds a function of one argument, for as long as the page lives.
fn put(
    api: &Object,
    name: &str,
    function: impl Fn(JsValue) -> Result<JsValue, JsValue> + 'static,
) -> Result<(), JsValue> {
    let function = Closure::<dyn Fn(JsValue) -> Result<JsValue, JsValue>>::new(function);
    Reflect::set(api, &name.into(), function.as_ref().unchecked_ref::<Function>())?;
    function.forget();
    Ok(())
}

/// What is known already as a promise.
fn promised(result: Result<JsValue, JsValue>) -> JsValue {
    result.map_or_else(rejected, |value| Promise::resolve(&value).into())
}

fn rejected(error: JsValue) -> JsValue {
    Promise::reject(&error).into()
}

/// A promise of what a long work gives: `step` does a part of it and tells whether there is more,
/// `done` says what came of it.
fn worked_off<W: 'static>(
    work: W,
    step: impl Fn(&mut W) -> bool + 'static,
    done: impl Fn(&W) -> Result<JsValue, JsValue> + 'static,
) -> JsValue {
    let mut parts = Some((work, step, done));
    Promise::new(&mut |resolve, reject| {
        let Some((mut work, step, done)) = parts.take() else { return };
        page::in_slices(move || {
            let more = step(&mut work);
            if !more {
                let _ = match done(&work) {
                    Ok(value) => resolve.call1(&JsValue::UNDEFINED, &value),
                    Err(error) => reject.call1(&JsValue::UNDEFINED, &error),
                };
            }
            more
        });
    })
    .into()
}

/// What each question of a list finds, under the filters of the request.
fn listed(archive: &'static Archive<'static>, request: JsValue) -> Result<JsValue, JsValue> {
    let request = Request::of(request, &["list"])?;
    let (query, _) = read(archive, &request)?;
    let asked = Asked::new(&request.field::<String>("list")?);
    let step = move |asked: &mut Asked| asked.step(archive, &query);
    Ok(worked_off(asked, step, |asked| {
        let rows = asked.rows(false).into_iter().map(api_row).collect();
        let fault = |&(line, fault): &(usize, Fault)| ApiFault { line, fault: fault.name() };
        to_js(&ApiList { rows, faults: asked.faults.iter().map(fault).collect() })
    }))
}

/// The words that stand out beside the hits of a request, or in the items that it finds.
fn standing_out(archive: &'static Archive<'static>, request: JsValue) -> Result<JsValue, JsValue> {
    let request = Request::of(request, &["at"])?;
    let (query, page) = read(archive, &request)?;
    let at = match request.field::<Option<String>>("at")?.as_deref() {
        None | Some("inside") => Where::Inside,
        Some("beside") => Where::Beside,
        Some(other) => {
            return Err(wrong(format!("at: expected inside or beside, got {other:?}")));
        }
    };
    let counting = Counting::new(archive, &query, at);
    Ok(worked_off(counting, Counting::step, move |counting| {
        let word = |Standout { word, here, everywhere }| ApiWord { word, here, everywhere };
        to_js(&counting.words(page.limit).into_iter().map(word).collect::<Vec<_>>())
    }))
}

fn api_row((question, answer): (Question, Answer)) -> ApiRow {
    let (first, last) = answer.months.unzip();
    let spelling =
        |of: Spelling| ApiSpelling { form: of.form, items: of.items, slip: of.is_likely_slip };
    ApiRow {
        line: question.line,
        q: question.text,
        items: answer.items,
        documents: answer.documents,
        first: first.map(|month| month.to_string()),
        last: last.map(|month| month.to_string()),
        undated: answer.undated,
        spellings: answer.spellings.into_iter().map(spelling).collect(),
    }
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    value.serialize(&serializer).map_err(JsValue::from)
}

fn wrong(message: String) -> JsValue {
    JsError::new(&message).into()
}

fn answer(archive: &'static Archive<'static>, request: JsValue) -> Result<JsValue, JsValue> {
    let (mut query, page) = read(archive, &Request::of(request, &[])?)?;
    let groups = groups(archive, &mut query);
    let started = page::now();
    let outcome = search::search(archive, &query, page);
    let answer = Found {
        total: outcome.total,
        near: outcome.near,
        folded: outcome.folded,
        lacking: outcome.lacking,
        took_ms: page::now() - started,
        hits: outcome.hits.into_iter().map(|hit| api_hit(archive, hit)).collect(),
        cities: outcome
            .places
            .iter()
            .map(|city| api_city(archive, city.place, city.count))
            .collect(),
        groups,
        months: outcome
            .months
            .iter()
            .map(|count| ApiMonth { month: count.month.to_string(), count: count.count })
            .collect(),
        documents: outcome
            .by_document
            .iter()
            .map(|of| ApiDocumentCount { doc: archive.document(of.doc).name, count: of.count })
            .collect(),
        kinds: outcome
            .kinds
            .iter()
            .map(|of| ApiKind { kind: kind_name(of.kind), count: of.count })
            .collect(),
        undated: outcome.undated,
        placeless: outcome.placeless,
    };
    to_js(&answer)
}

/// The regions or countries that the query asks to count, counted; the query goes on by cities.
fn groups(archive: &Archive, query: &mut Query) -> Option<Vec<ApiGroup>> {
    let per = std::mem::take(&mut query.per);
    let asked = Query { per, ..query.clone() };
    let group = |of: &PlaceCount| {
        let ApiCity { id, name, lat, lon, count } = api_city(archive, of.place, of.count);
        ApiGroup { id, name, lat, lon, count, itself: of.itself }
    };
    (per != PlaceKind::City).then(|| {
        let none = Page { offset: 0, limit: 0 };
        search::search(archive, &asked, none).places.iter().map(group).collect()
    })
}

/// A request as a query; an error names the field that is wrong.
fn read(archive: &Archive, request: &Request) -> Result<(Query, Page), JsValue> {
    let period = |field: &str| -> Result<Option<Period>, JsValue> {
        let text: Option<String> = request.field(field)?;
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
        let wanted = "expected a year, month or day such as 2022, 2022-10 or 2022-10-11";
        Period::parse(&text)
            .map(Some)
            .ok_or_else(|| wrong(format!("{field}: {wanted}, got {text:?}")))
    };
    let (from, to) = (period("from")?, period("to")?);
    let (text, exact) = (request.field("q")?, request.field("exact")?);
    let mut query = Query { text, exact, ..Query::default() };
    if from.is_some() || to.is_some() {
        query.dates = Dates { from, to };
    }
    for (field, filter) in
        [("places", Filter::Place as fn(PlaceId) -> Filter), ("notPlaces", Filter::NotPlace)]
    {
        for place in request.field::<Vec<PlaceName>>(field)? {
            query.add(filter(find_place(archive, field, place)?));
        }
    }
    for (field, filter) in [
        ("documents", Filter::Document as fn(DocId) -> Filter),
        ("notDocuments", Filter::NotDocument),
    ] {
        for name in request.field::<Vec<String>>(field)? {
            query.add(filter(find_document(archive, field, &name)?));
        }
    }
    if let Some(name) = request.field::<Option<String>>("kind")? {
        let kind = KINDS.into_iter().find(|kind| kind_name(*kind) == name);
        let wanted = "expected article or liveblog";
        let kind = kind.ok_or_else(|| wrong(format!("kind: {wanted}, got {name:?}")))?;
        query.add(Filter::Kind(kind));
    }
    match request.field::<Option<String>>("without")?.as_deref() {
        None => {}
        Some("date") => query.add(Filter::Undated),
        Some("place") => query.add(Filter::Placeless),
        Some(other) => {
            return Err(wrong(format!("without: expected date or place, got {other:?}")));
        }
    }
    if let Some(bounds) = request.field::<Option<[f64; 4]>>("window")? {
        let wanted = "expected south, west, north and east in degrees";
        let written = bounds.map(|degrees| format!("{degrees:.2}")).join("_");
        let window = written.parse::<Window>();
        query.add(Filter::Window(window.map_err(|()| wrong(format!("window: {wanted}")))?));
    }
    query.per = match request.field::<Option<String>>("per")?.as_deref() {
        None | Some("city") => PlaceKind::City,
        Some("region") => PlaceKind::Region,
        Some("country") => PlaceKind::Country,
        Some(other) => {
            let wanted = "expected city, region or country";
            return Err(wrong(format!("per: {wanted}, got {other:?}")));
        }
    };
    query.sort = match request.field::<Option<String>>("sort")?.as_deref() {
        None | Some("relevance") => Sort::Relevance,
        Some("newest") => Sort::Newest,
        Some("oldest") => Sort::Oldest,
        Some("place") => Sort::Place,
        Some(other) => {
            let wanted = "expected relevance, newest, oldest or place";
            return Err(wrong(format!("sort: {wanted}, got {other:?}")));
        }
    };
    let limit = request.field::<Option<usize>>("limit")?.unwrap_or(20);
    Ok((query, Page { offset: request.field("offset")?, limit }))
}

/// The kinds of text.
const KINDS: [Kind; 2] = [Kind::Article, Kind::BlogItem];

/// What scripts call a kind of text.
fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "article",
        Kind::BlogItem => "liveblog",
    }
}

/// A place of the collection; an error names the field that it stands in.
fn find_place(archive: &Archive, field: &str, place: PlaceName) -> Result<PlaceId, JsValue> {
    let name = match place {
        PlaceName::Id(id) => id.to_string(),
        PlaceName::Name(name) => name,
    };
    let found = archive.find_place(&name).first().copied();
    found.ok_or_else(|| wrong(format!("{field}: no article names {name:?}")))
}

/// A document by its name, likewise.
fn find_document(archive: &Archive, field: &str, name: &str) -> Result<DocId, JsValue> {
    let found = archive.find_document(name);
    found.ok_or_else(|| wrong(format!("{field}: no document is called {name:?}")))
}

/// What a script asks. Every field may be left out.
struct Request(Object);

impl Request {
    /// Its fields.
    const KNOWN: [&str; 15] = [
        "q",
        "from",
        "to",
        "places",
        "notPlaces",
        "documents",
        "notDocuments",
        "kind",
        "without",
        "window",
        "per",
        "exact",
        "sort",
        "limit",
        "offset",
    ];

    /// A request that may have fields of its `own` too. Refuses one that it does not have: a
    /// misspelt filter must not go unnoticed.
    fn of(request: JsValue, own: &[&str]) -> Result<Request, JsValue> {
        if request.is_undefined() || request.is_null() {
            return Ok(Request(Object::new()));
        }
        // Not by its class: an object of another frame has another one.
        if !request.is_object() {
            return Err(wrong("request: expected an object".into()));
        }
        let request: Object = request.unchecked_into();
        let mut names = Object::keys(&request).into_iter().filter_map(|name| name.as_string());
        let known = [Self::KNOWN.as_slice(), own].concat();
        match names.find(|name| !known.contains(&name.as_str())) {
            None => Ok(Request(request)),
            Some(name) => {
                let known = known.join(", ");
                Err(wrong(format!("{name}: no such field, expected one of {known}")))
            }
        }
    }

    /// The value of a field, its default where it is left out; an error names the field.
    fn field<T: DeserializeOwned + Default>(&self, name: &str) -> Result<T, JsValue> {
        let value = Reflect::get(&self.0, &name.into())?;
        if value.is_undefined() {
            return Ok(T::default());
        }
        serde_wasm_bindgen::from_value(value).map_err(|error| wrong(format!("{name}: {error}")))
    }
}

/// An item by its document and its number there, from 1.
fn api_item(archive: &'static Archive<'static>, item: ItemId) -> ApiItem {
    let document = archive.document(archive.item_document(item));
    ApiItem { doc: document.name, item: item.0 - document.items.start + 1 }
}

fn api_hit(archive: &'static Archive<'static>, hit: Hit) -> ApiHit {
    let item = archive.item(hit.item);
    let document = archive.document(item.doc);
    let text = archive.text(item.doc);
    let marks = hit.snippet.marks.iter();
    let ApiItem { doc, item: number } = api_item(archive, hit.item);
    ApiHit {
        doc,
        item: number,
        title: archive.heading(hit.item),
        date: document.dating.date.map(|(period, _)| period.to_string()),
        score: hit.score,
        marks: marks.map(|mark| span(&hit.snippet.text, &mark.range)).collect(),
        range: span(&text, &item.span),
        passage: span(&text, &hit.snippet.passage),
        places: hit.places.iter().map(|&place| archive.place(place).name).collect(),
        why: hit.why.into_iter().map(Path::name).collect(),
        alike: hit.alike.into_iter().map(|item| api_item(archive, item)).collect(),
        snippet: hit.snippet.text,
    }
}

fn api_city(archive: &Archive, place: PlaceId, count: u32) -> ApiCity {
    let place = archive.place(place);
    ApiCity { id: place.id.0, name: place.name, lat: place.lat, lon: place.lon, count }
}

fn documents(archive: &'static Archive<'static>) -> Vec<ApiDocument> {
    let describe = |(_, document): (DocId, Document<'static>)| ApiDocument {
        doc: document.name,
        title: document.title,
        date: document.dating.date.map(|(period, _)| period.to_string()),
        source: document.source,
        language: document.language,
        items: document.items.len() as u32,
    };
    archive.documents().map(describe).collect()
}

fn mentions(archive: &'static Archive<'static>, doc: DocId) -> Vec<ApiMention> {
    let text = archive.text(doc);
    let describe = |mention: PlaceMention| {
        let place = archive.place(mention.place);
        let Span { start, end } = span(&text, &mention.span);
        ApiMention {
            start,
            end,
            surface: text.get(mention.span).unwrap_or_default().to_owned(),
            geonames_id: place.id.0,
            name: place.name,
            country: String::from_utf8_lossy(&place.country).into_owned(),
            lat: place.lat,
            lon: place.lon,
            role: mention.role.name(),
        }
    };
    archive
        .mentions(doc)
        .into_iter()
        .filter(|mention| mention.role.names_the_city())
        .map(describe)
        .collect()
}

/// A document by the name that a script gave.
fn find(archive: &Archive, doc: &JsValue) -> Result<DocId, JsValue> {
    let name = doc.as_string().ok_or_else(|| wrong("doc: expected a document's name".into()))?;
    find_document(archive, "doc", &name)
}

fn span(text: &str, bytes: &Range<usize>) -> Span {
    let Range { start, end } = scalar_ranges(text, std::slice::from_ref(bytes))[0].clone();
    Span { start, end }
}

//! Nederlands.

use super::{Area, Batch, Cite, Correct, Help, Kwic, Standouts, Texts};
use crate::correcting::Reach;
use engine::batch::{Fault, LONGEST, MOST};
use engine::outcome::Path;
use engine::place::{PlaceKind, Role};
use engine::query::{End, Facet, Kind, Remark};
use engine::standout::Where;
use engine::time::{Datelike, Month, Period};

pub static NL: Texts = Texts {
    lang: "nl",
    language: "Nederlands",
    app: "Nieuwsatlas",
    skip_to_results: "Naar de resultaten",
    parts: "Delen van de pagina",
    as_table: "Als tabel",
    as_map: "Als kaart",
    collection: |documents, items, span| {
        let counted = format!(
            "{}, {}",
            count(documents, "artikel", "artikelen"),
            count(items, "bericht", "berichten")
        );
        match span {
            Some((first, last)) if first == last => format!("{counted} · {}", month(first)),
            Some((first, last)) => format!("{counted} · {} – {}", month(first), month(last)),
            None => counted,
        }
    },

    search_label: "Zoek in alle artikelen",
    search_placeholder: "bijvoorbeeld raketaanval, \"staakt het vuren\", Charkov",
    search_help: "Alle woorden moeten voorkomen, in welke verbuiging ook.",
    clear_search: "Wis de zoekvraag",
    suggestions: "Voorstellen",
    suggested_name: "naam",
    suggested_word: "woord",
    asked_before: "eerder gezocht",

    filters: "Gekozen filters",
    remove_filter: |filter| format!("Verwijder filter {filter}"),
    clear_all: "Wis alles",
    undo: "Ongedaan maken",
    undated: "zonder datum",
    dated: "met datum",
    placeless: "geen plaats",
    placed: "wel een plaats",
    cleared: "Gewist.",
    narrow_down: "Verfijn",
    facet: |facet| match facet {
        Facet::Places => "Genoemde plaatsen",
        Facet::Dates => "Maanden",
        Facet::Documents => "Artikelen",
        Facet::Kinds => "Soort tekst",
    },
    regions: "Genoemde regio’s",
    find_among: |facet| format!("Zoek in: {facet}"),
    more_values: |more| format!("nog {more}"),
    leave_out: |value| format!("Laat weg: {value}"),
    left_out: |value| format!("niet: {value}"),
    lock: |facet| format!("Zet vast: {facet}"),
    kind: |kind| match kind {
        Kind::Article => "artikel",
        Kind::BlogItem => "bericht uit een liveblog",
    },

    results: "Resultaten",
    found: |items, documents, folded| {
        let folded = match folded {
            0 => String::new(),
            folded => format!(", waarvan {folded} vrijwel gelijk aan een ander"),
        };
        format!(
            "{} in {}{folded}",
            count(items, "bericht", "berichten"),
            count(documents, "artikel", "artikelen")
        )
    },
    outside_period: |undated| {
        let fall = if undated == 1 { "valt" } else { "vallen" };
        let undated = count(undated, "bericht", "berichten");
        format!("{undated} zonder datum {fall} buiten deze periode:")
    },
    show_undated: "toon ook zonder datum",
    remark: |remark| match remark {
        Remark::NoWord => "Hierin staat geen woord om te zoeken; alles staat er nog.".to_string(),
        Remark::NoDate(typed) => format!(
            "‘{typed}’ is als gewone woorden gezocht: achter van: of tot: hoort een jaar, maand of \
             dag, zoals van:2022-03."
        ),
        Remark::NoFilter(typed) => format!(
            "‘{typed}’ is als gewone woorden gezocht. Een filter is plaats:, van:, tot:, \
             zonder:datum of zonder:plaats."
        ),
        Remark::OpenQuote(phrase) => {
            format!("Het aanhalingsteken sluiten ontbreekt: gezocht is de woordgroep ‘{phrase}’.")
        }
        Remark::StarInside(typed) => format!(
            "‘{typed}’ is in stukken gezocht: een * staat alleen achter het begin van een woord, \
             zoals lucht*."
        ),
        Remark::NoPlace { typed, meant: None } => format!("Onbekende plaats: ‘{typed}’."),
        Remark::NoPlace { typed, meant: Some(meant) } => {
            format!("Onbekende plaats: ‘{typed}’. Bedoelt u {meant}?")
        }
    },
    unknown_in_link: |pairs| {
        format!("De link vraagt ook om {pairs}; dat is hier niet bekend en telt niet mee.")
    },
    alike: |items| match items {
        1 => "en 1 vrijwel gelijk bericht".to_owned(),
        items => format!("en {items} vrijwel gelijke berichten"),
    },
    nothing_found: "Niets gevonden.",
    nothing_for_word: |word| format!("Geen enkel artikel bevat ‘{word}’."),
    place_not_named: |name, country| {
        format!("{name} ({country}) is bekend als plaats, maar geen enkel artikel noemt die.")
    },
    without_filter: |filter, count| {
        let verb = if count == 1 { "is er" } else { "zijn er" };
        format!("Zonder filter ‘{filter}’ {verb} {count}")
    },
    with_place: |place, count| {
        let verb = if count == 1 { "is er" } else { "zijn er" };
        format!("Met ‘plaats:{place}’ {verb} {count}")
    },
    more_results: |next| format!("Toon nog {next}"),
    sort_label: "Volgorde",
    sort_relevance: "beste eerst",
    sort_newest: "nieuwste eerst",
    sort_oldest: "oudste eerst",
    sort_place: "op plaats",
    also_found: "ook gevonden:",
    also_found_for: |word| format!("ook gevonden bij ‘{word}’:"),
    also_more: |count| format!("en nog {count}"),
    form_switch: |form, path, items| {
        format!("{form}: {}, {}", found_as(path), count(items, "bericht", "berichten"))
    },
    exact_only: "alleen zoals getypt",
    not_all_words: |lacking, near| {
        let (none, have) = match lacking {
            [] => ("Geen bericht heeft alle woorden samen.".to_string(), "de meeste woorden"),
            _ => (format!("Geen bericht heeft ook ‘{}’.", lacking.join("’ of ‘")), "de rest"),
        };
        match near {
            0 => none,
            1 => format!("{none} 1 bericht heeft {have}:"),
            _ => format!("{none} {near} berichten hebben {have}:"),
        }
    },
    found_as,

    take_along: "Meenemen",
    take_along_hint: "Precies wat er nu gevonden is, met de zoekvraag en het kenmerk van de \
                      verzameling erbij.",
    all_lines_as: |table| format!("Elke treffer met zijn alinea, {table}"),
    csv_semicolons: "CSV (puntkomma)",
    csv_commas: "CSV (komma)",
    print: "Afdrukken",
    copy_link: "Kopieer link",
    copied: "De link staat op het klembord.",
    copied_on_disk: "Op het klembord staat de naam van dit bestand met de plaats erin. Wie het \
                     bestand heeft, opent het en plakt de link in het zoekveld.",

    timeline: "Tijd",
    bar: |month_of_bar, items, total| {
        format!("{}: {} van {}", month(month_of_bar), items, count(total, "bericht", "berichten"))
    },
    from: "van",
    through: "tot en met",
    any_month: "alle",
    timeline_legend: "Gevuld: gevonden; licht: alles in die maand.",
    timeline_hint: "Sleep over de balken voor een periode.",
    range_end: |end| match end {
        End::First => "eerste maand van de periode",
        End::Last => "laatste maand van de periode",
    },
    precision: |p| {
        let parts = [
            (p.day, "op de dag"),
            (p.month, "op de maand"),
            (p.year, "alleen op het jaar"),
            (p.none, "zonder datum"),
        ];
        let told = parts.iter().filter(|(items, _)| *items > 0);
        let told: Vec<String> = told.map(|(items, how)| format!("{items} {how}")).collect();
        if told.is_empty() { String::new() } else { format!("Gedateerd: {}.", told.join(", ")) }
    },

    map: "Kaart",
    map_hint: "Pijltjes: naar de dichtstbijzijnde plaats. Enter: kies. + en −: zoom.",
    only_in_view: "Alleen wat in beeld is",
    again_in_view: "Zoek opnieuw in beeld",
    map_window: |around| match around {
        Some(place) => format!("kaartbeeld rond {place}"),
        None => "kaartbeeld zonder plaatsen".to_owned(),
    },
    zoom_in: "Zoom in",
    zoom_out: "Zoom uit",
    zoom_reset: "Beginstand",
    counted: |of, name, items| {
        let place = match of {
            PlaceKind::City => "deze plaats",
            PlaceKind::Region => "deze regio of een plaats erin",
            PlaceKind::Country => "dit land of een plaats erin",
        };
        let name_it = if items == 1 { "noemt" } else { "noemen" };
        format!("{name}: {} {name_it} {place}", count(items, "bericht", "berichten"))
    },
    cities: |name, others, items| {
        let name_it = if items == 1 { "noemt" } else { "noemen" };
        let items = count(items, "bericht", "berichten");
        format!("{name} +{others}: {items} {name_it} {name}; plaatsen dicht bij elkaar, toon ze")
    },
    cities_here: "Plaatsen die hier dicht bij elkaar liggen",
    zoom_here: "Zoom hierop in",
    close: "Sluit",
    months_in_motion: "Maand na maand",
    month_before: "Vorige maand",
    month_after: "Volgende maand",
    play: "Speel de maanden af",
    pause: "Pauze",
    save_picture: |title| format!("Bewaar als afbeelding: {title}"),
    save_as: "Bewaar als",
    mentioned_in: "aantal berichten",
    picture_sources: "Nieuwsatlas · plaatsen: GeoNames (CC BY 4.0) · kaart: Natural Earth · verzameling",
    about_place: |name| format!("Over {name}"),
    only_this_place: "Toon alleen deze plaats",
    card_items: "Berichten",
    card_months: "Genoemd in",
    card_spellings: "Zo geschreven",
    card_facilities: "Gebouw of terrein",
    card_other_names: "Heet ook",
    card_population: "Inwoners",
    card_coordinates: "Breedte en lengte",
    card_roughly: |at| format!("ongeveer {at}; uit onze eigen lijst, niet uit GeoNames"),
    card_documents: "Artikelen die de plaats noemen",
    card_together: "Samen genoemd met",
    number: |number| super::grouped(number, '.'),
    grid: "Plaats en maand",
    grid_hint: "Berichten die een plaats noemen, per maand. Een 0 zegt: niet genoemd in wat er die \
                maand is; een streepje: er is die maand niets.",
    grid_total: "Alle berichten",
    cell: |place, when, count, items| match items {
        0 => format!("{place}, {when}: geen berichten"),
        items => format!("{place}, {when}: {count} van {items}"),
    },
    places: "Plaatsen",
    items_column: "Berichten",
    mentioned_not_happened: |of| match of {
        PlaceKind::City => {
            "Geteld zijn de berichten die een plaats noemen; het nieuws kan elders zijn gebeurd."
        }
        PlaceKind::Region => {
            "Geteld zijn de berichten die de regio zelf noemen of een plaats erin; het nieuws kan \
             elders zijn gebeurd."
        }
        PlaceKind::Country => {
            "Geteld zijn de berichten die het land zelf noemen, ook met een woord als ‘Russische’ of \
             ‘Oekraïners’, of een plaats erin; het nieuws kan elders zijn gebeurd."
        }
    },
    no_places: "In deze berichten wordt geen plaats genoemd.",

    back_to_results: "Terug naar de resultaten",
    hit_of: |current, total| format!("treffer {current} van {total}"),
    no_hits_here: "Geen treffers in dit artikel",
    next_hit: "Volgende treffer",
    previous_hit: "Vorige treffer",
    outline: |items| format!("{items} berichten in dit liveblog"),
    hits_in: |hits| count(hits, "treffer", "treffers"),
    places_here: |places| count(places, "plaats in dit artikel", "plaatsen in dit artikel"),
    places_here_hint: "Klik op een plaats om naar de eerste vermelding te gaan. In de tekst staan \
                       plaatsen op een stippellijn en treffers op een gekleurd vlak.",
    keep_beside: "Houd ernaast",
    keep_beside_hint: "Dit bericht blijft ernaast staan bij wat u hierna leest",
    beside: "Ernaast",
    close_beside: "Sluit wat ernaast staat",
    asides_plain: "Bijschriften en vaste zinnen even groot en donker als de tekst",
    derived_title: "titel afgeleid uit de eerste zin",
    editor_title: "titel van de samensteller",
    source_by: |source| format!("Bron: {source} (opgave van de samensteller)"),

    date: |period| match period {
        Period::Year(year) => year.to_string(),
        Period::Month(of) => month(of),
        Period::Day(day) => {
            let of = Month::of(day);
            format!("{} {}", day.day(), month(of))
        }
    },
    month,
    short_month: |of| SHORT_MONTHS[of.month() as usize - 1].to_string(),
    no_date: "zonder datum",
    editor_date: "datum volgens de samensteller",
    suggested_date: |day, of, year| {
        let year = year.map_or("jaar onbekend".to_string(), |year| year.to_string());
        let name = MONTHS.get(of as usize - 1).copied().unwrap_or_default();
        format!("mogelijk {day} {name} ({year})")
    },
    date_evidence: |words| format!("want de tekst zegt ‘{words}’"),

    about: "Over dit bestand",
    about_short: "Over",
    about_quiet: "Alles zit in dit ene bestand. Het zoekt, telt en tekent in uw eigen browser, \
                  vraagt niets op via het netwerk, stuurt niets weg en slaat niets op.",
    about_sources: "Plaatsen: GeoNames (geonames.org, CC BY 4.0), bewerkt, en een eigen lijst. Kaart: Natural Earth \
                    (publiek domein), bewerkt; de Krim hoort er bij Oekraïne. Woordstammen: \
                    Snowball (BSD). Woordenlijst: OpenTaal (BSD).",
    about_version: |version, made, newest| {
        let made = made.map(|day| format!(", gemaakt op {day}")).unwrap_or_default();
        let newest =
            newest.map(|of| format!("; jongste artikel: {}", month(of))).unwrap_or_default();
        format!("Nieuwsatlas {version}{made}{newest}.")
    },
    printed: |date, address| format!("Nieuwsatlas, afgedrukt op {date}: {address}"),
    about_try: "Probeer iets op te vragen",
    about_trying: "Bezig …",
    about_refused: |directive| {
        format!(
            "Geweigerd. De pagina probeerde een plaatje van proef.invalid te halen; haar eigen \
             regel {directive} hield dat tegen."
        )
    },
    about_not_refused: "Niet geweigerd: dit bestand draait zonder zijn eigen beleid, bijvoorbeeld \
                        tijdens de ontwikkeling.",
    about_policy: "Het beleid van deze pagina (Content-Security-Policy)",
    about_limits: "Het beleid verhindert verzoeken van de pagina zelf. Het kan niet verhinderen dat \
                   iemand met dit bestand de artikelen leest of doorgeeft.",
    about_hashes: |documents| {
        format!("SHA-256 van {}", count(documents, "brontekst", "bronteksten"))
    },
    about_hashes_hint: "Zo rekent ook sha256sum; hieraan is te zien of een tekst veranderd is.",
    about_atlas: |id| format!("Kenmerk van deze verzameling: {id}"),
    help: HELP,
    cite: CITE,
    kwic: KWIC,
    area: AREA,
    correct: CORRECT,
    batch: BATCH,
    standout: STANDOUTS,
};

const BATCH: Batch = Batch {
    name: "Lijst van namen",
    hint: "Zoekt veel namen, woorden of woordgroepen na elkaar, onder de filters die nu gelden. De \
           lijst wordt nergens bewaard.",
    list: "Eén zoekvraag per regel",
    ask: "Zoek alle regels",
    open: "Open een lijst",
    progress: |questions, answered, found| {
        let all = count(questions, "zoekvraag", "zoekvragen");
        match answered == questions {
            true => format!("{all}, waarvan {found} met treffers"),
            false => format!("{answered} van {all} beantwoord, {found} met treffers"),
        }
    },
    fault: |line, fault| match fault {
        Fault::NoWord => format!("Regel {line}: geen woord om te zoeken."),
        Fault::TooLong => format!("Regel {line}: langer dan {LONGEST} tekens."),
        Fault::Unreadable => {
            format!("Regel {line}: onleesbaar teken. Bewaar het bestand als UTF-8.")
        }
        Fault::Again(earlier) => format!("Regel {line}: hetzelfde als regel {earlier}."),
        Fault::TooMany => {
            format!(
                "Vanaf regel {line} is niet gezocht: een lijst heeft hooguit {MOST} zoekvragen."
            )
        }
    },
    most_first: "Meeste eerst",
    question: "Zoekvraag",
    documents: "Artikelen",
    months: "Maanden",
    undated: |items| format!("{items} zonder datum"),
    spellings: "Ook gevonden",
    spelling: |of| match of.is_likely_slip {
        true => format!("{}? ({})", of.form, of.items),
        false => format!("{} ({})", of.form, of.items),
    },
};

const STANDOUTS: Standouts = Standouts {
    name: |at| match at {
        Where::Beside => "Woorden ernaast",
        Where::Inside => "Kenmerkende woorden",
    },
    hint: |at| match at {
        Where::Beside => {
            "Woorden die hooguit vijf woorden van een treffer staan en daar opvallend vaak: het \
             opvallendste eerst (log-likelihood). Een klik zoekt ze erbij."
        }
        Where::Inside => {
            "Woorden die in deze berichten opvallend vaker staan dan in de andere: het opvallendste \
             eerst (log-likelihood). Een klik zoekt ze erbij."
        }
    },
    counting: "Bezig met tellen …",
    none: "Geen enkel woord valt hier op.",
    ask_first: "Zoek eerst iets, of kies een filter: dan is er iets om met de rest te vergelijken.",
    times: |here, everywhere| format!("{here} van {everywhere}"),
};

const CORRECT: Correct = Correct {
    card: "Meer over deze plaats",
    doubts: "Klopt dit niet?",
    title: |name| format!("Wat is ‘{name}’?"),
    now: |place| match place {
        Some(place) => format!("Nu opgevat als {place}."),
        None => "Nu niet opgevat als plaats.".to_string(),
    },
    holds_for: "Uw keuze geldt voor",
    reach: |reach| match reach {
        Reach::Mention => "alleen deze vermelding",
        Reach::Document => "dit artikel",
        Reach::Atlas => "alle artikelen",
    },
    could_be: "Ook mogelijk",
    search: "Zoek een andere plaats: naam of GeoNames-nummer",
    unknown: "Geen plaats met die naam bekend.",
    not_a_place: "Geen plaats",
    selection: "Plaats?",
    selection_hint: "Selecteer een naam in de tekst en zeg welke plaats het is. Een klik op een \
                     plaats in de tekst vraagt hetzelfde.",
    other_name: "De plaats heet ook",
    add: "Voeg toe",
    list: |corrections| format!("Correcties van plaatsen ({corrections})"),
    kept: "Klik in een artikel op een plaats, of kies ‘Klopt dit niet?’ bij een plaats. Correcties \
           gelden zolang deze pagina open is en zijn daarna weg: bewaar ze als bestand en open dat \
           een volgende keer. In de map met artikelen werkt corrections.json ook bij het maken van \
           een atlas.",
    told: |name, place, reach| match place {
        Some(place) => format!("‘{name}’ is {place} ({reach})"),
        None => format!("‘{name}’ is geen plaats ({reach})"),
    },
    undo: "Laatste correctie ongedaan maken",
    take_back: |correction| format!("Neem terug: {correction}"),
    export: "Bewaar als bestand",
    import: "Open een bestand",
    wrong: |why| format!("Geen bruikbaar bestand: {why}"),
};

const AREA: Area = Area {
    per: "Tel per",
    kind: |of| match of {
        PlaceKind::City => "plaats",
        PlaceKind::Region => "regio",
        PlaceKind::Country => "land",
    },
    name: |of, name| match of {
        PlaceKind::Region => format!("{name} (regio)"),
        PlaceKind::City | PlaceKind::Country => name.to_string(),
    },
    itself: "zelf genoemd",
    mention: |of, role, name| match (of, role) {
        (PlaceKind::City, Role::Facility) => {
            format!("ligt in {name}: telt als vermelding van die plaats")
        }
        (PlaceKind::City, _) => format!("plaats: {name}"),
        (PlaceKind::Region, Role::Adjective) => format!("hoort bij de regio {name}"),
        (PlaceKind::Region, _) => format!("regio: {name}"),
        (PlaceKind::Country, Role::Adjective) => format!("hoort bij het land {name}"),
        (PlaceKind::Country, _) => format!("land: {name}"),
    },
    lies_in: "Ligt in",
    within: "Genoemde plaatsen hierin",
    items: |items, itself| format!("{items}, waarvan {itself} met de eigen naam"),
};

const KWIC: Kwic = Kwic {
    name: "Contextregels",
    lines: |lines| count(lines, "regel", "regels"),
    unread: |lines, items| {
        format!("De eerste {lines}; {} niet meegeteld", count(items, "bericht", "berichten"))
    },
    no_words: "Contextregels zijn er van woorden: typ er een in het zoekveld.",
    as_found: "als de berichten",
    by_left: "op wat ervoor staat",
    by_right: "op wat erna staat",
    grouping: "Groepeer",
    ungrouped: "niet",
    by_place: "per plaats in de alinea",
    by_month: "per maand",
    by_place_and_month: "per plaats en maand",
    by_name: "op plaats in de alinea",
    no_place: "geen plaats in de alinea",
    copy: "Kopieer als tabel",
};

const CITE: Cite = Cite {
    cite: "Citeer",
    hint: "Citeert wat u in de tekst hebt geselecteerd, of anders de alinea van de treffer",
    title: "Citaat",
    close: "Sluit citaat",
    copy: "Kopieer citaat",
    copied: "Het citaat staat op het klembord.",
    of_title: "Titel",
    of_date: "Datum",
    of_source: "Bron",
    of_document: "Document",
    of_passage: "Plaats in de tekst",
    of_hash: "SHA-256 van de brontekst",
    of_atlas: "Nieuwsatlas",
    item: |number, heading| format!("bericht {number} ‘{heading}’"),
    characters: |start, end| format!("tekens {start} tot {end}"),
    precision: |period| match period {
        Period::Year(_) => "op het jaar nauwkeurig",
        Period::Month(_) => "op de maand nauwkeurig",
        Period::Day(_) => "op de dag nauwkeurig",
    },
    given: "Plak hier een citaat van een ander om te zien of het klopt met de brontekst. Zonder \
            invoer wordt dit citaat nagerekend.",
    check: "Controleer",
    quoted: |doc| {
        format!(
            "Klopt: de brontekst van {doc} is opnieuw berekend en byte voor byte dezelfde, en het \
             citaat staat er woord voor woord in."
        )
    },
    misstated: |lines| {
        format!("Het citaat staat er zo, maar de regels eronder kloppen niet. Hier staat: {lines}.")
    },
    misquoted: |doc, quoted, source| match source {
        "" => format!("Klopt niet: zo’n plaats is er niet in {doc}."),
        _ => format!(
            "Klopt niet: de brontekst van {doc} is dezelfde, maar daar staat ‘{source}’ en in het \
             citaat ‘{quoted}’."
        ),
    },
    same: |doc| {
        format!(
            "De brontekst van {doc} is opnieuw berekend en byte voor byte dezelfde. Er is geen \
             citaat met link om mee te vergelijken."
        )
    },
    other: "Klopt niet: geen enkele brontekst in dit bestand heeft deze SHA-256. De tekst is \
            veranderd of zit niet in deze verzameling.",
    no_hash: "Hierin staat geen SHA-256 (64 cijfers en letters a–f).",
};

const HELP: Help = Help {
    title: "Zo zoekt u",
    open: "Hulp bij het zoeken",
    close: "Sluit",
    language: "Wat u kunt typen",
    try_one: "Klik op een voorbeeld om het te proberen.",
    examples: &[
        ("raket kiev", "beide woorden, in elke verbuiging en elke spelling van een plaats"),
        ("\"staakt het vuren\"", "deze woorden, precies in deze volgorde"),
        ("raket -drone", "het eerste woord, niet het tweede; raket NIET drone mag ook"),
        ("Cherson OF Odesa", "het ene of het andere; OR mag ook"),
        ("raket (Cherson OF Odesa)", "haakjes houden bij elkaar wat bij elkaar hoort"),
        ("lucht*", "alle woorden die zo beginnen"),
        ("plaats:Kharkiv", "berichten die deze plaats noemen, in welke spelling ook"),
        ("plaats:\"Krivi Rih\"", "een plaats waarvan de naam uit meer woorden bestaat"),
        ("van:2022-03 tot:2022-06", "van maart tot en met juni 2022; een jaar of een dag kan ook"),
        ("van:2022-03 zonder:datum", "vanaf maart 2022, en ook wat geen datum heeft"),
    ],
    also: "Een woord vindt ook zijn verbuigingen, samenstellingen en andere spellingen. Onder het \
           zoekveld staat wat er ook gevonden is; klik op een vorm om die weg te laten, of kies \
           ‘alleen zoals getypt’.",
    shortcuts: "Toetsen",
    key_column: "Toets",
    does_column: "Doet",
    keys: &[
        ("/  Ctrl K", "naar het zoekveld"),
        ("?  Ctrl /", "deze hulp"),
        ("j  k", "volgend bericht, vorig bericht"),
        ("n", "volgende treffer"),
        ("p", "vorige treffer"),
        ("m  M", "in de tekst: volgende plaats, vorige plaats; Enter: klopt die?"),
        ("c", "citeer de selectie of de alinea van de treffer"),
        ("Esc", "sluit, of terug naar de resultaten"),
        ("↑ ↓ ← →", "op de kaart: naar de dichtstbijzijnde plaats"),
        ("Home  End", "op de kaart: de vaakst en de minst vaak genoemde plaats"),
        ("Enter", "kies"),
        ("+ −", "op de kaart: in- en uitzoomen"),
    ],
    shortcuts_on: "Losse letters en tekens werken als sneltoets",
    shortcuts_hint: "Staat dit uit, dan blijven Ctrl K en Ctrl / werken. De keuze staat in het adres: \
                     bewaar dat als bladwijzer om haar te houden.",
};

fn found_as(path: Path) -> &'static str {
    match path {
        Path::Exact => "zoals getypt",
        Path::Prefix => "begint met wat u typte",
        Path::Inflection => "verbuiging",
        Path::Compound => "samenstelling",
        Path::Spelling => "andere spelling",
        Path::Typo => "lijkt op wat u typte",
        Path::Phrase => "woordgroep",
    }
}

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

const SHORT_MONTHS: [&str; 12] =
    ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

fn month(of: Month) -> String {
    format!("{} {}", MONTHS[of.month() as usize - 1], of.year())
}

/// "1 artikel", "2 artikelen".
fn count(number: impl TryInto<u64>, one: &str, many: &str) -> String {
    let number = number.try_into().unwrap_or(u64::MAX);
    format!("{number} {}", if number == 1 { one } else { many })
}

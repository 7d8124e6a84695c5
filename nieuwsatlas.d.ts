/**
 * `window.nieuwsatlas`: the collection for your own scripts.
 *
 * Offsets (`start`, `end`) count Unicode scalar values (code points) of the untouched source text;
 * `end` is not included. `doc` is the file's name without its extension.
 */
export interface Nieuwsatlas {
  /** Resolves when the page answers; rejects with an Error where the file is damaged. */
  ready: Promise<void>;
  /** Rejects with an Error that names the wrong field. */
  search(request?: Request): Promise<Answer>;
  /** What each line of a list finds under the filters of the request, whose `q` does not count. */
  list(request: Request & { list: string }): Promise<List>;
  /**
   * The words that stand out in the items found, or beside the hits of `q` in them, the most
   * remarkable first; `limit` of them.
   */
  standout(request?: Request & { at?: "inside" | "beside" }): Promise<Word[]>;
  documents(): Document[];
  /** The source of a document, byte for byte as it was read. */
  text(doc: string): string;
  /** Every mention of a city in a document, in the order of the text. */
  mentions(doc: string): Mention[];
}

export interface Request {
  /** The query as a person types it: words, "phrases", -not, OR, prefi*, plaats:, van:, tot:, zonder:. */
  q?: string;
  /** Year, month or day (`2022`, `2022-10`, `2022-10-11`), taken in whole. */
  from?: string;
  /** Likewise, and taken in whole too: `from` and `to` of one month give that month. */
  to?: string;
  /**
   * Places, any of which will do: GeoNames numbers, or names in any spelling. A region or country
   * takes in the cities in it; a name is that of the city where items name a city so.
   */
  places?: (number | string)[];
  /** Cities that an item must not name. */
  notPlaces?: (number | string)[];
  /** Documents, any of which will do, by their `doc`. */
  documents?: string[];
  notDocuments?: string[];
  kind?: Kind;
  /**
   * Only items without a date, with `from` or `to` those too; or only items that name no city, with
   * `places` those too.
   */
  without?: "date" | "place";
  /**
   * Only items that name a place in this part of the world: south, west, north and east in degrees,
   * of which two decimals count.
   */
  window?: [number, number, number, number];
  /** Counts regions or countries too, as `groups`. */
  per?: "city" | "region" | "country";
  /** Words count only as typed, but for case and accents. */
  exact?: boolean;
  /** By place: by the name of the city that an item names most, or of what `per` asks for. */
  sort?: "relevance" | "newest" | "oldest" | "place";
  /** Most hits to give; 20 where it is left out. */
  limit?: number;
  offset?: number;
}

/** An article of its own, or an item of a live blog. */
export type Kind = "article" | "liveblog";

export interface Answer {
  /** Items that have all that is asked, whatever the limit. */
  total: number;
  /**
   * Where no item of the collection has all words: the items that have most. These are the `hits`
   * then, and count nowhere else.
   */
  near: number;
  /** Those that stand under the hit of another: there are `total` or `near` less `folded` hits. */
  folded: number;
  /** Where no item has all words: what none of the near ones has; otherwise null. */
  lacking: string[] | null;
  tookMs: number;
  hits: Hit[];
  /** Counted over the other filters: choosing a city does not empty this list. */
  cities: { id: number; name: string; lat: number; lon: number; count: number }[];
  /**
   * Regions or countries, where `per` asks for them, likewise: `count` items name it or a city in
   * it, `itself` of them name it by its own name, adjective or inhabitants. Otherwise null.
   */
  groups: { id: number; name: string; lat: number; lon: number; count: number; itself: number }[] | null;
  /** Every month from the first to the last of the collection, empty ones too. */
  months: { month: string; count: number }[];
  /** Items by document, most first, counted likewise. */
  documents: { doc: string; count: number }[];
  /** Every kind of text that the collection has, counted likewise. */
  kinds: { kind: Kind; count: number }[];
  /** Items without a month, counted likewise. */
  undated: number;
  /** Items that name no city, counted likewise. */
  placeless: number;
}

export interface List {
  /** In the order of the list. */
  rows: {
    /** The number of the line, from 1. */
    line: number;
    q: string;
    items: number;
    documents: number;
    /** The first and the last month of those items; null where none has one. */
    first: string | null;
    last: string | null;
    /** Those of them without a month. */
    undated: number;
    /** Other forms that stand in them for a word; `slip`: it only looks like the word. */
    spellings: { form: string; items: number; slip: boolean }[];
  }[];
  /** Lines that ask nothing, or were not asked. */
  faults: { line: number; fault: "no word" | "too long" | "unreadable" | "again" | "too many" }[];
}

export interface Word {
  word: string;
  /** How often it stands there, and in the whole collection. */
  here: number;
  everywhere: number;
}

export interface Hit {
  doc: string;
  /** Number of the item in its document, from 1. */
  item: number;
  title: string;
  /** `2022`, `2022-10` or `2022-10-11`, as precise as is known; null: undated. */
  date: string | null;
  score: number;
  /** Plain text, never HTML. */
  snippet: string;
  /** What was found, as ranges of `snippet`. */
  marks: Range[];
  /** The item in its document. */
  range: Range;
  /** What the snippet shows, in its document. */
  passage: Range;
  /** Names of the cities the item mentions. */
  places: string[];
  /** Items found that say the same in almost the same words, and have no hit of their own. */
  alike: { doc: string; item: number }[];
  /** By which paths the words were found. */
  why: ("exact" | "prefix" | "inflection" | "compound" | "spelling" | "typo" | "phrase")[];
}

export interface Range {
  start: number;
  end: number;
}

export interface Document {
  doc: string;
  title: string;
  date: string | null;
  source: string | null;
  /** BCP 47 tag. */
  language: string;
  items: number;
}

export interface Mention extends Range {
  surface: string;
  geonames_id: number;
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  lat: number;
  lon: number;
  role: "literal" | "metonym";
}

declare global {
  interface Window {
    nieuwsatlas: Nieuwsatlas;
  }
}

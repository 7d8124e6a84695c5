// MiniSearch as a subject of bench.js: BM25+ over prefixes and slips, no phrases, no passages; the
// text is shipped beside the index.
import MiniSearch from "./minisearch/index.js"
import { articles } from "./articles.js"

const OPTIONS = { fields: ["text"] }

// What is typed is searched as it grows: all words, the last one as a beginning.
const asTyped = { combineWith: "AND", prefix: (word, at, words) => at === words.length - 1 }
const ways = {
  "keystroke": asTyped,
  "one word": { combineWith: "AND" },
  "two words": { combineWith: "AND" },
  "one typo": { combineWith: "AND", fuzzy: 0.2 },
}

export default async () => ({
  missing: ["phrase"],
  build(all) {
    const index = new MiniSearch(OPTIONS)
    index.addAll(articles(all).map((text, id) => ({ id, text })))
    return new TextEncoder().encode(JSON.stringify(index))
  },
  open(bytes) {
    const index = MiniSearch.loadJSON(new TextDecoder().decode(bytes), OPTIONS)
    return {
      // All that is found, in order: the best 20 are its first.
      search: (typed, kind) => index.search(typed, ways[kind]).length,
    }
  },
  memory: () => 0,
})

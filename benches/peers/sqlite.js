// SQLite's FTS5 as a subject of bench.js: BM25, phrases, beginnings and passages; no slips. The
// text is inside the database, which is opened where it lies.
import start from "./sqlite/index.mjs"
import { articles } from "./articles.js"

// Beginnings of one to three letters have an index of their own, as typing wants.
const TABLE = `create virtual table articles using
  fts5(text, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')`
const COUNT = "select count(*) from articles where articles match ?"
const BEST = `select rowid, snippet(articles, 0, '', '', '…', 40) from articles
  where articles match ? order by rank limit 20`

// All words, while typing the last one as a beginning; a phrase comes in quotes.
function match(typed, kind) {
  if (kind === "phrase") return typed
  const words = typed.split(/\s+/).filter(Boolean).map(word => `"${word}"`)
  return words.join(" ") + (kind === "keystroke" ? "*" : "")
}

export default async module => {
  const instantiateWasm = (imports, done) => {
    WebAssembly.instantiate(module, imports).then(instance => done(instance, module))
    return {}
  }
  const { oo1, capi, wasm } = await start({ instantiateWasm })
  return {
    missing: ["one typo"],
    build(all) {
      const db = new oo1.DB()
      db.exec(TABLE)
      db.transaction(() => {
        const insert = db.prepare("insert into articles(text) values (?)")
        articles(all).forEach(text => insert.bind(1, text).stepReset())
        insert.finalize()
      })
      db.exec("insert into articles(articles) values ('optimize'); vacuum")
      return capi.sqlite3_js_db_export(db)
    },
    open(bytes) {
      const db = new oo1.DB()
      const at = wasm.allocFromTypedArray(bytes)
      const size = bytes.byteLength
      db.checkRc(capi.sqlite3_deserialize(db, "main", at, size, size, capi.SQLITE_DESERIALIZE_FREEONCLOSE))
      const [count, best] = [COUNT, BEST].map(query => db.prepare(query))
      return {
        search(typed, kind) {
          const asked = match(typed, kind)
          count.bind(1, asked).step()
          const total = count.getInt(0)
          count.reset()
          best.bind(1, asked)
          while (best.step()) best.get([])
          best.reset()
          return total
        },
      }
    },
    memory: () => wasm.memory.buffer.byteLength,
  }
}

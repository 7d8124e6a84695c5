// elasticlunr as a subject of bench.js: TF-IDF over words and, where they are expanded, beginnings;
// no slips, no phrases, no passages; the text is shipped beside the index. Its English stemmer and
// stop words are left out.
import { articles } from "./articles.js"

// A script of before modules: it sets a global, and variables that it never declares.
async function elasticlunr() {
  new Function(await (await fetch("elasticlunr/elasticlunr.js")).text())()
  return globalThis.elasticlunr
}

export default async () => {
  const lunr = await elasticlunr()
  return {
    missing: ["phrase", "one typo"],
    build(all) {
      const index = lunr(function () {
        this.setRef("id")
        this.addField("text")
        this.saveDocument(false)
        this.pipeline.reset()
        this.pipeline.add(lunr.trimmer)
      })
      articles(all).forEach((text, id) => index.addDoc({ id, text }))
      return new TextEncoder().encode(JSON.stringify(index))
    },
    open(bytes) {
      const index = lunr.Index.load(JSON.parse(new TextDecoder().decode(bytes)))
      return {
        search: (typed, kind) => index.search(typed, { bool: "AND", expand: kind === "keystroke" }).length,
      }
    },
    memory: () => 0,
  }
}

// The engine as a subject of bench.js. It does the whole work: total, best 20 with passages, and
// the counts of all facets.
import init, { Collection, Places, build } from "./engine-wasm.js"

export default async module => {
  const { memory } = await init({ module_or_path: module })
  const gazetteer = new Uint8Array(await (await fetch("gazetteer.bin")).arrayBuffer())
  return {
    build: ({ texts, ends, names }) => build(texts, ends, names, gazetteer),
    open: bytes => Collection.open(bytes),
    places: () => Places.open(gazetteer),
    memory: () => memory.buffer.byteLength,
  }
}

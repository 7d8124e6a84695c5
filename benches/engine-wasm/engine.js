// The engine as a subject of bench.js. It does the whole work: total, best 20 with passages, and
// the counts of all facets.
import init, { Collection, Places, build } from "./engine-wasm.js"

export default async module => {
  const exports = await init({ module_or_path: module })
  // By what it is, as the names in the module are shortened.
  const memory = Object.values(exports).find(it => it instanceof WebAssembly.Memory)
  const gazetteer = new Uint8Array(await (await fetch("gazetteer.bin")).arrayBuffer())
  return {
    build: ({ texts, ends, names }) => build(texts, ends, names, gazetteer),
    open: bytes => Collection.open(bytes),
    places: () => Places.open(gazetteer),
    memory: () => memory.buffer.byteLength,
  }
}

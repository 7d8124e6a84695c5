// Runs in a worker: does one errand of the bench and tells its times in milliseconds.
import start, { Collection, Places, build } from "./engine-wasm.js"

const RUNS = 5

const bytes = async name => new Uint8Array(await (await fetch(name)).arrayBuffer())

function timed(work) {
  const before = performance.now()
  const result = work()
  return [performance.now() - before, result]
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1]
}

const errands = {
  // From bytes in memory to the first answer, in a fresh instance of the module each time.
  async load({ first }) {
    const archive = await bytes("archive.bin")
    const [time] = timed(() => Collection.open(archive).search(first))
    return time
  },
  // The median time of each question.
  async ask({ questions }) {
    const collection = Collection.open(await bytes("archive.bin"))
    const ask = typed => median(Array.from({ length: RUNS }, () => timed(() => collection.search(typed))[0]))
    return questions.map(({ typed }) => typed.map(ask))
  },
  // Bytes of wasm memory with the collection open and asked; the worker lives on to be weighed.
  async open({ first }, { memory }) {
    Collection.open(await bytes("archive.bin")).search(first)
    return memory.buffer.byteLength
  },
  async build() {
    const [texts, ends, gazetteer] = await Promise.all(["texts.bin", "ends.bin", "gazetteer.bin"].map(bytes))
    const [time, size] = timed(() => build(texts, new Uint32Array(ends.buffer), gazetteer))
    return [time, size]
  },
  // Megabytes of text a second in which the places are found, of each set of texts.
  async mentions() {
    const { least, sets } = await (await fetch("prose.json")).json()
    const places = Places.open(await bytes("gazetteer.bin"))
    return sets.map(texts => {
      places.find(texts, 1) // makes the index of names
      const run = () => {
        const [time, read] = timed(() => places.find(texts, least))
        return read / time / 1e3
      }
      return median(Array.from({ length: RUNS }, run))
    })
  },
}

onmessage = async ({ data: { errand, module } }) => {
  try {
    const asked = await (await fetch("questions.json")).json()
    const exports = await start({ module_or_path: module })
    postMessage({ done: await errands[errand](asked, exports) })
  } catch (error) {
    postMessage({ error: String(error) })
  }
}

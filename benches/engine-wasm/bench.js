// Runs in a worker: does one errand with one subject, the engine or a peer, and tells its times in
// milliseconds. A subject is a module SUBJECT.js whose default export starts it, given what the page
// compiled of it, and answers with
//
//   build(articles)  the index of articles, as bytes; articles are { texts, ends, names }: UTF-8, one
//                    behind the other, where each ends, and their paths, a line each
//   open(bytes)      such an index, with search(typed, kind): the number of articles found, where
//                    the subject can do questions of that kind
//   memory()         bytes of WebAssembly's memory
//
// and may also have
//
//   missing          the kinds of questions that it cannot do
//   places()         a recogniser of places, with find(texts, least): the bytes read, which are at
//                    least so many

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

// What is open stays so, to be weighed.
let open

const errands = {
  // Makes the index and leaves it with the server, for the errands after this one.
  async build(subject, name) {
    const [texts, ends] = await Promise.all(["texts.bin", "ends.bin"].map(bytes))
    const names = await (await fetch("names.txt")).text()
    const articles = { texts, ends: new Uint32Array(ends.buffer), names }
    const [time, index] = timed(() => subject.build(articles))
    await fetch(`${name}.bin`, { method: "PUT", body: index })
    return time
  },
  // From bytes in memory to the first answer.
  async load(subject, name, { first }) {
    const index = await bytes(`${name}.bin`)
    const [time] = timed(() => subject.open(index).search(first, "keystroke"))
    return time
  },
  // The median time of each question; null for a kind that the subject cannot do.
  async ask(subject, name, { questions }) {
    const index = subject.open(await bytes(`${name}.bin`))
    const ask = (typed, kind) => median(Array.from({ length: RUNS }, () => timed(() => index.search(typed, kind))[0]))
    const can = kind => !subject.missing?.includes(kind)
    return questions.map(({ kind, typed }) => can(kind) ? typed.map(it => ask(it, kind)) : null)
  },
  // Bytes of wasm memory with the index open and asked; the worker lives on to be weighed.
  async open(subject, name, { first }) {
    open = subject.open(await bytes(`${name}.bin`))
    open.search(first, "keystroke")
    return subject.memory()
  },
  // Megabytes of text a second in which the places are found, of each set of texts.
  async mentions(subject) {
    const { least, sets } = await (await fetch("prose.json")).json()
    const places = subject.places()
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

onmessage = async ({ data: { errand, subject: name, module } }) => {
  try {
    const asked = await (await fetch("questions.json")).json()
    const { default: start } = await import(`./${name}.js`)
    postMessage({ done: await errands[errand](await start(module), name, asked) })
  } catch (error) {
    postMessage({ error: String(error) })
  }
}

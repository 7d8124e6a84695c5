// Opens the bundled page. Follows wasm-bindgen's module in one inline script, which gives it
// `__wbg_init` and `open`. The module runs when the whole file is read, however it ends.

const PARTS = { wasm: "programma", archive: "artikelen", gazetteer: "plaatsnamen", basemap: "kaart" };

class Trouble extends Error {
  constructor(dutch, english) {
    super(dutch);
    this.english = english;
  }
}

function checkBrowser() {
  if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") {
    throw new Trouble(
      "Deze browser mist WebAssembly of DecompressionStream, of ze staan uit. " +
        "Open dit bestand in een recente Firefox, Chrome, Edge of Safari.",
      "This browser lacks WebAssembly or DecompressionStream. Use a recent Firefox, Chrome, Edge or Safari.",
    );
  }
}

function damaged(name) {
  return new Trouble(
    `Het bestand is beschadigd of onvolledig: het deel ‘${PARTS[name]}’ is niet te lezen. ` +
      "Kopieer of download het opnieuw; aan uw computer of browser ligt het niet.",
    `This file is damaged or incomplete (part: ${name}). Copy or download it again.`,
  );
}

function decode(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

async function unzipped(blocks) {
  const stream = new Blob(blocks).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function joined(blocks) {
  const bytes = new Uint8Array(blocks.reduce((length, block) => length + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    bytes.set(block, at);
    at += block.length;
  }
  return bytes;
}

// The bytes of a part. Gzip's own checksum tells whether they are as they were built; a part that
// is plain has a checksum inside, which `open` verifies.
async function read(name) {
  const set = document.getElementById(`part-${name}`);
  if (!set) throw damaged(name);
  try {
    const blocks = [...set.children].map((block) => decode(block.textContent));
    const bytes = "plain" in set.dataset ? joined(blocks) : await unzipped(blocks);
    if (bytes.length === Number(set.dataset.bytes)) return bytes;
  } catch (error) {
    console.error(error);
  }
  throw damaged(name);
}

// `open` says by its name which part is not as it was built.
function opened(...data) {
  try {
    open(...data);
  } catch (error) {
    console.error(error);
    const part = Object.keys(PARTS).find((name) => error.message?.startsWith(`${name}: `));
    throw part ? damaged(part) : error;
  }
}

async function start() {
  checkBrowser();
  const [wasm, ...data] = await Promise.all(Object.keys(PARTS).map(read));
  await __wbg_init({ module_or_path: wasm });
  opened(...data);
}

// The list of articles that readers without scripts see: the same HTML, asleep in a noscript.
function showFailure(error) {
  console.error(error);
  const page = document.createElement("main");
  page.id = "failure";
  const add = (tag, text, lang) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (lang) element.lang = lang;
    page.append(element);
    return element;
  };
  add("h1", "Zoeken lukt hier niet").setAttribute("role", "alert");
  if (error instanceof Trouble) {
    add("p", error.message);
    add("p", error.english, "en");
  } else {
    add("p", "De atlas kon niet openen. Probeer een recente Firefox, Chrome, Edge of Safari.");
    add("p", "The atlas could not open. Try a recent Firefox, Chrome, Edge or Safari.", "en");
    add("pre", String(error));
  }
  const asleep = document.createElement("template");
  asleep.innerHTML = document.querySelector("noscript")?.textContent ?? "";
  const articles = asleep.content.querySelector("ol");
  if (articles) {
    add("p", "Dit zijn de artikelen:");
    page.append(articles);
  }
  document.body.replaceChildren(page);
}

// For scripts that come before the page is ready: the rest of the API is added by `open`.
const ready = start();
window.nieuwsatlas = { ready };
// The mark tells benches, and whoever looks at the browser's timeline, how long opening took.
ready.then(() => performance.mark("nieuwsatlas:ready"), showFailure);

// Opens the bundled page. Follows wasm-bindgen's module in one inline script, which gives it
// `__wbg_init` and `open`. The module runs while the rest of the file is read: each part is decoded
// when it is there, so that the program compiles while the articles still come in.

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

const whole = new Promise((resolve) => {
  if (document.readyState !== "loading") resolve();
  document.addEventListener("DOMContentLoaded", resolve);
});

// The blocks of a part, when it is read whole: something follows it, or the file has ended.
function arrived(name) {
  return new Promise((resolve) => {
    const look = () => {
      const set = document.getElementById(`part-${name}`);
      if (set?.nextSibling || document.readyState !== "loading") resolve(set);
      else setTimeout(look);
    };
    look();
  });
}

// Puts what a text says at the beginning of bytes, and tells how many it says.
function decode(base64, bytes) {
  if (bytes.setFromBase64) return bytes.setFromBase64(base64).written;
  const binary = atob(base64);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return binary.length;
}

function decoded(texts) {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const bytes = new Uint8Array((length / 4) * 3);
  let at = 0;
  for (const text of texts) at += decode(text, bytes.subarray(at));
  return bytes.subarray(0, at);
}

async function unzipped(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// The bytes of a part, whose text leaves the page: it would stay in memory. Gzip's own checksum
// tells whether they are as they were built; a part that is plain has a checksum inside, which
// `open` verifies.
async function read(name) {
  const set = await arrived(name);
  if (!set) throw damaged(name);
  try {
    const held = decoded([...set.children].map((block) => block.textContent));
    set.remove();
    const bytes = "plain" in set.dataset ? held : await unzipped(held);
    if (bytes.length === Number(set.dataset.bytes)) return bytes;
  } catch (error) {
    console.error(error);
  }
  throw damaged(name);
}

async function begin(name) {
  const bytes = await read(name);
  return name === "wasm" ? __wbg_init({ module_or_path: bytes }) : bytes;
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
  const [, ...data] = await Promise.all(Object.keys(PARTS).map(begin));
  await whole;
  opened(...data);
}

// The list of articles that readers without scripts see: the same HTML, asleep in a noscript.
async function showFailure(error) {
  console.error(error);
  await whole;
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

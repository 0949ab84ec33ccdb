/** The search page: finds lessons, courses and help; loads the index when somebody uses the box. */

import { readings, wordsOf } from "./query.js";
import { count, say } from "./words.js";

const INDEX = "/soeg/indeks/";
const AT_ONCE = 8;
/** A title says most, then the words that the author knows people use; times are never searched. */
const RANKING = { metaWeights: { title: 6, ord: 5, om: 0 } };

/** @typedef {{url: string, title: string, about: string, excerpt: string}} Hit */

const NOT_COME = "Søgningen kunne ikke hentes. Prøv igen, når du har internet, eller find det i " +
  "listen herunder.";
const CANNOT = "Søgningen virker ikke i din browser. Find det i listen herunder, eller ring til os.";

let index = null;

/** The index and every word of the site, fetched once; a failed attempt may be repeated. */
function opened() {
  index = index || open();
  return index.catch((error) => { index = null; throw error; });
}

async function open() {
  const [{ createInstance }, answer] = await Promise.all([
    import(`${INDEX}pagefind.js`),
    fetch(`${INDEX}ord.txt`),
  ]);
  if (!answer.ok) throw new Error(`ord.txt: ${answer.status}`);
  const known = (await answer.text()).trim().split("\n");
  // A worker would fetch the program a second time, and the search takes milliseconds.
  const finder = createInstance({ basePath: INDEX, noWorker: true, excerptLength: 24, ranking: RANKING });
  return { finder, known };
}

/**
 * Pages with any of the words, those that say most of them first.
 * @param {string} text
 * @returns {Promise<{pages: Array<() => Promise<Hit>>, guesses: string[]}>}
 */
async function find(text) {
  const { finder, known } = await opened();
  const read = wordsOf(text).map((word) => readings(word, known));
  // All at once: each word has a piece of the index, and a phone waits a second for a piece.
  await finder.preload(read.flatMap(({ look }) => look.map((one) => one.word)).join(" "));
  const pages = new Map();
  for (const { look } of read) {
    const found = await Promise.all(look.map((one) => finder.search(one.word)));
    addWord(pages, found.flatMap(({ results }, at) =>
      results.map((shown) => ({ shown, score: worth(shown) * look[at].weight }))));
  }
  // A page with all the words together comes first, and its excerpt marks them all.
  const all = (await finder.search(read.map(({ best }) => best).join(" "))).results;
  for (const shown of all) {
    const page = pages.get(shown.id);
    if (page) Object.assign(page, { shown, score: page.score + worth(shown) });
  }
  const order = [...pages.values()].sort((a, b) => b.score - a.score);
  const guesses = read.map(({ guess }) => guess).filter(Boolean);
  return { pages: order.map(({ shown }) => () => hit(shown)), guesses };
}

/** Damped: a page with two of the words says more than one with the first of them everywhere. */
const worth = (result) => Math.sqrt(result.score);

/** Of the readings of one word, the best one counts for a page. */
function addWord(pages, found) {
  const best = new Map();
  for (const one of found) {
    const other = best.get(one.shown.id);
    if (!other || one.score > other.score) best.set(one.shown.id, one);
  }
  for (const [id, { shown, score }] of best) {
    const page = pages.get(id) || { score: 0, shown };
    page.score += score;
    pages.set(id, page);
  }
}

async function hit(result) {
  const { url, meta, excerpt } = await result.data();
  return { url, title: meta.title, about: meta.om || "", excerpt: withoutTitle(excerpt, meta.title) };
}

/** The title stands above already. */
function withoutTitle(excerpt, title) {
  const said = excerpt.replace(/<\/?mark>/g, "").startsWith(`${title}`);
  return said ? excerpt.split(" ").slice(title.split(" ").length).join(" ") : excerpt;
}

function start() {
  const form = document.querySelector("[data-search]");
  const part = (name) => document.querySelector(`[data-search-${name}]`);
  const view = { box: form.elements.q, list: part("hits"), status: part("status"),
    more: part("more"), all: part("all"), turn: 0 };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = view.box.value.trim();
    history.pushState(null, "", text ? `?q=${encodeURIComponent(text)}` : location.pathname);
    show(text, view);
  });
  // It comes while somebody types; whether it came, the search itself will say.
  for (const kind of ["focus", "input"]) {
    view.box.addEventListener(kind, () => opened().catch(() => {}), { once: true });
  }
  part("without").hidden = true;
  const asked = () => new URLSearchParams(location.search).get("q") || "";
  addEventListener("popstate", () => {
    view.box.value = asked();
    show(asked().trim(), view);
  });
  // What somebody wrote while this was on its way is theirs.
  view.box.value = view.box.value || asked();
  if (asked()) show(asked().trim(), view);
}

async function show(text, view) {
  const turn = (view.turn += 1);
  view.more.hidden = true;
  if (!text) return empty(view, "");
  say(view.status, "Søger …");
  try {
    const { pages, guesses } = await find(text);
    const first = await Promise.all(pages.slice(0, AT_ONCE).map((page) => page()));
    if (turn !== view.turn) return;  // somebody has asked for something else since
    if (!first.length) return empty(view, `Vi fandt ikke noget om »${text}«. Prøv et andet ord, ` +
      "eller find det i listen herunder.");
    view.list.replaceChildren(...first.map(item));
    view.all.hidden = true;
    const also = guesses.length ? ` Vi søgte også på »${guesses.join("« og »")}«.` : "";
    say(view.status, `${count(pages.length, "side", "sider")} om »${text}«.${also}`);
    offerMore(view, pages.slice(AT_ONCE));
  } catch (error) {
    console.warn("jobvej:", error);
    if (turn === view.turn) empty(view, canRun() ? NOT_COME : CANNOT);
  }
}

/** Safari before 16 runs no program under our policy, nor does an iPhone in lockdown. */
function canRun() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
}

function empty(view, words) {
  view.list.replaceChildren();
  view.all.hidden = false;
  say(view.status, words);
}

function offerMore(view, rest) {
  view.more.hidden = !rest.length;
  view.more.onclick = async () => {
    view.more.hidden = true;
    const items = (await Promise.all(rest.map((page) => page()))).map(item);
    view.list.append(...items);
    items[0].querySelector("a").focus();
  };
}

/** @param {Hit} found */
function item({ url, title, about, excerpt }) {
  const line = document.createElement("li");
  const heading = line.appendChild(document.createElement("h2"));
  const link = heading.appendChild(document.createElement("a"));
  link.href = new URL(url, location.origin).pathname;
  link.textContent = title;
  const facts = line.appendChild(document.createElement("p"));
  facts.className = "meta";
  facts.textContent = about;
  line.appendChild(document.createElement("p")).append(...marked(excerpt));
  return line;
}

/** The excerpt as text and marks: what stands in it is never read as HTML. */
function marked(excerpt) {
  const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
  const pieces = excerpt.replace(/<\/mark> <mark>/g, " ").split(/<mark>|<\/mark>/);
  const isCut = /^[a-zæøå]/.test(pieces[0] || pieces[1]); // from the middle of a sentence
  return [isCut ? "… " : "", ...pieces.map((piece, at) => {
    if (at % 2 === 0) return plain(piece);
    const mark = document.createElement("mark");
    mark.textContent = plain(piece);
    return mark;
  }), " …"];
}

// Not among main.js' parts: no other page shall even know of it.
start();

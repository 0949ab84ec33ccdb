/** "Gem kurset på enheden": keeps a course for reading and seeing its films without a network. */

import { allHere, bytesOf, canKeep, forget, isBegun, keep, kept, offered } from "./offline_courses.js";
import { say } from "./words.js";

const KEPT = "Kurset er gemt på enheden. Du kan læse det og se filmene uden internet.";
const KEEPING = "Kurset bliver gemt. Bliv på siden imens.";
const STOPPED = "Det er stoppet. Det, der er gemt, bliver ikke hentet igen.";
const FULL = "Der er ikke plads nok på enheden. Slet noget andet på den, og prøv igen.";
const NOT_FETCHED = "Kurset blev ikke gemt helt. Prøv igen, når du har internet.";
const FORGOTTEN = "Kurset er slettet fra enheden.";
const CANNOT = "Denne browser kan ikke gemme kurser. Du kan læse dem alle, når du har internet.";
const NOT_WHOLE = " – ikke gemt helt";

/** @param {import("./visit.js").Visit} visit */
export async function start(visit) {
  if (!await canKeep()) return tellCannot();
  const list = document.querySelector("[data-offline-list]");
  if (list) show(list);
  for (const offer of document.querySelectorAll("[data-offline]")) {
    begin(offer);
    // On a device that many use, nobody is asked to leave something behind.
    visit.watch(() => { offer.hidden = visit.shared; });
    if (location.hash === `#${offer.id}`) unfold(offer);
  }
}

/** Told only to those who ask: on the page about it, or through a lesson's link. */
function tellCannot() {
  say(document.querySelector("[data-offline-none]"), CANNOT);
  for (const offer of document.querySelectorAll("[data-offline]")) {
    if (location.hash !== `#${offer.id}`) continue;
    say(offer.querySelector("[data-offline-why]"), CANNOT);
    offer.querySelector("[data-offline-keep]").hidden = true;
    offer.hidden = false;
    unfold(offer);
  }
}

/** Somebody followed a lesson's link to it, before it could be seen. */
function unfold(offer) {
  offer.open = true;
  offer.scrollIntoView({ block: "center" });
  offer.querySelector("summary").focus();
}

async function begin(offer) {
  const url = offer.dataset.offline;
  const part = (name) => offer.querySelector(`[data-offline-${name}]`);
  const [why, keepIt, stop, forgetIt, progress, status] =
    ["why", "keep", "stop", "forget", "progress", "status"].map(part);
  let stopping = new AbortController();
  let renewing;
  let [size, isPart] = ["", false];

  const name = () => {
    keepIt.textContent = isPart ? "Gem resten" : `Gem kurset på enheden${size}`;
  };

  const paint = async () => {
    const isKept = Boolean(await kept(url));
    isPart = !isKept && await isBegun(url);
    [stop.hidden, progress.hidden] = [true, true];
    [why.hidden, keepIt.hidden, forgetIt.hidden] = [isKept, isKept, !isKept && !isPart];
    name();
    return isKept;
  };

  const weigh = async () => {
    const bytes = bytesOf(await offered(url));
    size = ` (${Math.max(0.1, bytes / 1e6).toFixed(1).replace(".", ",")} MB)`;
    name();
  };

  keepIt.addEventListener("click", async () => {
    stopping = new AbortController();
    const { signal } = stopping;
    progress.removeAttribute("value");
    [keepIt.hidden, forgetIt.hidden, stop.hidden, progress.hidden] = [true, true, false, false];
    stop.focus();
    say(status, KEEPING);
    let told = KEPT;
    try {
      const course = await offered(url, signal);
      progress.max = bytesOf(course);
      await keep(course, (bytes) => { progress.value = bytes; }, signal);
    } catch (error) {
      // Not by the error's name: what a browser was writing when it was stopped has many.
      told = signal.aborted ? STOPPED : error.name === "QuotaExceededError" ? FULL : NOT_FETCHED;
    }
    await paint();
    say(status, told);
    status.focus();
  });
  stop.addEventListener("click", () => stopping.abort());
  forgetIt.addEventListener("click", async () => {
    stopping.abort();
    await renewing; // else it could write again what is deleted here
    await forget(url);
    await paint();
    say(status, FORGOTTEN);
    status.focus();
  });
  offer.addEventListener("toggle", () => { if (offer.open && !size) weigh().catch(() => {}); });

  if (await paint()) {
    say(status, KEPT);
    offer.open = true;
    renewing = renew(url, stopping.signal).catch(() => {});
  }
}

/** Fetch what has changed since, unless the device asks to save data. */
async function renew(url, signal) {
  if (navigator.connection && navigator.connection.saveData) return;
  const [here, now] = await Promise.all([kept(url), offered(url, signal)]);
  if (here && here.edition !== now.edition) await keep(now, () => {}, signal);
}

/** The page that answers without a network: what there is to read all the same, and to delete. */
async function show(list) {
  const part = (name) => document.querySelector(`[data-offline-${name}]`);
  part("instead").hidden = location.pathname === "/uden-net/";
  part("again").href = location.href;
  part("again").addEventListener("click", (event) => {
    event.preventDefault(); // a link to where one is already, with a #, would fetch nothing
    location.reload();
  });
  const paint = async () => {
    const courses = await allHere();
    part("some").hidden = !courses.length;
    part("none").hidden = courses.length > 0;
    list.replaceChildren(...courses.map(({ title, url, isWhole }) => {
      const gone = async () => {
        await forget(url);
        await paint();
        say(part("status"), FORGOTTEN);
        part("status").focus();
      };
      return line(`${title || "Et kursus"}${isWhole ? "" : NOT_WHOLE}`, url, gone);
    }));
  };
  await paint();
}

function line(title, url, gone) {
  const [made, link, button] = ["li", "a", "button"].map((one) => document.createElement(one));
  [link.href, link.textContent] = [url, title];
  [button.type, button.className, button.textContent] = ["button", "link", "Slet fra enheden"];
  button.setAttribute("aria-label", `Slet fra enheden: ${title}`);
  button.addEventListener("click", gone);
  made.append(link, button);
  return made;
}

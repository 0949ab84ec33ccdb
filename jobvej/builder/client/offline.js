/** "Gem kurset på enheden": to read it, and see its films, where there is no network. */

import { allKept, canKeep, forget, isBegun, keep, kept, offered } from "./offline_courses.js";
import { say } from "./words.js";

const KEPT = "Kurset er gemt på enheden. Du kan læse det og se filmene uden internet.";
const KEEPING = "Kurset bliver gemt. Bliv på siden imens.";
const STOPPED = "Det er stoppet. Det, der er gemt, bliver ikke hentet igen.";
const FULL = "Der er ikke plads nok på enheden. Slet noget andet på den, og prøv igen.";
const NOT_FETCHED = "Kurset blev ikke gemt helt. Prøv igen, når du har internet.";
const FORGOTTEN = "Kurset er slettet fra enheden.";

/** @param {import("./visit.js").Visit} visit */
export function start(visit) {
  const list = document.querySelector("[data-offline-list]");
  if (list) show(list);
  if (!canKeep()) return;
  for (const offer of document.querySelectorAll("[data-offline]")) {
    begin(offer);
    // On a device that many use, nobody is asked to leave something behind.
    visit.watch(() => { offer.hidden = visit.shared; });
  }
}

async function begin(offer) {
  const url = offer.dataset.offline;
  const part = (name) => offer.querySelector(`[data-offline-${name}]`);
  const [why, keepIt, stop, forgetIt, progress, status] =
    ["why", "keep", "stop", "forget", "progress", "status"].map(part);
  let stopping = new AbortController();
  let size = "";

  const paint = async () => {
    const isKept = Boolean(await kept(url));
    const isPart = !isKept && await isBegun(url);
    [stop.hidden, progress.hidden] = [true, true];
    [why.hidden, keepIt.hidden, forgetIt.hidden] = [isKept, isKept, !isKept && !isPart];
    keepIt.textContent = isPart ? "Gem resten" : `Gem kurset på enheden${size}`;
    return isKept;
  };

  const weigh = async () => {
    const { bytes } = await offered(url);
    size = ` (${Math.max(0.1, bytes / 1e6).toFixed(1).replace(".", ",")} MB)`;
    if (stop.hidden) await paint();
  };

  keepIt.addEventListener("click", async () => {
    stopping = new AbortController();
    progress.removeAttribute("value");
    [keepIt.hidden, forgetIt.hidden, stop.hidden, progress.hidden] = [true, true, false, false];
    stop.focus();
    say(status, KEEPING);
    let told = KEPT;
    try {
      const course = await offered(url);
      progress.max = course.addresses.length;
      await keep(course, (done) => { progress.value = done; }, stopping.signal);
    } catch (error) {
      told = { AbortError: STOPPED, QuotaExceededError: FULL }[error.name] || NOT_FETCHED;
    }
    await paint();
    say(status, told);
    status.focus();
  });
  stop.addEventListener("click", () => stopping.abort());
  forgetIt.addEventListener("click", async () => {
    await forget(url);
    await paint();
    say(status, FORGOTTEN);
    status.focus();
  });
  offer.addEventListener("toggle", () => { if (offer.open && !size) weigh().catch(() => {}); });

  if (await paint()) {
    say(status, KEPT);
    offer.open = true;
    renew(url).catch(() => {});
  }
}

/** What has changed since is fetched while there is a network, unless it is to be spared. */
async function renew(url) {
  if (navigator.connection && navigator.connection.saveData) return;
  const [here, now] = await Promise.all([kept(url), offered(url)]);
  if (here && here.edition !== now.edition) await keep(now, () => {}, new AbortController().signal);
}

/** The page that answers without a network: what there is to read all the same. */
async function show(list) {
  const part = (name) => document.querySelector(`[data-offline-${name}]`);
  part("instead").hidden = location.pathname === "/uden-net/";
  part("again").href = location.href;
  const courses = canKeep() ? await allKept() : [];
  part("some").hidden = !courses.length;
  part("none").hidden = courses.length > 0;
  for (const { title, url } of courses) {
    const link = document.createElement("a");
    [link.href, link.textContent] = [url, title];
    const line = document.createElement("li");
    line.append(link);
    list.append(line);
  }
}

/** "Bliv logget på": warns before a session ends by itself, and one press keeps an idle one. */

import { api, inTime } from "./request.js";
import { say } from "./words.js";

/**
 * Staff, and citizens on a shared device, have 30 minutes (tracker/sign_in/sessions.py). The tracker
 * may count them from up to a minute before it last heard from somebody.
 */
const TOLD_AFTER = 27;
const OVER_AFTER = 30;
/** Whoever types or presses is there; the tracker is told at most this often. */
const HEARD_EVERY = 5;
const LOOK_EVERY_MS = 15000;
/** Minutes before the end that no press puts off: time to finish what one writes. */
const ENDING_TOLD = 10;

const SOON = "Du bliver logget af om 2 minutter, fordi siden har stået stille.";
const OVER = "Du er logget af.";
const ending = (at) => {
  const two = (number) => String(number).padStart(2, "0");
  const clock = `${two(at.getHours())}.${two(at.getMinutes())}`;
  return `Du bliver logget af kl. ${clock}. Gem det, du er i gang med.`;
};

/** @param {import("./visit.js").Visit} visit */
export function start(visit) {
  const page = document.body.dataset.stay; // of staff; citizens ask the API
  if (!page && !visit.shared) return;
  let heardAt = Date.now();
  let box = null;
  const quiet = () => (Date.now() - heardAt) / 60000;
  // Who is busy in another tab is there: every page that comes is heard of by the tracker.
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("jobvej-heard") : null;
  const elsewhere = () => {
    heardAt = Date.now();
    if (box) box = box.close();
  };
  if (tabs) {
    tabs.onmessage = elsewhere;
    tabs.postMessage("");
  }

  // Without an answer, or while the server is in trouble: what is done now says so itself.
  const isSignedIn = () => inTime(
    page || `${api()}me`, { cache: "no-store" },
    (answer) => answer.status >= 500 || (answer.ok && !answer.redirected),
  ).catch(() => true);
  const hear = () => {
    heardAt = Date.now();
    if (tabs) tabs.postMessage("");
    return isSignedIn();
  };
  const act = () => { if (!box && quiet() > HEARD_EVERY) hear(); };
  const over = () => box.end(page || "/dine-opgaver/");
  const stay = async () => {
    if (await hear()) box = box.close();
    else over();
  };
  const shut = () => {
    over();
    // Whoever comes next to this device is not to read on. What waits to be sent stays.
    const own = visit.shared && document.querySelector("main[data-private]");
    if (own) own.hidden = true;
  };
  let last = null;
  const lookAhead = async () => {
    const left = visit.endsAt - Date.now();
    if (left <= 0) {
      visit.endsAt = Infinity;
      if (last) last.remove();
      if (await isSignedIn()) return; // anew, in another tab
      box = box || ask(OVER, "", stay);
      shut();
    } else if (!last && left <= ENDING_TOLD * 60000) {
      last = tell(ending(new Date(visit.endsAt)));
    }
  };
  const look = () => {
    lookAhead();
    if (!box && quiet() >= TOLD_AFTER) box = ask(SOON, "Bliv logget på", stay);
    if (box && visit.shared && quiet() >= OVER_AFTER) shut();
  };
  for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, act);
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK_EVERY_MS);
}

/** A box with one button, in sight wherever the page has got to. */
function show(role, words, label, press) {
  const [box, text, button] = ["section", "p", "button"].map((one) => document.createElement(one));
  box.className = "card main idle no-print";
  box.setAttribute("role", role);
  text.textContent = words;
  Object.assign(button, { type: "button", className: "button", textContent: label });
  button.addEventListener("click", press);
  box.append(text, button);
  document.body.append(box);
  return { box, text, button };
}

/** What is only told: whoever writes goes on writing. */
function tell(words) {
  const { box, button } = show("alert", words, "Luk", () => box.remove());
  button.classList.add("secondary");
  return box;
}

/** The question, under the hand of who is there. */
function ask(words, label, stay) {
  const before = document.activeElement;
  const { box, text, button } = show("alertdialog", words, label, stay);
  box.setAttribute("aria-labelledby", "stille");
  text.id = "stille";
  button.focus();
  return {
    close() {
      box.remove();
      before.focus({ preventScroll: true });
      return null;
    },
    end(href) {
      if (!button.isConnected) return;
      const link = document.createElement("a");
      Object.assign(link, { href, className: "button", textContent: "Log på igen" });
      say(text, OVER);
      button.replaceWith(link);
      link.focus();
    },
  };
}

/** "Bliv logget på": warns before a session ends by itself, and one press keeps it. */

import { api } from "./person.js";
import { say } from "./words.js";

/**
 * Staff, and citizens on a shared device, have 30 minutes (tracker/sign_in/sessions.py), which the
 * tracker may count from a minute before it heard of them last.
 */
const TOLD_AFTER = 27;
const OVER_AFTER = 30;
/** Whoever types or presses is there: the tracker hears of it no oftener than this. */
const HEARD_EVERY = 5;
const LOOK_EVERY_MS = 15000;

const SOON = "Du bliver logget af om 2 minutter, fordi siden har stået stille.";
const OVER = "Du er logget af.";

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

  const hear = async () => {
    heardAt = Date.now();
    if (tabs) tabs.postMessage("");
    try {
      const answer = await fetch(page || `${api()}me`, { credentials: "same-origin", cache: "no-store" });
      return answer.ok && !answer.redirected;
    } catch {
      return true; // no network: what is done now waits on the device, or says so itself
    }
  };
  const act = () => { if (!box && quiet() > HEARD_EVERY) hear(); };
  const over = () => box.end(page || "/dine-opgaver/");
  const look = () => {
    if (!box && quiet() >= TOLD_AFTER) {
      box = ask(async () => {
        if (await hear()) box = box.close();
        else over();
      });
    }
    if (!box || !visit.shared || quiet() < OVER_AFTER) return;
    over();
    // Whoever comes next to this device is not to read on. What waits to be sent stays.
    const own = document.querySelector("main[data-private]");
    if (own) own.hidden = true;
  };
  for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, act);
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK_EVERY_MS);
}

/** The question, in sight wherever the page has got to, and under the hand of who is there. */
function ask(stay) {
  const before = document.activeElement;
  const [box, text, button] = ["section", "p", "button"].map((one) => document.createElement(one));
  box.className = "card main idle no-print";
  box.setAttribute("role", "alertdialog");
  box.setAttribute("aria-labelledby", "stille");
  Object.assign(text, { id: "stille", textContent: SOON });
  Object.assign(button, { type: "button", className: "button", textContent: "Bliv logget på" });
  button.addEventListener("click", stay);
  box.append(text, button);
  document.body.append(box);
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

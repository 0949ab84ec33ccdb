/** "Log af": delivers first, asks if something is still waiting, then clears the person off the device. */

import { Memory } from "./device.js";
import { clearSignedIn } from "./person.js";
import { inTime } from "./request.js";
import { count, say } from "./words.js";

const NO_NETWORK = "Du er ikke logget af endnu. Det kræver internet. Prøv igen om lidt.";

/** @param {import("./visit.js").Visit} visit */
export async function start(visit) {
  if (!visit.person) return; // staff, or nobody: the form does it alone
  await visit.outbox;
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      leave(form, visit);
    });
  }
}

async function leave(form, visit) {
  const press = form.querySelector("button");
  const words = press.textContent;
  say(press, "Logger af …"); // on a poor network it takes a while
  const outbox = await visit.outbox;
  await outbox.deliver();
  const waiting = (await outbox.unsettled()).filter((row) => row.state === "waiting");
  if (!waiting.length) return finish(form, visit);
  say(press, words);
  ask(form, visit, waiting);
}

/** The question stands in the page: a browser's own box cannot be read again, or translated. */
function ask(form, visit, waiting) {
  const before = document.querySelector("[data-sign-out-question]");
  if (before) before.remove();
  const box = document.createElement("section");
  box.className = "card main";
  box.dataset.signOutQuestion = "";
  box.tabIndex = -1;
  box.setAttribute("role", "status");
  const text = document.createElement("p");
  const isTick = ({ kind }) => kind === "completed" || kind === "reopened";
  const noun = waiting.every(isTick) ? "flueben" : "ting";
  const one = noun === "ting" ? "den" : "det";
  const [they, them] = waiting.length === 1 ? [one, one] : ["de", "dem"];
  text.textContent = `${count(waiting.length, noun, noun)} er ikke sendt endnu. ` +
    `${they[0].toUpperCase()}${they.slice(1)} bliver sendt, når der er internet. ` +
    `Logger du af nu, bliver ${they} slettet her fra enheden.`;
  const buttons = document.createElement("p");
  buttons.className = "buttons actions";
  buttons.append(
    button("button", "Vent med at logge af", () => { box.remove(); form.querySelector("button").focus(); }),
    button("button secondary", `Log af og slet ${them}`, () => finish(form, visit, text)),
  );
  box.append(text, buttons);
  document.querySelector("main").prepend(box);
  box.focus();
}

function button(className, text, press) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className, textContent: text });
  made.addEventListener("click", press);
  return made;
}

/**
 * End the session first: while it lives, the person is not off the device, and what is wiped
 * before would be lost for nothing.
 */
async function finish(form, visit, text) {
  let answer;
  try {
    const body = new URLSearchParams(new FormData(form));
    answer = await inTime(form.action, { method: "POST", body }, (its) => its);
  } catch {
    if (text) say(text, NO_NETWORK);
    else form.submit(); // the browser's own page says that there is no network
    return;
  }
  if (!answer.ok) return form.submit();
  await (await visit.outbox).wipe().catch(() => {});
  new Memory(visit.person, false).forget();
  clearSignedIn();
  location.assign(answer.url);
}

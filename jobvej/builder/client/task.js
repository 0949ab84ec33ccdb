/** "Jeg har gjort det" and "Fortryd" on a lesson. */

import { today } from "./device.js";
import { FATES, HERE_ONLY, ON_DEVICE, UNDONE, say } from "./words.js";

const OFFER = " Tryk på »Husk, hvor langt jeg er kommet«, så husker enheden det.";
const ENDED = " Du er logget af. Log på igen under Dine opgaver, så kan det gemmes der.";

/** @param {import("./visit.js").Visit} visit */
export function start(visit) {
  for (const section of document.querySelectorAll(".task[data-activity]")) begin(section, visit);
}

function begin(section, visit) {
  const { activity, revision = "", sensitive } = section.dataset;
  const done = section.querySelector("[data-done]");
  const undo = section.querySelector("[data-undo]");
  const status = section.querySelector("[data-status]");
  /** What was sent from this page; null = as the page found it. */
  let sent = null;
  let presses = 0;
  let subject = null;
  let isKeptHere = false;

  const isDone = () => (sent === null ? visit.isDone(activity) : sent);
  const paint = () => {
    const [shown, gone] = isDone() ? [undo, done] : [done, undo];
    const isHere = document.activeElement === gone;
    section.dataset.state = isDone() ? "done" : "open";
    [shown.hidden, gone.hidden] = [false, true];
    if (isHere) shown.focus();
    if (isKeptHere && sent === null) say(status, isDone() ? whereKept() : "");
    visit.follow(sent === null && visit.waitingFor(visit.subjects(activity)), status);
  };

  const whereKept = () => {
    if (visit.memory.isKept) return ON_DEVICE;
    const offers = !visit.person && document.querySelector("[data-remember-start]");
    return HERE_ONLY + (visit.hasEnded ? ENDED : offers ? OFFER : "");
  };

  /** Outside the plan a sensitive lesson, or one for staff, is its reader's business alone. */
  const isSent = () => visit.person && (sensitive !== "true" || visit.isInPlan(activity));

  const keep = (isTicked) => {
    isKeptHere = true;
    visit.memory.change(({ tasks }) => {
      if (isTicked) tasks[activity] = today();
      else delete tasks[activity];
    });
  };

  const send = (isTicked) => {
    sent = isTicked;
    presses += 1;
    const press = presses;
    const known = visit.activity(activity);
    // A task that is "not relevant" is ticked as such; undoing names what the tick named.
    const item = known && known.state !== "waived" && known.item;
    subject = subject || (item ? `item:${item}` : `activity:${activity}`);
    const act = isTicked ? { kind: "completed", data: { revision } } : { kind: "reopened" };
    say(status, "");
    visit.put({ ...act, subject }, (fate) => {
      if (press !== presses) return; // pressed again since: only the last act speaks
      if (UNDONE.includes(fate)) {
        sent = !isTicked;
        paint();
      }
      say(status, FATES[fate]);
    });
  };

  const press = (isTicked) => {
    if (isSent()) send(isTicked);
    else keep(isTicked);
    visit.changed();
    (isTicked ? undo : done).focus();
  };

  done.addEventListener("click", () => press(true));
  undo.addEventListener("click", () => press(false));
  visit.watch(paint);
}

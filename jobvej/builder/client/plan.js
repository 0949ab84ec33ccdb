/** Dine opgaver: ticks, the week's number and the wish, also without a network. */

import { today } from "./device.js";
import { showNext } from "./next_task.js";
import { moveToItsPlace, showChoice, showItem } from "./plan_view.js";
import { FATES, UNDONE, WAITING, count, say } from "./words.js";

/** @param {import("./visit.js").Visit} visit */
export async function start(visit) {
  const page = document.querySelector("main[data-person]");
  const outbox = await visit.outbox; // without it the forms go to the server alone
  // Safari 14 does not say which button sent a form.
  let pressed = null;
  page.addEventListener("click", (event) => {
    pressed = event.target.closest("button");
  }, true);
  page.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter || (pressed && pressed.form === form ? pressed : null);
    const act = actOf(form, button);
    if (!act) return;
    event.preventDefault();
    if (act.ask) say(statusOf(act.place), act.ask);
    else perform(act, outbox);
  });
  // A page left open would take this week's number for that of the week it was loaded in.
  const day = today();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || !navigator.onLine || today() === day) return;
    const isWriting = [...document.querySelectorAll("main input, main textarea")].some(
      (field) => field.value !== field.defaultValue,
    );
    if (!isWriting) location.reload();
  });
  // As they stood when the page came: what was sent since, the page itself does not show yet.
  const rows = visit.unsettled;
  for (const row of rows.filter(({ state }) => state === "waiting")) showWaiting(row, outbox);
  if (rows.length) outbox.deliver(); // what was sent is told as saved
  tellRefused(page, rows.filter(({ state }) => state === "refused"), outbox);
}

/**
 * @typedef {{event: {kind: string, subject: string, data?: object}, place: Element,
 *   show: () => void, back: () => void, saved?: () => void}} Act what to send, and how the page
 *   shows it
 */

/** @returns {Act|{place: Element, ask: string}|null} null for a form that is not ours */
function actOf(form, button) {
  const item = form.closest("[data-item]");
  if (item && form.querySelector("[data-done]")) return tick(item, true);
  if (item && form.querySelector("[data-undo]")) return tick(item, false);
  if (!form.dataset.week && !("wish" in form.dataset)) return null;
  const chosen = button && button.name ? button.value : [...new FormData(form).values()][0];
  if (form.dataset.week) return week(form, chosen);
  return wish(form, chosen);
}

/** @returns {Act} */
function tick(item, isDone) {
  const { item: id, revision = "", state } = item.dataset;
  const act = isDone ? { kind: "completed", data: { revision } } : { kind: "reopened" };
  return {
    event: { ...act, subject: `item:${id}` },
    place: item,
    show: () => showItem(id, isDone ? "done" : "open", item),
    back: () => showItem(id, state, item.contains(document.activeElement) ? item : null),
    saved: showNext,
  };
}

/** @returns {Act|{place: Element, ask: string}} */
function week(form, chosen) {
  if (!/^\d{1,2}$/.test(chosen)) return { place: form, ask: "Vælg et antal først." };
  const data = { week: form.dataset.week, count: Number(chosen) };
  return choice(form, chosen, { kind: "week_counted", subject: `week:${data.week}`, data });
}

/** @returns {Act} */
const wish = (form, chosen) =>
  choice(form, chosen || "", { kind: "wish_set", subject: "wish", data: { topic: chosen || null } });

/** @returns {Act} */
function choice(form, chosen, event) {
  const before = form.dataset.chosen || "";
  return {
    event,
    place: form,
    show: () => showChoice(form, chosen),
    back: () => showChoice(form, before),
  };
}

const statusOf = (place) => place.querySelector("[data-status]");

function perform({ event, place, show, back, saved = () => {} }, outbox) {
  const mine = Symbol(event.kind);
  newest.set(place, mine);
  show();
  say(statusOf(place), "");
  outbox.put(event, (fate) => {
    if (newest.get(place) !== mine) return; // pressed again since: only the last act speaks
    if (UNDONE.includes(fate)) back();
    say(statusOf(place), FATES[fate]);
    if (fate === "saved") saved();
  });
}

/** Place → its last act on this page. */
const newest = new WeakMap();

/** What was done on an earlier visit, and the tracker does not know yet. */
function showWaiting(row, outbox) {
  const place = placeOf(row);
  if (!place) return;
  if (row.kind === "week_counted") showChoice(place, String(row.data.count));
  else if (row.kind === "wish_set") showChoice(place, row.data.topic || "");
  else {
    showItem(place.dataset.item, row.kind === "completed" ? "done" : "open");
    moveToItsPlace(place);
  }
  say(statusOf(place), WAITING);
  newest.set(place, row.id);
  outbox.follow(row.id, (fate) => {
    if (newest.get(place) === row.id) say(statusOf(place), FATES[fate]);
  });
}

/** Where on the page a row's subject stands. */
function placeOf({ kind, subject, data }) {
  if (kind === "wish_set") return document.querySelector("form[data-wish]");
  const find = (name, value, more = "") =>
    document.querySelector(`[data-${name}="${CSS.escape(value)}"]${more}`);
  if (kind === "week_counted") return find("week", data.week);
  const [what, id] = [subject.slice(0, subject.indexOf(":")), subject.slice(subject.indexOf(":") + 1)];
  if (what === "item") return find("item", id);
  // Ticked on the lesson before it was known which item it counts for: the first that fits.
  return find("activity", id, `[data-item][data-state="${kind === "completed" ? "open" : "done"}"]`);
}

/** What the tracker refused is told once, and leaves the device when the person has read it. */
function tellRefused(page, rows, outbox) {
  if (!rows.length) return;
  const box = document.createElement("section");
  box.className = "notice";
  box.dataset.refused = "";
  const text = document.createElement("p");
  text.textContent = `${count(rows.length, "ting", "ting")}, du gjorde her på enheden, kunne ikke ` +
    "gemmes. Se dine opgaver igennem, og sæt fluebenet igen, hvis det mangler.";
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button secondary", textContent: "Det er set" });
  button.addEventListener("click", async () => {
    await outbox.remove(rows.map(({ id }) => id));
    box.remove();
    page.focus({ preventScroll: true });
  });
  box.append(text, button);
  page.prepend(box);
}

/** At sign-in, offers to bring along what the device remembered before. */

import { changeRemembered, remembered, today } from "./device.js";
import { count, say } from "./words.js";

/** @param {import("./visit.js").Visit} visit */
export async function start(visit) {
  const kept = remembered();
  const box = document.querySelector("[data-bring-along]");
  if (!kept || kept.asked || visit.shared || !visit.person) return;
  if (!visit.activities || visit.stands) await visit.ask();
  const found = inPlan(kept, visit);
  if (!found.length) return;
  offer(box, found, visit);
}

/** Only what is open in the plan; the rest stays on the device. */
function inPlan({ tasks, films }, visit) {
  const open = (id) => {
    const known = visit.activity(id);
    return known && known.in_plan && known.state === "open" && !visit.isDone(id) ? known : null;
  };
  const found = [];
  for (const [id, on] of Object.entries(tasks)) {
    const known = open(id);
    if (known && known.item) found.push({ id, on, kind: "task", subject: `item:${known.item}` });
  }
  for (const [id, { on, revision }] of Object.entries(films)) {
    if (on && open(id)) found.push({ id, on, revision, kind: "film", subject: `activity:${id}` });
  }
  return found;
}

function offer(box, found, visit) {
  const tasks = found.filter(({ kind }) => kind === "task").length;
  const films = found.length - tasks;
  const what = [
    tasks && `lavet ${count(tasks, "opgave", "opgaver")}`,
    films && `set ${count(films, "film", "film")}`,
  ].filter(Boolean).join(" og ");
  const them = found.length === 1 ? "den" : "dem";
  box.querySelector("[data-bring-along-text]").textContent =
    `Du har ${what} på denne enhed før. Vil du tage ${them} med?`;
  const yes = box.querySelector("[data-bring-along-yes]");
  const no = box.querySelector("[data-bring-along-no]");
  yes.textContent = `Tag ${them} med`;
  yes.addEventListener("click", () => bring(box, found, visit));
  no.addEventListener("click", () => {
    changeRemembered((kept) => { kept.asked = true; });
    box.hidden = true;
    stay();
  });
  box.hidden = false;
}

/** What was pressed goes away: the keyboard stays on the page. */
const stay = () => document.querySelector("main").focus({ preventScroll: true });

async function bring(box, found, visit) {
  const outbox = await visit.outbox;
  const status = box.querySelector("[role=status]");
  for (const button of box.querySelectorAll("button")) button.hidden = true;
  stay();
  for (const { id, on, kind, revision = "", subject } of found) {
    const act = { kind: "completed", subject, data: { revision }, at: noon(on) };
    await outbox.put(act);
    // It is the person's now, and no longer this device's.
    changeRemembered(({ tasks, films }) => { delete (kind === "task" ? tasks : films)[id]; });
  }
  const waits = (await outbox.unsettled()).length > 0;
  if (!waits) return location.reload(); // the page counts and sorts them itself
  say(status, "De kommer med, når der er internet. Du mister ikke noget.");
}

/** Only the date was kept; the middle of that day, but not later than now. */
function noon(on) {
  const then = new Date(`${on}T12:00:00`);
  return (on === today() || isNaN(then) ? new Date() : then).toISOString();
}

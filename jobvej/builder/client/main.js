/** Finds what is on the page and starts its parts; reading never depends on any of them. */

import { Visit } from "./visit.js";

/** What a page may contain, and the part that drives it: loaded only where it is needed. */
const PARTS = [
  [".task[data-activity]", () => import("./task.js")],
  [".film[data-activity]", () => import("./film.js")],
  ["form[data-add]", () => import("./add.js")],
  ["[data-read-aloud]", () => import("./read_aloud.js")],
  ["[data-page-aloud]", () => import("./page_aloud.js")],
  ["[data-save-data]", () => import("./save_data.js")],
  ["[data-lesson-task], [data-lesson], [data-resume]", () => import("./lessons.js")],
  ["[data-helped]", () => import("./helped.js")],
  ["[data-remember]", () => import("./remember.js")],
  ["main[data-person]", () => import("./plan.js")],
  ["[data-bring-along]", () => import("./bringalong.js")],
  ["form[data-sign-out]", () => import("./signout.js")],
  ["input[name=code]", () => import("./signin.js")],
  ["[data-question]", () => import("./quiz.js")],
  ["a[data-word]", () => import("./explain.js")],
  ["[data-write]", () => import("./writebox.js")],
  ["[data-offline], [data-offline-list]", () => import("./offline.js")],
  ["[data-until], [data-after]", () => import("./days.js")],
  ["body", () => import("./idle.js")],
  ["[data-copy], [data-copy-link], [data-print]", () => import("./copy.js")],
];

/** One part that fails must not take the others, or the text, with it. */
async function begin(load, visit) {
  try {
    (await load()).start(visit);
  } catch (error) {
    console.warn("jobvej:", error);
  }
}

const visit = new Visit();
begin(async () => ({ start: () => visit.begin() }), visit);
for (const [selector, load] of PARTS) {
  if (document.querySelector(selector)) begin(load, visit);
}

// A page that the browser kept in memory may show old ticks, or another person's.
addEventListener("pageshow", (event) => {
  if (event.persisted && visit.person) location.reload();
});

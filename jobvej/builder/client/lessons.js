/** Ticks in lists of lessons, and "Fortsæt, hvor du slap" on the front page. */

/** @param {import("./visit.js").Visit} visit */
export function start(visit) {
  for (const line of document.querySelectorAll("[data-lesson-task]")) {
    visit.watch(() => tick(line, visit.isDone(line.dataset.lessonTask)));
  }
  const lesson = document.querySelector("main[data-lesson]");
  if (lesson) visit.watch(() => keepPlace(lesson, visit));
  const card = document.querySelector("[data-resume]");
  if (card) visit.watch(() => resume(card, visit.memory.kept.last));
}

/** The green tick, and the same in words. */
function tick(line, isDone) {
  if ((line.dataset.state === "done") === isDone) return;
  line.dataset.state = isDone ? "done" : "open";
  const word = line.querySelector("[data-done-word]");
  if (word) word.remove();
  if (!isDone) return;
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.dataset.doneWord = "";
  said.textContent = " (lavet)";
  (line.querySelector("a") || line).append(said);
}

/** Where a signed-in person is in their plan, the tracker knows; what they read, nobody keeps. */
function keepPlace(main, visit) {
  const { lessonTitle: title, courseTitle: course, number, count: lessons } = main.dataset;
  if (visit.person) return;
  const last = { url: location.pathname, title, facts: `${course} · lektion ${number} af ${lessons}` };
  if (JSON.stringify(visit.memory.kept.last) === JSON.stringify(last)) return;
  visit.memory.change((kept) => { kept.last = last; });
}

function resume(card, last) {
  card.hidden = !last;
  if (!last) return;
  card.querySelector("[data-resume-title]").textContent = last.title;
  card.querySelector("[data-resume-facts]").textContent = last.facts;
  card.querySelector("[data-resume-link]").href = new URL(last.url, location.origin).pathname;
}

/** "Tilføj til dine opgaver": a lesson outside the plan, for those who have a plan to add it to. */

/** @param {import("./visit.js").Visit} visit */
export function start(visit) {
  for (const form of document.querySelectorAll("form[data-add]")) {
    visit.watch(() => { form.hidden = !mayAdd(form.elements.task.value, visit); });
  }
}

function mayAdd(task, visit) {
  if (!visit.person || !visit.activities) return false;
  const hasPlan = Object.values(visit.activities).some((known) => known.in_plan);
  return hasPlan && !visit.isInPlan(task);
}

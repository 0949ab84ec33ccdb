/** "Tilføj til dine opgaver": a lesson outside the plan, for those who have a plan to add it to. */

/** @param {import("./visit.js").Visit} visit */
export function start(visit) {
  for (const form of document.querySelectorAll("form[data-add]")) {
    visit.watch(() => { form.hidden = !mayAdd(form.elements.task.value, visit); });
  }
}

function mayAdd(task, { person, activities }) {
  if (!person || !activities) return false;
  const isInPlan = (known) => Boolean(known && known.in_plan);
  return Object.values(activities).some(isInPlan) && !isInPlan(activities[task]);
}

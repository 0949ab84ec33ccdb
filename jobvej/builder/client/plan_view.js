/** How Dine opgaver shows an act before the tracker has answered. */

/**
 * Show an item as done or open wherever it stands: as the next one, and in its week.
 * @param {string} id
 * @param {string} state
 * @param {Element|null} [pressed] where the person is: focus stays there
 */
export function showItem(id, state, pressed) {
  const items = document.querySelectorAll(`[data-item="${CSS.escape(id)}"]`);
  const wasDone = items.length > 0 && items[0].dataset.state === "done";
  for (const item of items) {
    item.dataset.state = state;
    showButton(item, "done", state === "open", item === pressed);
    showButton(item, "undo", state === "done", item === pressed);
    const on = item.querySelector("[data-done-on]");
    if (on) on.textContent = state === "done" ? "Lavet i dag" : "";
  }
  if (items.length) showProgress(items[0], (state === "done") - wasDone);
}

const STATES = ["open", "done", "waived"];

/**
 * Put an item where the page will have it the next time: after those that are open. Only as the
 * page opens: while somebody is there, what they press stays where it is.
 * @param {Element} item
 */
export function moveToItsPlace(item) {
  const rank = ({ dataset }) => STATES.indexOf(dataset.state);
  const after = [...item.parentElement.children].find((one) => rank(one) > rank(item));
  item.parentElement.insertBefore(item, after || null);
}

function showButton(item, name, isShown, isHere) {
  const button = item.querySelector(`[data-${name}]`);
  if (!button) return;
  const form = button.closest("form");
  if (form) form.hidden = !isShown;
  button.hidden = false;
  if (isShown && isHere) button.focus();
}

/** "12 af 19" in words and as a bar, for the plan that the item belongs to. */
function showProgress(item, change) {
  const near = item.closest("[data-plan]");
  const place = (near || document).querySelector("[data-progress]");
  if (!place || !change) return;
  const bar = place.querySelector("progress");
  const done = bar.value + change;
  bar.value = done;
  for (const word of place.querySelectorAll("[data-progress-done]")) word.textContent = done;
  bar.setAttribute("aria-label", `${done} af ${bar.max} opgaver`);
  bar.textContent = `${done} af ${bar.max}`;
}

/**
 * Show which of a form's choices is in force.
 * @param {HTMLFormElement} form
 * @param {string} chosen
 */
export function showChoice(form, chosen) {
  form.dataset.chosen = chosen;
  for (const button of form.querySelectorAll("button[name]")) {
    button.setAttribute("aria-pressed", String(button.value === chosen));
  }
  for (const field of form.querySelectorAll("select")) {
    field.value = chosen;
    if (field.selectedIndex < 0) field.value = ""; // it stands on a button, not in the list
  }
  for (const field of form.querySelectorAll("input[type=radio]")) {
    field.checked = field.value === chosen;
  }
}

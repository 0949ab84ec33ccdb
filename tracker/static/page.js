/** What needs a script on the tracker's pages: focus on a mistake, folds on paper, the way back. */

const first = document.querySelector("[data-focus]");
if (first) first.focus();

// Paper has no folded parts: open them for the print and fold them again after it.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details.rest:not([open])")];
  for (const part of folded) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of folded) part.open = false;
});

// Lines that were looked at and then taken are not sent again: Back leads to the empty form.
for (const form of document.querySelectorAll("form[data-taken-once]")) {
  form.addEventListener("submit", () => history.replaceState(null, "", location.href));
}

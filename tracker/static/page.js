/** What a browser alone can do on the tracker's pages: bring the eye to a mistake, unfold for paper. */

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

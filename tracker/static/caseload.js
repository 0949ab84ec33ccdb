/** Borgere: the list follows as one types; without this, or in a large team, the form asks. */

const form = document.querySelector("[data-sieve]");
const rows = [...document.querySelectorAll("[data-group] .item")];
const count = document.querySelector("[data-count]");
const WAIT_MS = 600; // a screen reader is told once, when the typing rests
let told;

/** Whether a row is what the form asks for; the server asks the same of the same facts. */
function fits(row, wanted) {
  const words = wanted.get("soeg").toLocaleLowerCase("da").split(/\s+/);
  return (
    words.every((word) => row.dataset.words.includes(word)) &&
    ["", row.closest("[data-group]").dataset.group].includes(wanted.get("hvem") ?? "") &&
    ["", row.dataset.plan].includes(wanted.get("forloeb") ?? "") &&
    ["", row.dataset.talk].includes(wanted.get("samtale")) &&
    (!wanted.get("jobklub") || (row.dataset.clubs ?? "").includes(wanted.get("jobklub"))) &&
    (!wanted.get("kode") || "unused" in row.dataset)
  );
}

/** The address and the links for sorting keep what is asked for. */
function remember(wanted) {
  const asked = new URLSearchParams([...wanted].filter(([, value]) => value));
  history.replaceState(null, "", String(asked) ? `?${asked}` : location.pathname);
  for (const link of document.querySelectorAll("[data-sort]")) {
    const sort = new URL(link.href).searchParams.get("sorter");
    const there = new URLSearchParams(asked);
    there.delete("sorter");
    if (sort) there.set("sorter", sort);
    link.search = there;
  }
}

function sieve() {
  const wanted = new FormData(form);
  let shown = 0;
  for (const row of rows) {
    const isShown = fits(row, wanted);
    // A row that was chosen stays in sight: nothing is done to somebody one does not see.
    row.hidden = !isShown && !row.querySelector("input:checked");
    shown += isShown && !row.closest("[data-group=proeve]"); // a trial citizen counts nowhere
  }
  for (const group of document.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector(".item:not([hidden])");
  }
  document.querySelector("[data-nobody]").hidden = rows.some((row) => !row.hidden);
  remember(wanted);
  clearTimeout(told);
  told = setTimeout(() => {
    count.textContent = `${shown} ${shown === 1 ? "borger" : "borgere"}`;
  }, WAIT_MS);
}

/** How many are chosen, said beside what can be done with them. */
function sayChosen() {
  const chosen = document.querySelectorAll("[data-group] input:checked").length;
  document.querySelector("[data-chosen]").textContent =
    chosen === 1 ? "Med den ene, du har valgt:" : `Med de ${chosen}, du har valgt:`;
}

/** Every row of a group that is in sight; or none, when all of them were chosen already. */
function chooseAll(group) {
  const boxes = [...group.querySelectorAll(".item:not([hidden]) input")];
  const all = boxes.every((box) => box.checked);
  for (const box of boxes) box.checked = !all;
  sayChosen();
}

for (const button of document.querySelectorAll("[data-choose-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => chooseAll(button.closest("[data-group]")));
}
for (const row of rows) row.querySelector("input")?.addEventListener("change", sayChosen);
if (form) {
  form.querySelector("[data-without-script]").hidden = true;
  form.addEventListener("input", sieve);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sieve();
  });
}

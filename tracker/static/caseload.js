/** Borgere: narrows the list as one types; without this, or in a large team, the form does. */

const form = document.querySelector("[data-sieve]");
const rows = [...document.querySelectorAll("[data-group] .item")];
const chooseAll = document.querySelectorAll("[data-choose-all]");
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

/** The address, the links for sorting and the form for the file keep what is asked for. */
function remember(wanted) {
  const asked = new URLSearchParams([...wanted].filter(([, value]) => value));
  history.replaceState(null, "", String(asked) ? `?${asked}` : location.pathname);
  for (const one of document.querySelectorAll("[data-sort]")) {
    const where = one.matches("form") ? "action" : "href";
    const there = new URL(one[where]);
    const sort = there.searchParams.get("sorter");
    there.search = asked;
    there.searchParams.delete("sorter");
    if (sort) there.searchParams.set("sorter", sort);
    one[where] = there;
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
  nameButtons();
  clearTimeout(told);
  told = setTimeout(() => {
    count.textContent = `${shown} ${shown === 1 ? "borger" : "borgere"}`;
  }, WAIT_MS);
}

/** How many are chosen, said beside what can be done with them, and to who does not see that. */
function sayChosen() {
  const chosen = document.querySelectorAll("[data-group] input:checked").length;
  document.querySelector("[data-chosen]").textContent =
    chosen === 1 ? "Med den ene, du har valgt:" : `Med de ${chosen}, du har valgt:`;
  document.querySelector("[data-chosen-said]").textContent =
    chosen ? `Du har valgt ${chosen}. Det, du kan gøre, står efter listen.` : "Du har ikke valgt nogen.";
  nameButtons();
}

/** The boxes in sight of the group that a button chooses from. */
const boxesOf = (button) =>
  [...button.closest("[data-group]").querySelectorAll(".item:not([hidden]) input")];
const areChosen = (boxes) => boxes.every((box) => box.checked);

/** A button says what it does: where all in sight are chosen, it chooses none. */
function nameButtons() {
  for (const button of chooseAll) {
    button.firstChild.data = areChosen(boxesOf(button)) ? "Fravælg alle" : "Vælg alle";
  }
}

for (const button of chooseAll) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const boxes = boxesOf(button);
    const isChosen = !areChosen(boxes);
    for (const box of boxes) box.checked = isChosen;
    sayChosen();
  });
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

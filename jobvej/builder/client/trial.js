/** "Prøveborger": reminds staff on the site's pages that they are trying it as a citizen. */

const BACK = "/job/log-paa/?videre=/job/proev-som-borger/";

/** Say it above the page's own text; the tracker's pages say it themselves. */
export function mark() {
  const note = document.createElement("p");
  note.className = "notice";
  note.setAttribute("role", "note");
  note.textContent = "Prøveborger – tæller ikke med. ";
  const back = document.createElement("a");
  back.href = BACK;
  back.textContent = "Log på som ansat igen";
  note.append(back);
  document.querySelector("main").prepend(note);
}

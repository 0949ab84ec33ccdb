/** "Husk, hvor langt jeg er kommet" and "Slet det fra denne enhed": the reader decides. */

import { deleteTexts, forgetRemembered, hasTexts, remembered } from "./device.js";
import { say } from "./words.js";

/** @param {import("./visit.js").Visit} visit */
export function start(visit) {
  for (const aside of document.querySelectorAll("[data-remember]")) begin(aside, visit);
}

function begin(aside, visit) {
  const remember = aside.querySelector("[data-remember-start]");
  const forget = aside.querySelector("[data-remember-forget]");
  const status = aside.querySelector("[data-remember-status]");

  const paint = () => {
    // Signed in, the plan remembers; what the device held before may still be deleted.
    remember.hidden = Boolean(visit.person) || visit.memory.isKept;
    forget.hidden = !remembered() && !hasTexts();
    aside.hidden = remember.hidden && forget.hidden && !status.textContent;
  };

  remember.addEventListener("click", () => {
    const isKept = visit.memory.start();
    say(status, isKept
      ? "Enheden husker nu dine flueben. De bliver her og bliver ikke sendt."
      : "Din browser tillader det ikke. Du kan stadig læse alt.");
    visit.changed();
    if (isKept) forget.focus();
  });
  forget.addEventListener("click", () => {
    // What somebody wrote is not deleted by the press that deletes the ticks.
    const isSecond = !remembered();
    if (isSecond) deleteTexts();
    forgetRemembered();
    if (!visit.person) visit.memory.forget();
    const isLeft = hasTexts();
    if (isLeft) forget.textContent = "Slet også det, du har skrevet";
    say(status, isLeft
      ? "Fluebenene er slettet. Det, du har skrevet i felterne, er her endnu."
      : "Det er slettet fra denne enhed.");
    visit.changed();
    [forget, remember, status].find((one) => !one.hidden).focus();
  });
  visit.watch(paint);
}

/** "Husker du det?": announces the feedback of an answer to screen readers; stores nothing. */

import { say } from "./words.js";

export function start() {
  for (const question of document.querySelectorAll("[data-question]")) {
    const answers = [...question.querySelectorAll("details")];
    const status = question.querySelector("[data-question-status]");
    for (const answer of answers) {
      answer.addEventListener("toggle", () => {
        // Browsers from before 2024 leave the answer before open.
        if (answer.open) for (const other of answers) if (other !== answer) other.open = false;
        // One that is closed is unsaid, so that it is heard again when it is opened again.
        const open = answers.find((one) => one.open);
        say(status, open ? open.querySelector("p").textContent : "");
      });
    }
  }
}

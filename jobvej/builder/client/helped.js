/** "Hjalp det?": one press sends one answer; who pressed is neither sent nor stored. */

import { request } from "./request.js";
import { say } from "./words.js";

const THANKS = "Tak. Dit svar er talt med. Vi gemmer ikke, hvem du er.";
const NOT_SENT = "Dit svar blev ikke sendt. Prøv igen senere.";
const OFFLINE = "Dit svar blev ikke sendt. Prøv igen, når du har internet.";
const ENOUGH = "Der er kommet mange svar herfra. Dit svar blev ikke sendt. Prøv igen om et kvarter.";

/**
 * Without cookies: the tracker could not tell who answers if it wanted to.
 * @param {string} lesson
 * @param {string} answer "yes", "partly" or "no"
 * @returns {Promise<string>} what to say; THANKS only where the tracker itself has counted
 */
async function send(lesson, answer) {
  const body = JSON.stringify({ lesson, answer });
  const { status } = await request("hjalp-det", body, { credentials: "omit" });
  if (status === 200) return THANKS;
  if (status === 429) return ENOUGH;
  return status || navigator.onLine ? NOT_SENT : OFFLINE;
}

export function start() {
  for (const box of document.querySelectorAll("[data-helped]")) begin(box);
}

function begin(box) {
  const form = box.querySelector("form");
  const status = box.querySelector("[data-helped-status]");
  let isSending = false;
  // Safari 14 does not say which button sent a form.
  let pressed = null;
  form.addEventListener("click", (event) => { pressed = event.target.closest("button"); });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter || pressed;
    if (isSending || !button) return;
    isSending = true;
    say(status, ""); // what could not be sent is told each time
    const words = await send(form.elements.lesson.value, button.value);
    isSending = false;
    say(status, words);
    if (words !== THANKS) return;
    form.hidden = true; // one answer a visit; nothing is kept, so the next visit may answer again
    status.focus();
  });
}

/** Buttons that copy a text or a lasting link, buttons that print, and the address on paper. */

import { say } from "./words.js";

const COPIED = "Kopieret.";
const NOT_COPIED = "Det kunne ikke kopieres. Marker teksten selv.";

/**
 * Copy a text and say so; older browsers copy only what is selected.
 * @param {string} text
 * @param {Element|null} status
 */
export async function copyText(text, status) {
  say(status, ""); // the same words once more are heard once more
  let isCopied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    isCopied = document.execCommand("copy");
    area.remove();
    if (focused) focused.focus();
  }
  say(status, isCopied ? COPIED : NOT_COPIED);
}

export function start() {
  for (const block of document.querySelectorAll("[data-copy]")) {
    const button = block.querySelector("[data-copy-button]");
    const status = block.querySelector("[data-copy-status]");
    button.hidden = false;
    button.addEventListener("click", () =>
      copyText(block.querySelector("[data-copy-text]").textContent, status));
  }
  for (const button of document.querySelectorAll("[data-copy-link]")) {
    const status = button.parentElement.querySelector("[data-copy-link-status]");
    const address = new URL(button.dataset.copyLink, location.origin).href;
    button.hidden = false;
    button.addEventListener("click", () => copyText(address, status));
  }
  for (const host of document.querySelectorAll("[data-host]")) host.textContent = location.host;
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

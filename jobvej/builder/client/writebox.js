/** Boxes to write in: the text stays on this device, and only once somebody writes. */

import { copyText } from "./copy.js";
import { TEXT, read, write } from "./device.js";
import { say } from "./words.js";

const KEPT = "Teksten er kun på denne enhed.";
const NOT_KEPT = "Teksten er kun her på siden. Kopiér den, før du lukker.";

/** @param {import("./visit.js").Visit} visit */
export function start(visit) {
  for (const around of document.querySelectorAll("[data-write]")) begin(around, visit);
}

function begin(around, visit) {
  const key = TEXT + around.dataset.write;
  const box = around.querySelector("[data-write-text]");
  const status = around.querySelector("[data-write-status]");
  const button = (name) => around.querySelector(`[data-write-${name}]`);

  const paint = () => {
    for (const name of ["copy", "print", "delete"]) button(name).hidden = !box.value;
    // The whole text is seen, on paper too.
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 4}px`;
  };
  const keep = () => {
    // A shared device keeps nothing: the text lives as long as the page.
    const isKept = !visit.shared && write(key, box.value || null);
    say(status, !box.value ? "" : isKept ? KEPT : NOT_KEPT);
    visit.changed();
  };

  around.querySelector("[data-write-without]").hidden = true;
  const kept = (!visit.shared && read(key)) || "";
  const typed = box.value; // by somebody quicker than this script
  box.value = typed && typed !== kept && kept ? `${kept}\n${typed}` : typed || kept;
  if (box.value !== kept) keep();
  box.addEventListener("input", keep);
  button("copy").addEventListener("click", () => copyText(box.value, status));
  button("print").addEventListener("click", () => print());
  button("delete").addEventListener("click", () => {
    const before = box.value;
    box.value = "";
    keep();
    box.focus();
    say(status, "Teksten er slettet. ");
    // A slip of the finger costs no text, as long as the page is open.
    const undo = document.createElement("button");
    Object.assign(undo, { type: "button", className: "link", textContent: "Fortryd" });
    undo.addEventListener("click", () => { box.value = before; keep(); box.focus(); });
    status.append(undo);
  });
  visit.watch(paint);
}

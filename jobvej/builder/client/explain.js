/** A hard word's explanation, below the word: by touch, by keyboard and for screen readers. */

/** The word whose explanation is open, and the explanation; one at a time. */
let link = null;
let box = null;

export function start() {
  for (const each of document.querySelectorAll("a[data-word]")) {
    each.setAttribute("role", "button");
    each.setAttribute("aria-expanded", "false");
    each.addEventListener("click", (event) => {
      event.preventDefault();
      toggle(each);
    });
    each.addEventListener("keydown", (event) => {
      if (event.key !== " ") return; // a link answers Enter alone, a button both
      event.preventDefault();
      toggle(each);
    });
  }
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !link) return;
    link.focus();
    close();
  });
}

function toggle(word) {
  const wasOpen = word === link;
  close();
  if (wasOpen) return;
  link = word;
  box = document.createElement("span");
  box.className = "word-means";
  box.setAttribute("role", "status");
  (word.closest("p, li, dd, td") ?? word).append(box); // below the sentence, not in its middle
  box.textContent = `${word.textContent}: ${word.dataset.word}`;
  word.setAttribute("aria-expanded", "true");
}

function close() {
  if (!link) return;
  box.remove();
  link.setAttribute("aria-expanded", "false");
  link = box = null;
}

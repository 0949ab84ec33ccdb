/** Shows a hard word's explanation below the word: by touch, by keyboard and for screen readers. */

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
  box.id = "ordets-forklaring";
  box.setAttribute("role", "status");
  const place = word.closest("p, li, dd, td") ?? word;
  // Below the sentence, not in its middle, and above a list that hangs on it.
  place.insertBefore(box, place.querySelector(":scope > :is(ul, ol)"));
  const words = [`${word.textContent}: ${word.dataset.word} `, allWords(word)];
  // A region that comes with its words is seldom read: it is there first, and then they come.
  requestAnimationFrame(() => box && box.append(...words));
  word.setAttribute("aria-expanded", "true");
  word.setAttribute("aria-controls", box.id);
}

/** The way to the word in other languages, which the link itself is without a script. */
function allWords(word) {
  const all = document.createElement("a");
  all.href = word.href;
  all.textContent = "Ord fra A\u00a0til\u00a0Å";
  return all;
}

function close() {
  if (!link) return;
  box.remove();
  link.setAttribute("aria-expanded", "false");
  link.removeAttribute("aria-controls");
  link = box = null;
}

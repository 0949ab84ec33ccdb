/** "Læs siden højt": the device's own Danish voice reads the page and shows where it is. */

import { danishVoice, watchVoices } from "./voice.js";

const BLOCKS = "h1, h2, h3, p, li, dt, dd, blockquote, figcaption";
/** Not read: what is there to press, what announces itself, and films, which are read on their own. */
const UNREAD = "nav, form, .film, .buttons, .actions, [role=status], [data-page-aloud]";
/** Up to the end of a sentence that another begins after: not the one of "kl." or "1." */
const SENTENCE = /\S.*?[.!?…:]["”»’)]*(?=\s+["”»(]?[A-ZÆØÅ]|$)|\S.*$/g;
/** Some engines forget to say that they have finished. */
const LOOK_EVERY_MS = 500;
const WORDS = { begin: "Læs siden højt", stop: "Stop oplæsningen" };

export function start() {
  const speech = window.speechSynthesis;
  const button = document.querySelector("[data-page-aloud]");
  if (!speech) return;
  const reader = new PageReader(button, speech);
  const paint = () => {
    reader.voice = danishVoice(speech.getVoices());
    button.hidden = !reader.voice;
    if (!reader.voice) reader.stop();
  };
  watchVoices(speech, paint);
}

/** What of a page is read, in order; what is folded away or not shown is not. */
export function readable(main) {
  return [...main.querySelectorAll(BLOCKS)].filter((one) =>
    !one.closest(UNREAD) && !one.querySelector(BLOCKS) && one.offsetParent && textOf(one));
}

const textOf = (block) => block.innerText.replace(/\s+/g, " ").trim();

class PageReader {
  constructor(button, speech) {
    Object.assign(this, { button, speech });
    this.main = button.closest("main");
    this.block = null;
    this.utterance = null;
    button.addEventListener("click", () => (this.block ? this.stop() : this.begin()));
    this.main.addEventListener("click", (event) => this.jump(event.target));
    this.main.addEventListener("play", () => this.stop(), true); // a film speaks for itself
    addEventListener("keydown", ({ key }) => key === "Escape" && this.stop());
    addEventListener("pagehide", () => this.stop());
  }

  begin() {
    for (const film of this.main.querySelectorAll("video")) {
      film.dispatchEvent(new Event("jobvej:hush"));
      film.pause();
    }
    this.blocks = readable(this.main);
    if (!this.blocks.length) return;
    this.read(this.blocks[0]);
    this.looking = setInterval(() => {
      if (this.utterance && !this.speech.speaking && !this.speech.pending) this.next();
    }, LOOK_EVERY_MS);
  }

  /** Go on where the reader points. */
  jump(target) {
    if (!this.block || target.closest("a, button, summary, input, select, textarea")) return;
    const there = this.blocks.find((block) => block.contains(target));
    if (there) this.read(there);
  }

  read(block) {
    this.mark(block);
    this.sentences = textOf(block).match(SENTENCE) || [];
    this.next();
  }

  /** The next sentence, or the first of the next block; after the last the page is silent. */
  next() {
    const words = this.sentences.shift();
    if (words) return this.say(words);
    const after = this.blocks[this.blocks.indexOf(this.block) + 1];
    if (after) this.read(after);
    else this.stop();
  }

  say(words) {
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.voice = this.voice;
    utterance.lang = this.voice.lang;
    utterance.onend = () => utterance === this.utterance && this.next();
    utterance.onerror = () => utterance === this.utterance && this.stop();
    this.utterance = null; // what is cut off now says that it has ended
    this.speech.cancel();
    this.utterance = utterance;
    this.speech.speak(utterance);
  }

  mark(block) {
    if (this.block) this.block.classList.remove("said");
    this.block = block;
    this.button.classList.toggle("reading", Boolean(block));
    this.button.querySelector("[data-page-aloud-word]").textContent =
      block ? WORDS.stop : WORDS.begin;
    if (!block) return;
    block.classList.add("said");
    block.scrollIntoView({ block: "nearest" });
  }

  stop() {
    if (!this.block) return;
    clearInterval(this.looking);
    this.utterance = null;
    this.mark(null);
    this.speech.cancel();
  }
}

/** "Læs højt": the device's own Danish voice reads the captions, and the film waits for each sentence. */

import { danishVoice, watchVoices } from "./voice.js";

/** The film waits this long before a sentence's last caption ends, while it is still shown. */
const BEFORE_END_MS = 80;
/** Some engines forget to say that they have finished; then the film goes on by itself. */
const LOOK_EVERY_MS = 500;
const SENTENCE_END = /[.!?…]["”»’)]*$/;

/**
 * Captions grouped into sentences, by caption.
 * @param {Array<{text: string}>} cues
 * @returns {Map<object, object[]>} caption → the captions of its sentence
 */
export function sentences(cues) {
  const found = new Map();
  let sentence = [];
  for (const cue of cues) {
    sentence.push(cue);
    found.set(cue, sentence);
    if (SENTENCE_END.test(cue.text.trim())) sentence = [];
  }
  return found;
}

/** @param {import("./visit.js").Visit} visit */
export function start(visit) {
  const speech = window.speechSynthesis;
  const button = document.querySelector("[data-read-aloud]");
  const section = button && button.closest(".film");
  const video = section && section.querySelector("video");
  const track = video && [...video.textTracks].find(({ kind }) => kind === "captions");
  if (!speech || !track) return;
  const reader = new Reader(video, track, speech);

  const paint = () => {
    reader.voice = danishVoice(speech.getVoices());
    button.hidden = !reader.voice;
    if (!reader.voice) reader.stop();
    button.setAttribute("aria-pressed", String(reader.isOn));
  };
  button.addEventListener("click", () => {
    if (reader.isOn) reader.stop();
    else reader.begin();
    visit.memory.change((kept) => { kept.aloud = reader.isOn; });
    paint();
  });
  // Where the device remembers, the film is read aloud when it is played, not before.
  reader.isOn = Boolean(visit.memory.kept.aloud);
  watchVoices(speech, paint);
}

class Reader {
  constructor(video, track, speech) {
    Object.assign(this, { video, track, speech });
    this.isOn = false;
    /** Whether the film stands still because of us, and goes on by itself. */
    this.isWaiting = false;
    /** The sentence that was said last, so that its later captions do not say it again. */
    this.said = null;
    this.utterance = null;
    track.addEventListener("cuechange", () => this.follow());
    video.textTracks.addEventListener("change", () => this.keepCaptions());
    video.addEventListener("play", () => this.onPlay());
    // A film that ends is paused by the browser: the last word may still be said. And a pause of ours
    // may be told when the voice is done and the film goes on again.
    video.addEventListener("pause", () => {
      if (!this.isWaiting && !video.ended && video.paused) this.hush();
    });
    video.addEventListener("seeking", () => this.hush());
    video.addEventListener("seeked", () => this.follow());
    video.addEventListener("jobvej:hush", () => this.hush({ goesOn: false })); // the page speaks
    video.addEventListener("emptied", () => this.hush());
    video.addEventListener("ratechange", () => this.waitAtEnd());
    addEventListener("pagehide", () => this.hush());
  }

  begin() {
    this.isOn = true;
    this.keepCaptions();
    if (this.video.paused) this.video.play();
    else this.follow();
  }

  stop() {
    if (!this.isOn) return;
    this.isOn = false;
    this.hush();
  }

  /** A reader who hides the captions still hears them: only a disabled track has no captions. */
  keepCaptions() {
    if (this.isOn && this.track.mode === "disabled") this.track.mode = "hidden";
  }

  onPlay() {
    if (this.isWaiting) this.hush({ goesOn: false }); // the reader would not wait
    this.keepCaptions();
    this.follow();
  }

  /** Say the sentence of the caption that is shown, from that caption on. */
  follow() {
    const { video } = this;
    const cue = this.track.activeCues && this.track.activeCues[0];
    if (!this.isOn || !this.voice || video.paused || video.seeking || !cue) return;
    this.sentences = this.sentences || sentences([...this.track.cues]);
    const sentence = this.sentences.get(cue);
    if (sentence === this.said) return;
    if (this.utterance) this.wait(); // the timer came late, as it does in a tab behind
    else this.say(sentence, cue);
  }

  say(sentence, from) {
    const words = sentence.slice(sentence.indexOf(from)).map(({ text }) => text).join(" ");
    const utterance = new SpeechSynthesisUtterance(words.replace(/\s+/g, " "));
    utterance.voice = this.voice;
    utterance.lang = this.voice.lang;
    utterance.rate = Math.min(Math.max(this.video.playbackRate, 0.5), 2);
    utterance.onend = utterance.onerror = () => this.finish(utterance);
    this.said = sentence;
    this.utterance = utterance;
    this.speech.cancel();
    this.speech.speak(utterance);
    this.waitAtEnd();
    this.looking = setInterval(() => {
      if (this.isWaiting && !this.speech.speaking && !this.speech.pending) this.finish(utterance);
    }, LOOK_EVERY_MS);
  }

  /** Let the film stand still just before the sentence's last caption goes, if it is still said. */
  waitAtEnd() {
    clearTimeout(this.timer);
    if (!this.utterance) return;
    const left = this.millisecondsLeft() - BEFORE_END_MS;
    this.timer = setTimeout(() => {
      if (!this.utterance || this.video.paused) return;
      // A film that had to wait for the network is not there yet.
      if (this.millisecondsLeft() > 2 * BEFORE_END_MS) this.waitAtEnd();
      else this.wait();
    }, Math.max(0, left));
  }

  millisecondsLeft() {
    const { endTime } = this.said[this.said.length - 1];
    return (1000 * (endTime - this.video.currentTime)) / this.video.playbackRate;
  }

  wait() {
    this.isWaiting = true;
    this.video.pause();
  }

  finish(utterance) {
    if (utterance !== this.utterance) return;
    this.quiet();
    if (!this.isWaiting) return;
    this.isWaiting = false;
    this.video.play();
  }

  quiet() {
    this.utterance = null;
    clearTimeout(this.timer);
    clearInterval(this.looking);
  }

  /** Be silent at once and forget what was said; a film that waited for us goes on. */
  hush({ goesOn = true } = {}) {
    const waited = this.isWaiting;
    this.said = null;
    this.isWaiting = false;
    if (this.utterance) {
      this.quiet();
      this.speech.cancel();
    }
    if (waited && goesOn) this.video.play();
  }
}

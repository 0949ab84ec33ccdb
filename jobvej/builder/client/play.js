/** The large play button on a film's first picture, and after that the browser's own controls. */

import { say } from "./words.js";

const NOT_COME = "Filmen kunne ikke hentes. Prøv igen, når du har internet, eller læs teksten i stedet.";

/** @param {Element} section a `.film` */
export function offerPlay(section) {
  const video = section.querySelector("video");
  const button = section.querySelector("[data-play]");
  const status = section.querySelector("[data-status]");
  if (!video || !button) return;
  const isBroken = () => Boolean(video.error) || video.networkState === video.NETWORK_NO_SOURCE;
  const paint = () => {
    const isOffered = video.paused && (video.currentTime === 0 || isBroken());
    button.hidden = !isOffered;
    // The browser's bar would lie over the picture's words, and say the same twice.
    video.controls = !isOffered;
  };
  const play = () => {
    if (button.hidden) return;
    if (isBroken()) fetchAgain(video);
    video.controls = true;
    Promise.resolve(video.play()).catch(() => {});
    video.focus(); // the button goes away: the keyboard stays with the film
  };
  // A browser waits for ever for a film that did not come, and asks for it no more.
  const giveUp = () => {
    if (!isBroken() || !button.hidden) return;
    const isHere = document.activeElement === video;
    video.pause();
    paint();
    say(status, NOT_COME);
    if (isHere) button.focus();
  };
  button.addEventListener("click", play);
  video.addEventListener("click", play);
  for (const kind of ["play", "pause", "seeked", "emptied"]) video.addEventListener(kind, paint);
  // The error is that of the only source; the video knows a moment later that there is no other.
  video.addEventListener("error", () => setTimeout(giveUp), true);
  video.addEventListener("playing", () => status.textContent === NOT_COME && say(status, ""));
  paint();
}

/** Starts again from where it stopped; the browser forgets what was played. */
function fetchAgain(video) {
  const { currentTime } = video;
  video.dispatchEvent(new Event("jobvej:leave"));
  video.load();
  if (currentTime) video.currentTime = currentTime;
}

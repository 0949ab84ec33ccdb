/** The large play button on a film's first picture; from then on the browser's own controls. */

/** @param {Element} section a `.film` */
export function offerPlay(section) {
  const video = section.querySelector("video");
  const button = section.querySelector("[data-play]");
  if (!video || !button) return;
  const paint = () => {
    const isFirstPicture = video.paused && video.currentTime === 0;
    button.hidden = !isFirstPicture;
    // The browser's bar would lie over the picture's words, and say the same twice.
    video.controls = !isFirstPicture;
  };
  const play = () => {
    if (button.hidden) return;
    video.controls = true; // a film that cannot play says so by them
    Promise.resolve(video.play()).catch(() => {});
    video.focus(); // the button goes away: the keyboard stays with the film
  };
  button.addEventListener("click", play);
  video.addEventListener("click", play);
  for (const kind of ["play", "pause", "seeked", "emptied"]) video.addEventListener(kind, paint);
  paint();
}

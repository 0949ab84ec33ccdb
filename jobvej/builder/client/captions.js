/** Shows a film's captions below it; inside, the browser's controls would push them over the picture. */

/**
 * From the first play on, also where WebKit's owner asks for none: a silent film says all its words
 * in them. In full screen, and once the viewer has chosen in the browser's bar, that is the browser's.
 * @param {Element} section a `.film`
 */
export function putBelow(section) {
  const video = section.querySelector("video");
  const line = section.querySelector("[data-caption]");
  const track = video && [...video.textTracks].find(({ kind }) => kind === "captions");
  if (!line || !track) return;
  let isBegun = false;
  /** What was last asked for here, and what the viewer has asked for since. */
  let mode = null;
  let choice = null;

  const isFull = () => document.fullscreenElement === video || Boolean(video.webkitDisplayingFullscreen);
  const wanted = () => {
    const asked = choice || (isFull() ? "showing" : "hidden");
    // At the end the bar is back: nothing may lie upon what is to be remembered.
    return video.ended && asked === "showing" ? "hidden" : asked;
  };
  const paint = () => {
    line.hidden = !isBegun || choice !== null || isFull();
    const cue = track.activeCues && track.activeCues[0];
    const said = cue ? cue.getCueAsHTML().textContent : "";
    // One line where there is room, and no line ends in the middle of "a-kasse".
    line.textContent = said.replace(/\s+/g, " ").replace(/-(?=\S)/g, "-\u2060");
  };
  const listen = () => {
    if (isBegun && track.mode !== mode) choice = mode = track.mode;
    paint();
  };
  const place = () => {
    listen();
    if (isBegun) track.mode = mode = wanted();
    paint();
  };
  video.addEventListener("play", () => {
    mode = isBegun ? mode : track.mode;
    isBegun = true;
    place();
  });
  for (const kind of ["ended", "seeking", "webkitbeginfullscreen", "webkitendfullscreen"]) {
    video.addEventListener(kind, place);
  }
  document.addEventListener("fullscreenchange", place);
  video.textTracks.addEventListener("change", listen);
  track.addEventListener("cuechange", paint);
}

/** "Spar data": the same film with half the lines, as a switch instead of a link. */

/** @param {import("./visit.js").Visit} visit */
export function start(visit) {
  for (const link of document.querySelectorAll("a[data-save-data]")) {
    const video = link.closest(".film").querySelector("video");
    if (video) begin(link, video, visit);
  }
}

function begin(link, video, visit) {
  const large = video.querySelector("source").src;
  const small = link.href;
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  link.replaceWith(button);

  const choose = (isSmall) => {
    button.setAttribute("aria-pressed", String(isSmall));
    const address = isSmall ? small : large;
    if ((video.src || large) !== address) swap(video, address);
  };
  button.addEventListener("click", () => {
    const isSmall = button.getAttribute("aria-pressed") !== "true";
    choose(isSmall);
    visit.memory.change((kept) => { kept.saveData = isSmall; });
  });
  const { saveData } = visit.memory.kept;
  const asked = Boolean(navigator.connection && navigator.connection.saveData);
  choose(saveData === undefined ? asked : saveData);
}

/**
 * Continue in the other film at the same place; the browser forgets what was played of this one.
 * Sets `src` and does not call `load()`, which would fetch a film that nobody has started.
 */
function swap(video, address) {
  const { currentTime, paused, playbackRate } = video;
  video.dispatchEvent(new Event("jobvej:leave"));
  video.src = address;
  if (!currentTime) return;
  video.currentTime = currentTime;
  video.playbackRate = playbackRate;
  if (!paused) video.play();
}

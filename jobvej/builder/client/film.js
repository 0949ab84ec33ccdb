/** When a film counts as seen, and what is said about that before it is played. */

import { putBelow } from "./captions.js";
import { today } from "./device.js";
import { offerPlay } from "./play.js";
import { fromRanges, isSeen, union } from "./segments.js";
import { FATES, HERE_ONLY, LOST, ON_DEVICE, UNDONE, WAITING, say } from "./words.js";

/** Between two writes of watched segments while a film plays; a pause or leaving writes at once. */
const WRITE_EVERY_MS = 5000;

const NOTE = {
  plan: "Filmen er i dit forløb: Når du har set filmen, får den et flueben.",
  device: "Filmen er ikke i dit forløb. Om du har set den, bliver på denne enhed.",
  nowhere: "Filmen er ikke i dit forløb. Om du har set den, bliver ikke gemt.",
};

/** @param {import("./visit.js").Visit} visit */
export function start(visit) {
  for (const section of document.querySelectorAll(".film[data-activity]")) {
    offerPlay(section);
    putBelow(section);
    begin(section, visit);
  }
}

function begin(section, visit) {
  const { activity, revision, seconds, recording } = section.dataset;
  const video = section.querySelector("video");
  const read = section.querySelector("[data-read]");
  const note = section.querySelector("[data-film-note]");
  const status = section.querySelector("[data-status]");
  /** Whether "seen" was sent from this page. */
  let isSent = false;
  let isKeptHere = false;
  let writtenAt = 0;

  const record = () => {
    const film = visit.memory.kept.films[activity];
    return film && film.revision === revision ? film : {};
  };
  const length = () => (video && isFinite(video.duration) && video.duration) || Number(seconds);
  const watched = () =>
    union([...(record().segments || []), ...(video ? fromRanges(video.played) : [])], length());
  const isDone = () => isSent || visit.isDone(activity);
  const isInPlan = () => visit.isInPlan(activity);

  const paint = () => {
    section.dataset.state = isDone() ? "done" : "open";
    if (read) read.hidden = isDone();
    if (note) {
      note.hidden = isDone() || !visit.activities;
      if (visit.activities) say(note, NOTE[isInPlan() ? "plan" : visit.shared ? "nowhere" : "device"]);
    }
    if (isKeptHere) say(status, !isDone() ? "" : visit.memory.isKept ? ON_DEVICE : HERE_ONLY);
    visit.follow(!isSent && visit.waitingFor([`activity:${activity}`]), status);
    if (record().held && visit.activities) seen();
  };

  /** Seen by watching or by reading: from here on nobody can tell which. */
  const seen = () => {
    if (isDone()) return;
    if (visit.person && !visit.activities) hold();
    else if (isInPlan()) send();
    else remember();
    visit.changed();
  };

  /** Until the plan is known nothing is sent: outside the plan a film stays on the device. */
  const hold = () => {
    visit.memory.change(({ films }) => {
      films[activity] = { revision, segments: [[0, length()]], held: true };
    });
    say(status, visit.memory.isKept ? WAITING : LOST);
  };

  const remember = () => {
    isKeptHere = true;
    visit.memory.change(({ films }) => { films[activity] = { revision, on: today() }; });
  };

  const send = () => {
    isSent = true;
    // The tracker keeps it now; how far the film was watched is needed no more.
    visit.memory.change(({ films }) => { delete films[activity]; });
    const act = { kind: "completed", subject: `activity:${activity}`, data: { revision } };
    visit.put(act, (fate) => {
      isSent = !UNDONE.includes(fate);
      paint();
      say(status, FATES[fate]);
    });
  };

  const keep = () => {
    if (isDone() || record().held || !video.played.length) return;
    writtenAt = Date.now();
    const segments = watched();
    visit.memory.change(({ films }) => { films[activity] = { revision, segments }; });
  };
  const look = () => {
    if (isDone() || record().held) return;
    if (isSeen(watched(), length(), recording === "true")) seen();
    else if (Date.now() - writtenAt > WRITE_EVERY_MS) keep();
  };

  if (read) {
    read.addEventListener("click", () => {
      seen();
      status.focus(); // the button goes away: the reader stays where it is told
    });
  }
  if (video) {
    video.addEventListener("timeupdate", look);
    video.addEventListener("pause", () => { look(); keep(); });
    video.addEventListener("jobvej:leave", () => { look(); keep(); }); // for another size
    video.addEventListener("ended", look); // proves nothing: only what was played counts
    const leave = () => { if (document.visibilityState === "hidden") { look(); keep(); } };
    document.addEventListener("visibilitychange", leave);
    addEventListener("pagehide", () => { look(); keep(); });
  }
  visit.watch(paint);
}

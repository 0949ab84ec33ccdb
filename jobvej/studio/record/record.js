/** Records one sentence after the other with the author's microphone, and keeps each at once. */

const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const LONGEST_MS = 60_000;

const lines = [...document.querySelectorAll("[data-line]")];
const trouble = document.querySelector("[data-trouble]");
const progress = document.querySelector("[data-progress]");
const player = new Audio();
let recorder = null;
let stream = null;

const part = (line, name) => line.querySelector(`[data-${name}]`);
const say = (line, words) => { part(line, "status").textContent = words; };

for (const line of lines) {
  const record = part(line, "record");
  if (record) record.addEventListener("click", () => (recorder ? recorder.stop() : start(line)));
  part(line, "play").addEventListener("click", () => play(line));
  part(line, "delete").addEventListener("click", () => remove(line));
}
paint();

/** One sentence is the next one: its button is the page's main one. */
function paint() {
  const next = lines.find((line) => line.dataset.state === "silent");
  for (const line of lines) {
    line.classList.toggle("next", line === next && !recorder);
    const isSaid = line.dataset.state === "said" || line.dataset.state === "stray";
    const isRecording = line.dataset.state === "recording";
    for (const name of ["play", "delete"]) {
      part(line, name).hidden = !isSaid;
      part(line, name).disabled = Boolean(recorder); // else the microphone hears it
    }
    const record = part(line, "record");
    if (!record) continue;
    record.textContent = isRecording ? "Stop" : isSaid ? "Optag igen" : "Optag";
    record.disabled = Boolean(recorder) && !isRecording;
  }
  return next;
}

async function microphone() {
  if (stream && stream.active) return stream;
  stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, noiseSuppression: true, echoCancellation: false },
  });
  return stream;
}

async function start(line) {
  player.pause();
  trouble.textContent = "";
  const before = line.dataset.state;
  let heard;
  try {
    heard = await microphone();
  } catch {
    trouble.textContent =
      "Browseren må ikke bruge mikrofonen. Giv lov ved siden af adressen, og prøv igen.";
    return;
  }
  if (recorder) return;
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  const pieces = [];
  recorder = new MediaRecorder(heard, { mimeType, audioBitsPerSecond: 128_000 });
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  const limit = setTimeout(() => recorder && recorder.stop(), LONGEST_MS);
  recorder.addEventListener("stop", async () => {
    clearTimeout(limit);
    recorder = null;
    say(line, "Gemmer …");
    await keep(line, new Blob(pieces, { type: mimeType }), before);
  });
  recorder.start();
  line.dataset.state = "recording";
  say(line, "Optager. Læs sætningen op, og tryk på Stop.");
  paint();
}

async function keep(line, sound, before) {
  const answer = await post(`take/${line.dataset.line}`, sound);
  line.dataset.state = answer.ok ? "said" : before;
  const next = paint();
  if (!answer.ok) {
    say(line, answer.error);
    return;
  }
  say(line, `Indtalt · ${answer.length}`);
  progress.textContent = answer.progress;
  if (next) part(next, "record").focus();
}

function play(line) {
  player.src = `take/${line.dataset.line}?${Date.now()}`;
  player.play().catch(() => say(line, "Indtalingen kan ikke afspilles. Optag den igen."));
}

async function remove(line) {
  if (recorder) return;
  const answer = await post(`take/${line.dataset.line}/delete`);
  if (!answer.ok) {
    say(line, answer.error);
    return;
  }
  progress.textContent = answer.progress;
  say(line, "Slettet.");
  if (line.dataset.state === "stray") {
    for (const button of line.querySelectorAll("button")) button.disabled = true;
    return;
  }
  line.dataset.state = "silent";
  paint();
  part(line, "record").focus();
}

/** @returns {Promise<{ok: boolean, error?: string, length?: string, progress?: string}>} */
async function post(address, body) {
  try {
    return await (await fetch(address, { method: "POST", body })).json();
  } catch {
    return { ok: false, error: "Kommandoen er stoppet. Start den igen, og hent siden på ny." };
  }
}

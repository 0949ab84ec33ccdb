/** Acts on their way to the tracker, kept until it has answered for each of them. */

import { nextBatch, pause } from "./batches.js";
import { followed, forgetFollowers, follow, isFollowed, told } from "./fates.js";
import { request } from "./request.js";
import { DiskRows, MemoryRows, newId } from "./rows.js";
import { takeTurns } from "./turns.js";

export { follow };

/** How long acknowledged rows are kept, so that they can be offered again after a restore. */
const KEEP_MS = 30 * 86400e3;
/** After this long without an answer the screen says that the act is waiting. */
const PATIENCE_MS = 1500;

let owner = null;
/** Rows on disk, where that is allowed; and those of acts the disk refused. */
let disk = null;
const memory = new MemoryRows();
let failures = 0;
let notBefore = 0;
let most;
let timer = 0;
let tried = [];
/** When the last request was under way, by this device's clock. */
let flight = { from: 0, to: 0 };
let hasOfferedAgain = false;
let [running, next] = [null, null];

const stores = () => (disk ? [disk, memory] : [memory]);

/**
 * Begin for one person. On a shared device nothing is written to disk.
 * @param {string} person
 * @param {boolean} shared
 */
export async function open(person, shared) {
  owner = person;
  disk = shared ? null : await DiskRows.open().catch(() => null);
  if (disk) await disk.prune(Date.now() - KEEP_MS).catch(() => {});
  addEventListener("online", () => deliver());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") deliver();
  });
}

/** This person's rows that can be read; not all of them where the disk does not answer. */
async function rowsOf(person) {
  const onDisk = disk ? await disk.of(person).catch(() => null) : [];
  return { rows: [...(onDisk || []), ...(await memory.of(person))], isAll: Boolean(onDisk) };
}

/** This person's rows that the tracker has not answered for, or has refused; oldest first. */
export const unsettled = async () =>
  (await rowsOf(owner)).rows.filter((row) => row.state === "waiting" || row.state === "refused");

/**
 * Keep an act and deliver it. Its fate is told each time it changes.
 * @param {{kind: string, subject: string, data?: object, at?: string}} act
 * @param {(fate: import("./words.js").Fate) => void} [tell]
 */
export async function put({ kind, subject, data = {}, at }, tell = () => {}) {
  const row = { id: newId(), person: owner, kind, subject, data, at, state: "waiting" };
  try {
    await (disk || memory).add(row);
  } catch {
    await memory.add(row); // a full disk: post at once, and say so if that fails
  }
  follow(row.id, tell);
  setTimeout(() => {
    if (isFollowed(row.id) && !memory.rows.has(row.id)) tell("waiting");
  }, PATIENCE_MS);
  await deliver();
}

/** Send what is due. Calls made meanwhile share one more pass, so none is missed. */
export function deliver() {
  if (!running) {
    running = (disk ? takeTurns(pass) : pass()).finally(() => { running = null; });
    return running;
  }
  next = next || running.then(() => { next = null; return deliver(); });
  return next;
}

async function pass() {
  let went = "sent";
  try {
    while (went === "sent") went = await sendNext();
  } catch {
    went = later(null); // the disk broke: its rows are still there
  }
  await tellAll(went);
}

async function sendNext() {
  const { rows, isAll } = await rowsOf(owner);
  const due = rows.filter(({ state }) => state === "waiting" || state === "again");
  tried = due.map((row) => row.id);
  if (!due.length) return isAll ? "empty" : later(null);
  if (Date.now() < notBefore) return "waiting";
  const from = Date.now();
  const batch = nextBatch(owner, due, new Date(from - delay(due)).toISOString(), most);
  // Kept alive: the tick before a link is followed still goes out.
  const response = await request("events", batch.body, { keepalive: true });
  flight = { from, to: Date.now() };
  // Nobody, or somebody else, is signed in: the rows stay for their owner.
  if (response.status === 401 || response.status === 409) return "signed_out";
  if (response.verdicts) {
    failures = 0;
    return (await settle(batch.rows, response)) ? "sent" : later(null);
  }
  if ([400, 413, 422].includes(response.status)) {
    // One event the tracker cannot read must not hold up the others: send them singly.
    if (batch.rows.length === 1) await refuse(batch.rows[0], `status ${response.status}`);
    most = 1;
    return "sent";
  }
  return later(response.retryAfter, response.status);
}

/**
 * How much later acts count that were made while a request was under way. The tracker takes the time
 * that a batch spends on its way for a wrong clock: without this, a tick that was delivered slowly
 * would come after its own undoing, which was delivered fast.
 */
function delay(rows) {
  const made = rows.map((row) => Date.parse(row.at));
  const since = made.filter((at) => at >= flight.from && at < flight.to);
  return since.length ? flight.to - Math.min(...since) : 0;
}

function later(retryAfter, status = 0) {
  failures += 1;
  const wait = pause(failures, retryAfter, Date.now());
  // Only the server's own word forbids trying earlier, when the person acts or comes online.
  if (status === 429 || status === 503) notBefore = Date.now() + (retryAfter ? wait : 0);
  clearTimeout(timer);
  timer = setTimeout(deliver, wait + 50); // a timer may be early by a hair
  return "waiting";
}

/** Act on each verdict; a row the answer does not name stays. @returns whether any was named */
async function settle(rows, { verdicts, epoch, seq }) {
  await noticed(epoch, seq);
  const named = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
  const mine = rows.filter((row) => named.has(row.id));
  for (const row of mine) {
    const { verdict, reason } = named.get(row.id);
    if (verdict === "refused") await refuse(row, reason);
    else await accept(row, verdict);
  }
  return mine.length > 0;
}

/** Note what became of a row; where no disk holds it, it goes. */
async function note(row, change) {
  const store = disk && !memory.rows.has(row.id) ? disk : memory;
  if (change && store.onDisk) await store.put([{ ...row, ...change }]);
  else await store.remove([row.id]);
}

async function accept(row, verdict) {
  const isKept = verdict !== "not_recorded";
  await note(row, isKept && { state: "acknowledged", settled_at: Date.now() });
  told(row.id, isKept ? "saved" : verdict);
}

async function refuse(row, reason) {
  await note(row, { state: "refused", reason });
  told(row.id, "refused");
}

/** After a pass: say of each act that it still waits, or is lost if it is on no disk. */
async function tellAll(went) {
  const lost = went === "empty" ? [] : tried.filter((id) => memory.rows.has(id));
  await memory.remove(lost);
  for (const id of lost) told(id, went === "signed_out" ? "lost_signed_out" : "lost");
  const { rows, isAll } = await rowsOf(owner);
  const states = new Map(rows.map((row) => [row.id, row.state]));
  for (const [id, tell] of followed()) {
    const state = states.get(id) || (isAll ? "acknowledged" : "waiting");
    if (state === "acknowledged") told(id, "saved"); // another tab delivered it
    else if (state === "refused") told(id, "refused");
    else if (went !== "empty") tell(went);
  }
}

/**
 * The tracker said where it stands. When it was restored from a backup, or knows less than
 * before, what it once acknowledged is offered again: it may have lost it. A disk that broke
 * offers nothing, and holds nothing up.
 */
export const noticed = async (epoch, seq) => disk && epoch && offerAgain(epoch, seq).catch(() => {});

async function offerAgain(epoch, seq) {
  const name = `stands:${owner}`;
  const before = await disk.fact(name);
  if (before && before.epoch === epoch && before.seq === seq) return;
  await disk.setFact(name, { epoch, seq });
  const knowsLess = before && (before.epoch !== epoch || seq < before.seq);
  if (!knowsLess || hasOfferedAgain) return;
  hasOfferedAgain = true; // once a page: two servers that disagree must not make a loop
  const kept = (await disk.of(owner)).filter((row) => row.state === "acknowledged");
  await disk.put(kept.map((row) => ({ ...row, state: "again" })));
}

/** Take rows away that the person has been told about, or wants gone. */
export async function remove(ids) {
  for (const store of stores()) await store.remove(ids);
}

/** Everything of this person leaves the device. */
export async function wipe() {
  clearTimeout(timer);
  forgetFollowers();
  for (const store of stores()) {
    await store.remove((await store.of(owner)).map((row) => row.id));
    await store.setFact(`stands:${owner}`, undefined);
  }
}

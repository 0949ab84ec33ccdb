/** Who is signed in on this device, and what the tracker says about them. */

import { read, write } from "./device.js";
import { request } from "./request.js";

const KEY = "jobvej.person";
const ANSWER = "jobvej.me";

/** @typedef {{in_plan: boolean, item: string|null, state: "open"|"done"|"waived",
 *   done_on: string|null}} Activity */
/** @typedef {{person: string, shared_device: boolean, ends_in: number|null, trial: boolean, epoch: string, seq: number,
 *   activities: Object<string, Activity>}} Me */

/**
 * Who is signed in, as far as this device knows; a shared device knows it for one tab only.
 * @returns {{id: string, shared: boolean}|null}
 */
export function signedIn() {
  const shared = read(KEY, "sessionStorage");
  const id = shared || read(KEY);
  return id ? { id, shared: Boolean(shared) } : null;
}

/**
 * A tracker page was served to this person.
 * @param {string} id
 * @param {boolean} shared
 */
export function setSignedIn(id, shared) {
  const before = signedIn();
  if (before && before.id === id && before.shared === shared) return;
  clearSignedIn();
  write(KEY, id, shared ? "sessionStorage" : "localStorage");
}

/** Nobody is signed in any more; what waits in the outbox stays for its owner. */
export function clearSignedIn() {
  write(KEY, null, "sessionStorage");
  write(KEY, null);
  write(ANSWER, null);
}

/**
 * The last answer of the tracker, so that a lesson knows the plan when the network is away.
 * @param {string} person
 * @returns {Me|null}
 */
export function lastMe(person) {
  try {
    const me = JSON.parse(read(ANSWER));
    return me && me.person === person ? me : null;
  } catch {
    return null;
  }
}

/**
 * Ask the tracker. Only called where this device knows of somebody signed in.
 * @returns {Promise<Me|"signed_out"|null>} null = no answer to trust
 */
export async function fetchMe() {
  const answer = await request("me");
  if (answer.status === 401) return "signed_out";
  if (!answer.person || !answer.activities) return null;
  if (!answer.shared_device) write(ANSWER, JSON.stringify(answer));
  return answer;
}

/**
 * Whether this person was erased for good: then nothing of theirs may stay on the device either.
 * @param {string} person
 */
export async function wasErased(person) {
  const { erased } = await request(`slettet/${encodeURIComponent(person)}`);
  return erased === true;
}

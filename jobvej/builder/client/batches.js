/** What goes into one request: at most 50 events and 32 kB, oldest first. */

export const MOST_EVENTS = 50;
/** Half of what browsers let be in flight when a page is left (64 KiB for keepalive). */
export const MOST_BYTES = 32 * 1024;

/** @typedef {{id: string, kind: string, subject: string, at: string, counter: number,
 *   data: object}} Event */

/**
 * The event as it is sent, without the row's own book-keeping.
 * @returns {Event}
 */
export const eventOf = ({ id, kind, subject, at, counter, data }) => ({
  id, kind, subject, at, counter, data,
});

/**
 * The first rows that fit, and the body to send. Always at least one row.
 * @param {string} person
 * @param {Event[]} rows in order of counter
 * @param {string} sentAt ISO time
 * @param {number} [most]
 * @returns {{rows: Event[], body: string}}
 */
export function nextBatch(person, rows, sentAt, most = MOST_EVENTS) {
  const bytes = (value) => new TextEncoder().encode(JSON.stringify(value)).length;
  const body = { person, sent_at: sentAt, events: [] };
  let size = bytes(body);
  const taken = [];
  for (const row of rows.slice(0, most)) {
    size += bytes(eventOf(row)) + 1;
    if (taken.length && size > MOST_BYTES) break;
    taken.push(row);
  }
  body.events = taken.map(eventOf);
  return { rows: taken, body: JSON.stringify(body) };
}

/**
 * Milliseconds to wait after a failure: the server's own word first, else doubling from 2 s
 * to 5 minutes with some chance in it, so that devices do not return all at once.
 * @param {number} failures in a row, from 1
 * @param {string|null} retryAfter header: seconds or an HTTP date
 * @param {number} now
 */
export function pause(failures, retryAfter, now) {
  const asked = retryAfter ? Number(retryAfter) * 1000 || Date.parse(retryAfter) - now : 0;
  // A clock that is far off must not silence the device for days.
  if (asked > 0) return Math.min(asked, 3600e3);
  return Math.min(2000 * 2 ** (failures - 1), 300e3) * (0.75 + Math.random() / 2);
}

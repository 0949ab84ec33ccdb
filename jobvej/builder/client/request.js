/** One request to the tracker, and whether its answer can be trusted. */

/** Longer than a poor network takes, and shorter than anybody waits. */
const PATIENCE_MS = 15000;

/** Where the tracker's API begins. */
export function api() {
  const meta = document.querySelector('meta[name="jobvej-api"]');
  return (meta && meta.content) || "/api/";
}

/**
 * Ask for something, and read the answer, before nobody waits any more.
 * @template T
 * @param {string} address
 * @param {RequestInit} options
 * @param {(answer: Response) => T | Promise<T>} read
 * @returns {Promise<T>} rejected where no answer came in time
 */
export async function inTime(address, options, read) {
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(address, { credentials: "same-origin", signal: stop.signal, ...options });
    return await read(answer);
  } finally {
    clearTimeout(limit);
  }
}

/**
 * @param {string} path below the API
 * @param {string|null} [body] JSON to send; without it this asks
 * @param {RequestInit} [more]
 * @returns {Promise<{status: number, retryAfter?: string|null, ok?: true}>} with what the tracker
 *   said, where it is `ok`; status 0 = no answer, or not the tracker's
 */
export async function request(path, body = null, more = {}) {
  const options = {
    referrerPolicy: "origin", // not the page; "no-referrer" makes some browsers hide Origin
    cache: "no-store",
    redirect: "error",
    ...(body && { method: "POST", headers: { "Content-Type": "application/json" }, body }),
    ...more,
  };
  try {
    return await inTime(api() + path, options, trusted);
  } catch {
    return { status: 0 };
  }
}

async function trusted(response) {
  const { ok, status, headers } = response;
  const text = await response.text(); // an unread answer holds its connection
  if (!ok) return { status, retryAfter: headers.get("Retry-After") };
  // A café's sign-in page also answers 200: trust only our own answers.
  const answer = JSON.parse(text);
  return answer.ok === true ? { ...answer, status } : { status: 0 };
}

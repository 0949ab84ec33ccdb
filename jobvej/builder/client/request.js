/** One request to the tracker, and whether its answer can be trusted. */

/** Longer than a poor network takes, and shorter than anybody waits. */
const PATIENCE_MS = 15000;

/** Where the tracker's API begins. */
export function api() {
  const meta = document.querySelector('meta[name="jobvej-api"]');
  return (meta && meta.content) || "/api/";
}

/**
 * @param {string} path below the API
 * @param {string|null} [body] JSON to send; without it this asks
 * @param {RequestInit} [more]
 * @returns {Promise<{status: number, retryAfter?: string|null, ok?: true}>} with what the tracker
 *   said, where it is `ok`; status 0 = no answer, or not the tracker's
 */
export async function request(path, body = null, more = {}) {
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), PATIENCE_MS);
  const sent = body && { method: "POST", headers: { "Content-Type": "application/json" }, body };
  try {
    const response = await fetch(api() + path, {
      credentials: "same-origin",
      referrerPolicy: "origin", // not the page; "no-referrer" makes some browsers hide Origin
      cache: "no-store",
      redirect: "error",
      signal: stop.signal,
      ...sent,
      ...more,
    });
    const { status, headers } = response;
    const text = await response.text(); // an unread answer holds its connection
    if (!response.ok) return { status, retryAfter: headers.get("Retry-After") };
    // A café's sign-in page also answers 200: trust only our own answers.
    const answer = JSON.parse(text);
    return answer.ok === true ? { ...answer, status } : { status: 0 };
  } catch {
    return { status: 0 };
  } finally {
    clearTimeout(limit);
  }
}

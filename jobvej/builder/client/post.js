/** One request to the tracker, and whether its answer can be trusted. */

import { api } from "./person.js";

/**
 * @param {string} body a batch as JSON
 * @returns {Promise<{status: number, retryAfter?: string|null, verdicts?: object[]}>} `verdicts`
 *   only where the tracker itself answered; status 0 = no answer
 */
export async function post(body) {
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), 15000);
  try {
    const response = await fetch(`${api()}events`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      credentials: "same-origin",
      referrerPolicy: "origin", // not the page; "no-referrer" makes some browsers hide Origin
      redirect: "error",
      keepalive: true, // the tick before a link is followed still goes out
      signal: stop.signal,
    });
    const retryAfter = response.headers.get("Retry-After");
    const text = await response.text(); // an unread answer holds its connection
    // A café's sign-in page also answers 200, but not in JSON, or without naming our events.
    const answer = response.status === 200 ? JSON.parse(text) : {};
    return { ...answer, status: response.status, retryAfter };
  } catch {
    return { status: 0 };
  } finally {
    clearTimeout(limit);
  }
}

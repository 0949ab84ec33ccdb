/** One tab at a time, if the browser can arrange it; otherwise the tracker sorts out duplicates. */

/** A tab that hangs blocks the others for no longer than this. */
const PATIENCE_MS = 20000;

/**
 * Do the work when no other tab of this device is at it.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function takeTurns(work) {
  if (!navigator.locks) return work();
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), PATIENCE_MS);
  const inside = () => {
    clearTimeout(patience);
    return work();
  };
  try {
    return await navigator.locks.request("jobvej.outbox", { signal: stop.signal }, inside);
  } catch (error) {
    if (error.name === "AbortError") return work();
    throw error;
  }
}

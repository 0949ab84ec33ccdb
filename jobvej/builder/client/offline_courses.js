/** The courses that a reader keeps on this device; nobody is told which, or that there are any. */

const PREFIX = "jobvej.kursus.";
const WORKER = "/uden-net.js";
/** Addresses that hold a hash of what lies there. */
const LASTING = /^\/(assets\/jobvej\.|assets\/film\/|film\/)/;

/** @typedef {{title: string, url: string, edition: string, bytes: number, addresses: string[]}}
 *   Course `bytes` = all of it; `addresses` in the order in which they are fetched */

/** Whether this browser can keep courses; it can not on plain http from another machine. */
export const canKeep = () => "serviceWorker" in navigator && "caches" in window;

/** Where the list of what a course needs lies; it is kept last, as the mark of a whole course. */
const listOf = (url) => `${url}uden-net.json`;
const slug = (url) => url.split("/").filter(Boolean).pop();

/** @returns {Promise<string[]>} what is kept of a course, begun or whole */
async function parts(url) {
  return (await caches.keys()).filter((name) => name.startsWith(`${PREFIX}${slug(url)}.`));
}

/**
 * What the tracker's site offers now; not from a cache, since it is asked for to learn what is new.
 * @returns {Promise<Course>}
 */
export async function offered(url) {
  const answer = await fetch(listOf(url), { cache: "no-cache", credentials: "omit" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

/** @returns {Promise<Course|null>} the course as it is kept, whole */
export async function kept(url) {
  for (const name of await parts(url)) {
    const list = await (await caches.open(name)).match(listOf(url));
    if (list) return list.json();
  }
  return null;
}

/** @returns {Promise<Course[]>} every course that is kept whole */
export async function allKept() {
  const urls = (await caches.keys()).filter((name) => name.startsWith(PREFIX))
    .map((name) => `/kurser/${name.slice(PREFIX.length).split(".")[0]}/`);
  const courses = await Promise.all([...new Set(urls)].map(kept));
  return courses.filter(Boolean).sort((a, b) => a.title.localeCompare(b.title, "da"));
}

/**
 * Fetch what is not here yet. What was fetched stays when it is stopped, and is not fetched again.
 * @param {Course} course
 * @param {(done: number) => void} told how many of its addresses are here
 * @param {AbortSignal} signal
 */
export async function keep(course, told, signal) {
  await navigator.serviceWorker.register(WORKER, { scope: "/" });
  const name = `${PREFIX}${slug(course.url)}.${course.edition}`;
  const cache = await caches.open(name);
  const before = (await parts(course.url)).filter((one) => one !== name);
  for (const [at, address] of course.addresses.entries()) {
    if (!await cache.match(address)) {
      await cache.put(address, await lasting(address, before) || await fetched(address, signal));
    }
    told(at + 1);
  }
  await cache.put(listOf(course.url), new Response(JSON.stringify(course)));
  for (const one of before) await caches.delete(one);
}

/** The same film from an edition before, which is not fetched twice. */
async function lasting(address, before) {
  if (!LASTING.test(address)) return null;
  for (const name of before) {
    const found = await (await caches.open(name)).match(address, { ignoreVary: true });
    if (found) return found;
  }
  return null;
}

/** A page as anybody gets it: nothing personal is ever kept. */
async function fetched(address, signal) {
  const cache = LASTING.test(address) ? "default" : "no-cache";
  const answer = await fetch(address, { cache, credentials: "omit", signal });
  if (!answer.ok || answer.redirected || answer.status === 206) throw new Error(`${answer.status}`);
  return answer;
}

/** Delete a course, begun or whole; without any, the worker goes too. */
export async function forget(url) {
  for (const name of await parts(url)) await caches.delete(name);
  if ((await caches.keys()).some((name) => name.startsWith(PREFIX))) return;
  const worker = await navigator.serviceWorker.getRegistration("/");
  if (worker) await worker.unregister();
}

/** Whether a course was begun and is not whole. */
export const isBegun = async (url) => (await parts(url)).length > 0 && !await kept(url);

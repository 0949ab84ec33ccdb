/** The courses kept on this device; nobody is told which ones, or that there are any. */

const PREFIX = "jobvej.kursus.";
const WORKER = "/uden-net.js";
/** Addresses that hold a hash of what lies there. */
const LASTING = /^\/(assets\/jobvej\.|assets\/film\/|film\/)/;

/** @typedef {{title: string, url: string, edition: string, sizes: Record<string, number>}}
 *   Course `sizes` = the bytes of each address, in the order in which they are fetched */

/** @param {Course} course */
export const bytesOf = ({ sizes }) => Object.values(sizes).reduce((sum, one) => sum + one, 0);

/**
 * Whether this browser can keep courses. It cannot on plain http from another machine, nor if its
 * owner lets no site store anything, in which case it throws.
 */
export async function canKeep() {
  try {
    return Boolean(navigator.serviceWorker && await caches.keys());
  } catch {
    return false;
  }
}

/** Where the list of what a course needs is; stored last, as the mark of a complete course. */
const listOf = (url) => `${url}uden-net.json`;
/** The same list, stored first, so that an incomplete course has a name. */
const begunOf = (url) => `${listOf(url)}?begyndt`;
const slug = (url) => url.split("/").filter(Boolean).pop();

/** @returns {Promise<string[]>} what is kept of a course, begun or whole */
async function parts(url) {
  return (await caches.keys()).filter((name) => name.startsWith(`${PREFIX}${slug(url)}.`));
}

/**
 * What the tracker's site offers now; not from a cache, since it is asked for to learn what is new.
 * @returns {Promise<Course>}
 */
export async function offered(url, signal) {
  const answer = await fetch(listOf(url), { cache: "no-cache", credentials: "omit", signal });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

/**
 * What lies at an address in one of these caches. Not by `open`, which would make anew what another
 * tab has just deleted.
 */
async function found(address, names) {
  for (const cacheName of names) {
    const answer = await caches.match(address, { cacheName, ignoreVary: true });
    if (answer) return answer;
  }
  return null;
}

/** @returns {Promise<Course|null>} the course as it is kept, whole */
export const kept = (url) => read(listOf(url), url);

async function read(address, url) {
  const list = await found(address, await parts(url));
  return list && list.json();
}

/**
 * Every course on the device, whole or begun. One that is no longer on the site is here too:
 * somebody may want it gone. Storage that was full at once left one without a name.
 * @returns {Promise<Array<{title: string, url: string, isWhole: boolean}>>}
 */
export async function allHere() {
  const urls = (await caches.keys()).filter((name) => name.startsWith(PREFIX))
    .map((name) => `/kurser/${name.slice(PREFIX.length).split(".")[0]}/`);
  const courses = [...new Set(urls)].map(async (url) => {
    const whole = await kept(url);
    const { title } = whole || await read(begunOf(url), url) || { title: "" };
    return { title, url, isWhole: Boolean(whole) };
  });
  return (await Promise.all(courses)).sort((a, b) => a.title.localeCompare(b.title, "da"));
}

/**
 * Fetch what is not here yet. What was fetched stays when it is stopped, and is not fetched again.
 * @param {Course} course
 * @param {(bytes: number) => void} told how much of it is here
 * @param {AbortSignal} signal
 */
export async function keep(course, told, signal) {
  const name = `${PREFIX}${slug(course.url)}.${course.edition}`;
  const cache = await caches.open(name);
  // After it: where storage is refused, no worker is to stay that nobody is offered to delete.
  await navigator.serviceWorker.register(WORKER, { scope: "/" });
  const before = (await parts(course.url)).filter((one) => one !== name);
  await cache.put(begunOf(course.url), new Response(JSON.stringify(course)));
  let here = 0;
  for (const [address, bytes] of Object.entries(course.sizes)) {
    if (!await cache.match(address)) {
      await cache.put(address, await lasting(address, before) || await fetched(address, signal));
    }
    told(here += bytes);
  }
  const now = await offered(course.url, signal);
  // Published meanwhile: some pages are of then and some of now, and may ask for what is not here.
  if (now.edition !== course.edition) return keep(now, told, signal);
  await cache.put(listOf(course.url), new Response(JSON.stringify(course)));
  if (!await caches.has(name)) throw new Error("deleted in another tab");
  for (const one of before) await caches.delete(one);
}

/** The same film from an edition before, which is not fetched twice. */
async function lasting(address, before) {
  return LASTING.test(address) ? found(address, before) : null;
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

/** Answers from the courses kept on this device when the network does not. */

const PREFIX = "jobvej.kursus.";
const PAGE = "/uden-net/";
/** A network that has not answered by then is as good as none, where the page is kept. */
const PATIENCE_MS = 5000;
/** Addresses that hold a hash of what lies there: what is kept is what would come. */
const LASTING = /^\/(assets\/jobvej\.|assets\/film\/|film\/)/;
/** What the tracker answers, its downloads too, is the browser's own business. */
const TRACKER = /^\/(dine-opgaver\/.|log-af\/|kalender\/|job\/|leder\/|drift\/|databeskyttelse\/|api\/|app\/)/;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || TRACKER.test(pathname)) return;
  if (LASTING.test(pathname)) event.respondWith(lasting(request, pathname));
  else if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (pathname.startsWith("/kurser/") && !pathname.endsWith(".json")) {
    event.respondWith(beside(request, pathname));
  }
});

/** What is kept at an address, the newest course first. */
async function kept(pathname) {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  for (const name of names.reverse()) {
    const found = await (await caches.open(name)).match(pathname, { ignoreVary: true });
    if (found) return found;
  }
  return null;
}

async function lasting(request, pathname) {
  const found = await kept(pathname)
    // Of a film in two sizes the small one is kept.
    || (pathname.endsWith(".mp4") && await kept(pathname.replace(".mp4", ".360.mp4")));
  if (!found) return fetch(request);
  const range = request.headers.get("range");
  return range ? piece(await found.blob(), range) : found;
}

/** A part of a film, as players ask for it; Safari plays nothing without. */
function piece(blob, range) {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range) || [];
  const from = first ? Number(first) : last ? Math.max(0, blob.size - Number(last)) : 0;
  const to = first && last ? Math.min(Number(last), blob.size - 1) : blob.size - 1;
  const headers = { "Content-Type": blob.type, "Accept-Ranges": "bytes" };
  if (from > to) {
    headers["Content-Range"] = `bytes */${blob.size}`;
    return new Response(null, { status: 416, headers });
  }
  headers["Content-Range"] = `bytes ${from}-${to}/${blob.size}`;
  headers["Content-Length"] = String(to - from + 1);
  return new Response(blob.slice(from, to + 1, blob.type), { status: 206, headers });
}

/** The newest from the network, else what is kept, else the page that says so. */
async function page(request, pathname) {
  const network = fetch(request);
  const found = await kept(pathname);
  if (found) return newest(network, found);
  return network.catch(async () => await kept(PAGE) || Response.error());
}

async function beside(request, pathname) {
  const network = fetch(request);
  const found = await kept(pathname);
  return found ? newest(network, found) : network;
}

/** A server that is down, and a café's sign-in page, are no answer either. */
function newest(network, found) {
  const waited = new Promise((done) => { setTimeout(done, PATIENCE_MS, found); });
  const answer = network.then((one) => (one.status < 500 ? one : found), () => found);
  return Promise.race([answer, waited]);
}

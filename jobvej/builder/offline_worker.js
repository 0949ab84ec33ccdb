/** Answers from the courses kept on this device when the network does not. */

const PREFIX = "jobvej.kursus.";
const PAGE = "/uden-net/";
/** A network that has not answered by then is as good as none, where the page is kept. */
const PATIENCE_MS = 5000;
/** Addresses that hold a hash of what lies there: what is kept is what would come. */
const LASTING = /^\/(assets\/jobvej\.|assets\/film\/|film\/)/;
/** Where authors lay pictures and papers. */
const BESIDE = /^\/(kurser|assets)\//;
/** What the tracker answers, its downloads too, is the browser's own business. */
const TRACKER = /^\/(dine-opgaver\/.|log-af\/|kalender\/|job\/|leder\/|drift\/|databeskyttelse\/|api\/|app\/)/;

// Pages that are open already are left alone: a film that plays must not go on in its small size.
addEventListener("install", () => skipWaiting());

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || TRACKER.test(pathname)) return;
  if (LASTING.test(pathname)) event.respondWith(lasting(request, pathname));
  else if (request.mode === "navigate") event.respondWith(page(request, pathname));
  // What a script asks for is to be kept: nothing but the network may answer with a page of before.
  else if (BESIDE.test(pathname) && request.mode === "no-cors") {
    event.respondWith(beside(request, pathname));
  }
});

/**
 * What is kept at an address, the newest course first. Not by `open`, which would make anew what
 * another tab has just deleted. Storage that fails is no reason to keep a page from its reader.
 */
async function kept(pathname) {
  try {
    const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
    for (const cacheName of names.reverse()) {
      const found = await caches.match(pathname, { cacheName, ignoreVary: true });
      if (found) return found;
    }
  } catch {
    // As if nothing were kept.
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
  return network.catch(async () => {
    const address = ledTo(pathname);
    if (address !== pathname && await kept(address)) return Response.redirect(address);
    return await kept(PAGE) || Response.error();
  });
}

/** Where the server leads on to: `/g/cv.styrker` is the lesson's own page, and pages end with `/`. */
function ledTo(pathname) {
  return pathname.replace(/^\/g\/([^/]+)/, (_, id) => `/kurser/${id.replace(".", "/")}`)
    .replace(/\/?$/, "/");
}

async function beside(request, pathname) {
  const network = fetch(request);
  const found = await kept(pathname);
  return found ? newest(network, found) : network;
}

/** A server that is down is no answer either. */
function newest(network, found) {
  const waited = new Promise((done) => { setTimeout(done, PATIENCE_MS, found); });
  const answer = network.then((one) => (one.status < 500 ? one : found), () => found);
  return Promise.race([answer, waited]);
}

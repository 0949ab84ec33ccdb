/** What this device remembers if it was asked to, or else what this page knows. */

const ANONYMOUS = "jobvej.device";
const OWN = "jobvej.kept";
/** What somebody wrote in a box: kept under this and the box's name. */
export const TEXT = "jobvej.text.";

/** @typedef {{revision: string, segments?: import("./segments.js").Segment[], on?: string,
 *   held?: boolean}} Film `on` = the date it was seen; how it was seen is not kept;
 *   `held` = seen, but not yet known whether it is in the plan */
/** @typedef {{tasks: Object<string, string>, films: Object<string, Film>,
 *   last?: {url: string, title: string, facts: string}, asked?: boolean, person?: string}} Kept */

/** @returns {string|null} null also where the browser refuses storage */
export function read(key, storage = "localStorage") {
  try {
    return window[storage].getItem(key);
  } catch {
    return null;
  }
}

/**
 * @param {string|null} value null removes
 * @returns {boolean} whether the browser took it
 */
export function write(key, value, storage = "localStorage") {
  try {
    if (value === null) window[storage].removeItem(key);
    else window[storage].setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

/** @returns {Kept|null} */
function parsed(key) {
  try {
    const kept = JSON.parse(read(key));
    return kept && { ...kept, tasks: { ...kept.tasks }, films: { ...kept.films } };
  } catch {
    return null; // unreadable is as good as nothing remembered
  }
}

/** Today's date where the person is; the time of day is never kept. */
export function today(now = new Date()) {
  const two = (n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The anonymous memory of this device, whoever is signed in; null when it remembers nothing. */
export const remembered = () => parsed(ANONYMOUS);

/**
 * The memory this visit writes to. Anonymous: on disk only after "Husk, hvor langt jeg er
 * kommet". Signed in on an own device: bound to the person. Shared device: this page only.
 */
export class Memory {
  /**
   * @param {string|null} person
   * @param {boolean} shared
   */
  constructor(person, shared) {
    this.key = person ? OWN : ANONYMOUS;
    this.person = person;
    /** @type {Kept} */
    this.kept = { tasks: {}, films: {} };
    if (person) this.kept.person = person;
    const stored = shared ? null : parsed(this.key);
    // What another person left here is not read, and replaced as soon as anything is stored.
    if (stored && stored.person === this.kept.person) this.kept = stored;
    this.isKept = person ? !shared : Boolean(stored);
  }

  /**
   * Change what is remembered; reads first, since another tab may have written.
   * @param {(kept: Kept) => void} alter
   * @returns {boolean} whether it is on disk now
   */
  change(alter) {
    const stored = this.isKept && parsed(this.key);
    if (stored && stored.person === this.kept.person) this.kept = stored;
    alter(this.kept);
    return this.isKept && write(this.key, JSON.stringify(this.kept));
  }

  /** Begin to remember, with what this page already knows. */
  start() {
    this.isKept = write(this.key, JSON.stringify(this.kept));
    return this.isKept;
  }

  /** Delete all of it from the device and from this page. */
  forget() {
    write(this.key, null);
    this.kept = { tasks: {}, films: {} };
    if (this.person) this.kept.person = this.person;
    else this.isKept = false;
  }
}

/** Change the anonymous memory from a page where somebody is signed in. */
export function changeRemembered(alter) {
  const kept = remembered();
  if (!kept) return;
  alter(kept);
  write(ANONYMOUS, JSON.stringify(kept));
}

/** Delete the anonymous memory. */
export const forgetRemembered = () => write(ANONYMOUS, null);

const texts = () => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(TEXT));
  } catch {
    return [];
  }
};

/** Whether this device holds texts that somebody wrote. */
export const hasTexts = () => texts().length > 0;

/** Delete them all, also from the boxes on this page. */
export function deleteTexts() {
  for (const key of texts()) write(key, null);
  for (const box of document.querySelectorAll("[data-write-text]")) box.value = "";
}

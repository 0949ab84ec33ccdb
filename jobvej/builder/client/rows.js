/** The outbox's rows, each bound to a person: in IndexedDB, or in memory if nothing may be stored. */

/** @typedef {import("./batches.js").Event & {person: string,
 *   state: "waiting"|"again"|"acknowledged"|"refused", settled_at?: number, reason?: string}} Row */

const NAME = "jobvej";

/** Opens the database; rejects if it is refused or never answers (a bug in Safari 14). */
function open() {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("IndexedDB does not answer")), 3000);
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("rows", { keyPath: "id" }).createIndex("person", "person");
      request.result.createObjectStore("facts");
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = request.onblocked = () => reject(request.error);
  });
}

/** A version 4 UUID; `randomUUID` came with Safari 15.4. */
export const newId = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte, i) =>
    (i === 6 ? (byte & 15) | 64 : i === 8 ? (byte & 63) | 128 : byte).toString(16).padStart(2, "0"));
  return hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

const byCounter = (a, b) => a.counter - b.counter;

/** A row's number and time: both only grow on one device, whatever its clock does. */
function numbered(row, last, now) {
  const counter = ((last && last.counter) || 0) + 1;
  const before = (last && last.at) || 0;
  // A clock that once stood a day or more ahead is not followed.
  const at = before >= now && before - now < 86400e3 ? before + 1 : now;
  return { row: { ...row, counter, at: row.at || new Date(at).toISOString() }, last: { counter, at } };
}

/** Rows that live as long as the page: a shared device, or a browser that refuses storage. */
export class MemoryRows {
  constructor() {
    this.rows = new Map();
    this.facts = new Map();
    this.onDisk = false;
  }

  async add(row) {
    const made = numbered(row, this.facts.get("last"), Date.now());
    this.facts.set("last", made.last);
    this.rows.set(row.id, made.row);
    return made.row;
  }

  async of(person) {
    return [...this.rows.values()].filter((row) => row.person === person).sort(byCounter);
  }

  async put(rows) {
    for (const row of rows) this.rows.set(row.id, row);
  }

  async remove(ids) {
    for (const id of ids) this.rows.delete(id);
  }

  async fact(name) {
    return this.facts.get(name);
  }

  async setFact(name, value) {
    if (value === undefined) this.facts.delete(name);
    else this.facts.set(name, value);
  }

  async prune() {}
}

/** Rows on the device's disk: they outlive the page, the browser and a power cut. */
export class DiskRows {
  /** Rejects where the browser refuses IndexedDB. */
  static async open() {
    const rows = new DiskRows();
    rows.onDisk = true;
    rows.database = await open();
    return rows;
  }

  /** One transaction. "strict": a person is told that nothing is lost only once it is on disk. */
  async within(mode, work) {
    const run = () => new Promise((resolve, reject) => {
      const held = this.database.transaction(["rows", "facts"], mode, { durability: "strict" });
      let answer;
      held.oncomplete = () => resolve(answer);
      held.onabort = held.onerror = () => reject(held.error);
      work(held.objectStore("rows"), held.objectStore("facts"), (value) => { answer = value; });
    });
    try {
      return await run();
    } catch (error) {
      // iOS closes connections of pages that were in the background.
      if (!error || error.name !== "InvalidStateError") throw error;
      this.database = await open();
      return run();
    }
  }

  /** Give the row its number and time and keep it, in one step across tabs. */
  add(row) {
    return this.within("readwrite", (rows, facts, done) => {
      facts.get("last").onsuccess = (event) => {
        const made = numbered(row, event.target.result, Date.now());
        facts.put(made.last, "last");
        rows.put(made.row);
        done(made.row);
      };
    });
  }

  /** All rows of one person, oldest first. */
  of(person) {
    return this.within("readonly", (rows, _facts, done) => {
      rows.index("person").getAll(person).onsuccess = (event) =>
        done(event.target.result.sort(byCounter));
    });
  }

  put(changed) {
    return this.within("readwrite", (rows) => changed.forEach((row) => rows.put(row)));
  }

  remove(ids) {
    return this.within("readwrite", (rows) => ids.forEach((id) => rows.delete(id)));
  }

  fact(name) {
    return this.within("readonly", (_rows, facts, done) => {
      facts.get(name).onsuccess = (event) => done(event.target.result);
    });
  }

  setFact(name, value) {
    return this.within("readwrite", (_rows, facts) =>
      value === undefined ? facts.delete(name) : facts.put(value, name));
  }

  /** Forget what was acknowledged before a moment, whoever's it was. */
  prune(before) {
    return this.within("readwrite", (rows) => {
      rows.openCursor().onsuccess = (event) => {
        const cursor = event.target.result;
        if (!cursor) return;
        const { state, settled_at: settled } = cursor.value;
        if (state === "acknowledged" && settled < before) cursor.delete();
        cursor.continue();
      };
    });
  }
}

/** What this page knows: who is reading, how their activities stand, what the device may keep. */

import { Memory } from "./device.js";
import { clearSignedIn, fetchMe, lastMe, setSignedIn, signedIn, wasErased } from "./person.js";
import { FATES, WAITING, say } from "./words.js";

export class Visit {
  constructor() {
    const main = document.querySelector("main[data-person]");
    if (main) setSignedIn(main.dataset.person, main.dataset.sharedDevice === "true");
    this.stands = main && { epoch: main.dataset.epoch, seq: Number(main.dataset.seq) };
    /** Whether the tracker said on this page that the session has ended. */
    this.hasEnded = false;
    this.endsIn(document.body.dataset.endsIn);
    /** @type {Array<import("./rows.js").Row>} acts not yet answered for when the page loaded */
    this.unsettled = [];
    this.followed = new Set();
    this.watchers = [];
    this.be(main ? { id: main.dataset.person, shared: main.dataset.sharedDevice === "true" }
      : signedIn());
  }

  be(person) {
    this.person = person && person.id;
    this.shared = Boolean(person && person.shared);
    this.memory = new Memory(this.person, this.shared);
    const me = this.person && !this.shared && lastMe(this.person);
    /** @type {Object<string, import("./person.js").Activity>|null} null = not known */
    this.activities = me ? me.activities : null;
  }

  /** Open the outbox and ask how things stand; anonymous readers cause no request at all. */
  async begin() {
    if (!this.person) return;
    /** @type {Promise<typeof import("./outbox.js")>} only where somebody is signed in */
    this.outbox = this.openOutbox();
    const outbox = await this.outbox;
    if (this.stands) await outbox.noticed(this.stands.epoch, this.stands.seq);
    outbox.deliver();
    if (!this.stands) await this.ask();
  }

  async openOutbox() {
    const outbox = await import("./outbox.js");
    await outbox.open(this.person, this.shared);
    this.unsettled = await outbox.unsettled();
    this.changed();
    return outbox;
  }

  /** Keep an act and deliver it; if not even the outbox could be loaded, it is lost. */
  async put(act, tell) {
    const outbox = await this.outbox.catch(() => null);
    if (outbox) await outbox.put(act, tell);
    else tell("lost");
  }

  /** Ask the tracker how this person's activities stand. */
  async ask() {
    const me = await fetchMe();
    if (me === "signed_out") {
      // Signed out elsewhere, or before this page's scripts had loaded. What waits in the outbox
      // stays for its owner, unless they were erased; everything else of theirs leaves the device.
      if (await wasErased(this.person)) await (await this.outbox).wipe().catch(() => {});
      this.memory.forget();
      clearSignedIn();
      this.hasEnded = true;
      this.be(null);
    } else if (me && me.person !== this.person) {
      // Another person signed in on this device since: this page is theirs from now on.
      setSignedIn(me.person, me.shared_device);
      this.be({ id: me.person, shared: me.shared_device });
      this.outbox = this.openOutbox();
    }
    if (me) this.endsIn(me.ends_in);
    if (me && me.trial && !this.stands) (await import("./trial.js")).mark();
    if (me && me.activities) {
      this.activities = me.activities;
      const outbox = await this.outbox;
      await outbox.noticed(me.epoch, me.seq);
      outbox.deliver();
    }
    this.changed();
  }

  /** The session ends in so many seconds, however busy one is; never on one's own device. */
  endsIn(seconds) {
    this.endsAt = seconds ? Date.now() + seconds * 1000 : Infinity;
  }

  /** Paint now and whenever the page knows more. */
  watch(paint) {
    this.watchers.push(paint);
    paint();
  }

  changed() {
    for (const paint of this.watchers) paint();
  }

  /** How an activity stands in the tracker, if it is known there. */
  activity(id) {
    return (this.activities && this.activities[id]) || null;
  }

  /** Whether an activity is known to be in the plan. */
  isInPlan(id) {
    const known = this.activity(id);
    return Boolean(known && known.in_plan);
  }

  /** The newest act on one of these subjects that has not reached the tracker yet. */
  waitingFor(subjects, kinds = ["completed", "reopened"]) {
    const rows = this.unsettled.filter((row) =>
      row.state === "waiting" && subjects.includes(row.subject) && kinds.includes(row.kind));
    return rows[rows.length - 1] || null;
  }

  /** What was done on an earlier visit and still waits says so on this page too. */
  follow(row, status) {
    if (!row || this.followed.has(row)) return;
    this.followed.add(row);
    say(status, WAITING);
    this.outbox.then((outbox) => outbox.follow(row.id, (fate) => say(status, FATES[fate])));
  }

  /** The subjects under which the tracker may know an activity. */
  subjects(id) {
    const known = this.activity(id);
    return [`activity:${id}`].concat(known && known.item ? `item:${known.item}` : []);
  }

  /** Whether a task or film shows its tick: what waits to be sent, else the tracker, else here. */
  isDone(id) {
    const known = this.activity(id);
    const row = this.person && this.waitingFor(this.subjects(id));
    if (row) return row.kind === "completed";
    if (known && (known.in_plan || known.state === "done")) return known.state === "done";
    return Boolean(this.memory.kept.tasks[id] || this.seenOn(id));
  }

  /** The date on which a film was seen on this device, if it was. */
  seenOn(id) {
    const film = this.memory.kept.films[id];
    return film && film.on;
  }
}

// Holds the round as the server has it, and the texts that are not in the ledger yet; sends what is done with a comment.

import { ask, listen, send } from "./server.js";
import { Texts } from "./texts.js";

const PAUSE = 700; // milliseconds without a key press after which typed text is saved

export class Store {
  // Calls `changed` when the round or a text has changed, `state` with what has happened, `wrote` at each further key.
  constructor(changed, state, wrote) {
    Object.assign(this, { changed, state, wrote, round: null });
    this.down = ""; // why nothing can be saved at the moment; empty where it can
    this.refused = new Map(); // by comment: why the server did not take its text
    this.waiting = new Map(); // by comment: the save in progress
    this.timers = new Map();
    this.typed = new Set(); // comments in whose text somebody has typed in this window
    this.used = []; // observations of decisions made in this window, newest first
    this.lost = new Map(); // comments that were shown and are in no readable ledger any more
    this.serial = 0;
    this.byId = new Map();
  }

  listen() {
    listen({
      news: (serial) => serial > this.serial && this.load(),
      lost: () => this.stopped("The desk has stopped. What you write is kept in this browser. Start it again and open its new address in this browser: this window then goes on."),
      back: () => this.recover(),
    });
  }

  stopped(why) {
    if (this.down === why) return;
    this.down = why;
    this.state(why, "wrong");
    this.changed();
  }

  async recover() {
    this.down = "";
    this.serial = 0; // a new desk counts from the beginning
    await this.load();
    this.state("The desk answers again", "done");
    await this.saveAll();
    this.changed();
  }

  async load() {
    const round = await ask("round");
    if (!round || (this.round && round.serial < this.serial)) return;
    this.serial = round.serial;
    this.round = round;
    this.texts ??= await Texts.open(`${round.project}/${round.draft}`);
    const now = new Map(round.comments.map((one) => [one.id, one]));
    for (const [id, one] of this.byId) if (!now.has(id)) this.lost.set(id, one);
    for (const id of now.keys()) this.lost.delete(id);
    this.byId = now;
    this.compareAll();
    await this.texts.adopt();
    this.compareAll();
    this.saveAll();
  }

  compareAll() {
    for (const id of this.texts.mine.keys()) this.compare(id);
    this.changed();
  }

  // Saves what can be saved now: after a repair of a ledger, a restart, a reload.
  async saveAll() {
    for (const id of [...this.texts.mine.keys()]) if (!this.timers.has(id)) await this.keep(id);
  }

  spot(id) {
    return this.isLost(id) ? null : ask(`comments/${id}`);
  }

  paragraphs(words) {
    return ask(`paragraphs?words=${encodeURIComponent(words)}`);
  }

  comment(id) {
    return this.byId.get(id) ?? this.lost.get(id);
  }

  // Whether a comment that was shown cannot be read any more.
  isLost(id) {
    return !this.byId.has(id);
  }

  // Returns the unsaved text of a comment; undefined where there is none.
  text(id) {
    return this.texts.get(id);
  }

  write(id, words) {
    const comment = this.comment(id);
    const known = this.texts.get(id);
    const text = known ?? { base: comment.version, was: comment.observation, words: "", clash: false, instead: false };
    Object.assign(text, { words, when: Date.now() });
    this.typed.add(id);
    this.refused.delete(id);
    const kept = this.texts.set(id, text);
    clearTimeout(this.timers.get(id));
    const why = this.why(id);
    if (!why) this.timers.set(id, setTimeout(() => this.keep(id), PAUSE));
    if (!kept) this.state(`${this.texts.wrong}: words that are not saved are lost when this window is closed`, "wrong");
    else this.state(why ? `Not saved: ${why}` : "Not saved yet", why ? "wrong" : "busy");
    // A round of thousands of comments is not drawn at every key.
    known ? this.wrote() : this.changed(id);
  }

  // Says why the text of a comment cannot be saved now; empty where it can.
  why(id) {
    const text = this.texts?.get(id);
    const comment = this.comment(id);
    if (!text) return "";
    if (this.isLost(id)) return this.round.problems.length ? `the ledger of ${id.replace(/-\d+$/, "")} cannot be read` : "the ledger has no such comment any more";
    if (text.clash) return "another window has changed this comment; choose which words to keep";
    const over = count(text.words) - this.round.most;
    if (over > 0) return `${count(text.words).toLocaleString("en-GB")} characters; the ledger takes ${this.round.most.toLocaleString("en-GB")}. Shorten it by ${over.toLocaleString("en-GB")}`;
    if (comment.duplicate_of || comment.withdrawn_on) return "the comment is not open any more; reopen it to save";
    if (comment.disposition) return "it is decided already; choose a decision anew to save these words";
    return this.refused.get(id) ?? (this.down && "the desk does not answer");
  }

  // A clash: another window has saved different text since this text was started.
  compare(id) {
    const text = this.texts.get(id);
    const comment = this.byId.get(id);
    if (!comment || this.waiting.has(id) || comment.version === text.base) return;
    if (comment.observation === text.words.trim()) return this.texts.delete(id);
    if (comment.observation === text.was) text.base = comment.version;
    else text.clash = true;
    if (text.clash) this.hold(id);
    this.texts.set(id, text);
  }

  hold(id) {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  // Saves the text at once.
  async keep(id, leaving = false) {
    this.hold(id);
    await this.waiting.get(id);
    const text = this.texts.get(id);
    if (!text || this.why(id)) return false;
    if (text.words.trim() === this.comment(id).observation && this.comment(id).version === text.base) {
      this.texts.delete(id);
      this.changed(id);
      return true;
    }
    const { base, words, instead } = text;
    return this.send(id, { action: "observe", version: base, observation: words, instead: !!instead }, leaving);
  }

  async act(id, command) {
    this.hold(id);
    await this.waiting.get(id);
    const why = this.text(id)?.clash || this.isLost(id) ? this.why(id) || "its ledger cannot be read" : "";
    if (why) return this.state(`${id}: nothing was changed: ${why}`, "wrong");
    return this.send(id, { ...command, version: this.text(id)?.base ?? this.comment(id).version });
  }

  async send(id, command, leaving = false) {
    const sending = this.post(id, command, leaving);
    this.waiting.set(id, sending);
    try {
      return await sending;
    } finally {
      if (this.waiting.get(id) === sending) this.waiting.delete(id);
    }
  }

  async post(id, command, leaving) {
    this.state("Saving", "busy");
    const { status, ok, reply } = await send(`comments/${id}`, command, leaving);
    if (status === 0 || status === 403) {
      this.down = "";
      this.stopped(status ? "A newer desk has started: open its address in this browser, and this window goes on. Your words are kept." : "Not saved: the desk does not answer. Your words are kept in this browser. Start it again and open its new address in this browser.");
      return false;
    }
    this.contradiction = reply.contradiction ?? null; // the accepted comment that a person must compare with this one
    const overtaken = reply.serial < this.serial;
    this.serial = Math.max(this.serial, reply.serial ?? 0);
    this.take(id, reply.comment, command, status);
    if (overtaken || !reply.comment) this.load();
    if (ok) this.state(this.text(id) ? "Not saved yet" : `${id}: saved`, this.text(id) ? "busy" : "done");
    else if (status === 409) this.state(`${id}: not saved: another window was quicker. Both texts are kept here.`, "wrong");
    else this.fail(id, command, reply.problem);
    this.changed(id);
    return ok;
  }

  fail(id, command, problem) {
    if (command.action === "observe") this.refused.set(id, problem);
    this.state(`${id}: not saved: ${problem}`, "wrong");
  }

  take(id, comment, command, status) {
    if (!comment) return;
    this.byId.set(id, comment);
    this.round.comments = this.round.comments.map((one) => (one.id === id ? comment : one));
    const text = this.texts.get(id);
    if (status === 200 && text) {
      Object.assign(text, { base: comment.version, was: comment.observation, instead: false });
      // The ledger shows invisible characters as signs; what was sent is saved all the same.
      const sent = command.observation !== undefined && text.words === command.observation;
      if (sent || text.words.trim() === comment.observation) this.texts.delete(id);
      else this.texts.set(id, text);
    } else if (status === 409) {
      const words = text?.words ?? command.observation ?? comment.observation;
      if (words.trim() === comment.observation) this.texts.delete(id);
      else this.texts.set(id, { when: Date.now(), ...text, base: command.version, was: "", words, clash: true, instead: false });
    }
  }

  // Keeps the text of this window; the other's words stay readable in the record's history.
  keepMine(id) {
    const text = this.texts.get(id);
    const comment = this.comment(id);
    Object.assign(text, { base: comment.version, was: comment.observation, clash: false, instead: true });
    this.texts.set(id, text);
    return this.keep(id);
  }

  takeTheirs(id) {
    this.texts.delete(id);
    this.state(`${id}: the other window’s words were taken`, "done");
    this.changed(id);
  }

  remember(said) {
    this.used = [said, ...this.used.filter((one) => one !== said)].slice(0, 8);
  }

  // Lists what is not in the ledger yet, each with the reason.
  get unsaved() {
    return [...(this.texts?.mine ?? [])].map(([id, text]) => ({ id, words: text.words, why: this.why(id) }));
  }
}

// Counts characters as the server does.
export function count(words) {
  let found = 0;
  for (const _one of words) found += 1;
  return found;
}

// Speaks with the server, and keeps what is written here until the ledger has it.

const HEADERS = { "Content-Type": "application/json", "X-Focalpoint": "1" };
const PAUSE = 700; // milliseconds without a key after which what was typed is saved

export class Store {
  constructor(changed, state) {
    this.round = null;
    this.changed = changed; // called when the round is another
    this.state = state; // called with what is said of the saving
    this.texts = new Map(); // by comment: what is written here and not yet in the ledger
    this.waiting = new Map(); // by comment: the save that is under way
    this.timers = new Map();
    this.serial = 0;
  }

  listen() {
    const events = new EventSource("events");
    events.onmessage = (event) => Number(event.data) > this.serial && this.load();
    events.onerror = () => this.state("The desk does not answer: start it again, then open its new address. Copy what is not saved.", "wrong");
  }

  async load() {
    const round = await ask("round");
    if (!round) return;
    if (this.round && round.serial < this.serial) return;
    this.serial = round.serial;
    this.round = round;
    this.byId = new Map(round.comments.map((one) => [one.id, one]));
    for (const id of [...this.texts.keys()]) this.compare(id);
    this.changed();
  }

  spot(id) {
    return ask(`comments/${id}`);
  }

  paragraphs(words) {
    return ask(`paragraphs?words=${encodeURIComponent(words)}`);
  }

  comment(id) {
    return this.byId?.get(id);
  }

  // What is written here of a comment; made when somebody begins to write.
  text(id) {
    return this.texts.get(id);
  }

  write(id, words) {
    const comment = this.comment(id);
    const text = this.texts.get(id) ?? { base: comment.version, was: comment.observation, words: "", clash: false };
    text.words = words;
    this.texts.set(id, text);
    clearTimeout(this.timers.get(id));
    if (comment.open && !text.clash) {
      this.state("Not saved yet", "busy");
      this.timers.set(id, setTimeout(() => this.keep(id), PAUSE));
    } else if (!comment.open) this.state("Saved when you decide anew", "busy");
  }

  // A clash is when another window has written other words than those on which these rest.
  compare(id) {
    const text = this.texts.get(id);
    const comment = this.comment(id);
    if (!comment || this.waiting.has(id) || comment.version === text.base) return;
    const same = comment.observation === text.was || comment.observation === text.words.trim();
    if (same && !comment.disposition) text.base = comment.version;
    else if (comment.disposition && comment.observation === text.words.trim()) this.texts.delete(id);
    else text.clash = true;
    if (text.clash) clearTimeout(this.timers.get(id));
  }

  // Save what is written, now.
  async keep(id, leaving = false) {
    clearTimeout(this.timers.get(id));
    await this.waiting.get(id);
    const text = this.texts.get(id);
    const comment = this.comment(id);
    if (!text || text.clash || !comment.open) return;
    if (text.words.trim() === comment.observation) {
      if (comment.version === text.base) this.texts.delete(id);
      this.state("Saved", "done");
      return;
    }
    await this.send(id, { action: "observe", version: text.base, observation: text.words }, leaving);
  }

  async act(id, wish) {
    clearTimeout(this.timers.get(id));
    await this.waiting.get(id);
    const text = this.texts.get(id);
    if (text?.clash) return this.state("Another window has changed this comment: choose which words to keep first", "wrong");
    const version = text?.base ?? this.comment(id).version;
    return this.send(id, { ...wish, version });
  }

  async send(id, wish, leaving = false) {
    const sending = this.post(id, wish, leaving);
    this.waiting.set(id, sending);
    try {
      return await sending;
    } finally {
      if (this.waiting.get(id) === sending) this.waiting.delete(id);
    }
  }

  async post(id, wish, leaving) {
    this.state("Saving", "busy");
    const body = JSON.stringify(wish);
    let answer, told;
    try {
      answer = await fetch(`comments/${id}`, { method: "POST", headers: HEADERS, body, keepalive: leaving && body.length < 60000 });
      told = await answer.json();
    } catch {
      this.state("Not saved: the desk does not answer. Start it again; copy what you wrote.", "wrong");
      return false;
    }
    const overtaken = told.serial < this.serial;
    this.serial = Math.max(this.serial, told.serial ?? 0);
    this.take(id, told.comment, wish, answer);
    if (overtaken) this.load();
    if (answer.ok) this.state("Saved", "done");
    else if (answer.status === 409) this.state("Not saved: another window was quicker. Both texts are kept here.", "wrong");
    else this.state(`Not saved: ${told.problem}`, "wrong");
    this.changed(id);
    return answer.ok;
  }

  take(id, comment, wish, answer) {
    if (!comment) return;
    this.byId.set(id, comment);
    this.round.comments = this.round.comments.map((one) => (one.id === id ? comment : one));
    const text = this.texts.get(id);
    if (answer.ok && text) {
      text.base = comment.version;
      text.was = comment.observation;
      if (text.words.trim() === comment.observation) this.texts.delete(id);
    } else if (answer.status === 409) {
      const words = text?.words ?? wish.observation ?? comment.observation;
      this.texts.set(id, { base: wish.version, was: "", words, clash: words.trim() !== comment.observation });
      if (!this.texts.get(id).clash) this.texts.delete(id);
    }
  }

  // Go on with the words written here, on top of those of the other window.
  keepMine(id) {
    const text = this.texts.get(id);
    const comment = this.comment(id);
    Object.assign(text, { base: comment.version, was: comment.observation, clash: false });
    return this.keep(id);
  }

  takeTheirs(id) {
    this.texts.delete(id);
    this.state("The other window’s words were taken", "done");
  }

  get unsaved() {
    return [...this.texts].filter(([id, text]) => text.words.trim() !== this.comment(id)?.observation);
  }
}

// What the server tells, or null where it does not answer: the next news asks again.
async function ask(path) {
  try {
    const answer = await fetch(path);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

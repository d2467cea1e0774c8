// Calls the server, and keeps text written here until it is saved in the ledger.

const HEADERS = { "Content-Type": "application/json", "X-Focalpoint": "1" };
const PAUSE = 700; // milliseconds without a key press after which typed text is saved

export class Store {
  constructor(changed, state) {
    this.round = null;
    this.changed = changed; // called when the round has changed
    this.state = state; // called with the status of saving
    this.texts = new Map(); // by comment: text written here and not yet in the ledger
    this.waiting = new Map(); // by comment: the save in progress
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

  // Returns the unsaved text of a comment; undefined where there is none.
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

  // A clash: another window has saved different text since this text was started.
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

  // Saves the text at once.
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

  async act(id, command) {
    clearTimeout(this.timers.get(id));
    await this.waiting.get(id);
    const text = this.texts.get(id);
    if (text?.clash) return this.state("Another window has changed this comment: choose which words to keep first", "wrong");
    const version = text?.base ?? this.comment(id).version;
    return this.send(id, { ...command, version });
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
    const body = JSON.stringify(command);
    let answer, reply;
    try {
      answer = await fetch(`comments/${id}`, { method: "POST", headers: HEADERS, body, keepalive: leaving && body.length < 60000 });
      reply = await answer.json();
    } catch {
      this.state("Not saved: the desk does not answer. Start it again; copy what you wrote.", "wrong");
      return false;
    }
    const overtaken = reply.serial < this.serial;
    this.serial = Math.max(this.serial, reply.serial ?? 0);
    this.take(id, reply.comment, command, answer);
    if (overtaken) this.load();
    if (answer.ok) this.state("Saved", "done");
    else if (answer.status === 409) this.state("Not saved: another window was quicker. Both texts are kept here.", "wrong");
    else this.state(`Not saved: ${reply.problem}`, "wrong");
    this.changed(id);
    return answer.ok;
  }

  take(id, comment, command, answer) {
    if (!comment) return;
    this.byId.set(id, comment);
    this.round.comments = this.round.comments.map((one) => (one.id === id ? comment : one));
    const text = this.texts.get(id);
    if (answer.ok && text) {
      text.base = comment.version;
      text.was = comment.observation;
      if (text.words.trim() === comment.observation) this.texts.delete(id);
    } else if (answer.status === 409) {
      const words = text?.words ?? command.observation ?? comment.observation;
      this.texts.set(id, { base: command.version, was: "", words, clash: words.trim() !== comment.observation });
      if (!this.texts.get(id).clash) this.texts.delete(id);
    }
  }

  // Keeps the text of this window, and replaces that of the other.
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

// Fetches JSON; null where the server does not answer, and the next event tries again.
async function ask(path) {
  try {
    const answer = await fetch(path);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

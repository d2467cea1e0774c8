// What stays at the desk: who sees to a comment, notes on it, saved views and replies. Nothing of it is ever sent out.

import { $, make } from "./parts.js";
import { ask, send } from "./server.js";
import { Texts } from "./texts.js";
import { Typing } from "./typing.js";

const PAUSE = 700; // milliseconds without a key press after which a note is saved
const LAST = "focalpoint-desk-assignee";
const NOTHING = { assignee: "", note: "" };

export class Notes {
  constructor({ changed, state }) {
    Object.assign(this, { changed, state, notes: {}, views: {}, replies: [], problem: "", timers: new Map(), waiting: new Map() });
  }

  async load({ project, draft }) {
    this.texts ??= await Texts.open(`${project}/${draft}-notes`);
    const found = await ask("notes");
    if (found) this.take(found);
    for (const id of this.texts.mine.keys()) if (!this.timers.has(id)) this.save(id);
  }

  take(found) {
    Object.assign(this, { notes: found.notes, views: found.views, replies: found.replies, problem: found.problem });
    this.changed();
  }

  of(id) {
    return this.notes[id] ?? NOTHING;
  }

  get assignees() {
    return [...new Set(Object.values(this.notes).map((one) => one.assignee).filter(Boolean))].sort();
  }

  // Keeps a note as it is typed, and saves it after a pause.
  write(id, now) {
    const was = this.written(id)?.was ?? this.of(id);
    if (now.assignee) remember(now.assignee);
    this.texts.set(id, { base: "note", words: JSON.stringify({ was, now }), when: Date.now() });
    clearTimeout(this.timers.get(id));
    this.timers.set(id, setTimeout(() => this.save(id), PAUSE));
  }

  written(id) {
    const text = this.texts?.get(id);
    return text ? JSON.parse(text.words) : null;
  }

  // Saves a note behind the save of it that is under way.
  save(id) {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    const saving = (this.waiting.get(id) ?? Promise.resolve()).then(() => this.post(id));
    this.waiting.set(id, saving);
    return saving;
  }

  async post(id) {
    const written = this.written(id);
    if (!written) return;
    const { status, ok, reply } = await send("notes", { action: "note", id, ...written });
    if (ok && this.texts.get(id)?.words === JSON.stringify(written)) this.texts.delete(id);
    else if (ok && this.texts.get(id)) this.rebase(id, written.now);
    else if (!ok) this.state(`The note on ${id} is not saved: ${status ? reply.problem : "the desk does not answer"}. It is kept in this browser.`, "wrong");
    if (ok) this.take(reply);
    if (status === 409) this.take(reply);
  }

  // What was typed while an earlier state was being saved rests on that state.
  rebase(id, was) {
    const { now } = this.written(id);
    this.texts.set(id, { base: "note", words: JSON.stringify({ was, now }), when: Date.now() });
  }

  // Replaces the note of another window, after a person has seen it.
  replace(id) {
    this.rebase(id, this.of(id));
    return this.save(id);
  }

  drop(id) {
    this.texts.delete(id);
    this.changed();
  }

  async change(command) {
    const { status, ok, reply } = await send("notes", command);
    if (ok) this.take(reply);
    else this.state(`Not saved: ${status ? reply.problem : "the desk does not answer"}`, "wrong");
    return ok;
  }

  get unsaved() {
    return [...(this.texts?.mine.keys() ?? [])].filter((id) => !this.timers.has(id)).map((id) => ({ id, words: this.written(id).now.note, why: "its internal note is not saved" }));
  }
}

function remember(assignee) {
  try {
    localStorage.setItem(LAST, assignee);
  } catch {
    // The next assignee is typed.
  }
}

export function lastAssignee() {
  try {
    return localStorage.getItem(LAST) ?? "";
  } catch {
    return "";
  }
}

// The fields for one comment.
export function internal(id, notes) {
  const shown = () => notes.written(id)?.now ?? notes.of(id);
  const assignee = make("input", { id: "assignee", autocomplete: "off", value: shown().assignee });
  const known = make("datalist", { id: "assignees" }, notes.assignees.map((one) => new Option(one)));
  assignee.setAttribute("list", "assignees");
  const note = make("textarea", { id: "note", rows: 3, dir: "auto", value: shown().note });
  const typings = [new Typing(assignee), new Typing(note)];
  const other = make("div", { id: "note-clash", role: "alert" });
  const write = () => notes.write(id, { assignee: assignee.value.trim(), note: note.value });
  for (const field of [assignee, note]) {
    field.addEventListener("input", write);
    field.addEventListener("blur", () => notes.save(id));
  }
  const box = make("details", { id: "internal", open: !!(shown().assignee || shown().note) }, make("summary", {}, "Internal: who sees to it, note"),
    make("p", { className: "quiet" }, "This stays at the desk of this machine: no reply, export or release has it."),
    make("label", { className: "field" }, "Seen to by ", make("small", {}, "initials"), assignee), known,
    make("label", { className: "field" }, "Internal note", note), other);
  // Shows what another window saved, unless something is being written here.
  box.refresh = () => {
    const written = notes.written(id);
    const clash = written && JSON.stringify(written.was) !== JSON.stringify(notes.of(id)) && !notes.timers.has(id);
    other.replaceChildren(...(clash ? conflict(id, notes) : []));
    if (written) return;
    const now = notes.of(id);
    for (const [typing, value] of [[typings[0], now.assignee], [typings[1], now.note]]) if (typing.field.value.trim() !== value.trim()) typing.put(value);
    known.replaceChildren(...notes.assignees.map((one) => new Option(one)));
  };
  return box;
}

function conflict(id, notes) {
  const button = (words, press) => {
    const made = make("button", { type: "button" }, words);
    made.addEventListener("click", press);
    return made;
  };
  const theirs = notes.of(id);
  return [make("p", {}, make("b", {}, "Another window has changed this note: "), `${theirs.assignee ? `${theirs.assignee}: ` : ""}${theirs.note || "(no words)"}`),
    make("p", {}, button("Keep my note", () => notes.replace(id)), " ", button("Take their note", () => notes.drop(id)))];
}

export function showAssignees(notes) {
  const select = $("#assignee-filter");
  const chosen = select.value;
  select.replaceChildren(new Option("Anybody, nobody", ""), new Option("nobody yet", "-"), ...notes.assignees.map((one) => new Option(one, one)));
  select.value = [...select.options].some((one) => one.value === chosen) ? chosen : "";
}

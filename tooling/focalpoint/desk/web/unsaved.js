// Lists what is not saved, with the name of each comment and the reason, until the ledger has it.

import { $, make } from "./parts.js";

export class Unsaved {
  constructor(store, notes, { go, state }) {
    Object.assign(this, { store, notes, go, state, drawn: "", armed: "" });
  }

  show() {
    const { store } = this;
    const mine = [...store.unsaved.filter((one) => one.why), ...this.notes.unsaved];
    const { left } = store.texts;
    const box = $("#unsaved");
    const sign = JSON.stringify([mine, left, store.texts.wrong, this.armed]);
    if (sign === this.drawn) return;
    this.drawn = sign;
    box.hidden = !mine.length && !left.length && !store.texts.wrong;
    const rows = [...mine.map((one) => this.row(one)), ...left.map((one) => this.row({ id: one.id, words: one.text.words, why: "written in a window that was closed", left: one }))];
    box.replaceChildren(make("h2", {}, rows.length ? `Not saved yet: ${rows.length === 1 ? "one text" : `${rows.length} texts`}` : "This browser keeps nothing"),
      make("p", {}, store.texts.wrong ? `${store.texts.wrong}: what is not saved is lost when this window is closed. Copy it before.` : "They are kept in this browser, also when the window is closed."),
      make("ul", {}, rows));
  }

  row({ id, words, why, left }) {
    const show = this.button(`Show ${id}`, () => this.go(id));
    const copy = this.button("Copy", () => this.copy(id, words));
    const drop = left ? this.button(this.armed === id ? "Throw away: press once more" : "Throw away", () => this.drop(left)) : null;
    copy.setAttribute("aria-label", `Copy the words for ${id}`);
    const member = this.store.comment(id)?.member_name;
    return make("li", {}, make("p", {}, make("b", {}, id), member ? ` ${member}: ` : ": ", why, " ", this.store.comment(id) ? show : null, " ", copy, " ", drop),
      make("p", { className: "unsaved-words", dir: "auto" }, words.length > 300 ? `${words.slice(0, 300)} …` : words));
  }

  button(words, press) {
    const button = make("button", { type: "button" }, words);
    button.addEventListener("click", press);
    return button;
  }

  async copy(id, words) {
    try {
      await navigator.clipboard.writeText(words);
      this.state(`The words for ${id} are copied`, "done");
    } catch {
      this.state(`The browser did not let the words for ${id} be copied: select them in the field`, "wrong");
    }
  }

  drop(left) {
    if (this.armed === left.id) {
      this.store.texts.forget(left);
      this.armed = "";
    } else this.armed = left.id;
    this.show();
  }
}

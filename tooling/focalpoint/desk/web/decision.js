// The decision on a comment: four buttons, the observation, the change of the text.

import { Applying } from "./applying.js";
import { showClash } from "./clash.js";
import { closing, fillOthers } from "./closing.js";
import { settle } from "./contradiction.js";
import { internal } from "./notes.js";
import { $, make } from "./parts.js";
import { standing } from "./queue.js";
import { replies } from "./replies.js";
import { count } from "./store.js";
import { Typing } from "./typing.js";

const NEAR = 0.9; // share of the most characters from which they are counted in sight

export class Decision {
  // `done` is called with the id of a comment and what was done with it.
  constructor(pane, store, { notes, undo, state, done }) {
    Object.assign(this, { pane, store, notes, undo, state, done, id: "", armed: "" });
  }

  // Draws the pane for another comment; for the same one only what has changed, so that a cursor in a field stays.
  show(comment, spot) {
    if (this.id !== comment.id) this.build(comment);
    this.comment = comment;
    this.refresh(spot);
  }

  build(comment) {
    Object.assign(this, { id: comment.id, comment, armed: "", signature: "" });
    const { dispositions } = this.store.round;
    const buttons = Object.entries(dispositions).map(([value, { words }], place) => {
      const button = make("button", { type: "button", className: "choice", dataset: { value } }, make("kbd", { ariaHidden: "true" }, String(place + 1)), make("span", {}, words));
      button.setAttribute("aria-keyshortcuts", String(place + 1));
      button.addEventListener("click", () => this.choose(place));
      return button;
    });
    const area = make("textarea", { id: "observation", rows: 6, dir: "auto", aria: { describedby: "characters missing" } });
    area.addEventListener("input", () => this.written());
    area.addEventListener("blur", () => this.store.keep(comment.id));
    this.applying = new Applying(this);
    this.pane.replaceChildren(
      make("p", { id: "standing-decision" }),
      this.reopening(),
      make("div", { id: "clash", role: "alert", hidden: true }),
      make("label", { className: "field" }, "Observation ", make("small", {}, "what the member will read"), area),
      make("p", { id: "characters", className: "quiet" }),
      (this.replies = replies(this.store, this.notes, { put: (words) => this.put(words), written: () => area.value })),
      ...this.applying.parts(),
      make("div", { className: "choices", role: "group", aria: { label: "Choose a decision" } }, buttons),
      make("label", { id: "group", hidden: true }, make("input", { type: "checkbox", id: "with-group" }), " ", make("kbd", { ariaHidden: "true" }, "g"), make("span", {})),
      make("p", { id: "missing", role: "alert" }),
      closing(this),
      (this.internal = internal(comment.id, this.notes)),
    );
    this.typing = new Typing(area, (words) => this.state(words, "done"));
    this.typing.put(this.store.text(comment.id)?.words ?? comment.observation);
  }

  reopening() {
    const button = make("button", { type: "button", id: "reopen", hidden: true }, make("kbd", { ariaHidden: "true" }, "r"), " Reopen it");
    button.setAttribute("aria-keyshortcuts", "r");
    button.addEventListener("click", () => this.reopen());
    return button;
  }

  refresh(spot) {
    const { comment, store } = this;
    const text = store.text(this.id);
    const area = $("#observation");
    const differs = !text && area.value.trim() !== comment.observation.trim();
    // What was typed in this window is never replaced without a choice.
    const asked = differs && store.typed.has(this.id);
    if (differs && !asked) this.replaceWords(comment.observation);
    const settled = comment.duplicate_of || comment.withdrawn_on;
    const lost = store.isLost(this.id);
    this.pane.dataset.settled = settled || lost ? "yes" : "";
    area.disabled = !!settled && !text;
    for (const element of this.pane.querySelectorAll("select, #with-group, .choice, .reply, #more button, #reopen, #applying button, #undo-change")) element.disabled = lost || (!!settled && element.id !== "reopen");
    for (const button of this.pane.querySelectorAll(".choice")) button.setAttribute("aria-pressed", String(button.dataset.value === comment.disposition));
    $("#standing-decision").textContent = lost ? `Nothing can be decided now: ${store.why(this.id) || "its ledger cannot be read"}.` : standing(comment, store.round);
    $("#reopen").hidden = comment.open;
    showClash(this, asked);
    this.counted();
    if (spot) this.applying.fill(spot);
    $("#more").hidden = !!comment.disposition || !!settled;
    fillOthers(this, spot);
    this.showGroup();
    this.replies.refresh();
    this.internal.refresh();
  }

  // The open comments that probably say the same, which one decision can answer.
  get group() {
    return this.comment.same.filter((id) => id !== this.id).map((id) => this.store.comment(id)).filter((one) => one?.open);
  }

  showGroup() {
    const ids = this.group.map((one) => one.id);
    $("#group").hidden = !ids.length || !this.comment.open;
    $("#group span").textContent = `Decide ${ids.slice(0, 8).join(", ")}${ids.length > 8 ? ` and ${ids.length - 8} more` : ""} the same way, which say${ids.length === 1 ? "s" : ""} the same`;
  }

  replaceWords(words) {
    const area = $("#observation");
    if (area.value && document.activeElement === area) this.state(`${this.id}: another window has changed the observation`, "wrong");
    this.typing.put(words);
  }

  counted() {
    const { most } = this.store.round;
    const now = count($("#observation").value);
    $("#characters").textContent = now > most * NEAR ? `${now.toLocaleString("en-GB")} of at most ${most.toLocaleString("en-GB")} characters` : "";
    $("#characters").dataset.over = now > most ? "yes" : "";
  }

  // Keeps the words of this window, whether they were saved before or are only written.
  keepMine() {
    if (!this.store.text(this.id)) this.store.write(this.id, $("#observation").value);
    this.store.keepMine(this.id);
    this.refresh();
    this.write();
  }

  takeTheirs() {
    this.typing.put(this.comment.observation);
    this.store.takeTheirs(this.id);
    this.refresh();
    this.write();
  }

  written() {
    this.told("");
    this.armed = "";
    this.store.write(this.id, $("#observation").value);
    this.counted();
  }

  // Puts a reply behind what stands there, as if it were typed.
  put(words) {
    const area = $("#observation");
    if (area.disabled) return;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
    this.typing.add(area.value.trim() ? `\n${words}` : words);
  }

  putLast() {
    const [last] = this.store.used;
    if (!last) return this.state("No reply was used in this window yet", "done");
    if ($("#observation").value.trim()) return this.state("Something is written already; choose a reply with s", "done");
    this.put(last);
    $("#heading").focus({ preventScroll: true });
    this.state(`Written: ${last.slice(0, 80)}`, "busy");
  }

  write() {
    document.body.dataset.pane = "comment";
    $("#observation").focus();
  }

  // Returns true the second time, so that no single slip undoes a decision.
  arm(what, words) {
    if (this.armed === what) {
      this.armed = "";
      this.told("");
      return true;
    }
    this.armed = what;
    this.told(words);
    return false;
  }

  told(words) {
    $("#missing").textContent = words;
    for (const field of this.pane.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  }

  async act(command, words) {
    const { id } = this.comment;
    if (await this.undo.act(id, command)) this.done(id, words);
  }

  async choose(place) {
    const [value, { words, changes }] = Object.entries(this.store.round.dispositions)[place];
    if (!this.comment || this.pane.dataset.settled) return;
    const observation = $("#observation").value;
    const named = changes ? this.applying.named() : { action: "decide", applied_in: "" };
    if (!observation.trim()) return this.miss("#observation", `To choose “${words}”, write the observation that the member will read.`);
    if (!named) return this.miss("#commit", `To choose “${words}”, say which change of the text carries it out.`);
    const over = count(observation) - this.store.round.most;
    if (over > 0) return this.miss("#observation", `The observation has ${over.toLocaleString("en-GB")} characters too many; shorten it. Nothing of it is lost.`);
    const { comment } = this;
    const same = value === comment.disposition && observation.trim() === comment.observation && (!changes || named.applied_in === comment.applied_in);
    if (same) return this.state("That is the decision already", "done");
    if (comment.disposition && !this.arm(value, `Decided already: ${this.store.round.dispositions[comment.disposition].words}. Choose “${words}” once more to change that.`)) return;
    this.told("");
    await this.decide({ ...named, disposition: value, observation }, words);
  }

  // The others that are decided with this one, if that is wanted.
  get likewise() {
    return $("#with-group").checked && !$("#group").hidden ? this.group : [];
  }

  // Decides on the comment and on those that say the same, all or none.
  async decide(command, words) {
    const { id } = this.comment;
    const said = command.observation.trim();
    // Words that somebody is writing on one of them are not replaced by this.
    const written = (one) => this.store.text(one.id) && this.store.text(one.id).words.trim() !== said;
    const left = this.likewise.filter(written).map((one) => one.id);
    const others = this.likewise.filter((one) => !written(one));
    const also = Object.fromEntries(others.map((one) => [one.id, one.version]));
    if (!(await this.undo.act(id, others.length ? { ...command, also } : command))) return this.contradicted(id, command, words);
    this.store.remember(said);
    const many = others.length === 1 ? "one other" : `${others.length} others`;
    this.done(id, others.length ? `${words}, and ${many}` : words);
    if (left.length) this.state(`${id}: ${words}. Saved. Not decided: ${left.join(", ")}: something else is being written on it`, "wrong");
    return undefined;
  }

  // Asks about the accepted comment that this one contradicts, if that is why nothing was done.
  contradicted(id, command, words) {
    const { contradiction } = this.store;
    if (!contradiction) return;
    const version = (other) => this.store.comment(other)?.version ?? "";
    const again = (more) => this.decide({ ...command, ...more, together_with: [...(command.together_with ?? []), ...(more.together_with ?? [])] }, words);
    const kept = () => this.miss("#observation", `${id} stays open: choose another decision, and say why.`);
    this.state(`${id}: nothing was changed yet: ${contradiction.why}`, "wrong");
    settle(contradiction, { id, version, again, kept });
  }

  // Takes back the last decision; the observation stays, to be edited.
  async reopen() {
    const { comment } = this;
    if (!comment || comment.open || this.store.isLost(comment.id)) return;
    if (!this.arm("reopen", "Press once more to take this back; what stood here stays readable below.")) return;
    await this.act({ action: "reopen" }, "open again");
    await this.store.keep(comment.id);
  }

  miss(field, words) {
    this.told(words);
    $(field).setAttribute("aria-invalid", "true");
    $(field).focus();
  }
}

// The decision on a comment: four buttons, the observation, the commit; and the choice when two windows disagree.

import { $, day, make, options } from "./parts.js";

const OTHER = "other";

export class Decision {
  constructor(pane, store, state) {
    Object.assign(this, { pane, store, state, id: "", armed: "" });
  }

  // Draws the pane for another comment; for the same one only what has changed, so that a cursor in a field stays.
  show(comment, spot) {
    if (this.id !== comment.id) this.build(comment);
    this.comment = comment;
    this.refresh(spot);
  }

  build(comment) {
    this.id = comment.id;
    this.armed = "";
    this.signature = "";
    const { dispositions } = this.store.round;
    const buttons = Object.entries(dispositions).map(([value, { words }], place) => {
      const button = make("button", { type: "button", className: "choice", dataset: { value } }, make("kbd", { ariaHidden: "true" }, String(place + 1)), make("span", {}, words));
      button.setAttribute("aria-keyshortcuts", String(place + 1));
      button.addEventListener("click", () => this.choose(place));
      return button;
    });
    const area = make("textarea", { id: "observation", rows: 6, maxLength: 20000, dir: "auto" });
    area.addEventListener("input", () => this.written());
    area.addEventListener("blur", () => this.store.keep(this.id));
    const commit = make("select", { id: "commit" });
    commit.addEventListener("change", () => this.refresh());
    this.pane.replaceChildren(
      make("p", { id: "standing-decision" }),
      this.reopening(),
      make("div", { id: "clash", role: "alert", hidden: true }),
      make("label", { className: "field" }, "Observation ", make("small", {}, "what the member will read"), area),
      make("label", { className: "field" }, "Applied in ", make("small", {}, "the change to the text; needed to accept"), commit),
      make("label", { className: "field", id: "other-commit", hidden: true }, "Its number in Git", make("input", { id: "commit-number", autocomplete: "off", spellcheck: false })),
      make("p", { id: "uncommitted", className: "quiet", hidden: true }),
      make("div", { className: "choices", role: "group", aria: { label: "Decision" } }, buttons),
      make("p", { id: "missing", role: "alert" }),
      this.more(),
    );
  }

  reopening() {
    const button = make("button", { type: "button", id: "reopen", hidden: true }, make("kbd", { ariaHidden: "true" }, "r"), " Reopen it");
    button.setAttribute("aria-keyshortcuts", "r");
    button.addEventListener("click", () => this.reopen());
    return button;
  }

  more() {
    const of = make("select", { id: "of" });
    const duplicate = make("button", { type: "button" }, "It is a duplicate");
    duplicate.addEventListener("click", () => (of.value ? this.store.act(this.id, { action: "duplicate", of: of.value }) : of.focus()));
    const withdraw = make("button", { type: "button", id: "withdraw" }, "The member has withdrawn it");
    withdraw.addEventListener("click", () => {
      if (this.arm("withdraw", "Press once more to say that the member has taken this comment back.")) this.store.act(this.id, { action: "withdraw" });
    });
    return make("details", { id: "more" }, make("summary", {}, "Duplicate, or withdrawn"),
      make("label", { className: "field" }, "Says the same as ", of), duplicate, make("hr"), withdraw);
  }

  refresh(spot) {
    const { comment, store } = this;
    const text = store.text(this.id);
    const area = $("#observation");
    const wanted = text ? text.words : comment.observation;
    if (area.value.trim() !== wanted.trim()) area.value = wanted;
    const settled = comment.duplicate_of || comment.withdrawn_on;
    this.pane.dataset.settled = settled ? "yes" : "";
    for (const element of this.pane.querySelectorAll("textarea, select, input, .choice, #more button")) element.disabled = !!settled;
    for (const button of this.pane.querySelectorAll(".choice")) button.setAttribute("aria-pressed", String(button.dataset.value === comment.disposition));
    $("#standing-decision").textContent = this.standing();
    $("#reopen").hidden = comment.open;
    this.clash(text);
    if (spot) this.commits(spot);
    $("#other-commit").hidden = $("#commit").value !== OTHER;
    $("#more").hidden = !!comment.disposition || !!settled;
    this.others(spot);
  }

  standing() {
    const { comment, store } = this;
    if (comment.withdrawn_on) return `Withdrawn by the member on ${day(comment.withdrawn_on)}.`;
    if (comment.duplicate_of) return `A duplicate of ${comment.duplicate_of}, whose decision answers it.`;
    if (!comment.disposition) return "Not decided yet.";
    const commit = comment.applied_in ? `, applied in ${comment.applied_in.slice(0, 10)}` : "";
    return `Decided: ${store.round.dispositions[comment.disposition].words}${commit}. To change it, write and choose again; to take it back, reopen it.`;
  }

  commits(spot) {
    const signature = JSON.stringify([spot.commits, this.comment.applied_in]);
    const select = $("#commit");
    if (this.signature !== signature) {
      const known = spot.commits.map((one) => [one.commit, `${one.commit.slice(0, 10)} · ${day(one.day)} · ${one.subject}`]);
      const { applied_in: applied } = this.comment;
      if (applied && !known.some(([commit]) => commit === applied)) known.unshift([applied, applied.slice(0, 10)]);
      options(select, [["", known.length ? "Choose the change" : "No change known"], ...known, [OTHER, "Another change …"]], this.signature ? select.value || applied : applied);
      this.signature = signature;
    }
    $("#uncommitted").hidden = !spot.uncommitted;
    $("#uncommitted").textContent = `${spot.file} has changes that are not committed yet: commit them, and they stand in this list.`;
  }

  others(spot) {
    const { comment, store } = this;
    const twins = comment.same.filter((id) => id !== comment.id);
    const near = (spot?.neighbours ?? []).filter((id) => !twins.includes(id));
    const sign = [this.id, twins, near, store.round.comments.length].join();
    const select = $("#of");
    if (select.dataset.signature === sign) return;
    select.dataset.signature = sign;
    const rest = store.round.comments.map((one) => one.id).filter((id) => id !== this.id && !twins.includes(id) && !near.includes(id));
    const group = (label, ids) => (ids.length ? [make("optgroup", { label }, ids.map((id) => new Option(`${id} · ${store.comment(id)?.member_name ?? ""}`, id)))] : []);
    select.replaceChildren(new Option("Choose a comment", ""), ...group("Probably the same", twins), ...group("On the same paragraph", near), ...group("Others", rest));
  }

  clash(text) {
    const box = $("#clash");
    const sign = text?.clash ? this.comment.version : "";
    if (box.dataset.signature === sign && !box.hidden === !!sign) return;
    box.dataset.signature = sign;
    box.hidden = !sign;
    if (!sign) return box.replaceChildren();
    const mine = make("button", { type: "button" }, "Keep mine");
    mine.addEventListener("click", () => this.keepMine());
    const theirs = make("button", { type: "button" }, "Take theirs");
    theirs.addEventListener("click", () => {
      this.store.takeTheirs(this.id);
      this.refresh();
      this.write();
    });
    const words = this.store.round.dispositions[this.comment.disposition]?.words ?? "";
    const parts = [make("p", {}, make("b", {}, "Another window has changed this comment."), " Your words are below, and not saved. There it says:"),
      make("blockquote", { dir: "auto" }, this.comment.observation || "(no words)"), words && make("p", {}, `Decided there: ${words}.`), make("p", {}, mine, " ", theirs)];
    box.replaceChildren(...parts.filter(Boolean));
    this.state("Another window has changed this comment: choose which words to keep", "wrong");
  }

  keepMine() {
    this.store.keepMine(this.id);
    if (!this.comment.open) this.state("Your words are saved when you decide anew", "busy");
    this.refresh();
    this.write();
  }

  written() {
    $("#missing").textContent = "";
    this.armed = "";
    this.store.write(this.id, $("#observation").value);
  }

  write() {
    document.body.dataset.pane = "comment";
    $("#observation").focus();
  }

  // Returns true the second time, so that no single slip undoes a decision.
  arm(what, words) {
    if (this.armed === what) {
      this.armed = "";
      $("#missing").textContent = "";
      return true;
    }
    this.armed = what;
    $("#missing").textContent = words;
    return false;
  }

  async choose(place) {
    const [value, { words, changes }] = Object.entries(this.store.round.dispositions)[place];
    if (!this.comment || this.pane.dataset.settled) return;
    const observation = $("#observation").value;
    const picked = $("#commit").value;
    const commit = picked === OTHER ? $("#commit-number").value.trim() : picked;
    if (!observation.trim()) return this.miss("#observation", `To choose “${words}”, write the observation that the member will read.`);
    if (changes && !commit) return this.miss(picked === OTHER ? "#commit-number" : "#commit", `To choose “${words}”, say which change of the text carries it out.`);
    const { comment } = this;
    const same = value === comment.disposition && observation.trim() === comment.observation && (!changes || commit === comment.applied_in);
    if (same) return this.state("That is the decision already", "done");
    if (comment.disposition && !this.arm(value, `Decided already: ${this.store.round.dispositions[comment.disposition].words}. Choose “${words}” once more to change that.`)) return;
    $("#missing").textContent = "";
    const done = await this.store.act(comment.id, { action: "decide", disposition: value, observation, applied_in: changes ? commit : "" });
    if (done) this.state(`${comment.id}: ${words}. Saved`, "done");
  }

  // Takes back the last decision; the observation stays, to be edited.
  async reopen() {
    const { comment } = this;
    if (!comment || comment.open) return;
    if (!this.arm("reopen", "Press once more to take this back; what stood here stays readable in the ledger.")) return;
    if (await this.store.act(comment.id, { action: "reopen" })) await this.store.keep(comment.id);
  }

  miss(field, words) {
    $("#missing").textContent = words;
    $(field).focus();
  }
}

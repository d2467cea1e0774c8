// The change of the text that carries out a comment: applied here from its proposal, or found among those people made.

import { $, changed, day, make, options } from "./parts.js";
import { ask } from "./server.js";

const EDIT = "edit"; // the choice of an edit that is not committed yet
const SUGGESTED = "Changed as you propose.";

export class Applying {
  constructor(decision) {
    Object.assign(this, { decision, spot: null, offer: null, signature: "" });
  }

  parts() {
    const select = make("select", { id: "commit", aria: { describedby: "missing" } });
    select.addEventListener("change", () => this.describe());
    const show = make("button", { type: "button", id: "apply" }, make("kbd", { ariaHidden: "true" }, "a"), " Apply the proposal …");
    show.setAttribute("aria-keyshortcuts", "a");
    show.addEventListener("click", () => this.show());
    const undo = make("button", { type: "button", id: "undo-change", hidden: true }, "Take back the change of the text and the decision");
    undo.addEventListener("click", () => this.undo());
    return [
      undo,
      make("section", { id: "applying", aria: { label: "Apply the proposal" } }, show, make("p", { id: "apply-why", className: "quiet" }), make("div", { id: "offer", tabIndex: -1, hidden: true })),
      make("label", { className: "field" }, "Carried out by ", make("small", {}, "the change of the text; needed to accept"), select),
      make("div", { id: "made", role: "status" }),
    ];
  }

  // Draws what a place from the server offers.
  fill(spot) {
    const { comment } = this.decision;
    this.spot = spot;
    const asks = comment.proposed_change || comment.mark === "delete";
    const open = comment.open || (comment.disposition && !comment.applied_in);
    $("#apply").hidden = !open || !!spot.applies_why;
    $("#apply-why").textContent = open && asks && spot.applies_why ? `The desk cannot apply it: ${spot.applies_why}.` : "";
    $("#undo-change").hidden = !spot.undoable;
    const signature = JSON.stringify([spot.made, spot.made_why, comment.applied_in]);
    if (this.signature === signature) return;
    const first = !this.signature;
    this.signature = signature;
    this.withdraw();
    const known = spot.made.map((one) => [one.commit || EDIT, one.commit ? `${day(one.day)} · ${one.subject}` : "The edit that is not committed yet"]);
    const { applied_in: applied } = comment;
    if (applied && !known.some(([commit]) => commit === applied)) known.unshift([applied, "The change that was named"]);
    const best = spot.made[0]?.holds ? spot.made[0].commit || EDIT : "";
    options($("#commit"), [["", known.length ? "Choose the change" : "No change of this paragraph is known"], ...known], first ? applied || best : $("#commit").value);
    this.describe();
  }

  chosen() {
    const picked = $("#commit").value;
    return this.spot?.made.find((one) => (one.commit || EDIT) === picked);
  }

  // Shows the words before and after the chosen change.
  describe() {
    const one = this.chosen();
    const why = this.spot?.made_why ? [make("p", { className: "quiet" }, `${this.spot.made_why}.`)] : [];
    const words = one?.changes.length ? [make("p", { className: "text", dir: "auto" }, changed(one.changes))] : [];
    const only = one && !one.commit ? [make("p", { className: "quiet" }, "This edit is committed with the decision; other edits of the chapter are not.")] : [];
    $("#made").replaceChildren(...why, ...words, ...only);
  }

  // Returns what a command says of the change; null where none is chosen.
  named() {
    const picked = $("#commit").value;
    if (picked === EDIT) return { action: "commit-edit", shown: this.chosen().shown };
    return picked ? { action: "decide", applied_in: picked } : null;
  }

  withdraw() {
    this.offer = null;
    $("#offer").hidden = true;
    $("#offer").replaceChildren();
  }

  // Asks the server for the change, and shows it with what is wrong with it.
  async show() {
    const { decision } = this;
    const { comment } = decision;
    if ($("#apply").hidden || decision.pane.dataset.settled) return;
    decision.state(`${comment.id}: making the change, and checking it …`, "busy");
    const found = await ask(`comments/${comment.id}/change`);
    if (decision.comment.id !== comment.id) return;
    this.withdraw();
    this.offer = found?.shown ? found : null;
    const box = $("#offer");
    box.hidden = false;
    if (!found?.shown) {
      box.replaceChildren(make("p", {}, found?.problem ?? "The desk does not answer."));
    } else {
      if (!$("#observation").value.trim()) {
        decision.typing.put(SUGGESTED);
        decision.written();
      }
      box.replaceChildren(make("p", {}, make("b", {}, "The text then says "), make("code", {}, `${found.file}:${found.line}`)),
        make("p", { className: "text", dir: "auto" }, changed(found.changes)), ...this.after(found));
    }
    decision.state(found?.problems?.length ? `${comment.id}: the change would bring a problem` : `${comment.id}: look at the change`, found?.problems?.length ? "wrong" : "done");
    ($("#apply-confirm") ?? box).focus();
  }

  after(found) {
    if (found.problems.length) return [make("p", {}, "It cannot be applied so, since the check then finds:"), make("ul", {}, found.problems.map((one) => make("li", {}, one)))];
    const confirm = make("button", { type: "button", id: "apply-confirm" }, "Apply and accept");
    confirm.addEventListener("click", () => this.confirm());
    const leave = make("button", { type: "button" }, "Leave the text as it is");
    leave.addEventListener("click", () => {
      this.withdraw();
      $("#apply").focus();
    });
    const who = found.author ? ` by ${found.author}` : "";
    return [make("p", { className: "quiet" }, `The chapter is written, and committed with the decision${who}. Nothing else is.`), make("p", {}, confirm, " ", leave)];
  }

  confirm() {
    const observation = $("#observation").value;
    if (!observation.trim()) return this.decision.miss("#observation", "Write the observation that the member will read.");
    return this.decision.decide({ action: "apply", observation, shown: this.offer.shown }, "applied and accepted");
  }

  undo() {
    if (!this.decision.arm("undo-change", "Press once more to take the change out of the text, and to open the comment again.")) return null;
    return this.decision.act({ action: "undo" }, "taken back, in the text too").then(() => this.decision.store.load());
  }
}

// Many comments decided at once: those that were chosen in the list, or a group that says the same.

import { $, make } from "./parts.js";
import { count } from "./store.js";
import { Typing } from "./typing.js";

export class Many {
  constructor(store, undo, queue, { state, changed }) {
    Object.assign(this, { store, undo, queue, state, changed, chosen: new Set() });
    $("#choose-shown").addEventListener("click", () => this.choose(queue.shown.filter((one) => one.open).map((one) => one.id)));
    $("#choose-none").addEventListener("click", () => this.choose([]));
    $("#decide-chosen").addEventListener("click", () => this.ask());
    this.typing = new Typing($("#many-observation"));
    $("#many-observation").addEventListener("input", () => keep(store, $("#many-observation").value));
    $("#many-close").addEventListener("click", () => $("#many-dialog").close());
  }

  choose(ids) {
    this.chosen = new Set(ids);
    this.show();
    this.state(ids.length ? `${ids.length} comments are chosen` : "No comment is chosen", "done");
  }

  toggle(id) {
    if (!this.chosen.delete(id)) this.chosen.add(id);
    this.show();
    this.state(`${id} is ${this.chosen.has(id) ? "chosen" : "not chosen"}; ${this.chosen.size} in all`, "done");
  }

  show() {
    for (const box of document.querySelectorAll("#rows input[type=checkbox]")) box.checked = this.chosen.has(box.value);
    $("#chosen").textContent = this.chosen.size ? `${this.chosen.size} chosen` : "";
    $("#decide-chosen").hidden = $("#choose-none").hidden = !this.chosen.size;
  }

  // Opens the form in which the chosen comments are decided with one observation.
  ask() {
    const comments = [...this.chosen].map((id) => this.store.comment(id)).filter(Boolean);
    const closed = comments.filter((one) => !one.open);
    $("#many-title").textContent = `Decide ${comments.length - closed.length} comments at once`;
    $("#many-list").replaceChildren(...comments.map((one) => make("li", {}, make("b", {}, one.id), ` ${one.member_name}${one.open ? "" : " (decided already: it stays as it is)"}: `,
      make("span", { dir: "auto" }, (one.comment || one.proposed_change || one.quote || "a mark without words").slice(0, 160)))));
    const kinds = Object.entries(this.store.round.dispositions).filter(([, one]) => !one.changes);
    $("#many-choices").replaceChildren(...kinds.map(([value, { words }]) => {
      const button = make("button", { type: "button", dataset: { value } }, words);
      button.addEventListener("click", () => this.decide(comments.filter((one) => one.open), value, words));
      return button;
    }));
    $("#many-missing").textContent = "";
    if (!$("#many-dialog").open) $("#many-dialog").showModal();
    if (!$("#many-observation").value) this.typing.put(kept(this.store));
    $("#many-observation").focus();
  }

  async decide(comments, disposition, words) {
    const observation = $("#many-observation").value.trim();
    const over = count(observation) - this.store.round.most;
    const why = !observation ? "Write the observation that each of these members will read." : over > 0 ? `The observation has ${over} characters too many.` : !comments.length ? "None of them is open." : "";
    $("#many-missing").textContent = why;
    if (why) return $("#many-observation").focus();
    const failed = await this.decideAll(comments, { action: "decide", disposition, observation, applied_in: "" });
    this.chosen = new Set(failed);
    this.show();
    const done = comments.length - failed.length;
    if (failed.length) {
      this.ask();
      $("#many-missing").textContent = `${done} are decided; not ${failed.join(", ")}: ${this.last}`;
    } else {
      this.typing.put("");
      keep(this.store, "");
      this.store.remember(observation);
      $("#many-dialog").close();
    }
    this.changed();
    this.state(`${done} comments: ${words}. Saved.${failed.length ? ` Not decided: ${failed.join(", ")}.` : ""}`, failed.length ? "wrong" : "done");
  }

  // Carries out a decision on each comment; returns the ids of those on which it could not be.
  async decideAll(comments, command) {
    const failed = [];
    await this.undo.together(async () => {
      for (const one of comments) {
        // Words that somebody is writing on one of them are not replaced by this.
        const written = this.store.text(one.id);
        if (written && written.words.trim() !== command.observation.trim()) this.last = "something else is being written on it";
        else if (await this.undo.act(one.id, command)) continue;
        else this.last = $("#state").textContent;
        failed.push(one.id);
      }
    });
    return failed;
  }
}

// Keeps the words of the form in this browser until they are saved with the decisions.
function keep(store, words) {
  try {
    localStorage.setItem(`focalpoint-desk-many/${store.round.project}`, words);
  } catch {
    store.state("This browser keeps nothing: what is written here is lost when the window is closed", "wrong");
  }
}

function kept(store) {
  try {
    return localStorage.getItem(`focalpoint-desk-many/${store.round.project}`) ?? "";
  } catch {
    return "";
  }
}

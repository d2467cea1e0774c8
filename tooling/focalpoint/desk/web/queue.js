// The queue: the comments that the filters let through, chapter by chapter, and the way from one to the next.

import { $, day, make } from "./parts.js";

export class Queue {
  constructor(store, filters, notes, go) {
    Object.assign(this, { store, filters, notes, go, drawn: "", shown: [], order: [] });
  }

  // Draws the rows again where one has changed; the focus stays on the row it was on.
  list(open) {
    const passes = this.filters.test();
    this.order = this.filters.ordered();
    this.shown = this.order.filter(passes);
    this.count();
    const byChapter = !this.filters.values.sort;
    const sign = JSON.stringify([byChapter, this.shown.map((one) => [one.id, one.version, one.standing, one.conflict, one.same.length, !!this.store.text(one.id), this.notes.of(one.id).assignee])]);
    if (sign === this.drawn) return this.mark(open);
    this.drawn = sign;
    const focused = document.activeElement?.closest?.(".row")?.dataset.id;
    let chapter = "";
    const rows = this.shown.flatMap((one) => {
      const head = !byChapter || one.chapter === chapter ? [] : [make("li", { className: "group" }, make("h2", {}, (chapter = one.chapter)))];
      return [...head, make("li", { className: "line" }, this.box(one), this.row(one))];
    });
    $("#rows").replaceChildren(...rows);
    this.mark(open);
    if (focused) (this.at(focused) ?? this.at(open))?.focus({ preventScroll: true });
  }

  count() {
    const { round } = this.store;
    const all = round.comments.length;
    const many = this.shown.length === all ? `${all} comments` : `${this.shown.length} of ${all} comments`;
    $("#shown").textContent = round.busy ? `${many} · ${round.busy} …` : many;
    $("#nothing").hidden = !!all;
    $("#nothing").textContent = round.busy ? `${round.busy} …` : "No comments on this draft yet. When a file has come back, it is entered with: focalpoint comments import";
    $("#empty").hidden = !!this.shown.length || !all;
    $("#clear").hidden = !this.filters.active;
  }

  at(id) {
    return id ? $(`.row[data-id="${CSS.escape(id)}"]`) : null;
  }

  mark(open) {
    for (const one of document.querySelectorAll(".row[aria-current]")) if (one.dataset.id !== open) one.removeAttribute("aria-current");
    const current = this.at(open);
    if (!current || current.hasAttribute("aria-current")) return;
    current.setAttribute("aria-current", "true");
    current.scrollIntoView({ block: "nearest" });
  }

  // The box by which a comment is chosen, to be decided with others.
  box(one) {
    const box = make("input", { type: "checkbox", value: one.id, checked: this.many?.chosen.has(one.id), aria: { label: `Choose ${one.id}` } });
    box.addEventListener("change", () => this.many.toggle(one.id));
    return box;
  }

  row(one) {
    const { store } = this;
    const [kind, words] = decided(one, store.round);
    const said = one.comment || one.proposed_change || one.quote || "a mark without words";
    const hints = [this.notes.of(one.id).assignee && `with ${this.notes.of(one.id).assignee}`, one.standing && one.standing !== "exact" && store.round.standings[one.standing], one.conflict && "conflict", one.same.length && "probable duplicate"];
    const button = make("button", { type: "button", id: one.id, className: "row", dataset: { id: one.id, decided: kind } },
      make("span", { className: "row-head" }, make("b", {}, one.id), " ", make("span", { className: "row-place" }, one.paragraph || (one.page ? `page ${one.page}` : "")),
        make("span", { className: "row-state" }, store.text(one.id) ? `${words} · being written` : words)),
      make("span", { className: "row-text", dir: "auto" }, said.length > 200 ? `${said.slice(0, 200)} …` : said),
      make("span", { className: "row-foot" }, [one.member_name, store.round.types[one.type], ...hints.filter(Boolean)].join(" · ")));
    button.addEventListener("click", () => this.go(one.id));
    return button;
  }

  // Finds the next comment that the filters let through, from one that may have left the list; undefined at its end.
  next(open, by, wanted = () => true) {
    const passes = this.filters.test();
    for (let place = this.order.findIndex((one) => one.id === open) + by; place >= 0 && place < this.order.length; place += by) {
      const one = this.store.comment(this.order[place].id);
      if (passes(one) && wanted(one)) return one;
    }
    return undefined;
  }

  // The first of the list again, where none comes after.
  nextOpen(open) {
    const isOpen = (one) => one.open && one.id !== open;
    return this.next(open, 1, isOpen) ?? this.shown.find(isOpen);
  }

  has(id) {
    return this.shown.some((one) => one.id === id);
  }
}

// Says what became of a comment: the kind for its sign, and the words.
export function decided(one, round) {
  if (one.withdrawn_on) return ["withdrawn", "withdrawn"];
  if (one.duplicate_of) return ["duplicate", `duplicate of ${one.duplicate_of}`];
  return one.disposition ? [one.disposition, round.dispositions[one.disposition].words] : ["open", "open"];
}

// Says in a sentence what was decided, and how it is changed.
export function standing(comment, round) {
  if (comment.withdrawn_on) return `Withdrawn by the member on ${day(comment.withdrawn_on)}.`;
  if (comment.duplicate_of) return `A duplicate of ${comment.duplicate_of}, whose decision answers it.`;
  if (!comment.disposition) return "Not decided yet.";
  return `Decided: ${round.dispositions[comment.disposition].words}. To change it, write and choose again; to take it back, reopen it.`;
}

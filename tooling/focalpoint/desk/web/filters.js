// The filters above the queue: which comments are shown, and in which order.

import { $, options } from "./parts.js";
import { Typing } from "./typing.js";

const NAMES = ["chapter", "member", "type", "decision", "standing", "mark", "channel", "needs", "assignee-filter"];
const NEEDS = {
  conflict: ["in conflict with another", (one) => !!one.conflict],
  same: ["similar to another", (one) => one.same.length > 0],
  text: ["open, without an observation", (one) => one.open && !one.observation],
  written: ["open, with an observation", (one) => one.open && !!one.observation],
  note: ["with an internal note", (one, notes) => !!notes.of(one.id).note],
  place: ["whose place is not certain", (one) => one.confidence !== "exact"],
};
const SORTS = {
  "": ["Order of the manual", null],
  member: ["Member", (one) => one.member_name],
  received: ["Day it came", (one) => one.received],
  type: ["Type", (one) => one.type],
};

export class Filters {
  constructor(store, notes, changed) {
    Object.assign(this, { store, notes, changed });
    new Typing($("#words"));
    $("#filters").addEventListener("input", changed);
    $("#filters").addEventListener("submit", (event) => event.preventDefault());
    $("#clear").addEventListener("click", () => this.clear());
  }

  fill(round) {
    const of = (value, words = value) => [...new Map(round.comments.map((one) => [value(one), words(one)]))].filter(([one]) => one);
    const sorted = (pairs) => pairs.sort((one, other) => one[1].localeCompare(other[1]));
    const choices = {
      chapter: [["", "All chapters"], ...of((one) => one.chapter)],
      member: [["", "All members"], ...sorted(of((one) => one.member, (one) => `${one.member_name} (${one.member})`))],
      type: [["", "All types"], ...Object.entries(round.types)],
      decision: [["", "Open and decided"], ["open", "open"], ["decided", "decided"],
        ...Object.entries(round.dispositions).map(([value, { words }]) => [value, words]), ["duplicate", "duplicate"], ["withdrawn", "withdrawn"]],
      standing: [["", "Wherever it stands"], ...Object.entries(round.standings)],
      mark: [["", "All marks"], ...Object.entries(round.marks)],
      channel: [["", "All ways"], ...sorted(of((one) => one.channel))],
      needs: [["", "Any"], ...Object.entries(NEEDS).map(([value, [words]]) => [value, words])],
      sort: Object.entries(SORTS).map(([value, [words]]) => [value, words]),
    };
    for (const [name, listed] of Object.entries(choices)) {
      const signature = JSON.stringify(listed);
      const select = $(`#${name}`);
      if (select.dataset.signature !== signature) options(select, listed, select.value);
      select.dataset.signature = signature;
    }
  }

  get values() {
    return Object.fromEntries([...NAMES, "words", "sort"].map((name) => [name, $(`#${name}`).value]));
  }

  set values(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = [...NAMES, "words", "sort"].includes(name) ? $(`#${name}`) : null;
      if (field?.typing) field.typing.put(value);
      else if (field) field.value = [...field.options].some((one) => one.value === value) ? value : "";
    }
  }

  get active() {
    return Object.entries(this.values).some(([name, value]) => value && name !== "sort");
  }

  clear(then = true) {
    this.values = Object.fromEntries([...NAMES, "words"].map((name) => [name, ""]));
    if (!then) return;
    this.changed();
    $("#words").focus();
  }

  // All comments in the order that is chosen.
  ordered() {
    const by = SORTS[$("#sort").value][1];
    const all = this.store.round.comments;
    return by ? all.map((one, place) => [by(one), place, one]).sort((a, b) => a[0].localeCompare(b[0]) || a[1] - b[1]).map(([, , one]) => one) : all;
  }

  // Returns the test that a comment passes with the filters as they are.
  test() {
    const is = this.values;
    const words = is.words.toLowerCase().split(/\s+/).filter(Boolean);
    return (one) => {
      const decided = { open: one.open, decided: !one.open, duplicate: !!one.duplicate_of, withdrawn: !!one.withdrawn_on };
      if (["chapter", "member", "type", "standing", "mark", "channel"].some((name) => is[name] && one[name] !== is[name])) return false;
      if (is.decision && !(decided[is.decision] ?? one.disposition === is.decision)) return false;
      if (is.needs && !NEEDS[is.needs][1](one, this.notes)) return false;
      const { assignee, note } = this.notes.of(one.id);
      if (is["assignee-filter"] && (assignee || "-") !== is["assignee-filter"]) return false;
      if (!words.length) return true;
      const text = [one.id, one.member_name, one.paragraph, one.section, one.comment, one.proposed_change, one.quote, one.observation, note].join(" ").toLowerCase();
      return words.every((word) => text.includes(word));
    };
  }
}

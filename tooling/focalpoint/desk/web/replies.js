// Saved replies, and those that were used before in this round.

import { make } from "./parts.js";

const MOST_USED = 6;

// Lists the replies for the observation, saved ones first; each with whether it is saved.
export function repliesFor(store, notes) {
  const times = new Map();
  for (const one of store.round.comments) if (one.disposition && one.observation) times.set(one.observation, (times.get(one.observation) ?? 0) + 1);
  const often = [...times].sort((one, other) => other[1] - one[1]).map(([words]) => words);
  const used = [...new Set([...store.used, ...often])].filter((one) => !notes.replies.includes(one)).slice(0, MOST_USED);
  return [...notes.replies.map((words) => ({ words, saved: true })), ...used.map((words) => ({ words, saved: false }))];
}

// The part of the decision in which a reply is chosen; `put` puts its words into the observation.
export function replies(store, notes, { put, written }) {
  const list = make("ul", {});
  const keep = make("button", { type: "button", id: "keep-reply" }, "Save the observation as a reply");
  keep.addEventListener("click", async () => {
    const text = written().trim();
    if (text && (await notes.change({ action: "reply", text, keep: true }))) store.state("The reply is saved for later use", "done");
  });
  const box = make("details", { id: "replies" }, make("summary", {}, make("kbd", { ariaHidden: "true" }, "s"), " Saved replies and those used before"), list, keep);
  box.enter = () => {
    box.open = true;
    (box.querySelector(".reply") ?? box.querySelector("summary")).focus();
  };
  let drawn = null;
  box.refresh = () => {
    const found = repliesFor(store, notes);
    const sign = JSON.stringify(found);
    if (sign === drawn) return;
    drawn = sign;
    list.replaceChildren(...found.map((one) => row(one, notes, put)));
    if (!found.length) list.append(make("li", { className: "quiet" }, "None yet: what you decide with is offered here."));
  };
  return box;
}

function row({ words, saved }, notes, put) {
  const use = make("button", { type: "button", className: "reply", dir: "auto" }, words.length > 120 ? `${words.slice(0, 120)} …` : words);
  use.addEventListener("click", () => put(words));
  if (!saved) return make("li", {}, use);
  const drop = make("button", { type: "button", aria: { label: `Remove the saved reply: ${words.slice(0, 40)}` } }, "×");
  drop.addEventListener("click", () => notes.change({ action: "reply", text: words, keep: false }));
  return make("li", {}, use, drop);
}

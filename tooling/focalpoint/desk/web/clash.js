// Shows the words of another window beside those of this one; nothing is replaced until a person has chosen.

import { $, make } from "./parts.js";

// `theirs` is asked where the words of this window are saved, and another window has changed them since.
export function showClash(decision, theirs) {
  const { comment, store } = decision;
  const text = store.text(comment.id);
  const box = $("#clash");
  const sign = text?.clash || theirs ? `${comment.id} ${comment.version} ${!!theirs}` : "";
  if (box.dataset.signature === sign) return;
  box.dataset.signature = sign;
  box.hidden = !sign;
  if (!sign) return box.replaceChildren();
  const words = store.round.dispositions[comment.disposition]?.words ?? "";
  box.replaceChildren(
    make("p", {}, make("b", {}, "Another window has changed this comment."), theirs ? " The field still shows your words. There it says now:" : " Your words are below, and not saved. There it says:"),
    make("blockquote", { dir: "auto" }, comment.observation || "(no words)"),
    ...(words ? [make("p", {}, `Decided there: ${words}.`)] : []),
    make("p", {}, button("Keep mine", () => decision.keepMine()), " ", button("Take theirs", () => decision.takeTheirs())),
    make("p", { className: "quiet" }, "With “Keep mine” the other words stay readable under “What stood here before”."));
  store.state(`${comment.id}: another window has changed this comment; choose which words to keep`, "wrong");
}

function button(words, press) {
  const made = make("button", { type: "button" }, words);
  made.addEventListener("click", press);
  return made;
}

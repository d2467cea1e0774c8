// Asks what is true of two comments that contradict each other, where the second of them is to be accepted.

import { make } from "./parts.js";

const KINDS = { insert: "Add", delete: "Strike out", replace: "Put in its place" };

// `again` is called with what the choice adds to the command; `kept` where the other one stays accepted.
export function settle(asked, { id, version, again, kept }) {
  const other = asked.comments.find((one) => one.id !== id);
  const dialog = make("dialog", { id: "contradiction", aria: { labelledby: "contradiction-title" } });
  const choice = (words, act) => {
    const button = make("button", { type: "button" }, words);
    button.addEventListener("click", () => {
      dialog.close();
      act();
    });
    return make("p", {}, button);
  };
  dialog.append(
    make("h2", { id: "contradiction-title" }, `${other.id} is accepted, and asks for something else`),
    make("p", {}, `${asked.why}. A member is told “accepted” only where the text says what it asked for.`),
    ...asked.comments.map(said),
    choice(`Accept ${id}, and open ${other.id} again`, () => again({ instead_of: { [other.id]: version(other.id) } })),
    choice(`Keep ${other.id} accepted, and leave ${id} open`, kept),
    asked.excluded ? make("p", { className: "quiet" }, "No text can do what both ask for: they put other words in the same place.")
      : choice("The text does what both ask for", () => again({ together_with: [other.id] })));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function said(one) {
  const rows = [one.comment, one.quote && `Marked: ${one.quote}`, one.proposed_change && `${KINDS[one.mark] ?? "Proposed"}: ${one.proposed_change}`, one.mark === "delete" && "Strike it out",
    one.observation && `Observation: ${one.observation}`];
  return make("section", {}, make("h3", {}, `${one.id} `, make("span", {}, one.member_name)), rows.filter(Boolean).map((row) => make("p", { className: "text", dir: "auto" }, row)));
}

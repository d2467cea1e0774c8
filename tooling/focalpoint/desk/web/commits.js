// The change of the text that carries out a decision, chosen among the commits of the file.

import { $, day, options } from "./parts.js";

const OTHER = "other";

export function showCommits(decision, spot) {
  if (spot) fill(decision, spot);
  $("#other-commit").hidden = $("#commit").value !== OTHER;
}

export function namedCommit() {
  const picked = $("#commit").value;
  return picked === OTHER ? $("#commit-number").value.trim() : picked;
}

export function commitField() {
  return $("#commit").value === OTHER ? "#commit-number" : "#commit";
}

function fill(decision, spot) {
  const { applied_in: applied } = decision.comment;
  const signature = JSON.stringify([spot.commits, applied]);
  const select = $("#commit");
  if (decision.signature !== signature) {
    const known = spot.commits.map((one) => [one.commit, `${one.commit.slice(0, 10)} · ${day(one.day)} · ${one.subject}`]);
    if (applied && !known.some(([commit]) => commit === applied)) known.unshift([applied, applied.slice(0, 10)]);
    options(select, [["", known.length ? "Choose the change" : "No change known"], ...known, [OTHER, "Another change …"]], decision.signature ? select.value || applied : applied);
    decision.signature = signature;
  }
  $("#uncommitted").hidden = !spot.uncommitted;
  $("#uncommitted").textContent = `${spot.file} has changes that are not committed yet: commit them, and they stand in this list.`;
}

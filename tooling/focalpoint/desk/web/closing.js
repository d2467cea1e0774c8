// What ends a comment without a decision: it is a duplicate of another, or its member has withdrawn it.

import { $, make } from "./parts.js";

export function closing(decision) {
  const of = make("select", { id: "of" });
  const duplicate = make("button", { type: "button", id: "duplicate" }, "It is a duplicate");
  duplicate.addEventListener("click", () => {
    if (!of.value) return decision.miss("#of", "Choose the comment that says the same.");
    return decision.act({ action: "duplicate", of: of.value }, `a duplicate of ${of.value}`);
  });
  const withdraw = make("button", { type: "button", id: "withdraw" }, "The member has withdrawn it");
  withdraw.addEventListener("click", () => {
    if (decision.arm("withdraw", "Press once more to say that the member has taken this comment back.")) decision.act({ action: "withdraw" }, "withdrawn");
  });
  return make("details", { id: "more" }, make("summary", {}, "Duplicate, or withdrawn"),
    make("label", { className: "field" }, "Says the same as ", of), duplicate, make("hr"), withdraw);
}

// Offers the other comments, those first that probably say the same.
export function fillOthers({ comment, store }, spot) {
  const twins = comment.same.filter((id) => id !== comment.id);
  const near = (spot?.neighbours ?? []).filter((id) => !twins.includes(id));
  const sign = [comment.id, twins, near, store.round.comments.length].join();
  const select = $("#of");
  if (select.dataset.signature === sign) return;
  select.dataset.signature = sign;
  const rest = store.round.comments.map((one) => one.id).filter((id) => id !== comment.id && !twins.includes(id) && !near.includes(id));
  const group = (label, ids) => (ids.length ? [make("optgroup", { label }, ids.map((id) => new Option(`${id} · ${store.comment(id)?.member_name ?? ""}`, id)))] : []);
  select.replaceChildren(new Option("Choose a comment", ""), ...group("Probably the same", twins), ...group("On the same paragraph", near), ...group("Others", rest));
}

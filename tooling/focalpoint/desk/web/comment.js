// Draws a comment: its author and words, the marked place, the paragraph then and now, and other comments on it.

import { changed, day, make, marked } from "./parts.js";
import { decided } from "./queue.js";

const LONG = 300; // characters of another comment that are shown at once
const PROPOSED = { insert: "Add", replace: "Put in its place" };

export function showComment(pane, desk) {
  const { comment, spot } = desk;
  const parts = [head(desk), said(comment), pairs(desk)];
  if (spot) parts.push(picture(desk), before(comment, spot), mayMean(spot), today(desk), ...spot.further.map((one) => further(one, desk.store)), neighbours(desk), past(spot));
  pane.replaceChildren(...parts.filter(Boolean));
}

function head({ comment, store, back }) {
  const place = [comment.paragraph && `paragraph ${comment.paragraph}`, comment.page && `page ${comment.page}`, comment.printed_line && `line ${comment.printed_line}`];
  const [kind, words] = decided(comment, store.round);
  const facts = [store.round.types[comment.type], store.round.marks[comment.mark], `${comment.channel}, ${day(comment.received)}`, !comment.whole && store.round.confidences[comment.confidence],
    comment.hidden && "was hidden in the file", comment.handling !== "TLP:GREEN" && comment.handling];
  const button = make("button", { type: "button", className: "back" }, "‹ All comments");
  button.addEventListener("click", back);
  return make("header", { className: "head" },
    button,
    make("p", { className: "where" }, [comment.section, ...place].filter(Boolean).join(" · ") || (comment.whole ? "On the whole draft" : "No place in the draft")),
    make("h2", { id: "heading", tabIndex: -1 }, `${comment.id} `, make("span", {}, comment.member_name)),
    make("p", { className: "facts" }, make("span", { className: "state", dataset: { decided: kind } }, words), ` ${facts.filter(Boolean).join(" · ")}`));
}

function said(comment) {
  const parts = [];
  if (comment.comment) parts.push(make("p", { className: "said", dir: "auto" }, comment.comment));
  if (comment.mark === "delete" || comment.mark === "replace") parts.push(labelled(comment.mark === "delete" ? "Strike out" : "Take out", comment.quote));
  if (comment.proposed_change) parts.push(labelled(PROPOSED[comment.mark] ?? "Proposed change", comment.proposed_change));
  if (!parts.length) parts.push(make("p", { className: "quiet" }, "A mark without words."));
  if (comment.cut) parts.push(make("p", { className: "cut" }, "This comment is longer than the ledger takes: its end stands in the returned file alone. Read it there before you decide."));
  for (const reply of comment.thread) parts.push(labelled("Written to it in the file", reply));
  if (comment.asked) parts.push(labelled("The question that it answers:", comment.asked));
  if (comment.cited) parts.push(labelled("The place as it was written:", comment.cited));
  if (comment.raw) parts.push(make("details", {}, make("summary", {}, "The mark could not be read; its own data"), make("pre", {}, comment.raw)));
  return make("section", { className: "says", aria: { label: "The comment" } }, parts);
}

function labelled(label, words) {
  return words ? make("p", { className: "labelled" }, make("b", {}, label), " ", make("span", { dir: "auto" }, words)) : null;
}

function pairs({ comment, spot, go }) {
  const against = spot?.against ?? (comment.conflict ? [{ why: comment.conflict }] : []);
  const same = comment.same.filter((id) => id !== comment.id);
  if (!against.length && !same.length) return null;
  const show = (id) => {
    const button = make("button", { type: "button" }, `Show ${id}`);
    button.addEventListener("click", () => go(id));
    return button;
  };
  const rows = against.map((one) => make("p", {}, make("b", {}, "Conflict"), ` ${one.why}. `, one.other ? show(one.other) : null));
  if (same.length) rows.push(make("p", {}, make("b", {}, "Probable duplicate"), ` of ${same.length === 1 ? "one other" : `${same.length} others`} on this paragraph. `, same.slice(0, 6).flatMap((id) => [show(id), " "])));
  return make("section", { className: "pairs", aria: { label: "Conflicts and duplicates" } }, rows);
}

function picture({ comment, spot, store, page }) {
  if (spot.picture_why) return make("p", { className: "quiet why" }, `${spot.picture_why}.`);
  if (!spot.pictured) return null;
  const alt = `Page ${comment.page} of the draft as printed: ${store.round.marks[comment.mark]}${comment.quote ? `, on the words “${comment.quote}”` : ""}`;
  const whole = make("button", { type: "button" }, make("kbd", { ariaHidden: "true" }, "p"), " The whole page");
  whole.addEventListener("click", page);
  return make("figure", {}, make("figcaption", {}, whole), make("img", { src: `pictures/${encodeURIComponent(comment.id)}.png`, alt }));
}

function before(comment, { before: was, more }) {
  if (!was.text) return null;
  const rest = more ? make("p", { className: "quiet" }, `The mark goes on into the next ${more === 1 ? "block" : `${more} blocks`}.`) : null;
  return titled("In the draft", make("p", { className: "text", dir: "auto" }, marked(was.text, was.start, was.end)), rest);
}

// The other places that the citation may mean.
function mayMean({ may_mean }) {
  if (!may_mean.length) return null;
  return titled("The place as it was written may also mean", ...may_mean.map((one) =>
    make("p", { className: "text", dir: "auto" }, one.paragraph ? make("b", {}, `${one.paragraph} `) : null, one.text)));
}

// A further block that the mark covers, then and now.
function further(one, store) {
  const where = one.file && one.standing !== "ask" ? make("code", {}, `${one.file}:${one.line}`) : null;
  return titled(one.paragraph ? `And paragraph ${one.paragraph}` : "And the next text",
    make("p", { className: "text", dir: "auto" }, one.before),
    make("p", { className: "standing" }, make("b", { dataset: { standing: one.standing } }, store.round.standings[one.standing]), " ", where),
    one.same || !one.changes.length ? null : make("p", { className: "text", dir: "auto" }, changed(one.changes)));
}

function titled(title, ...inside) {
  return make("section", {}, make("h3", {}, title), ...inside);
}

function today(desk) {
  const { comment, spot, store } = desk;
  const now = spot.today;
  if (!now) return titled("Today", make("p", { className: "quiet" }, store.round.busy ? `${store.round.busy} …` : "Not looked for."));
  const where = now.file && now.standing !== "ask" ? make("code", {}, `${now.file}:${now.line}`) : null;
  const standing = make("p", { className: "standing" }, make("b", { dataset: { standing: now.standing } }, store.round.standings[now.standing]), " ", where);
  if (now.standing === "ask") return titled("Today", standing, make("p", { className: "quiet" }, `${capital(now.why)}.`), candidates(desk));
  const stands = comment.quote && !now.same ? make("p", { className: "quiet" }, now.quote_stands ? "The marked words still stand." : "The marked words do not stand any more.") : null;
  const text = now.same || !now.changes.length ? null : make("p", { className: "text", dir: "auto" }, changed(now.changes));
  const why = now.why ? make("p", { className: "quiet" }, `${capital(now.why)}.`) : null;
  const elsewhere = now.standing === "gone" ? make("details", {}, make("summary", {}, "It stands somewhere after all"), candidates(desk)) : null;
  return titled("Today", standing, text, stands, why, elsewhere);
}

function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// The most similar paragraphs, a search for others, and the answer that there is none.
function candidates({ spot, put, gone, store }) {
  const rows = make("div", {}, offered(spot.today.candidates));
  const words = make("input", { type: "search", id: "paragraph-words", autocomplete: "off" });
  let turn = 0;
  words.addEventListener("input", async () => {
    const mine = (turn += 1);
    const found = words.value.trim() ? await store.paragraphs(words.value) : spot.today.candidates;
    if (found && mine === turn) rows.replaceChildren(...(found.length ? offered(found) : [make("p", { className: "quiet" }, "No paragraph has these words.")]));
  });
  const lost = make("button", { type: "button" }, "It is gone from the text");
  lost.addEventListener("click", gone);
  const form = make("form", {}, make("fieldset", {}, make("legend", {}, "Where does it belong?"), rows,
    make("label", { className: "field" }, spot.today.candidates.length ? "Look for another paragraph " : "Look for a paragraph ", make("small", {}, "by words of it"), words)), make("button", {}, "It stands here"), " ", lost);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const picked = form.querySelector("input:checked");
    if (picked) put({ file: picked.dataset.file, line: Number(picked.dataset.line) });
    else (form.querySelector("input[type=radio]") ?? words).focus();
  });
  return form;
}

function offered(found) {
  return found.map((one) => make("label", { className: "candidate" },
    make("input", { type: "radio", name: "candidate", value: `${one.file}:${one.line}`, dataset: { file: one.file, line: one.line } }),
    make("span", {}, make("span", { className: "text", dir: "auto" }, one.text), make("small", {}, `${one.file}:${one.line}${one.alike ? ` · ${one.alike} of 100 alike` : ""}`))));
}

function neighbours({ spot, store, go }) {
  const found = spot.neighbours.map((id) => store.comment(id)).filter(Boolean);
  if (!found.length) return null;
  return titled(`Others on this paragraph (${found.length})`, make("ul", { className: "neighbours" }, found.map((one) => {
    const [kind, words] = decided(one, store.round);
    const button = make("button", { type: "button" }, one.id);
    button.addEventListener("click", () => go(one.id));
    return make("li", {}, make("p", {}, button, ` ${one.member_name} · ${store.round.marks[one.mark]} · `, make("span", { className: "state", dataset: { decided: kind } }, words)),
      brief(one.comment || one.proposed_change || one.quote),
      one.observation ? labelled("Observation", one.observation) : null);
  })));
}

// A long text of another comment, closed until somebody opens it.
function brief(words) {
  const text = (inside) => make("p", { className: "text", dir: "auto" }, inside);
  if (words.length <= LONG) return text(words);
  return make("details", {}, make("summary", { dir: "auto" }, `${words.slice(0, LONG)} …`), text(words));
}

// What stood in the record before, newest first.
function past({ history }) {
  if (!history?.length) return null;
  return titled("What stood here before", make("ol", { className: "past" }, history.map((one) => make("li", { dir: "auto" }, one))));
}

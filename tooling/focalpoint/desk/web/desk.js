// The desk: the queue with its filters, the keys, and the comment that is open.

import { showComment } from "./comment.js";
import { Decision } from "./decision.js";
import { $, make, options } from "./parts.js";
import { Store } from "./store.js";

const FILTERS = ["chapter", "member", "type", "decision", "standing"];
const store = new Store(refresh, state);
const decision = new Decision($("#decision-pane"), store, state);
let open = ""; // the comment that is shown
let spot = null; // its place, from the server
let seen = ""; // signature of the last request for its place
let drawn = ""; // signature of the evidence that is drawn
let listed = ""; // signature of the rows that are drawn
let shown = []; // the comments that the filters let through

function state(words, kind) {
  const line = $("#state");
  if (line.textContent !== words) line.textContent = words;
  line.dataset.kind = kind;
}

function refresh() {
  const { round } = store;
  document.title = `Review desk – draft ${round.draft}`;
  $("#draft").textContent = `${round.title}, draft ${round.draft}`;
  const done = round.comments.filter((one) => !one.open).length;
  $("#progress span").textContent = `${done} of ${round.comments.length} decided`;
  Object.assign($("#progress progress"), { max: Math.max(round.comments.length, 1), value: done });
  showProblems(round.problems);
  fillFilters(round);
  list();
  if (!open && shown.length) go(named() || (shown.find((one) => one.open) ?? shown[0]).id, false);
  else if (open) look();
}

function showProblems(problems) {
  const box = $("#problems");
  box.hidden = !problems.length;
  if (box.dataset.signature === String(problems)) return;
  box.dataset.signature = String(problems);
  box.replaceChildren(make("h2", {}, "In the ledger is something to put right"), make("ul", {}, problems.map((one) => make("li", {}, one))));
}

function fillFilters(round) {
  const of = (value, words = value) => [...new Map(round.comments.map((one) => [value(one), words(one)]))].filter(([one]) => one);
  const sorted = (pairs) => pairs.sort((one, other) => one[1].localeCompare(other[1]));
  const choices = {
    chapter: [["", "All chapters"], ...of((one) => one.chapter)],
    member: [["", "All members"], ...sorted(of((one) => one.member, (one) => `${one.member_name} (${one.member})`))],
    type: [["", "All types"], ...Object.entries(round.types)],
    decision: [["", "Open and decided"], ["open", "open"], ["decided", "decided"],
      ...Object.entries(round.dispositions).map(([value, { words }]) => [value, words]), ["duplicate", "duplicate"], ["withdrawn", "withdrawn"]],
    standing: [["", "Wherever it stands"], ...Object.entries(round.standings)],
  };
  for (const name of FILTERS) {
    const signature = JSON.stringify(choices[name]);
    const select = $(`#${name}`);
    if (select.dataset.signature !== signature) options(select, choices[name], select.value);
    select.dataset.signature = signature;
  }
}

function passes(one) {
  const is = Object.fromEntries(FILTERS.map((name) => [name, $(`#${name}`).value]));
  const decided = { open: one.open, decided: !one.open, duplicate: !!one.duplicate_of, withdrawn: !!one.withdrawn_on };
  const words = $("#words").value.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [one.id, one.member_name, one.paragraph, one.section, one.comment, one.proposed_change, one.quote, one.observation].join(" ").toLowerCase();
  return (!is.chapter || one.chapter === is.chapter) && (!is.member || one.member === is.member) && (!is.type || one.type === is.type)
    && (!is.decision || (decided[is.decision] ?? one.disposition === is.decision))
    && (!is.standing || one.standing === is.standing) && words.every((word) => text.includes(word));
}

function decided(one) {
  if (one.withdrawn_on) return ["withdrawn", "withdrawn"];
  if (one.duplicate_of) return ["duplicate", `duplicate of ${one.duplicate_of}`];
  return one.disposition ? [one.disposition, store.round.dispositions[one.disposition].words] : ["open", "open"];
}

function list() {
  shown = store.round.comments.filter(passes);
  const all = store.round.comments.length;
  const many = shown.length === all ? `${all} comments` : `${shown.length} of ${all} comments`;
  $("#shown").textContent = store.round.busy ? `${many} · ${store.round.busy} …` : many;
  $("#nothing").hidden = !!all;
  $("#nothing").textContent = store.round.busy ? `${store.round.busy} …` : "No comments on this draft yet. When a file has come back, it is entered with: focalpoint comments import";
  const sign = shown.map((one) => [one.id, one.version, one.standing, one.conflict, one.same.length, !!store.text(one.id)]).join();
  if (sign === listed) return;
  listed = sign;
  const focused = document.activeElement?.closest?.(".row")?.dataset.id;
  let chapter = "";
  const rows = shown.flatMap((one) => {
    const head = one.chapter === chapter ? [] : [make("li", { className: "group" }, (chapter = one.chapter))];
    return [...head, make("li", {}, row(one))];
  });
  $("#rows").replaceChildren(...rows);
  if (focused) $(`.row[data-id="${focused}"]`)?.focus({ preventScroll: true });
}

function row(one) {
  const [kind, words] = decided(one);
  const said = one.comment || one.proposed_change || one.quote || "a mark without words";
  const hints = [one.standing && one.standing !== "exact" && store.round.standings[one.standing], one.conflict && "conflict", one.same.length && "probable duplicate"];
  const button = make("button", { type: "button", className: "row", dataset: { id: one.id, decided: kind } },
    make("span", { className: "row-head" }, make("b", {}, one.id), " ", make("span", { className: "row-place" }, one.paragraph || (one.page ? `page ${one.page}` : "")),
      make("span", { className: "row-state" }, store.text(one.id) ? `${words} · being written` : words)),
    make("span", { className: "row-text" }, said.slice(0, 200)),
    make("span", { className: "row-foot" }, [one.member_name, store.round.types[one.type], ...hints.filter(Boolean)].join(" · ")));
  if (one.id === open) button.setAttribute("aria-current", "true");
  button.addEventListener("click", () => go(one.id));
  return button;
}

function named() {
  const id = decodeURIComponent(location.hash.slice(1));
  return store.comment(id) ? id : "";
}

// Shows a comment, and saves the text being written for the previous one.
function go(id, focus = true) {
  if (open && open !== id) store.keep(open);
  open = id;
  spot = null;
  seen = "";
  if ($("#state").dataset.kind === "done") state("", "");
  history.replaceState(null, "", `#${id}`);
  for (const one of document.querySelectorAll(".row[aria-current]")) one.removeAttribute("aria-current");
  const current = $(`.row[data-id="${id}"]`);
  current?.setAttribute("aria-current", "true");
  current?.scrollIntoView({ block: "nearest" });
  $("#comment").hidden = false;
  $("#comment").scrollTop = 0;
  if (focus) document.body.dataset.pane = "comment";
  look();
  if (focus) $("#heading").focus({ preventScroll: true });
  if (focus) scrollTo(0, 0);
}

// Draws the comment, and its place when the server has sent it.
async function look() {
  const comment = store.comment(open);
  if (!comment) return;
  draw();
  const sign = [open, comment.standing, store.round.busy, store.round.comments.length].join();
  if (sign === seen) return;
  seen = sign;
  const place = await store.spot(comment.id);
  if (place && comment.id === open) {
    spot = place;
    draw();
  }
}

// Draws the evidence only where it has changed; the observation being written is not part of it.
function draw() {
  const comment = store.comment(open);
  const about = new Set([...(spot?.neighbours ?? []), ...comment.same]);
  const sign = JSON.stringify([{ ...comment, version: "", observation: "" }, spot, [...about].map((id) => store.comment(id)), store.round.busy]);
  if (sign !== drawn) {
    drawn = sign;
    const focused = document.activeElement?.id === "heading";
    const put = (place) => store.act(open, { action: "place", ...place });
    const gone = () => store.act(open, { action: "gone" });
    showComment($("#evidence"), { comment, spot, store, decided, go, back, put, gone });
    if (focused) $("#heading").focus({ preventScroll: true });
  }
  decision.show(comment, spot);
}

function back() {
  document.body.dataset.pane = "queue";
  $(`.row[data-id="${open}"]`)?.focus();
}

function step(by, wanted = () => true) {
  const start = shown.findIndex((one) => one.id === open);
  for (let place = start + by; place >= 0 && place < shown.length; place += by) {
    if (wanted(shown[place])) return go(shown[place].id);
  }
  state(by > 0 ? "That was the last one" : "That was the first one", "done");
}

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), n: () => step(1, (one) => one.open),
  1: () => decision.choose(0), 2: () => decision.choose(1), 3: () => decision.choose(2), 4: () => decision.choose(3),
  r: () => decision.reopen(), o: () => decision.write(), "/": () => search(), "?": () => $("#help").showModal(), Escape: back,
};

function search() {
  document.body.dataset.pane = "queue";
  $("#words").focus();
  $("#words").select();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("#help").open || event.isComposing) return;
  if (event.target.closest("input, textarea, select")) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    if (open && $("#comment").offsetParent) $("#heading").focus();
    else event.target.blur();
    return;
  }
  if (!KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});

$("#filters").addEventListener("input", list);
$("#filters").addEventListener("submit", (event) => event.preventDefault());
$("#help-button").addEventListener("click", () => $("#help").showModal());
addEventListener("focus", () => {
  // Somebody may have committed in the meantime.
  seen = "";
  if (open) look();
});
addEventListener("hashchange", () => named() && named() !== open && go(named()));
addEventListener("pagehide", () => open && store.keep(open, true));
addEventListener("beforeunload", (event) => store.unsaved.length && event.preventDefault());

await store.load();
store.listen();

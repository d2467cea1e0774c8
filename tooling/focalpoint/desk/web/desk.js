// The desk: the queue, the comment that is open, and what keys, focus and the browser’s history do with them.

import { showComment } from "./comment.js";
import { Decision } from "./decision.js";
import { Dropping } from "./dropping.js";
import { Filters } from "./filters.js";
import { Keys } from "./keys.js";
import { Many } from "./many.js";
import { lastAssignee, Notes, showAssignees } from "./notes.js";
import { $, make } from "./parts.js";
import { decided, Queue } from "./queue.js";
import { Store } from "./store.js";
import { Undo } from "./undo.js";
import { Unsaved } from "./unsaved.js";
import { showProgress, Views } from "./views.js";
import { WholePage } from "./whole_page.js";

const store = new Store(refresh, state, () => unsaved.show());
const undo = new Undo(store, state);
const notes = new Notes({ changed: noted, state });
const decision = new Decision($("#decision-pane"), store, { notes, undo, state, done });
const filters = new Filters(store, notes, () => queue.list(open));
const queue = new Queue(store, filters, notes, go);
const many = new Many(store, undo, queue, { state, changed: () => queue.list(open) });
const views = new Views(filters, notes, { state, changed: () => queue.list(open) });
const unsaved = new Unsaved(store, notes, { go, state });
const dropping = new Dropping(store, { go, state });
const wholePage = new WholePage(store, { go, state });
Object.assign(decision, { many });
Object.assign(queue, { many });
let open = ""; // the comment that is shown
let spot = null; // its place, from the server
let seen = ""; // signature of the last request for its place
let drawn = ""; // signature of the evidence that is drawn

function state(words, kind) {
  const line = $("#state");
  if (line.textContent !== words) line.textContent = words;
  line.dataset.kind = kind;
}

function refresh() {
  const { round } = store;
  if (!round) return;
  document.title = `Review desk – draft ${round.draft}`;
  $("#draft").textContent = `${round.title}, draft ${round.draft}`;
  const done = round.comments.filter((one) => !one.open).length;
  $("#progress span").textContent = `${done} of ${round.comments.length} decided`;
  Object.assign($("#progress progress"), { max: Math.max(round.comments.length, 1), value: done });
  showProblems([...round.problems, ...(notes.problem ? [notes.problem] : [])]);
  unsaved.show();
  filters.fill(round);
  queue.list(open);
  if (!open && queue.shown.length) begin();
  else if (open) look();
}

function noted() {
  if (!store.round) return;
  showAssignees(notes);
  views.show();
  refresh();
}

function begin() {
  go(named() || (queue.shown.find((one) => one.open) ?? queue.shown[0]).id, { focus: false, push: false });
  if (document.activeElement === document.body) queue.at(open)?.focus({ preventScroll: true });
}

function showProblems(problems) {
  const box = $("#problems");
  box.hidden = !problems.length;
  if (box.dataset.signature === String(problems)) return;
  box.dataset.signature = String(problems);
  box.replaceChildren(make("h2", {}, "In the ledger is something to put right"), make("ul", {}, problems.map((one) => make("li", {}, one))));
}

function named() {
  const id = decodeURIComponent(location.hash.slice(1));
  return store.comment(id) ? id : "";
}

// Shows a comment, and saves the text being written for the previous one.
function go(id, { focus = true, push = true } = {}) {
  if (open && open !== id) store.keep(open);
  if (push && (open !== id || document.body.dataset.pane !== "comment")) history.pushState(null, "", `#${id}`);
  else if (!push) history.replaceState(null, "", `#${id}`);
  open = id;
  spot = null;
  seen = "";
  queue.mark(id);
  $("#comment").hidden = false;
  $("#comment").scrollTop = 0;
  if (focus) document.body.dataset.pane = "comment";
  look();
  if (!focus) return;
  $("#heading").focus({ preventScroll: true });
  scrollTo(0, 0);
}

// Says what was done, and stays; where the filters do not show the comment any more, goes on to the one after it.
function done(id, words) {
  const next = queue.has(id) ? null : queue.next(id, 1) ?? queue.next(id, -1);
  if (next) go(next.id);
  else if (id === open) $("#heading").focus({ preventScroll: true });
  const now = next ? ` Now ${next.id}, ${next.member_name}${next.paragraph ? `, paragraph ${next.paragraph}` : ""}.` : "";
  state(`${id}: ${words}. Saved.${now}`, "done");
}

async function takeBack() {
  const [id, ...others] = (await undo.back()).toReversed();
  if (!id) return;
  const wrong = $("#state").dataset.kind === "wrong" && $("#state").textContent;
  go(id);
  const said = others.length ? `${others.length + 1} comments: taken back` : `${id}: taken back; it is ${decided(store.comment(id), store.round)[1]} again`;
  state(wrong || said, wrong ? "wrong" : "done");
}

// Draws the comment, and its place when the server has sent it.
async function look() {
  const comment = store.comment(open);
  if (!comment) return;
  draw();
  const sign = [open, comment.standing, comment.version, store.isLost(open), store.round.busy, store.round.comments.length].join();
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
    const focused = $("#evidence").contains(document.activeElement);
    const put = (place) => undo.act(open, { action: "place", ...place }).then((put) => put && done(open, "placed"));
    const gone = () => undo.act(open, { action: "gone" }).then((put) => put && done(open, "gone from the text"));
    showComment($("#evidence"), { comment, spot, store, go, back, put, gone, page });
    if (focused && !$("#evidence").contains(document.activeElement)) $("#heading").focus({ preventScroll: true });
  }
  decision.show(comment, spot);
}

// Shows the page of the draft that the open comment is on.
function page() {
  const number = store.comment(open)?.page;
  if (number && !spot?.picture_why) return wholePage.show(number, open);
  return state(spot?.picture_why || "This comment is on no page that can be shown", "done");
}

function printed(what) {
  document.body.dataset.print = what;
  $("#printed-observation")?.remove();
  const area = $("#observation");
  area?.after(make("span", { id: "printed-observation", dir: "auto" }, area.value));
}

function back() {
  if (document.body.dataset.pane === "comment") history.pushState(null, "", "#");
  toQueue();
}

function toQueue() {
  document.body.dataset.pane = "queue";
  (queue.at(open) ?? $("#words")).focus();
}

function step(one, end) {
  if (one) go(one.id);
  else state(end, "done");
}

const SINGLE = {
  j: () => step(queue.next(open, 1), "That was the last one"),
  k: () => step(queue.next(open, -1), "That was the first one"),
  n: () => step(queue.nextOpen(open), "No other comment in this list is open"),
  1: () => decision.choose(0), 2: () => decision.choose(1), 3: () => decision.choose(2), 4: () => decision.choose(3),
  a: () => decision.applying.show(), s: () => decision.replies.enter(), l: () => decision.putLast(), x: () => open && many.toggle(open), m: seeTo, p: page, g: () => $("#with-group").click(),
  r: () => decision.reopen(), o: () => decision.write(), "/": search, "?": () => $("#help").showModal(),
};

// Takes the open comment for the person who was named last; asks for initials where nobody was.
function seeTo() {
  const assignee = lastAssignee();
  if (assignee && open) {
    notes.write(open, { ...notes.of(open), ...notes.written(open)?.now, assignee });
    notes.save(open);
    return state(`${open}: seen to by ${assignee}`, "done");
  }
  decision.internal.open = true;
  return $("#assignee").focus();
}

function search() {
  document.body.dataset.pane = "queue";
  $("#words").focus();
  $("#words").select();
}

function leave(event, field) {
  event.preventDefault();
  if (!field && $("#comment").contains(document.activeElement)) back();
  else if (open && $("#comment").offsetParent) $("#heading").focus();
  else field?.blur();
}

new Keys(SINGLE, { undo: takeBack, leave });
$("#help-button").addEventListener("click", () => $("#help").showModal());
addEventListener("focus", () => {
  // Somebody may have committed in the meantime.
  seen = "";
  if (open) look();
  notes.load(store.round);
});
$("#progress-button").addEventListener("click", () => showProgress(store, filters, () => queue.list(open)));
$("#print-button").addEventListener("click", () => {
  printed("queue");
  print();
});
addEventListener("beforeprint", () => document.body.dataset.print || printed("comment"));
addEventListener("afterprint", () => delete document.body.dataset.print);
addEventListener("popstate", () => {
  const id = named();
  if (id) go(id, { push: false });
  else toQueue();
});
addEventListener("pagehide", () => open && store.keep(open, true));
addEventListener("beforeunload", (event) => (store.unsaved.length || notes.texts?.mine.size) && event.preventDefault());

await store.load();
await notes.load(store.round);
dropping.show();
store.listen();

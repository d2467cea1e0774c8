// Shows each state that the server sends: the article on the left, the printed pages on the right, problems above.

import { Sheets } from "./sheets.js";
import { Steps } from "./steps.js";

const $ = (query) => document.querySelector(query);
const frame = $("iframe");
const print = $("#print");
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const steps = new Steps(frame, print);
const sheets = new Sheets(print, settled);
let latest = null;
let chosen = new URLSearchParams(location.search).get("chapter") ?? ""; // the chapter of this window; empty where it follows what is saved
let events = null;
let sought = ""; // the place of a problem that is gone to once its chapter is open
let open = ""; // the document that the frame holds
let went = 0; // the save whose changed block was scrolled to last

// Each window has its own stream, of the chapter that was chosen in it.
function listen() {
  events?.close();
  latest = null;
  events = new EventSource(`events?chapter=${encodeURIComponent(chosen)}`);
  events.onmessage = (event) => show(JSON.parse(event.data));
  events.onerror = () => state("The preview has ended: start it again, then open its new address", "wrong");
  $("#follow").checked = !chosen;
  keepAddress();
}

function keepAddress() {
  history.replaceState(null, "", chosen ? `./?chapter=${encodeURIComponent(chosen)}` : "./");
}

function show(next) {
  const last = latest;
  latest = { article: last?.article ?? "", ...next };
  if (JSON.stringify(last?.chapters) !== JSON.stringify(latest.chapters)) list();
  $("#chapters").value = latest.docname;
  $("#edition").textContent = `${latest.edition} edition`;
  // A chapter that was renamed is followed under its new name.
  if (chosen && latest.docname && latest.docname !== chosen && latest.chapters.every((one) => one[0] !== chosen)) {
    chosen = latest.docname;
    keepAddress();
  }
  tell();
  if (!latest.docname) return;
  document.title = `${name(latest.docname)} – live preview`;
  if (open !== latest.docname) {
    open = latest.docname;
    went = latest.changed ? latest.edit - 1 : latest.edit;
    root.dataset.web = "";
    frame.src = `site/${open.split("/").map(encodeURIComponent).join("/")}.html`;
    print.scrollTop = 0;
  } else if (last?.article !== latest.article) write();
  steps.place(latest.anchors, latest.size);
  sheets.show(latest.page_digests, latest.size);
  go();
}

function name(docname) {
  return latest.chapters.find((one) => one[0] === docname)?.[1] ?? "";
}

function list() {
  const groups = new Map();
  for (const [docname, title, part] of latest.chapters) {
    if (!groups.has(part)) groups.set(part, Object.assign(document.createElement("optgroup"), { label: part || "Manual" }));
    groups.get(part).append(new Option(title, docname));
  }
  $("#chapters").replaceChildren(...groups.values());
}

const AS_DRAWN = {
  "": "the chapter is shown as it was saved",
  pages: "the web page is shown as it was saved, the printed pages as they were before",
  all: "the chapter is shown as it was before, until this is put right",
};

// Tells the problems of the chapter first, those of other files apart.
function tell() {
  const box = $("#problems");
  const many = latest.problems.length;
  box.hidden = !many;
  const signature = JSON.stringify([latest.docname, latest.held, latest.problems]);
  if (box.dataset.signature !== signature) {
    box.dataset.signature = signature;
    const here = latest.problems.filter((one) => one.here);
    const others = latest.problems.filter((one) => !one.here);
    const shown = [];
    // A problem is told before the chapter is drawn.
    const held = latest.held || (here.some((one) => one.holds) ? "all" : "");
    const words = here.length ? `${count(here.length)} in this chapter: ${AS_DRAWN[held]}` : held ? `No problem in this chapter, but others: ${AS_DRAWN[held]}` : "";
    if (words) {
      shown.push(Object.assign(document.createElement("h2"), { textContent: words }), listed(here));
    }
    if (others.length) {
      const apart = document.createElement("details");
      apart.open = box.querySelector("details")?.open ?? false;
      apart.append(Object.assign(document.createElement("summary"), { textContent: `${count(others.length)} in other files` }), listed(others));
      shown.push(apart);
    }
    box.replaceChildren(...shown);
    if ($("#said").textContent !== words) $("#said").textContent = words;
  }
  const drawn = latest.seconds ? `drawn in ${latest.seconds.toFixed(1)} s` : "";
  const here = latest.problems.filter((one) => one.here).length;
  if (latest.held || latest.problems.some((one) => one.here && one.holds)) state(here ? count(here) : "Shown as it was before", "wrong");
  else if (latest.drawn === latest.edit && latest.page_digests.length && drawn && !latest.busy) state(here ? `${count(here)}, ${drawn}` : drawn, here ? "wrong" : "done");
  else state(latest.busy ? `${latest.busy} …` : "", "busy");
}

function count(many) {
  return many === 1 ? "One problem" : `${many} problems`;
}

function listed(problems) {
  const all = document.createElement("ul");
  for (const problem of problems) {
    const item = document.createElement("li");
    if (problem.place) {
      const place = Object.assign(document.createElement("button"), { type: "button", textContent: problem.place });
      place.title = "Go to this place, and copy it for the editor";
      place.addEventListener("click", () => visitProblem(problem));
      item.append(place, ": ");
    }
    item.append(problem.says);
    all.append(item);
  }
  return all;
}

// Copies path and line, and shows the block that the line is in.
async function visitProblem(problem) {
  const copied = await navigator.clipboard.writeText(problem.place).then(() => true, () => false);
  state(copied ? `${problem.place} is copied` : problem.place, "done");
  if (problem.here && problem.block) steps.goTo(problem.block);
  else if (problem.docname && problem.docname !== latest.docname) {
    sought = problem.place;
    ask(problem.docname);
  }
}

function state(text, kind) {
  const line = $("#state");
  if (line.textContent !== text) line.textContent = text;
  line.dataset.kind = kind;
}

function article() {
  return frame.contentDocument?.querySelector("article");
}

// Inserts the article into the frame, whose page has the style of the web edition.
function write() {
  const target = article();
  if (!target || decodeURIComponent(frame.contentWindow.location.pathname).endsWith(`/site/${open}.html`) === false) return;
  target.innerHTML = latest.article;
  root.dataset.web = latest.edit;
}

function go() {
  const target = article();
  const problem = target && latest.problems.find((one) => one.place === sought && one.here && one.block);
  if (problem && target.ownerDocument.getElementById(problem.block)) {
    sought = "";
    steps.goTo(problem.block);
  }
  if (!target || latest.edit <= went && latest.drawn !== latest.edit) return;
  const changed = latest.changed ? frame.contentDocument.getElementById(latest.changed) : null;
  for (const old of target.querySelectorAll(".fp-changed")) old.classList.remove("fp-changed");
  changed?.classList.add("fp-changed");
  sheets.mark(changed && latest.drawn === latest.edit ? latest.anchors[latest.changed] : null, latest.size, latest.anchors);
  // Once with the article, and again with its pages, unless the reader has scrolled in the meantime.
  const news = latest.edit > went;
  if (changed && (news || (steps.leader === null && Number(root.dataset.went) !== latest.drawn))) steps.goTo(latest.changed);
  went = latest.edit;
  if (latest.drawn === latest.edit) root.dataset.went = latest.drawn;
  sheets.fill();
}

function settled() {
  if (latest?.page_digests.length && root.dataset.print !== String(latest.drawn)) root.dataset.print = latest.drawn;
}

function wear() {
  if (frame.contentDocument) frame.contentDocument.documentElement.dataset.theme = dark.matches ? "dark" : "light";
}

frame.addEventListener("load", () => {
  if (!article()) return;
  wear();
  write();
  steps.attach();
  go();
  frame.contentDocument.addEventListener("click", visit);
});

// A link to another chapter opens it in both panes; an external link opens in a new tab.
function visit(event) {
  const link = event.target.closest?.("a[href]");
  if (!link) return;
  event.preventDefault();
  const address = new URL(link.href);
  if (address.origin !== location.origin) {
    if (/^https?:$/.test(address.protocol)) window.open(address.href, "_blank", "noopener,noreferrer");
    return;
  }
  const docname = decodeURIComponent(address.pathname.split("/site/")[1] ?? "").replace(/\.html$/, "");
  if (docname === open) steps.goTo(decodeURIComponent(address.hash.slice(1)));
  else ask(docname);
}

// Shows a chapter in this window alone; an empty name, the one that is saved next.
function ask(docname) {
  chosen = docname;
  listen();
}

dark.addEventListener("change", wear);
$("#chapters").addEventListener("change", (event) => ask(event.target.value));
$("#follow").addEventListener("change", (event) => ask(event.target.checked ? "" : latest?.docname ?? ""));
for (const button of document.querySelectorAll(".switch button"))
  button.addEventListener("click", () => {
    document.body.dataset.pane = button.dataset.pane;
    for (const other of document.querySelectorAll(".switch button"))
      other.setAttribute("aria-pressed", String(other === button));
    sheets.fill();
  });
listen();

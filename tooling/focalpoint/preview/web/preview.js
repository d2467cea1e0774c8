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
let open = ""; // the document that the frame holds
let went = 0; // the save whose changed block was scrolled to last

const events = new EventSource("events");
events.onmessage = (event) => show(JSON.parse(event.data));
events.onerror = () => state("The preview has ended: start it again, then open its new address", "wrong");

function show(next) {
  const last = latest;
  latest = next;
  if (JSON.stringify(last?.chapters) !== JSON.stringify(latest.chapters)) list();
  $("#chapters").value = latest.docname;
  $("#edition").textContent = `${latest.edition} edition`;
  tell();
  if (!latest.docname) return;
  document.title = `${name()} – live preview`;
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

function name() {
  return latest.chapters.find((one) => one[0] === latest.docname)?.[1] ?? "";
}

function list() {
  const groups = new Map();
  for (const [docname, title, part] of latest.chapters) {
    if (!groups.has(part)) groups.set(part, Object.assign(document.createElement("optgroup"), { label: part || "Manual" }));
    groups.get(part).append(new Option(title, docname));
  }
  $("#chapters").replaceChildren(...groups.values());
}

function tell() {
  const box = $("#problems");
  const many = latest.problems.length;
  box.hidden = !many;
  if (box.dataset.signature !== String(latest.problems)) {
    box.dataset.signature = String(latest.problems);
    const head = document.createElement("h2");
    head.textContent = `${many === 1 ? "One problem" : `${many} problems`}: what is wrong is shown as it was before`;
    const items = latest.problems.map((problem) => {
      const item = document.createElement("li");
      const place = /^[^:\s]+(:\d+)?(?=: )/.exec(problem)?.[0] ?? "";
      item.append(Object.assign(document.createElement("b"), { textContent: place }), problem.slice(place.length));
      return item;
    });
    const all = document.createElement("ul");
    all.append(...items);
    box.replaceChildren(head, all);
  }
  const drawn = latest.seconds ? `drawn in ${latest.seconds.toFixed(1)} s` : "";
  if (many) state(many === 1 ? "One problem" : `${many} problems`, "wrong");
  else if (latest.drawn === latest.edit && latest.page_digests.length && drawn) state(drawn, "done");
  else state(latest.busy ? `${latest.busy} …` : "", "busy");
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

function ask(docname) {
  fetch("open", { method: "POST", headers: { "X-Focalpoint": "1" }, body: docname }).catch(() => {});
}

dark.addEventListener("change", wear);
$("#chapters").addEventListener("change", (event) => ask(event.target.value));
for (const button of document.querySelectorAll(".switch button"))
  button.addEventListener("click", () => {
    document.body.dataset.pane = button.dataset.pane;
    for (const other of document.querySelectorAll(".switch button"))
      other.setAttribute("aria-pressed", String(other === button));
    sheets.fill();
  });

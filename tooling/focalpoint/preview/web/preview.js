// Shows every scene that the server sends: the article on the left, the printed pages on the right, what is wrong above.

import { Sheets } from "./sheets.js";
import { Steps } from "./steps.js";

const $ = (query) => document.querySelector(query);
const frame = $("iframe");
const print = $("#print");
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const steps = new Steps(frame, print);
const sheets = new Sheets(print, settled);
let scene = null;
let open = ""; // the document that the frame holds
let went = 0; // the save whose block was gone to

const events = new EventSource("events");
events.onmessage = (event) => show(JSON.parse(event.data));
events.onerror = () => state("The preview has ended: start it again, then open its new address", "wrong");

function show(next) {
  const last = scene;
  scene = next;
  if (JSON.stringify(last?.chapters) !== JSON.stringify(scene.chapters)) list();
  $("#chapters").value = scene.docname;
  $("#edition").textContent = `${scene.edition} edition`;
  tell();
  if (!scene.docname) return;
  document.title = `${name()} – live preview`;
  if (open !== scene.docname) {
    open = scene.docname;
    went = scene.changed ? scene.edit - 1 : scene.edit;
    root.dataset.web = "";
    frame.src = `site/${open.split("/").map(encodeURIComponent).join("/")}.html`;
    print.scrollTop = 0;
  } else if (last?.article !== scene.article) write();
  steps.place(scene.anchors, scene.size);
  sheets.show(scene.looks, scene.size);
  go();
}

function name() {
  return scene.chapters.find((one) => one[0] === scene.docname)?.[1] ?? "";
}

function list() {
  const groups = new Map();
  for (const [docname, title, part] of scene.chapters) {
    if (!groups.has(part)) groups.set(part, Object.assign(document.createElement("optgroup"), { label: part || "Manual" }));
    groups.get(part).append(new Option(title, docname));
  }
  $("#chapters").replaceChildren(...groups.values());
}

function tell() {
  const box = $("#problems");
  const many = scene.problems.length;
  box.hidden = !many;
  if (box.dataset.told !== String(scene.problems)) {
    box.dataset.told = String(scene.problems);
    const head = document.createElement("h2");
    head.textContent = `${many === 1 ? "One problem" : `${many} problems`}: what is wrong is shown as it was before`;
    const items = scene.problems.map((problem) => {
      const item = document.createElement("li");
      const place = /^[^:\s]+(:\d+)?(?=: )/.exec(problem)?.[0] ?? "";
      item.append(Object.assign(document.createElement("b"), { textContent: place }), problem.slice(place.length));
      return item;
    });
    const all = document.createElement("ul");
    all.append(...items);
    box.replaceChildren(head, all);
  }
  const drawn = scene.seconds ? `drawn in ${scene.seconds.toFixed(1)} s` : "";
  if (many) state(many === 1 ? "One problem" : `${many} problems`, "wrong");
  else if (scene.drawn === scene.edit && scene.looks.length && drawn) state(drawn, "done");
  else state(scene.busy ? `${scene.busy} …` : "", "busy");
}

function state(text, kind) {
  const line = $("#state");
  if (line.textContent !== text) line.textContent = text;
  line.dataset.kind = kind;
}

function article() {
  return frame.contentDocument?.querySelector("article");
}

// Puts the article into the frame, whose page has the site's own style.
function write() {
  const target = article();
  if (!target || decodeURIComponent(frame.contentWindow.location.pathname).endsWith(`/site/${open}.html`) === false) return;
  target.innerHTML = scene.article;
  root.dataset.web = scene.edit;
}

function go() {
  const target = article();
  if (!target || scene.edit <= went && scene.drawn !== scene.edit) return;
  const changed = scene.changed ? frame.contentDocument.getElementById(scene.changed) : null;
  for (const old of target.querySelectorAll(".fp-changed")) old.classList.remove("fp-changed");
  changed?.classList.add("fp-changed");
  sheets.mark(changed && scene.drawn === scene.edit ? scene.anchors[scene.changed] : null, scene.size, scene.anchors);
  // Once when the words are there, and again with their pages, unless the reader has moved on meanwhile.
  const news = scene.edit > went;
  if (changed && (news || (steps.leader === null && Number(root.dataset.went) !== scene.drawn))) steps.goTo(scene.changed);
  went = scene.edit;
  if (scene.drawn === scene.edit) root.dataset.went = scene.drawn;
  sheets.fill();
}

function settled() {
  if (scene?.looks.length && root.dataset.print !== String(scene.drawn)) root.dataset.print = scene.drawn;
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

// A link to another chapter opens it in both panes; one that leads away opens beside the preview.
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

// The page as a whole: its keys, its buttons, its panels.

const TEXT = document.querySelector("#text");
let current = null;

/** Make a block the one that Tab reaches, and go there. */
function goTo(block, quietly = false) {
  current?.removeAttribute("tabindex");
  current = block;
  block.tabIndex = 0;
  block.focus({ preventScroll: quietly });
  if (!quietly) block.scrollIntoView({ block: "center" });
}

/** Go some blocks on; blocks without words are passed over. */
function step(way) {
  const next = BLOCKS[BLOCKS.indexOf(current) + way];
  if (next) goTo(next);
}

/** Comment on what is selected, else on a block. */
function commentOn(block) {
  const selection = getSelection();
  const spans = selection.rangeCount && !selection.isCollapsed ? spansOf(selection.getRangeAt(0)) : [];
  document.querySelector("#select").hidden = true;
  if (spans.length) begin(spans);
  else if (block) begin([{ b: block.dataset.b, s: -1, e: -1 }]);
}

TEXT.addEventListener("click", (event) => {
  const block = blockAt(event.target);
  if (event.target.closest("a, button") || !block) return;
  if (!getSelection().isCollapsed) return;
  goTo(block, true);
  commentOn(block);
});

TEXT.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !event.target.matches("[data-b]")) return;
  const act = { j: () => step(1), k: () => step(-1), enter: () => commentOn(event.target) }[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const marked = selection.rangeCount && !selection.isCollapsed && TEXT.contains(selection.anchorNode) && selection.toString().trim();
  document.querySelector("#select").hidden = !marked || EDITOR.open;
});
// A press on the button must not end the selection that it is about.
document.querySelector("#select").addEventListener("pointerdown", (event) => event.preventDefault());
document.querySelector("#select").addEventListener("click", () => commentOn(null));

/** Close the panels that lie over the text on a narrow screen. */
function closePanels() {
  for (const panel of document.querySelectorAll(".panel")) panel.classList.remove("open");
  for (const button of document.querySelectorAll("[aria-controls]")) button.setAttribute("aria-expanded", "false");
}

/** Open or close a panel; the focus goes along. */
function turn(button) {
  const panel = document.getElementById(button.getAttribute("aria-controls"));
  const opens = !panel.classList.contains("open");
  closePanels();
  panel.classList.toggle("open", opens);
  button.setAttribute("aria-expanded", String(opens));
  if (opens) panel.querySelector("h2").focus();
}

for (const button of document.querySelectorAll("[aria-controls]")) button.addEventListener("click", () => turn(button));
for (const panel of document.querySelectorAll(".panel")) {
  const back = () => {
    closePanels();
    document.querySelector(`[aria-controls="${panel.id}"]`).focus();
  };
  panel.querySelector(".close").addEventListener("click", back);
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") back(); });
}
document.querySelector("#contents").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  closePanels();
  goTo(document.getElementById(link.getAttribute("href").slice(1)).querySelector("h2[data-b], [data-b]"));
});

const acts = { save: saveFile, print: printComments, word: saveWord, general: () => begin([]), open: () => document.querySelector("#files").click() };
for (const [name, act] of Object.entries(acts)) document.querySelector(`#${name}`).addEventListener("click", act);
document.querySelector("#files").addEventListener("change", async (event) => {
  await openFiles([...event.target.files]);
  event.target.value = "";
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  openFiles([...event.dataTransfer.files]);
});
document.querySelector("#goto").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = event.target.elements.number;
  const block = numbered(field.value.trim());
  if (!block) return tell(say("goto_none", { n: field.value.trim() }));
  goTo(block);
  begin([{ b: block.dataset.b, s: -1, e: -1 }]);
});
document.querySelector("#filter").addEventListener("change", drawList);
document.querySelector("#contact").addEventListener("input", (event) => {
  settings.contact = oneLine(event.target.value);
  keep();
});
const chooser = document.querySelector("#language");
chooser.append(...Object.entries(WORDS).map(([code, words]) => make("option", { value: code, textContent: words.language, lang: code })));
chooser.addEventListener("change", () => {
  settings.language = chooser.value;
  speak(chooser.value);
  keep();
  draw();
});
addEventListener("storage", (event) => {
  if (event.key !== KEY || !event.newValue) return;
  take(event.newValue);
  sort();
  draw();
});
addEventListener("beforeunload", (event) => {
  if (!keeps && changedSince()) event.preventDefault();
});

/** Let a table that is wider than the page be reached, and so scrolled, by keyboard. */
function reachTables() {
  for (const one of document.querySelectorAll(".wide")) {
    if (one.scrollWidth > one.clientWidth) {
      one.tabIndex = 0;
      one.setAttribute("role", "region");
      const named = one.querySelector("caption") ?? one.closest("article").querySelector("h2");
      one.setAttribute("aria-label", named.textContent);
    } else for (const name of ["tabindex", "role", "aria-label"]) one.removeAttribute(name);
  }
}
addEventListener("resize", reachTables);

// A page that a browser has saved, with what was typed in it, is told from the page that was sent.
document.documentElement.dataset.opened = "";
load();
speak(settings.language || FACTS.language || navigator.language.slice(0, 2));
chooser.value = language;
document.querySelector("#contact").value = settings.contact;
const held = keeps ? (location.protocol === "file:" ? "kept_local" : "kept_web") : "kept_not";
Object.assign(document.querySelector("#storage").dataset, { say: held });
document.querySelector("#storage").textContent = say(held);
current = BLOCKS[0] ?? null;
if (current) current.tabIndex = 0;
sort();
draw();
reachTables();

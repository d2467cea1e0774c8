// The window in which one comment is written; every key is kept at once.

const EDITOR = document.querySelector("#editor");
const FIELDS = EDITOR.querySelector("form").elements;
let edited = null;
let before = null;

/** Begin a comment on characters of blocks, or on the whole draft where there are none. */
function begin(spans) {
  const marked = spans.some((span) => span.s >= 0);
  const one = { n: newName(), v: 1, k: "note", t: marked ? "ed" : "te", by: settings.by, c: "", p: "", w: false, spans };
  if (!spans.length) one.t = "ge";
  openEditor(one, true);
}

const edit = (one) => openEditor(one, false);

/** Open the window on a comment. */
function openEditor(one, fresh) {
  edited = one;
  before = JSON.stringify(one);
  EDITOR.querySelector("h2").textContent = say(fresh ? "editor_new" : "editor_old", { place: placeSaid(one.spans) });
  FIELDS.words.value = one.spans.some((span) => span.s >= 0) ? wordsOf(one.spans) : "";
  for (const radio of FIELDS.kind) radio.checked = radio.value === one.k;
  FIELDS.type.value = one.t;
  FIELDS.by.value = one.by;
  FIELDS.comment.value = one.c;
  FIELDS.new.value = one.p;
  showBlock();
  showKind();
  EDITOR.showModal();
  FIELDS.comment.focus();
}

/** Show the paragraph with the words that are meant. */
function showBlock() {
  const shown = EDITOR.querySelector("#meant");
  const { spans } = edited;
  const several = spans.length > 1;
  EDITOR.querySelector("#words-field").hidden = !spans.length;
  FIELDS.words.readOnly = several;
  shown.hidden = !spans.length;
  if (!spans.length) return;
  const text = several ? wordsOf(spans) : textOf(BY_ID.get(spans[0].b));
  const { s, e } = spans[0];
  if (several || s < 0) shown.replaceChildren(text);
  else shown.replaceChildren(cut(text, 0, s), make("mark", {}, cut(text, s, e)), cut(text, e));
  if (several) EDITOR.querySelector("#words-told").textContent = say("words_several");
}

/** Show the field of the new text where the kind has one. */
function showKind() {
  const kind = FIELDS.kind.value;
  EDITOR.querySelector("#new-field").hidden = kind !== "replace" && kind !== "insert";
  for (const radio of FIELDS.kind) radio.disabled = !edited.spans.length && radio.value !== "note";
}

/** Take the words that were typed as those that are meant. */
function readWords() {
  const told = EDITOR.querySelector("#words-told");
  told.textContent = "";
  if (edited.spans.length !== 1) return;
  const block = BY_ID.get(edited.spans[0].b);
  const words = FIELDS.words.value.replace(/\s+/g, " ").trim();
  const found = findWords(block, words);
  const held = found.find((span) => span.s === edited.spans[0].s);
  if (words && !found.length) told.textContent = say("words_none");
  else edited.spans = [held ?? found[0] ?? { b: block.dataset.b, s: -1, e: -1 }];
  if (found.length > 1 && edited.spans[0].s === found[0].s) told.textContent = say("words_many", { n: found.length });
  showBlock();
}

/** Read the fields into the comment, and keep it. */
function readFields(event) {
  if (event.target === FIELDS.words) readWords();
  const kind = FIELDS.kind.value;
  if (event.target.name === "kind") {
    showKind();
    if (kind === "replace" && !FIELDS.new.value) FIELDS.new.value = wordsOf(edited.spans);
  }
  const proposes = kind === "replace" || kind === "insert";
  const now = { k: kind, t: FIELDS.type.value, by: oneLine(FIELDS.by.value), c: clean(FIELDS.comment.value), p: proposes ? clean(FIELDS.new.value) : "" };
  Object.assign(edited, now);
  if (event.target === FIELDS.by) settings.by = now.by;
  if (!isEmpty(edited) && !comments.includes(edited)) comments.push(edited);
  keep();
}

/** Close the window; an empty comment goes, one that changed counts as changed. */
function closeEditor() {
  const one = edited;
  if (!one) return;
  edited = null;
  const known = comments.includes(one);
  if (known && isEmpty(one)) drop(one);
  else if (known && JSON.stringify(one) !== before && saved[one.n] !== undefined && one.v <= saved[one.n]) one.v = saved[one.n] + 1;
  keep();
  draw();
  const block = one.spans.length ? BY_ID.get(one.spans[0].b) : null;
  if (block) goTo(block, true);
  if (comments.includes(one)) tell(say("stopped", { n: comments.indexOf(one) + 1 }));
}

/** Delete the comment in the window; it can be brought back until something else is done. */
function removeEdited() {
  const one = edited;
  edited = null;
  EDITOR.close();
  if (!comments.includes(one)) return;
  drop(one);
  keep();
  draw();
  tell(say("removed"));
  const undo = document.querySelector("#undo");
  undo.hidden = false;
  undo.onclick = () => {
    deleted = deleted.filter((name) => name !== one.n);
    comments.push(one);
    undo.hidden = true;
    keep();
    draw();
    tell(say("stopped", { n: comments.indexOf(one) + 1 }));
  };
  undo.focus();
}

EDITOR.addEventListener("input", readFields);
EDITOR.addEventListener("close", closeEditor);
EDITOR.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  EDITOR.close();
});
document.querySelector("#remove").addEventListener("click", removeEdited);

// What goes out of the page and what comes in: the text file, the Word document, the print, colleagues' files.

/** Hand a file to the person. */
function handOut(name, content, type) {
  const link = make("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const fileName = (ending) => `comments-${FACTS.draft}${FACTS.member ? `-${FACTS.member}` : ""}.${ending}`;

/** Save all comments to the text file that is sent back. */
function saveFile() {
  settings.contact = oneLine(document.querySelector("#contact").value);
  const whole = comments.filter((one) => !isEmpty(one));
  // The mark at its head tells every program that the text is Unicode.
  handOut(fileName("txt"), "\ufeff" + writeFile(whole, settings.contact), "text/plain;charset=utf-8");
  saved = Object.fromEntries(whole.map((one) => [one.n, one.v]));
  keep();
  tell(say("saved", { file: fileName("txt") }));
}

/** Read a file as text; UTF-16 is known by its mark. */
async function textIn(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const sixteen = { "255 254": "utf-16le", "254 255": "utf-16be" }[`${bytes[0]} ${bytes[1]}`];
  return new TextDecoder(sixteen ?? "utf-8").decode(bytes);
}

/** Open files of colleagues, or one's own, and say what became of each. */
async function openFiles(files) {
  const told = [];
  for (const file of files) {
    const read = readFiles(await textIn(file));
    if (!read.length) told.push(say("not_ours", { file: file.name }));
    for (const one of read) told.push(...openOne(file.name, one));
  }
  draw();
  const list = document.querySelector("#opened");
  list.replaceChildren(...told.map((text) => make("li", {}, text)));
  list.hidden = !told.length;
  tell(told.join(" "));
}

/** Open one file's comments; yields what a person must know of it. */
function* openOne(file, read) {
  const [number, member = ""] = read.copy.split(/\s+/);
  if (read.draft !== FACTS.draft) return yield say("other_draft", { file, id: oneLine(read.draft) });
  if (number !== FACTS.copy) return yield say("other_copy", { file, member: oneLine(member) || number });
  const usable = [];
  for (const [index, one] of read.comments.entries()) {
    for (const key of ["c", "p"]) one[key] = clean(one[key]);
    one.by = oneLine(one.by);
    const sound = isSound(one);
    if (sound.usable) usable.push(one);
    if (!sound.usable || !sound.same) yield say("damaged", { file, n: index + 1 });
  }
  if (read.contact && !settings.contact) document.querySelector("#contact").value = settings.contact = oneLine(read.contact);
  const { added, changed, same, both } = join(usable);
  yield say("opened", { file, added, changed, same }) + (both ? ` ${say("opened_both", { n: both })}` : "");
  if (!read.whole) yield say("cut", { file });
}

/** Describe a comment in rows: its number, place, type, words and proposal. */
function rows() {
  const said = (one) => [one.c, one.w ? `(${say("withdrawn")})` : "", one.by ? `(${one.by})` : ""].filter(Boolean).join("\n");
  const proposal = (one) => {
    const words = wordsOf(one.spans);
    if (one.k === "note") return words && one.spans[0].s >= 0 ? `“${words}”` : "";
    if (one.k === "delete") return `${say("delete")}: “${words}”`;
    return `${say(one.k)}: “${words}”\n${say("new")}: ${one.p}`;
  };
  return comments.filter((one) => !isEmpty(one)).map((one, index) => [String(index + 1), placeOf(one.spans) || say("whole"), say(one.t), said(one), proposal(one)]);
}

const heads = () => [say("number_head"), say("paragraph_head"), say("type"), say("comment"), say("kind")];

/** Print the comments alone; the text stays out of it. */
function printComments() {
  const table = document.querySelector("#printed");
  const line = (tag, cells) => make("tr", {}, ...cells.map((cell) => make(tag, { dir: "auto" }, cell)));
  const facts = { name: FACTS.name || FACTS.draft, title: FACTS.title, number: FACTS.number };
  table.replaceChildren(make("caption", {}, `${say("file_title", facts)} (${FACTS.draft})`), make("thead", {}, line("th", heads())), make("tbody", {}, ...rows().map((row) => line("td", row))));
  window.print();
}

/** Write the comments as a Word document. */
function saveWord() {
  const facts = { name: FACTS.name || FACTS.draft, title: FACTS.title, number: FACTS.number };
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  handOut(fileName("docx"), wordFile(say("file_title", facts), FACTS.draft, heads(), rows()), type);
}

// Reading the text files of colleagues, with the same rules as the Secretariat's own program.

const LABELS = new Map(["place", "words", "by", "withdrawn", "comment", "new", "contact"].flatMap(
  (name) => Object.values(WORDS).map((words) => [loose(words[name]).toLowerCase(), name])));
const LABELLED = /^([^:]{2,40}?)\s*:\s*(.*)$/;

/** Read one line: what it is, and what it holds. */
function readLine(raw) {
  const line = raw.replace(/[\ufeff\u00a0]/g, " ").trim().replace(/^(?:>\s?)+/, "").trim();
  let found;
  if (!line) return { is: "blank" };
  if ((found = /^==\s*focalpoint-comments\s+(\d+)\s*==$/.exec(line))) return { is: "begin", version: found[1] };
  if ((found = /^==\s*end\s+(\d+)\s+([0-9a-f]{8})\s*==$/.exec(line))) return { is: "end", count: Number(found[1]), check: found[2] };
  if ((found = /^\[(\d+)\D{1,20}(\d+)\]/.exec(line))) return { is: "comment", number: Number(found[1]) };
  if ((found = /^(Ref|And|Check|Draft|Copy)\s*:\s*(.+)$/.exec(line))) return { is: found[1], value: found[2] };
  if ((found = /^: ?(.*)$/.exec(line))) return { is: "line", value: found[1] };
  if ((found = /^\+ ?(.*)$/.exec(line))) return { is: "more", value: found[1] };
  if ((found = LABELLED.exec(line)) && LABELS.has(loose(found[1]).toLowerCase())) return { is: "label", name: LABELS.get(loose(found[1]).toLowerCase()), value: found[2] };
  return { is: "more", value: line, bare: true };
}

/** Read every file that a text holds; each with its draft, copy, comments, and whether its end is there. */
function readFiles(text) {
  const files = [];
  let file = null;
  let comment = null;
  let field = "";
  for (const raw of text.split(/\r\n?|\n/)) {
    const line = readLine(raw);
    if (line.is === "begin") files.push((file = { draft: "", copy: "", contact: "", comments: [], whole: false }));
    if (!file || line.is === "blank") continue;
    if (line.is === "begin" || line.is === "comment" || line.is === "end") field = "";
    if (line.is === "end") {
      file.whole = line.count === file.comments.length;
      file = comment = null;
    } else if (line.is === "comment") {
      file.comments.push((comment = { spans: [], k: "note", t: "ge", n: "", v: 1, by: "", c: "", p: "", w: false, words: "", checks: "" }));
    } else if (line.is === "Draft") file.draft = line.value;
    else if (line.is === "Copy") file.copy = line.value;
    else if (line.is === "label" && !comment) {
      if (line.name === "contact") file.contact = line.value;
    } else if (comment) field = readField(comment, line, field);
  }
  return files;
}

/** Read a line of a comment; returns the field that the next lines may go on with. */
function readField(comment, line, field) {
  const keys = { words: "words", comment: "c", new: "p", by: "by" };
  if (line.is === "Ref" || line.is === "And") {
    const [b, at, k, t, n, v] = line.value.split(/\s+/);
    const [s, e] = at === "-" ? [-1, -1] : (at ?? "").split("-").map(Number);
    if (b !== "all") comment.spans.push({ b, s, e });
    if (line.is === "Ref") Object.assign(comment, { k, t, n, v: Number(v) });
    return "";
  }
  if (line.is === "Check") {
    comment.checks = line.value;
    return "";
  }
  if (line.is === "label") {
    if (line.name === "withdrawn") comment.w = true;
    if (!(line.name in keys)) return "";
    comment[keys[line.name]] = line.value;
    return keys[line.name] + (line.value ? "" : "?");
  }
  const key = field.replace("?", "");
  if (!key) return "";
  if (line.is === "line") comment[key] += (field.endsWith("?") ? "" : "\n") + line.value;
  else comment[key] += (comment[key] ? " " : "") + line.value;
  return key;
}

/** Tell whether a comment that was read is sound and as it was written. */
function isSound(one) {
  const known = KINDS.includes(one.k) && TYPES.includes(one.t) && /^[0-9a-z]{4,16}$/.test(one.n) && one.v > 0;
  const placed = one.spans.every(({ b, s, e }) => BY_ID.has(b) && Number.isInteger(s) && Number.isInteger(e) && s <= e);
  return { usable: known && placed, same: one.checks.startsWith(check(whole(one, one.words))) };
}

// The text file that goes back: written so that a person can read it and mail programs may break its lines.
// A comment: n its name, v how often it was changed, k what it proposes, t its type, by its reviewer, c the comment,
// p the new text, w whether it is withdrawn, spans the characters of blocks that it is on (none: the whole draft).

const WIDTH = 72;
const KINDS = ["note", "replace", "delete", "insert"];
const TYPES = ["ge", "te", "ed", "tr"];
const CRC = Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte >>> 0;
});

/** Sum up bytes as zip files do (CRC-32). */
function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = CRC[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

const check = (text) => crc32(new TextEncoder().encode(text)).toString(16).padStart(8, "0");

/** Keep what a text can hold: no control characters, no marks that turn the direction of others, no half characters. */
function clean(text) {
  return text.replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n").replace(/\t/g, " ")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
    .split("\n").map((line) => line.trim()).join("\n").trim();
}

const oneLine = (text) => clean(text).replace(/\s+/g, " ");

/** Leave out of a text what programs change on the way: blanks, and the shapes of quotation marks and dashes. */
function loose(text) {
  return text.replace(/[‘’‚‛]/g, "'").replace(/[“”„«»]/g, '"').replace(/[‐‑–—]/g, "-").replace(/…/g, "...")
    .replace(/\s+/g, "").replace(/-+/g, "-");
}

/** Write down all that a comment says, for its checks. */
function whole(one, words) {
  const spans = one.spans.map(({ b, s, e }) => `${b} ${s} ${e}`).join(" ");
  return [spans, one.k, one.t, one.n, one.v, one.w ? 1 : 0, one.by, words, one.c, one.p].join("\n");
}

/** Break a text into lines: “: ” begins a line of the writer, “+ ” goes on with it. */
function broken(text) {
  const lines = [];
  for (const own of text.split("\n")) {
    let line = ": ";
    for (const word of own.split(/(?<=\S) (?=\S)/)) {
      if (line.length > 2 && line.length + word.length >= WIDTH) {
        lines.push(line);
        line = "+ ";
      }
      line += line.length > 2 ? ` ${word}` : word;
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

/** Write the file: a head, every comment, and an end that tells how many there are. */
function writeFile(comments, contact) {
  const facts = { name: FACTS.name || FACTS.draft, title: FACTS.title, number: FACTS.number };
  const lines = ["== focalpoint-comments 1 ==", say("file_title", facts), say("file_note"), `Draft: ${FACTS.draft}`, `Copy: ${FACTS.copy} ${FACTS.member} ${FACTS.name}`.trim()];
  if (contact) lines.push(`${say("contact")}: ${contact}`);
  lines.push("");
  const checks = [];
  comments.forEach((one, index) => {
    const words = wordsOf(one.spans);
    const [first, ...others] = one.spans.map(({ b, s, e }) => (s < 0 ? `${b} -` : `${b} ${s}-${e}`));
    checks.push(check(whole(one, words)));
    lines.push(`[${index + 1} ${say("of")} ${comments.length}] ${say(one.k)} · ${say(one.t)}`);
    lines.push(`Ref: ${first ?? "all -"} ${one.k} ${one.t} ${one.n} ${one.v}`, ...others.map((other) => `And: ${other}`));
    if (one.spans.length) lines.push(`${say("place")}: ${placeOf(one.spans)}`, `${say("words")}:`, ...broken(words));
    if (one.by) lines.push(`${say("by")}: ${one.by}`);
    if (one.w) lines.push(`${say("withdrawn")}: ${say("yes")}`);
    if (one.c) lines.push(`${say("comment")}:`, ...broken(one.c));
    if (one.p) lines.push(`${say("new")}:`, ...broken(one.p));
    lines.push(`Check: ${checks.at(-1)} ${check(loose(whole(one, words)))}`, "");
  });
  lines.push(`== end ${comments.length} ${check(checks.join(" "))} ==`, "");
  return lines.join("\r\n");
}

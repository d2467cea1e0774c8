// The draft's text: its blocks, the words of each, and the way between a selection and characters of a block.

const BLOCKS = [...document.querySelectorAll("[data-b]")];
const BY_ID = new Map(BLOCKS.map((block) => [block.dataset.b, block]));

/** List the text nodes of a block, without numbers that nobody typed, chips, and blocks inside it. */
function pieces(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    return "u" in node.dataset || "b" in node.dataset ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

/** The whole text of a block. */
const textOf = (block) => pieces(block).map((piece) => piece.data).join("");

/** Cut a text by characters; JavaScript itself counts some characters twice. */
const cut = (text, start, end) => Array.from(text).slice(start, end).join("");
const count = (text) => Array.from(text).length;

/** The block in which a node stands. */
const blockAt = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-b]") ?? null;

/** Count the characters of a block before a point of the document. */
function charactersBefore(block, node, offset) {
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  let before = "";
  for (const piece of pieces(block)) {
    if (piece === node) return count(before + piece.data.slice(0, offset));
    if (range.comparePoint(piece, piece.length) > 0) break;
    before += piece.data;
  }
  return count(before);
}

/** Read a selection as characters of blocks, in reading order and without blanks at the ends. */
function spansOf(range) {
  const text = document.getElementById("text");
  const inside = BLOCKS.filter((block) => range.intersectsNode(block) && text.contains(block));
  const spans = [];
  for (const block of inside) {
    const words = textOf(block);
    let start = block.contains(range.startContainer) ? charactersBefore(block, range.startContainer, range.startOffset) : 0;
    let end = block.contains(range.endContainer) ? charactersBefore(block, range.endContainer, range.endOffset) : count(words);
    const marked = cut(words, start, end);
    start += count(marked) - count(marked.trimStart());
    end -= count(marked) - count(marked.trimEnd());
    if (start < end) spans.push({ b: block.dataset.b, s: start, e: end });
  }
  return spans;
}

/** The words that a comment is on; those of a whole paragraph where none are marked. */
function wordsOf(spans) {
  return spans.map(({ b, s, e }) => {
    const text = BY_ID.has(b) ? textOf(BY_ID.get(b)) : "";
    return s < 0 ? text : cut(text, s, e);
  }).join("\n");
}

/** Name the place of a comment: the number of its paragraph and the chapter. */
function placeOf(spans) {
  const block = spans.length ? BY_ID.get(spans[0].b) : null;
  if (!block) return "";
  const chapter = block.closest("article").dataset.title;
  return block.dataset.n ? `${block.dataset.n}, ${chapter}` : chapter;
}

/** Name the place in the page's language. */
function placeSaid(spans) {
  const block = spans.length ? BY_ID.get(spans[0].b) : null;
  if (!block) return say("whole");
  const chapter = block.closest("article").dataset.title;
  return block.dataset.n ? say("in", { place: say("paragraph", { n: block.dataset.n }), chapter }) : chapter;
}

/** Find the paragraph with a number. */
const numbered = (number) => document.querySelector(`.numbered[data-n="${CSS.escape(number)}"]`);

/** Find words in a block; returns their places in characters. */
function findWords(block, words) {
  const text = textOf(block);
  const found = [];
  for (let at = text.indexOf(words); words && at >= 0; at = text.indexOf(words, at + 1)) {
    const start = count(text.slice(0, at));
    found.push({ b: block.dataset.b, s: start, e: start + count(words) });
  }
  return found;
}

/** Put marks around characters of a block. */
function mark(span, number, gone) {
  const block = BY_ID.get(span.b);
  let at = 0;
  for (const piece of block && span.s >= 0 ? pieces(block) : []) {
    const length = count(piece.data);
    const start = Math.max(span.s - at, 0);
    const end = Math.min(span.e - at, length);
    if (start < end) {
      const range = document.createRange();
      range.setStart(piece, cut(piece.data, 0, start).length);
      range.setEnd(piece, cut(piece.data, 0, end).length);
      range.surroundContents(make("mark", { className: gone ? "gone" : "", data: { m: number } }));
    }
    at += length;
  }
}

/** Take all marks and chips out of the text. */
function unmark() {
  for (const one of document.querySelectorAll("mark[data-m]")) {
    const parent = one.parentNode;
    one.replaceWith(...one.childNodes);
    parent.normalize();
  }
  for (const one of document.querySelectorAll(".chip")) one.remove();
}

// The comments: kept in the browser as one types, and told apart from what is in a saved file.

const KEY = `focalpoint ${FACTS.draft} ${FACTS.copy}`;
let comments = [];
let settings = { by: "", contact: "", language: "" };
let saved = {};
let deleted = [];
let keeps = true;

/** Read what the browser has kept; false where it keeps nothing. */
function load() {
  try {
    localStorage.setItem(`${KEY} try`, "1");
    localStorage.removeItem(`${KEY} try`);
    take(localStorage.getItem(KEY));
  } catch {
    keeps = false;
  }
  return keeps;
}

/** Take over what was kept, leaving out what is no comment. */
function take(kept) {
  const read = kept ? JSON.parse(kept) : {};
  settings = { ...settings, ...read.settings };
  saved = { ...saved, ...read.saved };
  deleted = [...new Set([...deleted, ...(Array.isArray(read.deleted) ? read.deleted : [])])];
  for (const one of Array.isArray(read.comments) ? read.comments : []) {
    const spans = Array.isArray(one?.spans) && one.spans.every((span) => BY_ID.has(span?.b));
    const texts = ["n", "by", "c", "p"].every((key) => typeof one?.[key] === "string");
    if (spans && texts && KINDS.includes(one.k) && TYPES.includes(one.t)) put(one);
  }
  comments = comments.filter((one) => !deleted.includes(one.n));
}

/** Put a comment into the list, in the place of an older one of its name, but not of the one that is being written. */
function put(one) {
  if (one.n === edited?.n) return;
  const at = comments.findIndex((other) => other.n === one.n);
  if (at < 0) comments.push(one);
  else if (one.v >= comments[at].v) comments[at] = one;
}

/** Keep everything in the browser, with what another window of it has kept since. */
function keep() {
  if (keeps) {
    try {
      const others = JSON.parse(localStorage.getItem(KEY) ?? "{}").comments ?? [];
      comments.push(...others.filter((one) => !deleted.includes(one.n) && !comments.some((own) => own.n === one.n)));
      sort();
      localStorage.setItem(KEY, JSON.stringify({ comments, settings, saved, deleted }));
    } catch {
      tell(say("full"));
    }
  }
  sort();
  showState();
}

/** Take a comment out of the list, in every window. */
function drop(one) {
  comments = comments.filter((other) => other.n !== one.n);
  deleted.push(one.n);
  delete saved[one.n];
}

/** Order the comments as the text is; those on the whole draft come first. */
function sort() {
  const order = new Map(BLOCKS.map((block, index) => [block.dataset.b, index]));
  const at = (one) => (one.spans.length ? order.get(one.spans[0].b) : -1);
  const start = (one) => (one.spans.length ? one.spans[0].s : 0);
  comments.sort((one, other) => at(one) - at(other) || start(one) - start(other) || (one.n < other.n ? -1 : 1));
}

/** Name a new comment: eight characters that no other has. */
function newName() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join("");
}

/** Tell whether a comment says nothing yet: no words, and no new text but the old one. */
function isEmpty(one) {
  if (one.c.trim() || one.k === "delete") return false;
  return !one.p.trim() || (one.k === "replace" && one.p === wordsOf(one.spans));
}

const changedSince = () => comments.filter((one) => !isEmpty(one) && saved[one.n] !== one.v).length;

/** Show how many comments there are, and what of them is in no file yet. */
function showState() {
  document.querySelector("#comments-button").textContent = say("comments_n", { n: comments.length });
  const open = changedSince();
  const where = keeps ? say("kept") : say("not_kept");
  const file = open === 1 ? say("unsaved_1") : open ? say("unsaved", { n: open }) : say("all_saved");
  document.querySelector("#kept").textContent = comments.length ? `${where} ${file}` : keeps ? "" : where;
}

/** Add the comments of a colleague's file; what both have changed is kept twice. */
function join(others) {
  const result = { added: 0, changed: 0, same: 0, both: 0 };
  for (const other of others) {
    const { words, checks, ...one } = other;
    const own = comments.find((mine) => mine.n === one.n);
    if (!own) {
      comments.push(one);
      result.added++;
    } else if (whole(own, words) === whole(one, words)) result.same++;
    else if (own.v === one.v) {
      if (comments.some((mine) => whole({ ...mine, n: one.n }, words) === whole(one, words))) result.same++;
      else {
        comments.push({ ...one, n: newName() });
        result.added++;
        result.both++;
      }
    } else if (own.v < one.v) {
      Object.assign(own, one);
      result.changed++;
    } else result.same++;
  }
  keep();
  return result;
}

/** Say of each comment which other one on the same words differs from it, or says the same. */
function compare() {
  const said = new Map();
  const standing = comments.filter((one) => !one.w);
  const by = new Map();
  for (const one of standing) {
    const key = one.spans.map(({ b, s, e }) => `${b} ${s} ${e}`).join(" ");
    by.set(key, [...(by.get(key) ?? []), one]);
  }
  for (const group of by.values()) {
    for (const one of group) {
      const others = group.filter((other) => other !== one);
      const same = others.find((other) => other.k === one.k && other.p === one.p && other.c === one.c);
      const differs = others.find((other) => one.k !== "note" && other.k !== "note" && (other.k !== one.k || other.p !== one.p));
      if (same) said.set(one.n, ["same", comments.indexOf(same) + 1]);
      else if (differs) said.set(one.n, ["differs", comments.indexOf(differs) + 1]);
    }
  }
  return said;
}

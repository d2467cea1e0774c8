/* Finds paragraphs, actions, tables, terms and sources by words, numbers and symbols. No part of it touches the page. */

const focalpointSearch = (() => {
  const KINDS = {
    s: "Section", p: "Paragraph", a: "Action", e: "Practice", f: "Form", t: "Table", r: "Row", i: "Figure", g: "Term", b: "Source",
  };
  // How much a kind counts: what names a subject before what mentions it.
  const WEIGHTS = { "=": 1.8, s: 1.5, p: 1.15, a: 1.05, e: .8, f: 1.4, t: 1.1, r: .75, i: 1, g: 1.7, b: .55 };
  const STOPS = new Set("a an and are as at be by for from in is it of on or that the this to was were what with who how do does i we you".split(" "));

  // ---- words

  const fold = text => text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f]/g, "").replace(/[’‘`]/g, "'").replace(/[“”„«»]/g, '"')
    .replace(/[‐‑‒–—−]/g, "-").replace(/[أإآ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase();

  const SPELLINGS = [
    [/(...)is(e|es|ed|ing|er|ers|ation|ations|ational)$/, "$1iz$2"], [/(.)our(s|ed|ing|ite|able|al|hood|less|ful)?$/, "$1or$2"],
    [/^(def|off|lic|pret)ence(s?)$/, "$1ense$2"], [/^(cent|theat|met|lit|fib)re(s?)$/, "$1er$2"], [/^programme(s?)$/, "program$1"],
    [/ll(ed|ing|er|ers)$/, "l$1"], [/^(paed|encyclopaed)/, "ped"], [/yse(d|s)?$/, "yze$1"], [/^judgement/, "judgment"],
  ];
  // Light stems, cautious where a short word would lose what it is.
  const ENDINGS = [
    [/(izations|ization|izational|izing|izers|izer|ized|izes|ize)$/, "iz"], [/(ational|ations|ation|ators|ator|ating|ated|ates|ate)$/, "at"],
    [/(iveness|ively|ives|ive|ional|ions|ion)$/, ""], [/(fulness|fully|ful|ousness|ously|ous|ments|ment|ness)$/, ""], [/(ibilities|ibility|abilities|ability|ibly|ably|ibles|ables|ible|able)$/, ""],
    [/(ities|ity)$/, ""], [/(ically|icals|ical|ics|ic|ally|als|al)$/, ""], [/(ies|ied|y)$/, "i"], [/(sses)$/, "ss"], [/(ings|ing|edly|ed)$/, ""],
    [/(ers|er|ors|or)$/, ""], [/(es|ly)$/, ""], [/([^su])s$/, "$1"], [/e$/, ""],
  ];
  const stems = new Map();
  function stem(word) {
    if (!stems.has(word)) stems.set(word, stemmed(word));
    return stems.get(word);
  }
  function stemmed(word) {
    if (!/^[a-z'-]+$/.test(word) || word.length < 4) return word;
    let left = word.replace(/'s?$/, "");
    for (const [pattern, other] of SPELLINGS) left = left.replace(pattern, other);
    for (const [pattern, other] of ENDINGS) {
      const shorter = left.replace(pattern, other);
      if (shorter !== left && shorter.length >= 4) { left = shorter; break; }
    }
    return left.replace(/([^ls])\1$/, "$1").replace(/(.{3})[ei]$/, "$1");
  }

  // Chinese and its neighbours write no spaces: every two characters that stand together are a word.
  function tokens(text) {
    const found = [];
    for (const run of fold(text).match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|[\p{L}\p{N}]+(?:['][\p{L}]+)?/gu) ?? []) {
      if (!/\p{Script=Han}/u.test(run)) found.push(run);
      else if (run.length === 1) found.push(run);
      else for (let place = 0; place + 1 < run.length; place += 1) found.push(run.slice(place, place + 2));
    }
    return found;
  }
  const plain = text => ` ${tokens(text).join(" ")} `;
  const symbolsIn = text => (text.match(/\b[AES](?:\/[\w.-]+)+(?:\s\([IVXLC]+\)|\s\(\d{4}\))?/g) ?? []).map(symbol => symbol.replace(/\.$/, ""));
  const anchorOf = title => title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  // ---- the index

  function read(source) {
    const entries = [];
    let page = null;
    for (const line of source.split("\n")) {
      const [letter, ...fields] = line.split("\t");
      if (letter === "=") {
        const [address, number = "", title = "", text = ""] = fields;
        page = { address, number, title };
        entries.push({ id: entries.length, letter, kind: "Chapter", page, anchor: "", number, title, text });
        continue;
      }
      let [anchor = "", number = "", title = "", text = ""] = fields;
      if (letter === "p" && !number) number = [page.number, anchor.slice(1)].filter(Boolean).join(".");
      if (letter === "a" && !number) number = anchor.replace(/^action-/, "").toUpperCase();
      if (letter === "s" && !anchor) anchor = anchorOf(title);
      entries.push({ id: entries.length, letter, kind: KINDS[letter], page, anchor, number, title, text });
    }
    return entries;
  }

  // Capitals that stand for words which begin with them: from brackets, from tables of abbreviations, from initials.
  function abbreviations(entries) {
    const known = new Map(), initials = new Map();
    const add = (short, long) => { if (long && !known.has(short)) known.set(short, long); };
    for (const { letter, title, text } of entries) {
      if (letter === "r" && /^[A-Z][A-Za-z0-9]{1,9}$/.test(title) && /[A-Z0-9]{2}/.test(title)) add(title.toUpperCase(), text.split(/[,·]/)[0].replace(/ for .*/, ""));
      for (const run of `${title}. ${text}`.match(/\b[A-Z][\p{Ll}-]+(?: (?:of|the|for|on|and|to|in) (?:the )?[A-Z][\p{Ll}-]+| [A-Z][\p{Ll}-]+){1,6}/gu) ?? []) {
        const short = run.split(/[ -]/).filter(word => /^[A-Z]/.test(word)).map(word => word[0]).join("");
        const counts = initials.get(short) ?? initials.set(short, new Map()).get(short);
        counts.set(run, (counts.get(run) ?? 0) + 1);
      }
    }
    for (const [short, counts] of initials) if (short.length > 1) add(short, [...counts].sort((one, other) => other[1] - one[1])[0][0]);
    return known;
  }

  // Ready a little later: the page stays usable while the words are taken in.
  async function makeSearch(source, MiniSearch) {
    const entries = read(source);
    const index = new MiniSearch({
      fields: ["title", "text", "chapter"],
      tokenize: tokens,
      processTerm: term => (STOPS.has(term) ? null : stem(term)),
    });
    const documents = entries.map(entry => ({ id: entry.id, title: entry.title, text: entry.text, chapter: entry.letter === "=" ? "" : entry.page.title }));
    await index.addAllAsync(documents, { chunkSize: 100 });
    const short = abbreviations(entries);
    const symbols = entries.map(entry => symbolsIn(`${entry.title} ${entry.text}`).map(fold));
    return { entries, index, short, symbols };
  }

  // ---- a question

  const designators = [
    [/^(?:para(?:graph)?s?\.?|§|¶)?\s*((?:[a-z]|[ivx]+|\d+)\.\d+[a-z]?)$/, (match, entry) => entry.letter === "p" && fold(entry.number) === match[1]],
    [/^(table|figure|tab\.?|fig\.?)\s*((?:[a-z]|\d+)\.\d+)$/, (match, entry) => "ti".includes(entry.letter) && fold(entry.number) === `${match[1].startsWith("t") ? "table" : "figure"} ${match[2]}`],
    [/^(?:annex|chapter|chap\.?|ch\.?)\s*([a-z]|[ivx]+|\d{1,3})$/, (match, entry) => entry.letter === "=" && fold(entry.number) === match[1]],
    [/^(\d{1,2})$/, (match, entry) => entry.letter === "=" && entry.number === match[1]],
    [/^(?:action\s*)?([a-z]{1,4}-\d+)$/, (match, entry) => entry.letter === "a" && fold(entry.number) === match[1]],
  ];

  function byNumber(question, entries) {
    for (const [pattern, fits] of designators) {
      const match = question.match(pattern);
      const found = match ? entries.filter(entry => fits(match, entry)) : [];
      if (found.length) return found;
    }
    return [];
  }

  // A symbol, or its last number alone: first the texts in which it stands beside few others.
  function bySymbol(question, { entries, symbols }) {
    const wanted = question.replace(/\s+/g, " ").replace(/^(?:un doc(?:ument)?\.?|resolution|res\.?)\s+/, "").replace(/\s*\(\d{4}\)$/, "");
    if (!/^[aes]\/|^\d{3,4}$|^\d+\/\d+$/.test(wanted)) return [];
    const bare = symbol => symbol.replace(/\s\(.*$/, "");
    const fits = symbol => bare(symbol) === wanted || (/^\d/.test(wanted) && bare(symbol).endsWith(`/${wanted}`));
    const whole = entries.filter(entry => symbols[entry.id].some(fits));
    const found = whole.length ? whole : entries.filter(entry => symbols[entry.id].some(symbol => bare(symbol).startsWith(wanted)));
    const order = { p: 0, r: 1, g: 1, e: 2, a: 2, b: 3 };
    const named = entry => (fold(entry.title).includes(wanted) ? -1 : 0);
    return found.map(entry => [entry, named(entry) + (order[entry.letter] ?? 2) + symbols[entry.id].length / 10 + (/^[ivx]/.test(entry.page.number) ? .5 : 0)]).sort((one, other) => one[1] - other[1] || one[0].id - other[0].id).map(([entry]) => entry);
  }

  function byWords(question, phrases, made) {
    const { index, entries } = made;
    const wanted = plain(question), asked = tokens(question).filter(word => !STOPS.has(word)).map(stem);
    const options = {
      boost: { title: 3, chapter: .35 },
      prefix: (term, place, terms) => place === terms.length - 1 && term.length > 2,
      fuzzy: false,
      boostDocument: id => WEIGHTS[entries[id].letter],
      weights: { prefix: .35, fuzzy: .3 },
    };
    let found = index.search(question, { ...options, combineWith: "AND" });
    // A slip of the finger: only where nothing stands as it was typed.
    if (!found.length) found = index.search(question, { ...options, combineWith: "AND", fuzzy: term => (term.length > 4 ? 1 : false), maxFuzzy: 1 });
    if (!found.length) found = index.search(question, { ...options, combineWith: "OR", fuzzy: term => (term.length > 5 ? 1 : false) });
    const scored = found.map(({ id, score }) => {
      const entry = entries[id], title = plain(entry.title);
      const own = title.trim().split(" ").filter(word => !STOPS.has(word)).map(stem);
      if (title.trim() && title === wanted) score *= entry.letter === "r" ? 1.8 : 4;
      else if (own.length && own.length <= asked.length + 1 && asked.every(word => own.includes(word))) score *= 2;
      else if (title.startsWith(wanted)) score *= entry.letter === "=" ? 3 : 1.3;
      if (plain(entry.text).startsWith(wanted)) score *= 1.7;
      if (asked.length > 1 && `${title}${plain(entry.text)}`.includes(wanted)) score *= 1.8;
      return { entry, score };
    });
    const said = scored.filter(({ entry }) => phrases.every(phrase => plain(`${entry.title} ${entry.text}`).includes(plain(phrase).trimEnd())));
    return said.sort((one, other) => other.score - one.score || one.entry.id - other.entry.id).map(({ entry }) => entry);
  }

  function find(typed, made) {
    const question = fold(typed).trim().replace(/\s+/g, " ");
    if (!question) return [];
    const phrases = [...question.matchAll(/"([^"]+)"/g)].map(match => match[1]);
    const exact = [...byNumber(question, made.entries), ...bySymbol(question, made)];
    const short = typed.trim().toUpperCase();
    const long = /^[A-Z][A-Z0-9]{1,9}$/.test(short) && (typed.trim() === short || typed.trim().length < 6) ? made.short.get(short) : undefined;
    const asked = question.replace(/"/g, " ");
    const words = exact.length && /[\d/]/.test(question) ? [] : byWords(asked, phrases, made);
    const meant = long ? byWords(fold(long), [fold(long)], made) : [];
    // What is called so comes before what the words stand for, and that before what mentions them.
    const named = words.filter(entry => entry.letter !== "r" && fold(entry.title) === question);
    const found = [...new Set([...exact, ...named, ...meant, ...words])];
    // What leads to one and the same place is shown once.
    const places = new Set();
    return found.filter(entry => {
      const place = `${entry.page.address}#${entry.anchor} ${entry.letter === "r" ? entry.title : ""}`;
      return !places.has(place) && places.add(place);
    });
  }

  // ---- what is shown

  // The words around the first that was asked for, with those that were asked for marked: [text, marked] pairs.
  function excerpt(entry, typed, made, length = 170) {
    const text = entry.text || entry.title;
    const asked = fold(typed).replace(/"/g, " ");
    const long = made.short.get(typed.trim().toUpperCase()) ?? "";
    const wanted = new Set(tokens(`${asked} ${long}`).filter(word => !STOPS.has(word)).map(stem));
    const parts = text.split(/([\p{L}\p{N}]+)/u);
    const hit = part => /[\p{L}\p{N}]/u.test(part) && (wanted.has(stem(fold(part))) || tokens(part).some(word => wanted.has(stem(word))));
    const first = parts.findIndex(hit);
    let from = 0, before = 0;
    for (let place = Math.max(first, 0); place > 0 && before < 50; place -= 1) { before += parts[place - 1].length; from = place - 1; }
    if (before < 50) from = 0;
    const shown = [];
    let used = 0, place = from;
    for (; place < parts.length && used < length; place += 1) { shown.push([parts[place], hit(parts[place])]); used += parts[place].length; }
    if (from > 0) shown.unshift(["… ", false]);
    if (place < parts.length) shown.push([" …", false]);
    return shown;
  }

  function called(entry) {
    if (entry.letter === "=") return `${/^\d/.test(entry.number) ? "Chapter " : /^[A-Z]$/.test(entry.number) ? "Annex " : ""}${entry.number}`.trim() + (entry.title ? ` ${entry.title}` : "");
    if (entry.letter === "s") return `${entry.number}. ${entry.title}`.replace(/^\. /, "");
    if ("tri".includes(entry.letter)) return [entry.number, entry.title].filter(Boolean).join(": ");
    if (entry.letter === "p") return `Paragraph ${entry.number}`;
    if (entry.letter === "a") return `Action ${entry.number}: ${entry.title}`;
    if (entry.letter === "e") return entry.title;
    return `${entry.kind}${entry.title ? `: ${entry.title}` : ""}`;
  }

  return { makeSearch, find, excerpt, called, fold, stem, tokens };
})();
if (typeof module === "object") module.exports = focalpointSearch;

// Creates elements. The words of a comment become text in them, never markup.

export const $ = (query) => document.querySelector(query);

export function make(tag, facts = {}, ...inside) {
  const { dataset, aria, ...properties } = facts;
  const element = Object.assign(document.createElement(tag), properties);
  Object.assign(element.dataset, dataset);
  for (const [name, value] of Object.entries(aria ?? {})) element.setAttribute(`aria-${name}`, value);
  element.append(...inside.flat().filter((one) => one !== null && one !== undefined && one !== ""));
  return element;
}

// Words in which some characters are marked; a place between two characters becomes a caret.
export function marked(text, start, end) {
  const characters = Array.from(text);
  if (start < 0 || start > characters.length) return [text];
  const part = (from, to) => characters.slice(from, to).join("");
  const caret = () => make("mark", { className: "caret", title: "here" }, make("span", { ariaHidden: "true" }, "‸"), unseen("marked here "));
  const mark = start === end ? caret() : make("mark", {}, unseen("marked: "), part(start, end), unseen(" (end of the mark)"));
  return [part(0, start), mark, part(end)];
}

function unseen(words) {
  return make("span", { className: "unseen" }, words);
}

// Joins two versions of a paragraph, with deletions and additions marked.
export function changed(runs) {
  const kinds = { deleted: "del", added: "ins" };
  const spoken = { deleted: "deleted: ", added: "added: " };
  return runs.flatMap(([kind, words]) => {
    if (!kind) return [words, " "];
    return [make(kinds[kind], {}, unseen(spoken[kind]), words), " "];
  });
}

export function day(iso) {
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

export function options(select, choices, chosen) {
  select.replaceChildren(...choices.map(([value, words]) => new Option(words, value)));
  select.value = choices.some(([value]) => value === chosen) ? chosen : choices[0][0];
}

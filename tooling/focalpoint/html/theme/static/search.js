/* The search field: a combobox over what was found, and the page of all results. Nothing is loaded before somebody searches. */

(() => {
  const form = document.querySelector(".site-search");
  if (!form) return;
  const field = form.querySelector("input");
  const root = field.dataset.root || "./";
  const SHOWN = 12, MOST = 200;
  let making = null, options = [], active = -1, asked = 0;

  const list = document.createElement("ul");
  Object.assign(list, { id: "search-list", className: "search-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "What was found");
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  form.append(list, said);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "search-list", "aria-autocomplete": "list", "aria-haspopup": "listbox" })) field.setAttribute(name, value);

  const load = name => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `${root}_static/${name}`;
    script.onload = done;
    script.onerror = () => failed(new Error(name));
    document.head.append(script);
  });

  function ready() {
    making ??= (async () => {
      let source = "";
      globalThis.focalpointIndex = text => { source = text; };
      await Promise.all(["vendor/minisearch.js", "search-engine.js", "search-index.js"].map(load));
      return focalpointSearch.makeSearch(source, MiniSearch);
    })();
    return making;
  }

  // The question goes along, so that the place shows its words.
  const address = (entry, typed) => `${root}${entry.page.address}?found=${encodeURIComponent(typed)}${entry.anchor ? `#${entry.anchor}` : ""}`;

  function shown(entry, typed, made) {
    const place = document.createElement("span"), chapter = document.createElement("span"), words = document.createElement("span");
    place.className = "found-place";
    chapter.className = "found-chapter";
    words.className = "found-words";
    place.textContent = focalpointSearch.called(entry);
    if (entry.letter !== "=") chapter.textContent = `${entry.page.number} ${entry.page.title}`.trim();
    for (const [text, marked] of focalpointSearch.excerpt(entry, typed, made)) {
      const node = marked ? document.createElement("mark") : document.createTextNode(text);
      if (marked) node.textContent = text;
      words.append(node);
    }
    return [place, chapter, words].filter(part => part.textContent);
  }

  const counted = found => (found.length ? `${found.length} ${found.length === 1 ? "place" : "places"} found` : "Nothing found; try fewer words, or another form of them");

  function close() {
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function move(to) {
    active = (to + options.length) % options.length;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
    field.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  }

  async function suggest() {
    const typed = field.value.trim(), own = ++asked;
    if (typed.length < 2 && !/^\d$/.test(typed)) { close(); said.textContent = ""; return; }
    const made = await ready();
    if (own !== asked) return;
    const found = focalpointSearch.find(typed, made);
    options = found.slice(0, SHOWN);
    active = -1;
    list.replaceChildren(...options.map((entry, place) => {
      const item = document.createElement("li");
      item.id = `search-option-${place}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.append(...shown(entry, typed, made));
      item.addEventListener("mousedown", event => event.preventDefault());
      item.addEventListener("click", () => { location.href = address(entry, typed); });
      return item;
    }));
    list.hidden = !options.length;
    field.setAttribute("aria-expanded", String(Boolean(options.length)));
    field.removeAttribute("aria-activedescendant");
    said.textContent = `${counted(found)}${options.length ? "; arrow keys choose, Enter opens" : ""}.`;
  }

  let waiting = 0;
  const failed = () => { said.textContent = "The search could not be loaded."; };
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => suggest().catch(failed), 120); });
  field.addEventListener("keydown", event => {
    if (event.key === "Escape") { if (!list.hidden) { close(); event.preventDefault(); } else field.value = ""; }
    if (list.hidden && event.key === "ArrowDown" && field.value) suggest().catch(failed);
    if (list.hidden || !options.length) return;
    if (event.key === "ArrowDown") { move(active + 1); event.preventDefault(); }
    if (event.key === "ArrowUp") { move(active < 0 ? options.length - 1 : active - 1); event.preventDefault(); }
    if (event.key === "Enter" && active >= 0) { location.href = address(options[active], field.value.trim()); event.preventDefault(); }
  });
  field.addEventListener("blur", () => setTimeout(close, 150));
  document.addEventListener("keydown", event => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if ((event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });

  // ---- the page of all results

  async function showAll() {
    const results = document.getElementById("search-results"), count = document.getElementById("search-count");
    const typed = new URLSearchParams(location.search).get("q")?.trim() ?? "";
    field.value = typed;
    if (!results) return;
    if (!typed) { field.focus(); return; }
    count.textContent = "Searching …";
    const made = await ready();
    const found = focalpointSearch.find(typed, made);
    count.textContent = `${counted(found)} for “${typed}”.`;
    results.replaceChildren(...found.slice(0, MOST).map(entry => {
      const item = document.createElement("li"), link = document.createElement("a");
      const [place, ...rest] = shown(entry, typed, made);
      link.href = address(entry, typed);
      link.append(place);
      item.append(link, ...rest);
      return item;
    }));
  }
  if (document.getElementById("search-results")) showAll().catch(() => { document.getElementById("search-count").textContent = "The search could not be loaded."; });

  // ---- the place that was found: its words are marked

  async function markFound() {
    const typed = new URLSearchParams(location.search).get("found");
    if (!typed) return;
    await load("search-engine.js");
    const place = (location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))) || document.querySelector("article");
    const { tokens, stem, fold } = focalpointSearch;
    const wanted = new Set(tokens(typed).filter(word => word.length > 1).map(stem));
    const scope = place.matches("section, dt") && place.matches("dt") ? [place, place.nextElementSibling] : [place];
    let marked = 0;
    for (const part of scope) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), texts = [];
      while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(".paragraph-number, .headerlink, script, mark")) texts.push(walker.currentNode);
      for (const text of texts) {
        const parts = text.data.split(/([\p{L}\p{N}]+)/u);
        const hits = parts.map(word => /[\p{L}\p{N}]/u.test(word) && (wanted.has(stem(fold(word))) || tokens(word).some(one => wanted.has(stem(one)))));
        if (!hits.some(Boolean) || marked > 60) continue;
        text.replaceWith(...parts.map((word, number) => {
          if (!hits[number]) return word;
          const mark = document.createElement("mark");
          mark.textContent = word;
          marked += 1;
          return mark;
        }));
      }
    }
    const row = place.matches("table") && [...place.rows].find(one => one.querySelector("mark") && one.parentElement.matches("tbody"));
    (row || place).classList?.add("found");
    // An address that is passed on leads to the place, not to a question.
    history.replaceState(null, "", location.pathname + location.hash);
    (row || (location.hash ? place : null))?.scrollIntoView({ block: "center" });
  }
  markFound().catch(() => {});
})();

/* What a reader works with: notes and terms beside the text, citations and comments of a paragraph, a list of actions. */

(() => {
  const make = (tag, attributes = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };
  const said = name => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
  const words = element => {
    const copy = element.cloneNode(true);
    for (const part of copy.querySelectorAll(".paragraph-number, .headerlink, .footnote-reference, .action-keep")) part.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  // ---- files that a reader saves

  function save(name, type, text) {
    const link = make("a", { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  // Rich text, which every word processor opens: each character beyond ASCII by its number.
  const rich = text => text.replace(/[\\{}]/g, "\\$&").replace(/[^\x00-\x7f]/gu, sign => [...Array(sign.length).keys()].map(place => `\\u${sign.charCodeAt(place) << 16 >> 16}?`).join(""));
  globalThis.focalpointReader = { make, words, save, rich };

  // ---- one window beside the text

  let box = null, opener = null;
  function close(back = true) {
    if (!box) return;
    box.remove();
    box = null;
    opener.removeAttribute("aria-expanded");
    if (back) opener.focus();
  }
  function open(from, title, ...content) {
    close(false);
    opener = from;
    const shut = make("button", { type: "button", class: "beside-close", "aria-label": "Close" }, "×");
    box = make("div", { class: "beside", role: "dialog", "aria-label": title, tabindex: "-1" }, make("p", { class: "beside-title" }, title), ...content, shut);
    shut.addEventListener("click", () => close());
    document.querySelector("main").append(box);
    const place = from.getBoundingClientRect(), wide = document.documentElement.clientWidth;
    const width = Math.min(416, wide - 16);
    box.style.setProperty("width", `${width}px`);
    box.style.setProperty("left", `${Math.max(8, Math.min(place.left, wide - width - 8)) + scrollX}px`);
    box.style.setProperty("top", `${place.bottom + scrollY + 8}px`);
    from.setAttribute("aria-expanded", "true");
    box.focus({ preventScroll: true });
    if (box.getBoundingClientRect().bottom > innerHeight) box.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("keydown", event => { if (event.key === "Escape") close(); });
  document.addEventListener("pointerdown", event => { if (box && !box.contains(event.target) && !opener.contains(event.target)) close(false); });
  const plain = event => !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.button === 0;

  // ---- notes and terms

  let terms = null;
  const known = () => {
    terms ??= new Promise((done, failed) => {
      globalThis.focalpointTerms = done;
      const root = document.documentElement.dataset.content_root ?? "./";
      document.head.append(Object.assign(make("script"), { src: `${root}_static/terms.js`, onerror: failed }));
    });
    return terms;
  };
  document.addEventListener("click", async event => {
    const link = event.target.closest("article a[href]");
    if (!link || !plain(event) || box?.contains(link)) return;
    const address = link.getAttribute("href");
    if (link.matches(".footnote-reference")) {
      const note = document.getElementById(decodeURIComponent(address.slice(1)));
      if (!note) return;
      event.preventDefault();
      const text = make("div", { class: "beside-text" });
      for (const part of note.children) if (!part.matches(".label, .backrefs")) text.append(part.cloneNode(true));
      for (const part of text.querySelectorAll("[id]")) part.removeAttribute("id");
      open(link, `Note ${link.textContent.replace(/[^\d]/g, "")}`, text, make("p", {}, make("a", { href: address }, "Go to the note")));
    } else if (/glossary\.html#term-/.test(address) || (link.querySelector(".std-term") && address.startsWith("#term-"))) {
      event.preventDefault();
      const anchor = decodeURIComponent(address.split("#")[1]);
      const found = await known().then(all => all[anchor], () => null);
      if (!found) { location.href = link.href; return; }
      open(link, found[0], make("p", { class: "beside-text" }, found[1]), make("p", {}, make("a", { href: link.href }, "Go to the glossary")));
    }
  });

  // ---- a paragraph: cite it, link to it, comment on it

  const title = () => document.querySelector(".toolbar .home").textContent.trim();
  const chapter = () => words(document.querySelector("article h1"));
  const day = () => [...document.querySelectorAll(".edition-band > span:not(.address)")].at(-1).textContent.trim();
  // How many folders below the start page this page lies.
  const depth = () => ((document.documentElement.dataset.content_root ?? "./").match(/\.\.\//g) ?? []).length;
  // A release gives each paragraph an address that later releases keep; before that its place on the page stands.
  const address = ({ id: anchor, dataset }) => {
    const start = document.querySelector('.toolbar .home')?.href.replace(/[^/]*$/, "");
    const site = document.querySelector('link[rel="canonical"]')?.href.split("/").slice(0, -1 - depth()).concat("").join("/") ?? (start?.startsWith("http") ? start : "");
    if (dataset.address && site) return `${site}${dataset.address}`;
    const permanent = document.querySelector('link[rel="canonical"]')?.href ?? (location.protocol.startsWith("http") ? location.href.split(/[?#]/)[0] : "");
    return permanent ? `${permanent}#${anchor}` : "";
  };
  function texts(paragraph, number) {
    const edition = `${said("edition")} (${said("handling")}), version ${said("version")}, ${day()}`;
    const where = address(paragraph);
    const whole = `${said("author")}, ${title()}, ${edition}, “${chapter()}”, para. ${number}${where ? `, ${where}` : ""}.`;
    return {
      Citation: whole,
      Footnote: `${title()}, ${said("edition").toLowerCase()}, ${day()}, para. ${number}.`,
      Address: where || `${location.pathname.split("/").slice(-2).join("/")}#${paragraph.id}`,
      Comment: `Comment on paragraph ${number} (“${chapter()}”)\n${title()}, ${edition}\n\n“${words(paragraph).slice(0, 200)}…”\n\nComment:\n\nProposed words:\n`,
    };
  }
  document.addEventListener("click", event => {
    const number = event.target.closest("a.paragraph-number");
    // The link's own work goes on: the address of the paragraph comes into the address line.
    if (!number || !plain(event)) return;
    const paragraph = number.closest("p"), named = number.textContent.trim(), all = texts(paragraph, named);
    const field = make("textarea", { rows: "5", readonly: "", "aria-label": "Citation" });
    const copy = make("button", { type: "button" }, "Copy"), status = make("span", { role: "status" });
    const mail = make("a", { href: "mailto:", hidden: "" }, "Send by mail");
    const kinds = make("div", { class: "beside-kinds", role: "group", "aria-label": "What to copy" });
    // The print edition has each paragraph as a destination: the page's name, and the paragraph's.
    const root = document.documentElement.dataset.content_root ?? "./";
    const pageName = location.pathname.split("/").slice(-1 - depth()).join("-").replace(/\.html$/, "");
    const printed = make("a", { href: `${root}manual.pdf#nameddest=${pageName}.${paragraph.id}` }, "In the print edition");
    const choose = kind => {
      for (const one of kinds.children) one.setAttribute("aria-pressed", String(one.textContent === kind));
      field.value = all[kind];
      field.setAttribute("aria-label", kind);
      status.textContent = "";
      mail.hidden = kind !== "Comment";
      mail.href = `mailto:?subject=${encodeURIComponent(`Comment on paragraph ${named}`)}&body=${encodeURIComponent(all.Comment)}`;
    };
    for (const kind of Object.keys(all)) {
      const one = make("button", { type: "button" }, kind);
      one.addEventListener("click", () => choose(kind));
      kinds.append(one);
    }
    copy.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        status.textContent = "Copied.";
      } catch {
        status.textContent = "Marked: copy it with Ctrl+C.";
      }
    });
    open(number, `Paragraph ${named}`, kinds, field, make("p", {}, copy, " ", printed, " ", mail, " ", status));
    choose("Citation");
  });

  // ---- a list of actions, kept in this browser alone

  const KEY = "focalpoint-actions";
  const kept = () => { try { return JSON.parse(localStorage.getItem(KEY) ?? "{}"); } catch { return {}; } };
  function keep(list) {
    try { localStorage.setItem(KEY, JSON.stringify(list)); } catch { /* The list then ends with this page. */ }
    document.dispatchEvent(new CustomEvent("actions-kept"));
  }
  function tick(id, name, place) {
    const input = make("input", { type: "checkbox" });
    input.checked = id in kept();
    input.addEventListener("change", () => {
      const list = kept();
      if (input.checked) list[id] = { title: name, done: false }; else delete list[id];
      keep(list);
    });
    document.addEventListener("actions-kept", () => { input.checked = id in kept(); });
    place.append(make("label", { class: "action-keep" }, input, ` On my list`, make("span", { class: "visually-hidden" }, `: action ${id}`)));
  }
  for (const action of document.querySelectorAll('.action[id^="action-"]')) {
    const text = action.querySelector(".action-text");
    if (text) tick(action.id.slice(7).toUpperCase(), words(text), action);
  }
  const items = [...document.querySelectorAll("ul.catalogue > li")];
  for (const item of items) {
    const match = words(item.querySelector("p")).match(/^(\S+)\. (.*)$/);
    if (match) tick(match[1], match[2], item);
  }
  const catalogue = document.querySelector("ul.catalogue");
  if (!catalogue) return;

  const panel = make("section", { class: "my-list", "aria-label": "My list" });
  catalogue.before(panel);
  const lines = list => Object.entries(list).map(([id, { title: name, done }]) => [id, name, done]);
  const asText = list => [`${title()}, ${said("edition")}, ${day()}: my list of actions`, "", ...lines(list).map(([id, name, done]) => `[${done ? "x" : " "}] ${id}. ${name}`), ""].join("\r\n");
  const asRich = list => `{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Calibri;}}\\fs22 {\\b ${rich(`${title()}, ${said("edition")}, ${day()}`)}}\\par\\par\n${lines(list).map(([id, name, done]) => `${rich(done ? "☑" : "☐")} {\\b ${rich(id)}} ${rich(name)}\\par\n`).join("")}}`;
  function show() {
    const list = kept(), entries = lines(list);
    panel.hidden = !entries.length;
    const rows = make("ul", {}, ...entries.map(([id, name, done]) => {
      const input = make("input", { type: "checkbox" });
      input.checked = done;
      input.addEventListener("change", () => { const now = kept(); now[id].done = input.checked; keep(now); });
      return make("li", {}, make("label", {}, input, ` ${id}. ${name}`, make("span", { class: "visually-hidden" }, ": done")));
    }));
    const text = make("button", { type: "button" }, "Save as text"), word = make("button", { type: "button" }, "Save for Word");
    const print = make("button", { type: "button" }, "Print"), empty = make("button", { type: "button" }, "Empty the list");
    text.addEventListener("click", () => save("my-actions.txt", "text/plain;charset=utf-8", asText(kept())));
    word.addEventListener("click", () => save("my-actions.rtf", "application/rtf", asRich(kept())));
    print.addEventListener("click", () => window.print());
    empty.addEventListener("click", () => { keep({}); document.querySelector("main").focus(); });
    const focused = panel.contains(document.activeElement) ? [...panel.querySelectorAll("input, button")].indexOf(document.activeElement) : -1;
    panel.replaceChildren(make("h2", {}, `My list: ${entries.filter(([, , done]) => done).length} of ${entries.length} done`), rows,
      make("p", {}, text, " ", word, " ", print, " ", empty), make("p", { class: "small-print" }, "Kept in this browser alone; nothing is sent."));
    if (focused >= 0) [...panel.querySelectorAll("input, button")][focused]?.focus();
  }
  document.addEventListener("actions-kept", show);
  show();
})();

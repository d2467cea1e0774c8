/* Forms and worksheets: filled in on the page, kept in this browser alone, saved as text or for Word, and cleared. */

(() => {
  const { make, words, save, rich } = globalThis.focalpointReader;
  const KEY = "focalpoint-answers";
  const page = location.pathname.split("/").slice(-2).join("/");
  const all = () => { try { return JSON.parse(localStorage.getItem(KEY) ?? "{}"); } catch { return {}; } };

  function fill(form, name) {
    const title = form.querySelector(".form-title")?.textContent.trim() ?? "Form";
    const fields = [];
    let kept = all()[name] ?? {}, lost = false;
    const said = make("span", { role: "status" });

    function keep() {
      kept = Object.fromEntries(fields.map(([id, field]) => [id, field.type === "checkbox" ? field.checked : field.value]).filter(([, value]) => value));
      const every = all();
      if (Object.keys(kept).length) every[name] = kept; else delete every[name];
      try {
        localStorage.setItem(KEY, JSON.stringify(every));
        lost = false;
      } catch {
        lost = true;
      }
      said.textContent = lost ? "This browser keeps nothing: save the form before you leave the page." : "";
    }
    // An answer is known by its question, so that it stays with it when the form changes.
    function add(field, question) {
      const same = fields.filter(([id]) => id.startsWith(`${question}#`)).length, id = `${question}#${same}`;
      if (field.type === "checkbox") field.checked = Boolean(kept[id]); else { field.value = kept[id] ?? ""; field.setAttribute("aria-label", question); }
      field.addEventListener("input", keep);
      fields.push([id, field]);
      return field;
    }
    const before = element => (element.closest("p, li, div").textContent.split(element.textContent)[0].trim().slice(-60) || title);

    for (const blank of form.querySelectorAll(".to-fill")) {
      const named = blank.textContent.trim().replace(/^\(|\)$/g, "");
      const field = add(make("input", { type: "text", class: "answer", placeholder: named }), `${before(blank)} ${named}`);
      blank.replaceWith(field);
    }
    for (const room of form.querySelectorAll(".write-here")) {
      const question = room.previousElementSibling ? words(room.previousElementSibling).slice(0, 80) : title;
      room.replaceWith(add(make("textarea", { rows: String(Math.max(2, room.children.length)), class: "answer" }), question));
    }
    for (const row of form.querySelectorAll("table.fill-in tbody tr")) {
      const heads = [...row.closest("table").querySelectorAll("thead th")].map(head => words(head));
      const about = row.querySelector("th p, th")?.textContent.trim() || `Row ${row.rowIndex}`;
      [...row.cells].forEach((cell, column) => {
        const question = `${about}: ${heads[column] ?? column + 1}`;
        if (!cell.textContent.trim()) cell.append(add(make("textarea", { rows: "2", class: "answer" }), question));
        for (const line of [...cell.querySelectorAll("p")].filter(one => /^☐ /.test(one.textContent))) {
          const choice = line.textContent.slice(2).trim();
          line.replaceChildren(make("label", {}, add(make("input", { type: "checkbox" }), `${question}: ${choice}`), ` ${choice}`));
        }
      });
    }

    // What a file says: each line of the form with its answers in their places.
    function said_by(element) {
      const copy = element.cloneNode(true), given = element.querySelectorAll(".answer, input[type=checkbox]");
      copy.querySelectorAll(".answer, input[type=checkbox]").forEach((field, place) => field.replaceWith(given[place].type === "checkbox" ? (given[place].checked ? "☑" : "☐") : given[place].value || "____"));
      return copy.textContent.replace(/\s+/g, " ").trim();
    }
    function lines() {
      const found = [];
      for (const part of form.querySelectorAll("p, tr, textarea")) {
        if (part.matches(".form-title, .form-download, .fill-in-tools, .fill-in-tools *") || (part.tagName !== "TR" && part.closest("tr"))) continue;
        if (part.tagName === "TEXTAREA") found.push(part.value || "____");
        else if (part.tagName === "TR") found.push([...part.cells].map(said_by).join(" | "));
        else found.push(said_by(part));
      }
      return found.filter(Boolean);
    }
    const file = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "form";
    const text = make("button", { type: "button" }, "Save as text"), word = make("button", { type: "button" }, "Save for Word");
    const print = make("button", { type: "button" }, "Print"), clear = make("button", { type: "button" }, "Clear the answers");
    text.addEventListener("click", () => save(`${file}.txt`, "text/plain;charset=utf-8", [title, "", ...lines(), ""].join("\r\n")));
    word.addEventListener("click", () => save(`${file}.rtf`, "application/rtf", `{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Calibri;}}\\fs22 {\\b ${rich(title)}}\\par\\par\n${lines().map(line => `${rich(line)}\\par\n`).join("")}}`));
    print.addEventListener("click", () => window.print());
    clear.addEventListener("click", () => {
      for (const [, field] of fields) if (field.type === "checkbox") field.checked = false; else field.value = "";
      keep();
      said.textContent = "The answers are cleared.";
    });
    form.append(make("div", { class: "fill-in-tools" }, text, " ", word, " ", print, " ", clear, " ", said,
      make("p", {}, "Your answers are kept in this browser alone, on this device; nothing is sent. Whoever uses this browser after you can read them until you clear them.")));
    return fields[0]?.[1];
  }

  [...document.querySelectorAll("article .form")].forEach((form, place) => {
    if (!form.querySelector(".to-fill, .write-here, table.fill-in")) return;
    const name = `${page}#${form.querySelector(".form-title")?.textContent.trim() ?? place}`;
    // A form with answers is open as it was left; the others are paper until somebody wants to write.
    if (all()[name]) { fill(form, name); return; }
    const open = make("button", { type: "button" }, "Fill in on this page");
    const tools = make("p", { class: "fill-in-tools" }, open);
    open.addEventListener("click", () => { tools.remove(); fill(form, name)?.focus(); });
    form.append(tools);
  });
})();

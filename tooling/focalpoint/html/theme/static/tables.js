/* Long tables: sorted by a click on a head, and on pages with many rows filtered by words; the address keeps both. */

(() => {
  const SORTED_FROM = 12, FILTERED_FROM = 40;
  const tables = [...document.querySelectorAll("article table")].filter(table => table.tHead && table.tBodies[0] && !table.closest(".form"));
  const rowsOf = table => [...table.tBodies[0].rows];
  const every = tables.flatMap(rowsOf);
  const state = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  const keep = () => history.replaceState(null, "", [...state].length ? `#${state}` : location.pathname + location.search);
  const folded = text => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  // ---- sorting: numbers as numbers, days as days, and all else as words

  const MONTHS = "january february march april may june july august september october november december".split(" ");
  function value(cell) {
    const text = cell?.textContent.trim() ?? "";
    const day = folded(text).match(/^(?:(\d{1,2}) )?([a-z]+) (\d{4})$/);
    if (day && MONTHS.includes(day[2])) return Number(day[3]) * 400 + MONTHS.indexOf(day[2]) * 32 + Number(day[1] ?? 0);
    const number = text.replace(/[,\s]/g, "").match(/^-?\d+(\.\d+)?%?$/);
    return number ? parseFloat(number[0]) : folded(text);
  }
  const compare = (one, other) => (typeof one === "number" && typeof other === "number" ? one - other
    : typeof one === "number" ? -1 : typeof other === "number" ? 1 : one.localeCompare(other, "en", { numeric: true }));
  function sort(table, column, down) {
    const rows = rowsOf(table).map((row, place) => [value(row.cells[column]), place, row]);
    rows.sort((one, other) => (down ? -1 : 1) * compare(one[0], other[0]) || one[1] - other[1]);
    table.tBodies[0].append(...rows.map(([, , row]) => row));
    [...table.tHead.rows[0].cells].forEach((head, place) => {
      if (place === column) head.setAttribute("aria-sort", down ? "descending" : "ascending"); else head.removeAttribute("aria-sort");
    });
  }
  tables.forEach((table, number) => {
    const heads = table.tHead.rows.length === 1 ? [...table.tHead.rows[0].cells] : [];
    if (rowsOf(table).length < SORTED_FROM || table.querySelector("[rowspan], [colspan]") || !heads.length) return;
    const name = `sort${number}`;
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        sort(table, column, down);
        state.set(name, `${column}${down ? "d" : ""}`);
        keep();
      });
    });
    const asked = state.get(name)?.match(/^(\d+)(d?)$/);
    if (asked && Number(asked[1]) < heads.length) sort(table, Number(asked[1]), Boolean(asked[2]));
  });

  // ---- one filter for all rows of the page

  if (every.length < FILTERED_FROM) return;
  const field = Object.assign(document.createElement("input"), { type: "search", value: state.get("rows") ?? "" });
  const label = document.createElement("label"), count = document.createElement("span"), form = document.createElement("p");
  label.append("Show rows with ", field);
  count.setAttribute("role", "status");
  form.className = "table-filter";
  form.append(label, " ", count);
  (tables[0].closest(".pst-scrollable-table-container") ?? tables[0]).before(form);
  const sections = [...document.querySelectorAll("article section")].filter(section => section.querySelector("table"));
  const texts = new Map(every.map(row => [row, folded(row.textContent)]));
  function show() {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of every) {
      row.hidden = !words.every(word => texts.get(row).includes(word));
      if (!row.hidden) shown += 1;
    }
    const empty = table => words.length > 0 && rowsOf(table).every(row => row.hidden);
    for (const table of tables) (table.closest(".pst-scrollable-table-container") ?? table).hidden = empty(table);
    // A heading goes with its tables; the one above the field stays.
    for (const section of sections) section.hidden = !section.contains(form) && tables.filter(table => section.contains(table)).every(empty);
    count.textContent = `${shown} of ${every.length} rows`;
  }
  field.addEventListener("input", () => {
    if (field.value) state.set("rows", field.value); else state.delete("rows");
    keep();
    show();
  });
  show();
})();

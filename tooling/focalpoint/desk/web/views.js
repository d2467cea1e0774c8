// Saved views: the filters and the order under a name, kept with the project.

import { $, make, options } from "./parts.js";

export class Views {
  constructor(filters, notes, { changed, state }) {
    Object.assign(this, { filters, notes, changed, state, drawn: "" });
    $("#view").addEventListener("change", () => this.use($("#view").value));
    $("#save-view").addEventListener("click", () => this.save());
    $("#drop-view").addEventListener("click", () => this.drop());
    $("#view-name").addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.save();
    });
  }

  show() {
    const sign = JSON.stringify(this.notes.views);
    if (sign === this.drawn) return;
    this.drawn = sign;
    const names = Object.keys(this.notes.views).sort((one, other) => one.localeCompare(other));
    options($("#view"), [["", names.length ? "Choose a view" : "None saved yet"], ...names.map((one) => [one, one])], $("#view").value);
    $("#drop-view").hidden = !$("#view").value;
  }

  use(name) {
    $("#drop-view").hidden = !name;
    if (!name) return;
    this.filters.clear(false);
    this.filters.values = this.notes.views[name];
    $("#view-name").value = name;
    this.changed();
    this.state(`View ${name}: ${$("#shown").textContent}`, "done");
  }

  async save() {
    const name = $("#view-name").value.trim();
    if (!name) return $("#view-name").focus();
    const values = Object.fromEntries(Object.entries(this.filters.values).filter(([, value]) => value));
    if (!(await this.notes.change({ action: "view", name, values }))) return;
    $("#view").value = name;
    $("#drop-view").hidden = false;
    this.state(`The view ${name} is saved`, "done");
  }

  async drop() {
    const name = $("#view").value;
    if (!(await this.notes.change({ action: "view", name, values: null }))) return;
    $("#view-name").value = "";
    $("#drop-view").hidden = true;
    $("#view").focus();
    this.state(`The view ${name} is removed`, "done");
  }
}

// Draws how far the round is: by chapter and by member; a row shows its open comments.
export function showProgress(store, filters, changed) {
  const table = (title, name, of, words) => {
    const rows = new Map();
    for (const one of store.round.comments) {
      const row = rows.get(of(one)) ?? { words: words(one), open: 0, all: 0 };
      row.all += 1;
      row.open += one.open ? 1 : 0;
      rows.set(of(one), row);
    }
    const head = make("tr", {}, [title, "Decided", "Open", "All"].map((one) => make("th", { scope: "col" }, one)));
    return make("table", {}, make("caption", {}, `By ${title.toLowerCase()}`), make("thead", {}, head), make("tbody", {}, [...rows].map(([value, row]) => {
      const button = make("button", { type: "button" }, row.words);
      button.addEventListener("click", () => {
        filters.clear(false);
        filters.values = { [name]: value, decision: row.open ? "open" : "" };
        $("#progress-dialog").close();
        changed();
      });
      return make("tr", {}, make("th", { scope: "row" }, button), [row.all - row.open, row.open, row.all].map((one) => make("td", {}, String(one))));
    })));
  };
  $("#progress-tables").replaceChildren(
    table("Chapter", "chapter", (one) => one.chapter, (one) => one.chapter),
    table("Member", "member", (one) => one.member, (one) => `${one.member_name} (${one.member})`));
  $("#progress-dialog").showModal();
}

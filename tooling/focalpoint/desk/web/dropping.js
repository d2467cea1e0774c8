// Returned files that are dropped onto the desk, or chosen: what was entered, left out, and is to be asked.

import { $, make } from "./parts.js";
import { ask } from "./server.js";

const KEPT = "focalpoint-desk-returned/";

export class Dropping {
  constructor(store, { go, state }) {
    Object.assign(this, { store, go, state, files: [], members: {}, most: 0 });
    $("#returned-button").addEventListener("click", () => this.open([]));
    $("#returned-files").addEventListener("change", (event) => this.add([...event.target.files]));
    $("#returned-enter").addEventListener("click", () => this.enter());
    $("#returned-close").addEventListener("click", () => $("#returned-dialog").close());
    addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
    addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      this.open([...event.dataTransfer.files]);
    });
  }

  async open(files) {
    const found = await ask("returned");
    if (!found) return this.state("The desk does not answer: no file was entered", "wrong");
    Object.assign(this, found);
    const select = $("#returned-member");
    const chosen = select.value;
    const names = Object.entries(this.members).sort((one, other) => one[1].localeCompare(other[1]));
    select.replaceChildren(new Option("Choose the member", ""), ...names.map(([id, name]) => new Option(`${name} (${id})`, id)));
    select.value = chosen in this.members ? chosen : "";
    this.files = [];
    this.add(files);
    if (!$("#returned-dialog").open) $("#returned-dialog").showModal();
    select.focus();
  }

  add(files) {
    this.files.push(...files.map((file) => ({ file, large: file.size > this.most })));
    const most = Math.round(this.most / 1e6);
    $("#returned-list").replaceChildren(...this.files.map(({ file, large }) => make("li", {}, make("b", { dir: "auto" }, file.name), ` ${size(file.size)}`,
      large ? make("span", { className: "over" }, `: larger than ${most} MB, which is the most; it is not entered`) : "")));
    $("#returned-most").textContent = `Marked PDF, Word, Excel or e-mail as it came, each of at most ${most} MB. A file is entered whole or not at all; the same file twice adds nothing.`;
  }

  async enter() {
    const member = $("#returned-member").value;
    const ready = this.files.filter((one) => !one.large);
    $("#returned-missing").textContent = !ready.length ? "Choose a file." : member ? "" : "Choose the member that sent it.";
    if (!ready.length || !member) return $(member ? "#returned-files" : "#returned-member").focus();
    $("#returned-enter").disabled = true;
    for (const { file } of ready) {
      $("#returned-missing").textContent = `Reading ${file.name} …`;
      this.keep(await this.send(file, member, false), file, member);
    }
    $("#returned-enter").disabled = false;
    $("#returned-missing").textContent = "";
    $("#returned-dialog").close();
    this.files = [];
    $("#returned-files").value = "";
    await this.store.load();
    this.state(this.results()[0].words, this.results()[0].problems.length ? "wrong" : "done");
    $("#returned").querySelector("h2").focus();
  }

  async send(file, member, anyway) {
    const query = new URLSearchParams({ member, name: file.name, anyway: anyway ? "1" : "0" });
    try {
      const answer = await fetch(`returned?${query}`, { method: "POST", headers: { "X-Focalpoint": "1" }, body: file });
      if (answer.status === 413) return { problems: [`${file.name}: the file is too large`], entered: [], same: [] };
      return await answer.json();
    } catch {
      return { problems: [`${file.name}: the desk does not answer; nothing was entered`], entered: [], same: [] };
    }
  }

  // Keeps what an import said until somebody has dealt with it.
  keep(answer, file, member) {
    const [one] = answer.entered;
    const words = one ? `${file.name}, ${this.members[member]}: ${one.found === 1 ? "one comment" : `${one.found} comments`}, ${one.new.length} new, ${one.known} known before` : `${file.name}, ${this.members[member]}: nothing was entered`;
    const left = (one?.left_out ?? []).map(({ kind, words: many, places }) => `${many ? `${many} words ` : ""}left out, ${kind}${places.length ? `: ${places.join(", ")}` : ""}`);
    if (one?.missing) left.push(`${one.missing} words NOT ACCOUNTED FOR: open the file and compare it with its comments`);
    const replaced = Object.entries(one?.replacing ?? {}).map(([now, was]) => `${now} is ${was} with other words; see both, then say that the one that is past was withdrawn`);
    this.write([{ words, problems: answer.problems, left: [...left, ...replaced, ...(one?.warnings ?? [])], ask: one?.ask ?? [], fresh: one?.new ?? [] }, ...this.results()]);
    if (answer.anyway) this.again = { file, member };
    this.show();
  }

  results() {
    try {
      return JSON.parse(localStorage.getItem(KEPT + this.store.round.project)) ?? [];
    } catch {
      return this.shown ?? [];
    }
  }

  write(results) {
    this.shown = results;
    try {
      localStorage.setItem(KEPT + this.store.round.project, JSON.stringify(results));
    } catch {
      // They stay in sight until the window is closed.
    }
  }

  show() {
    const results = this.results();
    $("#returned").hidden = !results.length;
    $("#returned").replaceChildren(make("h2", { tabIndex: -1 }, "Files that came back"), ...results.map((one, place) => this.result(one, place)));
  }

  result({ words, problems, left, ask: asked, fresh }, place) {
    const shown = (id) => button(`Show ${id}`, () => this.go(id));
    const rows = [...problems.map((one) => make("li", { className: "over", dir: "auto" }, one)), ...left.map((one) => make("li", { dir: "auto" }, one))];
    if (asked.length) rows.push(make("li", {}, "To place by hand or look at: ", asked.slice(0, 12).flatMap((id) => [shown(id), " "]), asked.length > 12 ? "and more, under “Only those whose place is not certain”" : null));
    else if (fresh.length) rows.push(make("li", {}, "All places are certain. ", shown(fresh[0])));
    const done = button("Dealt with", () => {
      this.write(this.results().filter((_one, at) => at !== place));
      this.show();
      (document.querySelector("#returned button") ?? $("#heading"))?.focus();
    });
    const anyway = place === 0 && problems.length && this.again ? button("Enter it anyway", () => this.anyway()) : null;
    return make("section", {}, make("p", {}, make("b", { dir: "auto" }, words), " ", done, " ", anyway), make("ul", {}, rows));
  }

  async anyway() {
    const { file, member } = this.again;
    this.again = null;
    this.write(this.results().slice(1));
    this.keep(await this.send(file, member, true), file, member);
    await this.store.load();
    this.state(this.results()[0].words, "done");
  }
}

function button(words, press) {
  const made = make("button", { type: "button" }, words);
  made.addEventListener("click", press);
  return made;
}

function holdsFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

function size(bytes) {
  return bytes > 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(Math.round(bytes / 1000), 1)} kB`;
}

// Keeps the two panes at the same place: each block has a place in both, and positions between are interpolated.

const LINE = 0.3; // the height in a pane, as a share, at which both panes show the same words

export class Steps {
  constructor(frame, print) {
    this.frame = frame;
    this.print = print;
    this.anchors = {};
    this.size = [595, 842];
    this.leader = null; // the pane that the reader moves; the other follows
    print.addEventListener("scroll", () => this.follow("print"), { passive: true });
    this.lead(print, "print");
  }

  // Called for each new page in the frame.
  attach() {
    this.frame.contentWindow.addEventListener("scroll", () => this.follow("web"), { passive: true });
    this.lead(this.frame.contentWindow, "web");
  }

  lead(target, pane) {
    for (const event of ["wheel", "touchstart", "pointerdown", "pointermove", "keydown"])
      target.addEventListener(event, () => { this.leader = pane; }, { passive: true });
  }

  place(anchors, size) {
    this.anchors = anchors;
    this.size = size;
  }

  // [id, place in the web page, place in the printed pages], ascending in both.
  table() {
    const page = this.frame.contentWindow;
    const sheets = this.print.querySelectorAll(".sheet");
    const rows = [];
    for (const block of page.document.querySelectorAll("article [id]")) {
      const at = this.anchors[block.id];
      if (!at || !sheets[at[0]] || block.closest("aside, a, span")) continue;
      rows.push([block.id, block.getBoundingClientRect().top + page.scrollY, this.down(sheets[at[0]], at[2])]);
    }
    const steady = [["", 0, 0]];
    for (const row of rows) {
      const last = steady[steady.length - 1];
      if (row[1] >= last[1] && row[2] >= last[2]) steady.push(row);
    }
    steady.push(["", page.document.documentElement.scrollHeight, this.print.scrollHeight]);
    return steady;
  }

  down(sheet, y) {
    return sheet.offsetTop + ((this.size[1] - y) / this.size[1]) * sheet.offsetHeight;
  }

  follow(pane) {
    if (this.leader !== pane) return;
    const page = this.frame.contentWindow;
    const [from, to] = pane === "web" ? [1, 2] : [2, 1];
    const here = pane === "web" ? page.scrollY + LINE * page.innerHeight : this.print.scrollTop + LINE * this.print.clientHeight;
    const there = between(this.table(), from, to, here);
    if (pane === "web") this.print.scrollTop = there - LINE * this.print.clientHeight;
    else page.scrollTo({ top: there - LINE * page.innerHeight, behavior: "instant" });
  }

  // Scrolls a block to the line in both panes.
  goTo(id) {
    const page = this.frame.contentWindow;
    const block = page.document.getElementById(id);
    if (!block) return;
    this.leader = null;
    const y = block.getBoundingClientRect().top + page.scrollY;
    page.scrollTo({ top: y - LINE * page.innerHeight, behavior: "instant" });
    const at = this.anchors[id];
    const sheet = at && this.print.querySelectorAll(".sheet")[at[0]];
    const down = sheet ? this.down(sheet, at[2]) : between(this.table(), 1, 2, y);
    this.print.scrollTop = down - LINE * this.print.clientHeight;
  }
}

function between(table, from, to, here) {
  let low = table[0];
  for (const row of table) {
    if (row[from] > here) {
      const part = (here - low[from]) / (row[from] - low[from]);
      return low[to] + part * (row[to] - low[to]);
    }
    low = row;
  }
  return low[to];
}

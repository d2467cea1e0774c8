// The printed pages: the picture of a page is requested only when it has changed and is near the visible part.

export class Sheets {
  constructor(print, settled) {
    this.print = print;
    this.box = print.querySelector("#sheets");
    this.settled = settled;
    for (const [target, event] of [[print, "scroll"], [window, "resize"]])
      target.addEventListener(event, () => this.fill(), { passive: true });
  }

  show(digests, size) {
    while (this.box.children.length > digests.length) this.box.lastChild.remove();
    while (this.box.children.length < digests.length) {
      const sheet = document.createElement("div");
      sheet.className = "sheet";
      this.box.append(sheet);
    }
    digests.forEach((digest, place) => {
      const sheet = this.box.children[place];
      sheet.style.aspectRatio = `${size[0]} / ${size[1]}`;
      sheet.dataset.want = digest;
    });
    this.fill();
  }

  fill() {
    const near = [...this.box.children].filter((sheet) => this.isNear(sheet, 1));
    // Visible pages first, since pages are drawn one after the other.
    for (const screens of [0, 1]) for (const sheet of near) if (!screens === this.isNear(sheet, 0)) this.load(sheet);
    if (near.every((sheet) => !this.isNear(sheet, 0) || sheet.dataset.digest === sheet.dataset.want)) this.settled();
  }

  isNear(sheet, screens) {
    const box = this.print.getBoundingClientRect();
    const { top, bottom } = sheet.getBoundingClientRect();
    return bottom > box.top - screens * box.height && top < box.bottom + screens * box.height;
  }

  async load(sheet) {
    const width = Math.ceil((sheet.offsetWidth * window.devicePixelRatio) / 100) * 100;
    const want = `${sheet.dataset.want}.png?width=${width}`;
    if (!width || sheet.asked === want) return;
    sheet.asked = want;
    const digest = sheet.dataset.want;
    const image = new Image();
    image.alt = `Printed page ${[...this.box.children].indexOf(sheet) + 1} of the chapter`;
    image.src = `pages/${want}`;
    try {
      await image.decode(); // only a complete picture replaces the last one
    } catch {
      if (sheet.asked === want) sheet.asked = "";
      return;
    }
    if (sheet.asked !== want) return;
    sheet.querySelector("img")?.remove();
    sheet.prepend(image);
    sheet.dataset.digest = digest;
    this.fill();
  }

  // Marks a block from its place to the next block on its page.
  mark(at, size, anchors) {
    this.box.querySelector(".mark")?.remove();
    const sheet = at && this.box.children[at[0]];
    if (!sheet) return;
    const mark = document.createElement("div");
    mark.className = "mark";
    mark.style.top = `${100 * (1 - at[2] / size[1])}%`;
    const below = Object.values(anchors).filter((one) => one[0] === at[0] && one[1] <= at[1] + 1 && one[2] < at[2] - 1).map((one) => one[2]);
    const end = Math.max(...below, 0.1 * size[1]);
    mark.style.height = `${(100 * Math.max(at[2] - end - 8, 8)) / size[1]}%`;
    sheet.append(mark);
  }
}

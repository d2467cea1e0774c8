// The whole page as printed, with the place of each comment as a link.

import { $, make } from "./parts.js";
import { ask } from "./server.js";

const NEAR = 0.018; // part of the page within which two numbers would cover each other

export class WholePage {
  constructor(store, { go, state }) {
    Object.assign(this, { store, go, state });
    $("#page-close").addEventListener("click", () => $("#page-dialog").close());
    $("#page-before").addEventListener("click", () => this.show(this.number - 1));
    $("#page-after").addEventListener("click", () => this.show(this.number + 1));
  }

  // Shows a page, counted from 1; `open` is the comment that is marked as the one in hand.
  async show(number, open = this.open) {
    const page = await ask(`pages/${number}`);
    if (!page) return this.state(`Page ${number} cannot be shown`, "wrong");
    Object.assign(this, { number, open });
    const many = page.comments.length;
    $("#page-title").textContent = `Page ${page.printed} of the draft: ${many === 1 ? "one comment" : `${many} comments`}`;
    $("#page-before").disabled = number <= 1;
    $("#page-after").disabled = number >= page.pages;
    const image = make("img", { src: `pages/${number}.png`, alt: `Page ${page.printed} of the draft as printed` });
    $("#page-sheet").replaceChildren(image, ...page.comments.flatMap(({ id, boxes }, at) => {
      // The numbers of comments on the same lines stand beside each other in the margin.
      const before = page.comments.slice(0, at).filter((one) => Math.abs(one.boxes[0][1] - boxes[0][1]) < NEAR).length;
      return [...boxes.map((box) => this.mark(id, box)), this.tag(id, boxes[0][1], before)];
    }));
    $("#page-list").replaceChildren(...page.comments.map(({ id }) => make("li", {}, this.link(id, this.words(id)))));
    if (!$("#page-dialog").open) $("#page-dialog").showModal();
    return undefined;
  }

  words(id) {
    const one = this.store.comment(id);
    const said = one ? one.comment || one.proposed_change || one.quote || "a mark without words" : "";
    return [make("b", {}, id), ` ${one?.member_name ?? ""}: `, make("span", { dir: "auto" }, said.slice(0, 120))];
  }

  // Shows how far a mark goes.
  mark(id, [left, top, width, height]) {
    const made = make("span", { className: "place", ariaHidden: "true", dataset: this.standing(id) });
    made.setAttribute("style", `left:${left * 100}%;top:${top * 100}%;width:${width * 100}%;height:${height * 100}%`);
    return made;
  }

  // The number of a comment in the margin, which leads to it.
  tag(id, top, before) {
    const made = this.link(id, id, { className: "tag", dataset: this.standing(id) });
    made.setAttribute("style", `left:${before * 7}%;top:${top * 100}%`);
    made.setAttribute("aria-label", `${id} ${this.store.comment(id)?.member_name ?? ""}`);
    return made;
  }

  standing(id) {
    return { open: id === this.open ? "yes" : "", settled: this.store.comment(id)?.open ? "" : "yes" };
  }

  link(id, inside, facts = {}) {
    const link = make("a", { href: `#${id}`, ...facts }, inside);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      $("#page-dialog").close();
      this.go(id);
    });
    return link;
  }
}

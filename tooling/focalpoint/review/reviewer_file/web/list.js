// The comments in the text and beside it.

/** Draw all marks, chips and the list anew. */
function draw() {
  unmark();
  comments.forEach((one, index) => {
    const number = index + 1;
    for (const span of one.spans) mark(span, number, one.w);
    const block = one.spans.length ? BY_ID.get(one.spans.at(-1).b) : null;
    if (block) chipOf(block, one, number);
  });
  drawList();
  showState();
}

/** Put a button with the number of a comment at the end of its block. */
function chipOf(block, one, number) {
  const chip = make("button", { type: "button", className: one.w ? "chip own gone" : "chip own", lang: language, data: { u: "", n: one.n } }, String(number));
  chip.setAttribute("aria-label", `${say("comment")} ${number}: ${say(one.w ? "withdrawn" : one.k)}`);
  chip.addEventListener("click", () => edit(one));
  const inner = [...block.children].find((child) => child.matches("[data-b], ul, ol, .wide, dl"));
  block.insertBefore(chip, inner ?? null);
}

/** Offer what the list can be narrowed to. */
function drawFilter() {
  const filter = document.querySelector("#filter");
  const chosen = filter.value || "all";
  const reviewers = [...new Set(comments.map((one) => one.by).filter(Boolean))].sort();
  const options = [["all", say("all")], ["standing", say("standing")], ["withdrawn", say("withdrawn")], ["differing", say("differing")]];
  options.push(...reviewers.map((by) => [`by ${by}`, say("mine", { by })]));
  filter.replaceChildren(...options.map(([value, text]) => make("option", { value, textContent: text })));
  filter.value = options.some(([value]) => value === chosen) ? chosen : "all";
}

/** Draw the list of comments. */
function drawList() {
  drawFilter();
  const wanted = document.querySelector("#filter").value;
  const compared = compare();
  const shown = comments.filter((one) => {
    if (wanted === "standing") return !one.w;
    if (wanted === "withdrawn") return one.w;
    if (wanted === "differing") return compared.has(one.n);
    return wanted === "all" || `by ${one.by}` === wanted;
  });
  const list = document.querySelector("#list");
  list.replaceChildren(...shown.map((one) => card(one, compared.get(one.n))));
  document.querySelector("#none").hidden = shown.length > 0;
}

/** Draw one comment of the list. */
function card(one, compared) {
  const number = comments.indexOf(one) + 1;
  const words = wordsOf(one.spans);
  const proposes = one.k !== "note";
  const head = make("h3", {}, `${number}. ${say(one.k)}${one.w ? ` · ${say("withdrawn")}` : ""}`);
  const act = (name, done) => {
    const button = make("button", { type: "button", textContent: say(name) });
    button.setAttribute("aria-label", `${say(name)}: ${say("comment")} ${number}`);
    button.addEventListener("click", done);
    return button;
  };
  return make("li", { className: one.w ? "card gone" : "card", data: { n: one.n } }, head,
    make("p", { className: "where" }, `${placeSaid(one.spans)} · ${say(one.t)}${one.by ? ` · ${one.by}` : ""}`),
    words && one.spans[0].s >= 0 ? make("p", {}, make(one.k === "replace" || one.k === "delete" ? "del" : "q", { dir: "auto" }, words)) : null,
    proposes && one.p ? make("p", {}, make("ins", { dir: "auto" }, one.p)) : null,
    one.c ? make("p", { className: "said", dir: "auto" }, one.c) : null,
    compared ? make("p", { className: "compared" }, say(compared[0], { n: compared[1] })) : null,
    make("p", { className: "acts" }, act("edit", () => edit(one)),
      one.spans.length ? act("show", () => show(one)) : null, act(one.w ? "restore" : "withdraw", () => withdraw(one))));
}

/** Withdraw a comment, or let it stand again. */
function withdraw(one) {
  one.w = !one.w;
  one.v++;
  keep();
  draw();
  document.querySelector(`.card[data-n="${one.n}"] .acts button:last-child`)?.focus();
  tell(say(one.w ? "was_withdrawn" : "was_restored", { n: comments.indexOf(one) + 1 }));
}

/** Go to the place of a comment in the text. */
function show(one) {
  closePanels();
  goTo(BY_ID.get(one.spans[0].b));
}

// The words of the page in each language, and the facts of this copy of the draft.

const FACTS = document.documentElement.dataset;
const WORDS = JSON.parse(document.getElementById("words").content.textContent);
let language = "en";

/** Look up words by their name, and fill in what stands in braces. */
function say(name, facts = {}) {
  const text = WORDS[language][name] ?? WORDS.en[name];
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in facts ? String(facts[key]) : whole));
}

/** Say something to a screen reader and at the top of the page. */
function tell(text) {
  const state = document.getElementById("state");
  state.textContent = "";
  // A text that is the same as before would not be read again.
  setTimeout(() => { state.textContent = text; }, 30);
}

/** Write the day by which comments are asked for in the page's language. */
function until() {
  if (!FACTS.until) return "";
  const day = new Date(`${FACTS.until}T12:00:00`).toLocaleDateString(language === "en" ? "en-GB" : language, { day: "numeric", month: "long", year: "numeric" });
  return say("until", { day });
}

/** Show the page in a language. */
function speak(chosen) {
  language = chosen in WORDS ? chosen : "en";
  const facts = { title: FACTS.title, number: FACTS.number, name: FACTS.name || FACTS.draft, handling: FACTS.handling };
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say, facts);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label, facts));
  for (const one of document.querySelectorAll("[data-hint]")) one.setAttribute("placeholder", say(one.dataset.hint, facts));
  document.getElementById("until").textContent = until();
  for (const one of document.querySelectorAll(".own")) one.lang = language;
  document.title = say("title", facts);
}

/** Make an element with properties and children; texts are texts, never markup. */
function make(name, facts = {}, ...children) {
  const { data = {}, ...rest } = facts;
  const made = Object.assign(document.createElement(name), rest);
  Object.assign(made.dataset, data);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

/* The catalogue of actions: shows those that fit what is chosen, says how many, and keeps the choice in the address. */

(() => {
  const form = document.querySelector("form.catalogue-filter");
  if (!form) return;
  const selects = [...form.querySelectorAll("select")];
  const items = [...document.querySelectorAll("ul.catalogue > li")];
  const count = document.querySelector(".catalogue-count");

  const chosen = () => selects.filter(select => select.value);

  function show() {
    const classes = chosen().map(select => `${select.name}-${select.value}`);
    for (const item of items) item.hidden = !classes.every(name => item.classList.contains(name));
    const fitting = items.filter(item => !item.hidden).length;
    const words = chosen().map(select => `${select.labels[0].firstChild.textContent.trim()}: ${select.selectedOptions[0].text}`);
    count.textContent = `${fitting} of ${items.length} actions` + (words.length ? ` (${words.join("; ")})` : "") + ".";
  }

  function keep() {
    const words = new URLSearchParams(chosen().map(select => [select.name, select.value]));
    history.replaceState(null, "", `#${words}`);
  }

  function read() {
    const words = new URLSearchParams(location.hash.slice(1));
    for (const select of selects) {
      select.value = words.get(select.name) ?? "";
      // A word that the list does not know chooses nothing.
      if (select.selectedIndex < 0) select.value = "";
    }
    show();
  }

  form.addEventListener("change", () => { keep(); show(); });
  // The fields are empty only after the event.
  form.addEventListener("reset", () => setTimeout(() => { keep(); show(); }));
  form.addEventListener("submit", event => event.preventDefault());
  window.addEventListener("hashchange", read);
  read();
})();

/* What every page does: its menu, its contents, its colours, and tables that scroll by keyboard. */

(() => {
  // ---- menus that open and shut, and give the focus back

  function opens(button, panel, over) {
    if (!button || !panel) return;
    const set = open => {
      panel.classList.toggle("open", open);
      button.setAttribute("aria-expanded", String(open));
    };
    const shown = () => panel.classList.contains("open");
    button.addEventListener("click", () => {
      set(!shown());
      if (shown()) panel.querySelector("a[href]")?.focus();
    });
    panel.addEventListener("click", event => { if (event.target.closest("a[href]")) set(false); });
    document.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !shown()) return;
      set(false);
      button.focus();
    });
    if (!over) return;
    // While it lies over the page, the focus stays in it.
    panel.addEventListener("focusout", event => { if (shown() && event.relatedTarget && !panel.contains(event.relatedTarget)) { set(false); } });
    document.addEventListener("click", event => { if (shown() && !panel.contains(event.target) && !button.contains(event.target)) set(false); });
  }
  const menu = document.getElementById("site-nav");
  opens(document.querySelector(".menu-button"), menu, true);
  opens(document.querySelector(".contents-button"), document.querySelector(".page-contents"), false);

  // The chapter at hand is in sight in the list of all.
  const current = menu?.querySelector("a.current");
  if (current && getComputedStyle(menu).position === "sticky") menu.scrollTop = current.offsetTop - menu.clientHeight / 2;

  // ---- colours

  const button = document.querySelector(".theme-switch-button"), page = document.documentElement;
  const NAMES = { auto: "as the system", light: "light", dark: "dark" };
  const chosen = () => (page.dataset.theme in NAMES ? page.dataset.theme : "auto");
  const name = () => button?.setAttribute("aria-label", `Colours: ${NAMES[chosen()]}`);
  button?.addEventListener("click", () => {
    const names = Object.keys(NAMES), next = names[(names.indexOf(chosen()) + 1) % names.length];
    page.dataset.theme = next;
    try {
      if (next === "auto") localStorage.removeItem("focalpoint-colours"); else localStorage.setItem("focalpoint-colours", next);
    } catch {
      // The choice holds for this page alone.
    }
    name();
  });
  name();

  // ---- boxes that scroll are reached by keyboard, and say what they are

  function reach() {
    for (const box of document.querySelectorAll(".pst-scrollable-table-container, article figure")) {
      const wide = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
      const told = box.querySelector("caption, figcaption")?.textContent.replace("§", "").trim() || (box.tagName === "FIGURE" ? "Figure" : "Table");
      for (const [attribute, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", told]]) {
        // A figure has a role of its own.
        if (attribute === "role" && box.tagName === "FIGURE") continue;
        if (wide) box.setAttribute(attribute, value); else box.removeAttribute(attribute);
      }
    }
  }
  reach();
  addEventListener("resize", reach);
})();

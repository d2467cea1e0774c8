/* Runs before the page is shown: the colours that the reader chose, and that scripts run. */

(() => {
  const root = document.documentElement;
  root.dataset.js = "";
  try {
    const chosen = localStorage.getItem("focalpoint-colours");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // Where nothing may be kept, the system's colours stand.
  }
})();

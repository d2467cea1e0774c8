/* Runs before the page is shown: the colours that the reader chose, that scripts run, and the typefaces of every page. */

(() => {
  const root = document.documentElement;
  root.dataset.js = "";
  try {
    const chosen = localStorage.getItem("focalpoint-colours");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // Where nothing may be kept, the system's colours stand.
  }
  // From a folder a browser refuses to fetch a typeface ahead; from there it comes at once anyway.
  if (!location.protocol.startsWith("http")) return;
  for (const name of ["SourceSerif4-Regular", "SourceSans3-Regular", "SourceSerif4Display-Semibold"]) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous", href: `${root.dataset.content_root}_static/${name}.woff2` });
    document.head.append(link);
  }
})();

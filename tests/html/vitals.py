"""How a web edition loads on a slow machine: `python tests/html/vitals.py FOLDER PAGE…` prints JSON.

Chromium on a processor four times slower, at 1.6 Mbit/s with 150 ms to the server: the largest paint and the blocking
time in milliseconds, the sum of all layout shifts, and what moved where they are more than 0.002.
"""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import sys
import threading
from typing import Any

from playwright.sync_api import Browser, sync_playwright

WIDTHS = (390, 1280)
WAIT = 2500
"""Milliseconds after the page has loaded in which something may still move."""
NOTE = """(() => {
  window.noted = { shifts: [], paint: 0, blocked: 0 };
  const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
  const observe = (type, keep) =>
    new PerformanceObserver((list) => list.getEntries().forEach(keep)).observe({ type, buffered: true });
  const told = ({ node, previousRect, currentRect }) =>
    [node?.nodeName ?? "", (node?.textContent ?? "").trim().slice(0, 30), box(previousRect), box(currentRect)];
  observe("layout-shift", (one) => {
    if (!one.hadRecentInput) noted.shifts.push([one.value, one.sources.map(told)]);
  });
  observe("largest-contentful-paint", (one) => { noted.paint = one.startTime; });
  observe("longtask", (one) => { noted.blocked += Math.max(0, one.duration - 50); });
})()"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words: Any) -> None:
        """Log nothing."""


def measure(browser: Browser, address: str, width: int) -> dict[str, Any]:
    """Load one page as a slow machine does; return its figures."""
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    speed = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
    session.send("Network.emulateNetworkConditions", speed)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(NOTE)
    page.goto(address)
    page.wait_for_timeout(WAIT)
    noted = page.evaluate("window.noted")
    context.close()
    return {
        "paint_ms": round(noted["paint"]),
        "blocked_ms": round(noted["blocked"]),
        "shift": round(sum(value for value, _moved in noted["shifts"]), 4),
        "moved": [moved for value, moved in noted["shifts"] if value > 0.002],
    }


def main(folder: str, pages: list[str]) -> None:
    """Serve the folder and print the figures of each page at each width."""
    handler = functools.partial(_Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for width in WIDTHS:
            for name in pages:
                found = measure(browser, f"http://127.0.0.1:{server.server_address[1]}/{name}", width)
                print(json.dumps({"page": name, "width": width, **found}, ensure_ascii=False))
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] or ["index.html"])

"""Watch for saves under `manual/` and `consultations/`, even if these folders are removed and restored."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from watchfiles import Change, watch

FOLDERS = ("manual", "consultations")
TOP = (*FOLDERS, "pyproject.toml")
STEP = 20
"""Milliseconds without a change after which a save counts as complete."""
LONGEST = 200
"""Milliseconds after which a save counts as complete in any case."""
PAUSE = 0.3
"""Seconds until the next attempt to watch a folder that could not be watched."""
NAMES = ("4913",)
"""Names of the files with which Vim tests whether it may write."""


def is_temporary(path: str) -> bool:
    """Tell whether a file is a temporary file of an editor."""
    name = PurePosixPath(path).name
    return name in NAMES or name.startswith((".", "#", "~$")) or name.endswith(("~", ".swp", ".tmp", ".bak", ".part"))


class Watcher:
    """Call `saved` at each save; one thread watches the project's folder, one the texts below it."""

    def __init__(self, root: Path, saved: Callable[[], None]) -> None:
        self.root = root
        self.saved = saved
        self._ended = threading.Event()
        self._moved = threading.Event()

    def start(self) -> None:
        """Start both threads."""
        for work in (self._watch_top, self._watch_texts):
            threading.Thread(target=work, daemon=True).start()

    def stop(self) -> None:
        """Tell both threads to end."""
        self._ended.set()
        self._moved.set()

    def _watch_top(self) -> None:
        """Watch for folders that were renamed, removed or restored, and watch them again."""
        while not self._ended.is_set():
            try:
                for found in watch(self.root, watch_filter=_at_top, stop_event=self._ended, recursive=False, **_PACE):
                    if any(Path(path).name in FOLDERS for _change, path in found):
                        self._moved.set()
                    self.saved()
            except (OSError, RuntimeError):
                self._ended.wait(PAUSE)

    def _watch_texts(self) -> None:
        while not self._ended.is_set():
            self._moved.clear()
            folders = [self.root / name for name in FOLDERS if (self.root / name).is_dir()]
            if not folders:
                self._moved.wait()
                continue
            try:
                for _found in watch(*folders, watch_filter=_is_text, stop_event=self._moved, **_PACE):
                    self.saved()
            except (OSError, RuntimeError):
                # A folder was removed before it could be watched.
                time.sleep(PAUSE)
            self.saved()


_PACE: dict[str, Any] = {"step": STEP, "debounce": LONGEST, "rust_timeout": 500, "raise_interrupt": False}


def _at_top(change: Change, path: str) -> bool:
    return Path(path).name in TOP


def _is_text(change: Change, path: str) -> bool:
    return not is_temporary(path) and "__pycache__" not in path

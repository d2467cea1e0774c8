"""A real preview over a real project: started as a person starts it, and looked at."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from local_page import LocalPage, started
from sample_project import Project

PATIENCE = 40.0
"""Seconds, on a machine that is busy with other things."""
Scene = dict[str, Any]


@dataclass
class Preview(LocalPage):
    """One running preview."""

    @classmethod
    @contextmanager
    def start(cls, project: Project, *words: str) -> Iterator[Preview]:
        """Start the command and read its address; nothing of it runs after the block."""
        with started(project, "preview", *words) as (process, address):
            yield cls(project, process, address)

    def scene(self, chapter: str = "") -> Scene:
        """What a window shows now that has chosen a chapter, or follows what is saved."""
        with self.opener.open(self.at(f"events?chapter={chapter}"), timeout=PATIENCE) as stream:
            scene: Scene = json.loads(stream.readline().removeprefix(b"data: "))
            return scene

    def until(self, holds: Callable[[Scene], bool], chapter: str = "") -> Scene:
        """The first scene of which something holds."""
        end = time.monotonic() + PATIENCE
        scene = self.scene(chapter)
        while not holds(scene):
            short = {
                **scene,
                "article": scene["article"][-400:],
                "anchors": "",
                "page_digests": len(scene["page_digests"]),
            }
            assert time.monotonic() < end, f"this never came: the preview shows {short}"
            time.sleep(0.05)
            scene = self.scene(chapter)
        return scene

    def at_rest(self) -> Scene:
        """The scene when everything is drawn and nothing is wrong."""
        return self.until(lambda scene: bool(scene["page_digests"]) and not scene["busy"] and not scene["problems"])


def places(scene: Scene) -> list[str]:
    """Path and line of each problem that is told."""
    return [problem["place"] for problem in scene["problems"]]


def eventually(holds: Callable[[], bool], page: Page) -> None:
    """Wait until something holds in the browser."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, page.locator("body").inner_text()
        page.wait_for_timeout(50)

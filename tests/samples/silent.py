"""Tells nobody how the work goes."""

from __future__ import annotations


class Silent:
    """Tells nobody how the work goes."""

    def step(self, text: str) -> None: ...

    def piece(self, title: str, done: int, total: int) -> None: ...

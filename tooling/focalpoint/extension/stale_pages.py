"""Decide when every page must be written again: a new number in one chapter shows in citations of all others."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

from focalpoint.extension.book_order import book_order

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STATE = ".focalpoint-state"
WEB = "html"
"""The builder of the web edition."""


def stale_documents(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """List all documents where what pages say of each other differs from what the output folder was written with.

    The web edition decides for each page by itself, from the same facts.
    """
    if app.builder.name == WEB:
        return []
    try:
        written = (Path(app.outdir) / STATE).read_text()
    except OSError:
        written = ""
    return [] if written == _state(env) else sorted(env.found_docs)


def keep_state(app: Sphinx, exception: Exception | None) -> None:
    """Record, after a successful build, the facts that the output folder was written with."""
    if exception is None and app.builder.name != WEB:
        (Path(app.outdir) / STATE).write_text(_state(app.env))


def shared_facts(env: BuildEnvironment) -> tuple[object, ...]:
    """Return everything that one page can show of another, as values that JSON can write."""
    return (
        env.toc_secnumbers,
        env.toc_fignumbers,
        {name: title.astext() for name, title in env.titles.items()},
        env.domaindata["focalpoint"],
        *(sorted(env.domaindata["std"][kind].items()) for kind in ("labels", "anonlabels", "terms", "objects")),
        [astuple(place) for place in book_order(env)],
        env.toctree_includes,
        env.config.focalpoint_code,
        env.config.release,
    )


def _state(env: BuildEnvironment) -> str:
    return hashlib.sha256(json.dumps(shared_facts(env), sort_keys=True, default=str).encode()).hexdigest()


def setup_stale_pages(app: Sphinx) -> None:
    """Add what decides when every page is written again."""
    app.connect("env-get-updated", stale_documents, 900)
    app.connect("build-finished", keep_state)

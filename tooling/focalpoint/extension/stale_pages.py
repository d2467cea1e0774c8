"""Decides when every page must be written again: a new number in one chapter shows in the citations of all others."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from focalpoint.extension.book_order import book_order

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STATE = ".focalpoint-state"


def stale_documents(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """All documents where what pages say of each other differs from what the output folder was written with."""
    try:
        written = (Path(app.outdir) / STATE).read_text()
    except OSError:
        written = ""
    return [] if written == _state(env) else sorted(env.found_docs)


def keep_state(app: Sphinx, exception: Exception | None) -> None:
    """Remember, after a build that went well, what the output folder was written with."""
    if exception is None:
        (Path(app.outdir) / STATE).write_text(_state(app.env))


def _state(env: BuildEnvironment) -> str:
    """A digest of all that one page can show of another."""
    seen = (
        env.toc_secnumbers,
        env.toc_fignumbers,
        {name: title.astext() for name, title in env.titles.items()},
        env.domaindata["focalpoint"],
        *(sorted(env.domaindata["std"][kind].items()) for kind in ("labels", "anonlabels", "terms", "objects")),
        book_order(env),
        env.toctree_includes,
        env.config.focalpoint_code,
        env.config.release,
    )
    return hashlib.sha256(json.dumps(seen, sort_keys=True, default=str).encode()).hexdigest()

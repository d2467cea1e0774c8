"""Cache the documents that Sphinx has read, so that each is unpickled once and not for every link."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx.domains.std import StandardDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

KEPT = 4
"""Number of documents kept: the contents, and those that the text being written links to."""
_Shelf = OrderedDict[str, tuple[int, "nodes.document"]]
_cached: WeakKeyDictionary[BuildEnvironment, _Shelf] = WeakKeyDictionary()


def cached_doctree(env: BuildEnvironment, docname: str) -> nodes.document:
    """Return a document as it was last read; others share it, so callers must not change it."""
    shelf = _cached.setdefault(env, OrderedDict())
    written = (Path(env.doctreedir) / f"{docname}.doctree").stat().st_mtime_ns
    if docname not in shelf or shelf[docname][0] != written:
        shelf[docname] = written, env.get_doctree(docname)
    shelf.move_to_end(docname)
    while len(shelf) > KEPT:
        shelf.popitem(last=False)
    return shelf[docname][1]


class CachedStandardDomain(StandardDomain):
    """Sphinx's standard domain; links to tables and figures read the linked document from the cache."""

    def resolve_xref(  # noqa: PLR0913  (Sphinx calls it so)
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Resolve one link; for a link to a table or figure Sphinx would unpickle the whole linked document."""
        reader: Any = _CachedEnvironment(env) if typ == "numref" else env
        return super().resolve_xref(reader, fromdocname, builder, typ, target, node, contnode)


class _CachedEnvironment:
    """The environment, except that its documents come from the cache."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)

    def get_doctree(self, docname: str) -> nodes.document:
        """Return a document for reading."""
        return cached_doctree(self._env, docname)


def setup_doctree_cache(app: Sphinx) -> None:
    """Replace Sphinx's standard domain."""
    app.add_domain(CachedStandardDomain, override=True)

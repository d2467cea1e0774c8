"""Lends the documents that Sphinx has read to whoever only looks at them: each is unpacked once, not for every link."""

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
"""So many are at hand: the contents, and those that the text being written links to."""
_Shelf = OrderedDict[str, tuple[int, "nodes.document"]]
_lent: WeakKeyDictionary[BuildEnvironment, _Shelf] = WeakKeyDictionary()


def tree_to_read(env: BuildEnvironment, docname: str) -> nodes.document:
    """A document as it was last read; it is lent to others too, so nothing in it may be changed."""
    shelf = _lent.setdefault(env, OrderedDict())
    written = (Path(env.doctreedir) / f"{docname}.doctree").stat().st_mtime_ns
    if docname not in shelf or shelf[docname][0] != written:
        shelf[docname] = written, env.get_doctree(docname)
    shelf.move_to_end(docname)
    while len(shelf) > KEPT:
        shelf.popitem(last=False)
    return shelf[docname][1]


class Links(StandardDomain):
    """Sphinx's own links, of which those to tables and figures look into the document that they lead to."""

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
        """Resolve one link; for one to a table or figure Sphinx would unpack the whole document that it leads to."""
        reader: Any = _Reader(env) if typ == "numref" else env
        return super().resolve_xref(reader, fromdocname, builder, typ, target, node, contnode)


class _Reader:
    """The environment, except that its documents are lent."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)

    def get_doctree(self, docname: str) -> nodes.document:
        """A document to be looked at."""
        return tree_to_read(self._env, docname)


def setup_doctree_cache(app: Sphinx) -> None:
    """Put these links in the place of Sphinx's own."""
    app.add_domain(Links, override=True)

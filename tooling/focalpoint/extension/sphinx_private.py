"""Use what Sphinx does not document, in this file alone; each use says why the documented way does not work.

The tests in `tests/extension/test_sphinx_patches.py` fail when a use is no longer needed or Sphinx has changed. No
edition is built with a release of Sphinx that these tests were not run with: its numbers might be wrong.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx
from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import SafeEncodingWriter, WarningLogRecordTranslator, WarningStreamHandler

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

RELEASES = ("9.0.4",)
"""Releases that the tests of every use were run with."""


def refuse_untried_release() -> None:
    """Stop with what to do, where Sphinx is a release that was not tried."""
    if sphinx.__version__ not in RELEASES:
        msg = (
            f"Sphinx {sphinx.__version__} is installed, and this toolchain was tried with {', '.join(RELEASES)} alone; "
            "install the versions of requirements.lock, or see in CONTRIBUTING.md how to try another"
        )
        raise ExtensionError(msg)


def stop_sphinx_numbers(app: Sphinx) -> None:
    """Take Sphinx's numbering of chapters, tables and figures off its event.

    It compares its numbers with the stored ones, which are ours, finds them different, and so has every text written
    again in every build. No setting turns it off, and its listener's id, which `disconnect` wants, is not given out.
    """
    own = [
        listener.id
        for listener in app.events.listeners["env-get-updated"]
        if isinstance(getattr(listener.handler, "__self__", None), TocTreeCollector)
    ]
    for listener in own:
        app.disconnect(listener)


def set_numbers(
    env: BuildEnvironment,
    sections: Mapping[str, Mapping[str, tuple[str, ...]]],
    floats: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]],
) -> None:
    """Put the numbers of sections, and of tables and figures, where every writer of Sphinx takes them from.

    Sphinx has no setting for numbers that are letters, or that do not begin again in every part.
    """
    env.toc_secnumbers = sections  # type: ignore[assignment]  # Sphinx's own are numbers alone
    env.toc_fignumbers = floats  # type: ignore[assignment]


@contextmanager
def own_registers(settings: Path) -> Iterator[None]:
    """Give one application docutils' registers of nodes, directives and roles, and put them back afterwards.

    `settings` is the folder in which docutils looks for settings. Sphinx adds to the registers, which belong to the
    process, and documents no way to take out what it added: a second application is told of nodes that are there.
    """
    with patch_docutils(settings), docutils_namespace():
        yield


class WarningCollector(WarningStreamHandler):
    """Keep warnings and errors with their places instead of printing them.

    Sphinx hands warnings to a stream as finished lines, without their kind. It sets handlers of this class alone aside
    while it holds warnings back; a handler of another class is told each of those twice.
    """

    def __init__(self) -> None:
        super().__init__(SafeEncodingWriter(StringIO()))
        self.setLevel(logging.WARNING)
        self.found: list[tuple[str, str, str]] = []
        """Place, message and kind of each."""
        self.refused: OSError | None = None
        """What the machine refused while Sphinx copied a file, after which Sphinx goes on; such as a full disk."""

    def listen(self, app: Sphinx) -> None:
        """Collect warnings from now on; places given as nodes and documents become paths and lines."""
        self.addFilter(WarningLogRecordTranslator(app))
        logging.getLogger("sphinx").addHandler(self)

    def stop(self) -> None:
        """Stop collecting."""
        logging.getLogger("sphinx").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one warning."""
        for said in record.args if isinstance(record.args, tuple) else ():
            # Of this very class is what no author can mend; a missing file has a class of its own.
            if type(said) is OSError and said.errno:
                self.refused = said
        location = getattr(record, "location", None)
        self.found.append(
            (str(location or ""), logging.LogRecord.getMessage(record), str(getattr(record, "subtype", "") or ""))
        )


def forget_documents(env: BuildEnvironment) -> None:
    """Drop Sphinx's in-memory documents, so that documents that were read again are unpickled again."""
    env._pickled_doctree_cache.clear()
    env._write_doc_doctree_cache.clear()
    vars(env).pop("master_doctree", None)


def store_environment(app: Sphinx) -> None:
    """Store what was read where the next application looks for it; Sphinx itself does so only as it builds."""
    with (Path(app.doctreedir) / ENV_PICKLE_FILENAME).open("wb") as file:
        pickle.dump(app.env, file, pickle.HIGHEST_PROTOCOL)

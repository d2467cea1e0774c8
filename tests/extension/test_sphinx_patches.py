"""The reaches into Sphinx: what each is for, that it is still needed, and that an untried release is refused."""

from __future__ import annotations

import errno
import logging as std_logging
import pickle
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import sphinx
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.util import logging
from sphinx.util.docutils import is_node_registered, register_node

from focalpoint.extension import sphinx_private
from focalpoint.extension.sphinx_private import (
    WarningCollector,
    forget_documents,
    own_registers,
    stop_sphinx_numbers,
    store_environment,
)
from sample_project import Project
from sphinx_pages import write

CONF = 'extensions = ["myst_parser"]\nproject = "Sample"\n'
INDEX = "# Sample\n\n```{toctree}\n:numbered:\n\nmail\nroad\n```\n"
MAIL = "# Mail\n\n```{index} stamp\n```\n\nLetters go out on Monday.\n\n## By air\n\nThey fly.\n"
ROAD = "# Road\n\nLorries leave at noon.\n"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Sphinx]:
    """Sphinx as it is, without the manual's extension, over three texts that it has read."""
    source = tmp_path / "source"
    source.mkdir()
    for name, text in {"conf.py": CONF, "index.md": INDEX, "mail.md": MAIL, "road.md": ROAD}.items():
        (source / name).write_text(text, encoding="utf-8")
    with own_registers(source):
        out, doctrees = tmp_path / "html", tmp_path / "doctrees"
        plain = {"show_warning_types": False}
        made = Sphinx(source, source, out, doctrees, "html", plain, status=None, warning=StringIO())
        made.builder.read()
        yield made


def test_the_reaches_were_tried_with_the_release_that_is_installed() -> None:
    """After an upgrade: run this file, mend what fails, and add the release to RELEASES."""
    assert sphinx.__version__ in sphinx_private.RELEASES


def test_another_release_stops_the_build_and_says_what_to_do(texts: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sphinx, "__version__", "9.0.99")
    (problem,) = write(texts).problems
    assert problem.message == (
        "Extension error: Sphinx 9.0.99 is installed, and this toolchain was tried with 9.0.4 alone; "
        "install the versions of requirements.lock, or see in CONTRIBUTING.md how to try another"
    )


def test_sphinx_would_write_every_numbered_text_again(app: Sphinx) -> None:
    """Where this fails, take `stop_sphinx_numbers` out: Sphinx no longer minds numbers that are not its own."""
    (own,) = [
        listener.handler
        for listener in app.events.listeners["env-get-updated"]
        if isinstance(getattr(listener.handler, "__self__", None), TocTreeCollector)
    ]
    own(app, app.env)
    assert own(app, app.env) == []
    numbers: Any = app.env.toc_secnumbers  # Sphinx counts in figures alone; ours are letters too
    numbers["mail"] = {"": (2,), "#by-air": ("A.",)}
    assert own(app, app.env) == ["mail"]
    assert app.env.toc_secnumbers["mail"] == {"": (1,), "#by-air": (1, 1)}


def test_sphinx_no_longer_numbers_and_still_reads_contents(app: Sphinx) -> None:
    before = {event: len(listeners) for event, listeners in app.events.listeners.items()}
    stop_sphinx_numbers(app)
    after = {event: len(listeners) for event, listeners in app.events.listeners.items()}
    assert {event: before[event] - after[event] for event in before if before[event] != after[event]} == {
        "env-get-updated": 1
    }
    app.env.toc_secnumbers = {"mail": {"": (7,)}}
    app.emit("env-get-updated", app.env)
    assert app.env.toc_secnumbers == {"mail": {"": (7,)}}


class stamp(nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """A node of an extension."""


def test_nodes_of_one_application_are_gone_for_the_next(tmp_path: Path) -> None:
    with own_registers(tmp_path):
        register_node(stamp)
        assert is_node_registered(stamp)
    assert not is_node_registered(stamp)


class Plain(std_logging.Handler):
    """A handler of no class of Sphinx's."""

    def __init__(self) -> None:
        super().__init__(std_logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: std_logging.LogRecord) -> None:
        """Keep the message."""
        self.said.append(record.getMessage())


def test_a_warning_that_sphinx_held_back_is_told_once_and_to_a_plain_handler_twice(app: Sphinx) -> None:
    """Where the plain handler is told once, too, the collector can be one."""
    collector, plain = WarningCollector(), Plain()
    logger = std_logging.getLogger("sphinx")
    collector.listen(app)
    logger.addHandler(plain)
    try:
        with logging.pending_warnings():
            logging.getLogger("sample").warning(
                "no %s", "stamp", location=("mail", 3), type="focalpoint", subtype="label"
            )
    finally:
        logger.removeHandler(plain)
        collector.stop()
    logging.getLogger("sample").warning("after the end")
    assert collector.found == [(f"{app.srcdir / 'mail.md'}:3", "no stamp", "label")]
    assert plain.said == ["no stamp", "no stamp"]


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (FileNotFoundError(errno.ENOENT, "No such file"), False),
        (ValueError("a wrong picture"), False),
    ],
)
def test_a_full_disk_is_told_from_a_file_that_is_not_there(app: Sphinx, error: Exception, kept: bool) -> None:
    collector = WarningCollector()
    collector.listen(app)
    try:
        logging.getLogger("sample").warning("cannot copy %r: %s", "a.png", error)
    finally:
        collector.stop()
    assert collector.refused is (error if kept else None)
    assert len(collector.found) == 1


def test_a_disk_that_is_full_while_sphinx_copies_its_files_ends_the_build(
    texts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where this fails, Sphinx no longer goes on, or no longer hands the error to its warning."""

    def full(*_args: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sphinx.builders.html.copy_asset", full)
    with pytest.raises(OSError, match="No space left"):
        write(texts)


def text_of(app: Sphinx) -> str:
    """Return what Sphinx gives as the text of the mail."""
    return app.env.get_doctree("mail").astext()


def test_sphinx_gives_the_old_text_until_it_forgets_it(app: Sphinx) -> None:
    """Where the assertion after `read` fails, take `forget_documents` out: Sphinx sees that a text was read anew."""
    assert "Monday" in text_of(app)
    title = app.env.master_doctree.astext()
    (Path(app.srcdir) / "mail.md").write_text(MAIL.replace("Monday", "Friday"), encoding="utf-8")
    (Path(app.srcdir) / "index.md").write_text(INDEX.replace("# Sample", "# Other"), encoding="utf-8")
    app.builder.read()
    assert "Monday" in text_of(app)
    assert app.env.master_doctree.astext() == title
    forget_documents(app.env)
    assert "Friday" in text_of(app)
    assert app.env.master_doctree.astext().startswith("Other")
    assert "Friday" in app.env.get_and_resolve_doctree("mail", app.builder, tags=app.tags).astext()


def test_what_was_read_is_there_for_the_next_application(app: Sphinx, tmp_path: Path) -> None:
    store_environment(app)
    kept = pickle.loads((tmp_path / "doctrees" / "environment.pickle").read_bytes())
    assert kept.all_docs.keys() == {"index", "mail", "road"}
    folders = app.srcdir, app.srcdir, app.outdir, app.doctreedir
    again = Sphinx(*folders, "html", {"show_warning_types": False}, status=None, warning=StringIO())
    assert again.builder.read() == []

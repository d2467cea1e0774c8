"""Run Sphinx over an edition's source tree, and report its complaints at the author's own paths."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ConfigError, SphinxError, SphinxParallelError

from focalpoint.assembly.tree import Piece
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.imprint import Imprint
from focalpoint.digests import code_digest
from focalpoint.extension.sphinx_private import WarningCollector, own_registers
from focalpoint.html.edition_marks import EditionMarks, unmarked_pages
from focalpoint.html.page_builder import PageBuilder
from focalpoint.problems import Problem, ProblemKind

SOUND = "read-without-complaint"
"""Name of the file that marks doctrees as read completely and without a warning."""


@dataclass(frozen=True)
class Run:
    """The result of a run: the application, or None where it did not start, and the problems."""

    app: Sphinx | None
    problems: list[Problem]


def run_sphinx(
    folder: Path,
    tree: Mapping[str, Piece],
    builder: str,
    settings: Mapping[str, Any],
    *,
    readers: int = 1,
    ready: Callable[[Sphinx], None] = lambda app: None,
) -> Run:
    """Read and write the tree under `folder/source` into `folder/<builder>`; all builders share what was read.

    `readers` is the number of processes that read at the same time; `ready` is called before they begin.
    """
    try:
        return _run(folder, tree, builder, settings, readers, ready)
    except (SphinxParallelError, EOFError):
        # A parallel reader reports neither cause nor place of an error; a serial one does.
        return _run(folder, tree, builder, settings, 1, ready)


def _run(
    folder: Path,
    tree: Mapping[str, Piece],
    builder: str,
    settings: Mapping[str, Any],
    readers: int,
    ready: Callable[[Sphinx], None],
) -> Run:
    source, read = folder / "source", folder / "doctrees"
    sound = read / SOUND
    # Sphinx warns of a text only while it reads it, so texts read with a warning, or not completely, are read again.
    if not sound.exists():
        _discard(read)
    sound.unlink(missing_ok=True)
    if builder == "html":
        # Empty the folder each time: no page, picture or search entry may outlive the text that it came from.
        _discard(folder / builder)
    collector = WarningCollector()
    noise = StringIO()
    problems: list[Problem] = []
    app = None
    overrides = dict(settings, focalpoint_code=code_digest(), show_warning_types=False)
    with own_registers(source), own_logging():
        try:
            app = Sphinx(
                source, source, folder / builder, read, builder, overrides,
                status=None, warning=noise, parallel=readers,
            )  # fmt: skip
            problems += (
                Problem("manual/conf.py", 0, ProblemKind.BUILD, line) for line in noise.getvalue().splitlines()
            )
            collector.listen(app)
            ready(app)
            app.build()
        except SphinxParallelError:
            raise
        except SphinxError as error:
            # A full disk is no fault of the text; the command line reports it.
            if isinstance(error.__cause__ or error.__context__, OSError):
                raise
            path = "manual/conf.py" if isinstance(error, ConfigError) else ""
            problems.append(Problem(path, 0, ProblemKind.BUILD, f"{error.category}: {str(error).splitlines()[-1]}"))
        finally:
            collector.stop()
    if collector.refused:
        raise collector.refused
    problems += (as_problem(source, tree, *found) for found in collector.found)
    if app is not None and isinstance(app.builder, PageBuilder) and not problems:
        problems += unmarked_pages(folder / builder, _marks(settings))
    if not problems:
        sound.touch()
        if app is not None and isinstance(app.builder, PageBuilder):
            app.builder.keep_pages()
    return Run(app, problems)


def _marks(settings: Mapping[str, Any]) -> EditionMarks:
    """Return what every page has to say of its edition, from the settings that Sphinx was run with."""
    shown = settings["html_context"]
    about = shown["about_edition"]
    return EditionMarks(
        edition=shown["edition"],
        handling=shown["handling"],
        version=settings["version"],
        date=about["date"],
        day=about["day"],
        closed=Edition(settings["focalpoint_edition"]) is not Edition.PUBLIC,
        address=about["address"],
    )


def _discard(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


@contextmanager
def own_logging() -> Iterator[None]:
    """Restore the process's logging afterwards: a Pygments style that the theme loads makes all libraries log."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    try:
        yield
    finally:
        root.setLevel(level)
        root.handlers[:] = handlers


_PLACE = re.compile(r"(?P<path>.*?)(?::(?P<line>\d+))?(?::.*)?")


def as_problem(source: Path, tree: Mapping[str, Piece], location: str, message: str, subtype: str) -> Problem:
    """Convert a warning of Sphinx to a problem at the author's own path."""
    match = _PLACE.fullmatch(location)
    path, line = (match["path"], int(match["line"] or 0)) if match else (location, 0)
    if path and Path(path).is_absolute() and Path(path).is_relative_to(source):
        name = Path(path).relative_to(source).as_posix()
        path = tree[name].path if name in tree else name
    kind = ProblemKind(subtype) if subtype in set(ProblemKind) else ProblemKind.BUILD
    message = message.replace(f"{source}/", "").strip()
    return Problem(path, line, kind, " ".join(message.split()))


THEME = Path(__file__).resolve().parent / "theme"


def sphinx_settings(config: Config, edition: Edition, imprint: Imprint) -> dict[str, Any]:
    """Make the settings of Sphinx for one edition, beyond the manual's `conf.py`: names, dates, and theme."""
    settings = config.settings
    return {
        "focalpoint_edition": edition.value,
        "focalpoint_vocabulary": config.vocabulary,
        "project": settings.title,
        "author": settings.publisher,
        "copyright": f"{imprint.date.year}, {settings.publisher}",
        "language": "en",
        "version": config.version,
        "release": f"{imprint.edition}, {config.version}, {imprint.dated}",
        "html_title": settings.title,
        "html_static_path": [str(THEME / "static"), str(THEME / "fonts")],
        "templates_path": [str(THEME / "templates")],
        "html_last_updated_fmt": None,
        "html_context": {
            "edition": imprint.edition,
            "edition_date": imprint.dated,
            "network": settings.network,
            "briefs": config.vocabulary.brief.title if config.vocabulary.brief else "",
            "handling": edition.clearance.value,
            "about_edition": {
                "address": settings.address,
                "date": imprint.dated,
                "day": imprint.date.isoformat(),
            },
            "default_mode": "auto",
        },
    }

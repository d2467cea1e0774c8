"""Damaged and hostile files that come back: each is read, or refused in one clear line; none stops the import.

Some sixty files; with FOCALPOINT_LONG=1 five hundred, and with FOCALPOINT_SEED=2 others than with 1.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pytest
from annotating import Desk
from damaging import Damage, damaged
from damaging_office import OFFICE
from damaging_pdf import PDF, UNSEEN, changed, looped_pages, scripts
from hand_made import config_of, drafts_in, make

import processes
from focalpoint.problems import Trouble
from focalpoint.review.intake import sandbox as isolation
from focalpoint.review.intake.sandbox import read_returned
from focalpoint.review.returned_pdf.read_pdf import read_pdf

LONG = bool(os.environ.get("FOCALPOINT_LONG"))
SEED = int(os.environ.get("FOCALPOINT_SEED", "1"))
CLOSING = "A closing sentence of the draft stands here."
MARKS = 7
"""Comments in the sound file."""
PATIENCE = 20.0
"""Seconds for one file among many; a person waits three times as long."""
HEADINGS = ("Member", "Line number", "Clause", "Paragraph", "Type of comment", "Comments", "Proposed change")
ROWS = [("XX", "", "", "1.2", "te", "Say who decides", "the ministry decides"), ("XX", "12", "", "", "ed", "Typo", "")]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    drafts_in(folder)
    make().archive(folder)
    return folder


def marked_pdf(packed: bool = True) -> bytes:
    """A draft with marks of several kinds and people, its objects packed or not."""
    desk = Desk(make().pdf)
    desk.mark("Highlight", "office of the Focal Point", "Which office?")
    desk.mark("StrikeOut", "Paragraph 9 says", "")
    desk.caret("Paragraph 7 says", "an insertion")
    page, lines = desk.spot("Second item")
    desk.pen.replace(page, lines, "Third item")
    desk.note("A note; with words — é")
    desk.other("Okular").scribble(*desk.spot("early warning"), "by hand", marker=True)
    desk.mark("Highlight", CLOSING, "The last one", pen=desk.other("mobile"))
    modes = pikepdf.ObjectStreamMode
    return desk.saved(object_stream_mode=modes.generate if packed else modes.disable)


def word_form() -> bytes:
    """A Word file with a filled template."""
    document = docx.Document()
    document.add_paragraph(make().map.id)
    table = document.add_table(1 + len(ROWS), len(HEADINGS))
    for row, texts in zip(table.rows, (HEADINGS, *ROWS), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return _bytes_of(document)


def sheet_form() -> bytes:
    """An Excel file with a filled template."""
    book = openpyxl.Workbook()
    for row in ((make().map.id,), HEADINGS, *ROWS):
        book.active.append(row)
    return _bytes_of(book)


def _bytes_of(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class Outcome:
    """How the reading of one file ended."""

    file: str
    took: float = 0.0
    refused: str = ""
    found: int = 0
    warned: str = ""
    size: int = 0
    traceback: str = ""


def read_all(folder: Path, root: Path) -> Iterator[Outcome]:
    """How each file of a folder is read; one that ends the process is left to `read_returned`, and the rest go on."""
    while any(folder.iterdir()):
        told = _told(folder, root)
        done = [Outcome(**one) for one in told if len(one) > 1]
        yield from done
        for one in done:
            (folder / one.file).unlink()
        begun = [one["file"] for one in told if len(one) == 1]
        if len(begun) > len(done):
            yield ended(folder / begun[-1], root)
            (folder / begun[-1]).unlink()


def _told(folder: Path, root: Path) -> list[dict[str, Any]]:
    command = [sys.executable, str(Path(__file__).parents[1] / "reading_many.py"), str(root), str(folder)]
    with processes.started(command, folder, stderr=subprocess.PIPE) as process:
        try:
            said, errors = process.communicate(timeout=600 if LONG else PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            said, errors = process.communicate()
    told = [json.loads(line) for line in said.splitlines()]
    assert told, errors
    return told


def ended(file: Path, root: Path) -> Outcome:
    """The line that is told of a file that ends the process that reads it."""
    try:
        read_returned(file, config_of(root), time_limit=PATIENCE)
    except Trouble as trouble:
        (problem,) = trouble.problems
        return Outcome(file.name, refused=problem.message)
    return Outcome(file.name, found=1)


def check(sound: Sequence[bytes], damages: Sequence[Damage], count: int, root: Path, folder: Path) -> list[Outcome]:
    folder.mkdir(parents=True)
    for name, content in damaged(sound, damages, count, SEED):
        (folder / name).write_bytes(content)
    outcomes = list(read_all(folder, root))
    assert len(outcomes) == count
    for one in outcomes:
        assert not one.traceback, f"{one.file}: {one.traceback}"
        assert one.took < PATIENCE, f"{one.file} took {one.took:.0f} seconds"
        assert one.size < isolation.MOST_OUTPUT, one.file
        if one.refused:
            assert "\n" not in one.refused and "; " in one.refused and len(one.refused) < 400, one
    return outcomes


@pytest.mark.slow
def test_damaged_pdfs_are_read_or_refused_in_a_line(root: Path, tmp_path: Path) -> None:
    outcomes = check(
        [marked_pdf(), marked_pdf(packed=False)], PDF, 300 if LONG else 2 * len(PDF), root, tmp_path / "files"
    )
    read = [one for one in outcomes if not one.refused]
    assert len(read) > len(outcomes) / 2, outcomes
    assert sum(one.found for one in read) > 3 * len(read), outcomes
    unseen = [one for one in read if one.file[4:] in {damage.__name__ for damage in UNSEEN}]
    assert unseen
    for one in unseen:
        assert one.found >= MARKS or "comments may be missing" in one.warned, one


@pytest.mark.slow
@pytest.mark.parametrize("form", [word_form, sheet_form])
def test_damaged_forms_are_read_or_refused_in_a_line(form: Any, root: Path, tmp_path: Path) -> None:
    outcomes = check([form()], OFFICE, 100 if LONG else len(OFFICE), root, tmp_path / "files")
    assert any(one.refused for one in outcomes) and any(one.found for one in outcomes), outcomes


@pytest.mark.parametrize("change", [looped_pages, scripts])
def test_what_harms_a_reader_costs_no_comment(change: Any, root: Path) -> None:
    sound, harmed = marked_pdf(), changed(change)(marked_pdf(), random.Random(1))
    drafts = drafts_in(root)
    words = [[one.comment for one in read_pdf(data, drafts).findings] for data in (sound, harmed)]
    assert words[0] == words[1] and len(words[0]) == MARKS


def test_a_page_that_is_lost_is_told(root: Path) -> None:
    data = marked_pdf(packed=False)
    pages = [match.start() for match in re.finditer(rb"/Type /Page\b", data)]
    broken = data[: pages[1]] + b"/Rotate 99999999999999999999 /X (" + data[pages[1] + 33 :]
    returned = read_pdf(broken, drafts_in(root))
    assert len(returned.findings) < MARKS and any("comments may be missing" in one for one in returned.warnings)


def test_odd_kinds_of_marks_cost_no_other(root: Path) -> None:
    desk = Desk(make().pdf)
    desk.note("kept")
    desk.add(Subtype=desk.pdf.Root, T="row1.comment", V="x")
    desk.add(Subtype=pikepdf.Name("/Texx"), Contents="kept too", LE=pikepdf.Array([pikepdf.Name("/Arrx")]))
    data = desk.saved(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    harmed = data.replace(b"/Kids", b"/Kidz").replace(b"/Texx", b"/T#fd").replace(b"/Arrx", b"/A#fd")
    assert harmed.count(b"#fd") == 2
    assert {"kept", "kept too"} <= {one.comment for one in read_pdf(harmed, drafts_in(root)).findings}

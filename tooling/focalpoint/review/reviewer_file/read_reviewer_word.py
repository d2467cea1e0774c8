"""Read the text of a reviewer's page that came back in a Word file, into which somebody has pasted it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, LeftOut, LeftOutKind, Returned, WordCount
from focalpoint.problems import Trouble
from focalpoint.review.forms.office_file import OfficeFile, is_office
from focalpoint.review.forms.word_margin import margin_notes
from focalpoint.review.forms.word_text import pieces, styles_of
from focalpoint.review.intake.readers import Reader
from focalpoint.review.letters.read_letter import read_letter
from focalpoint.review.reviewer_file.text_lines import begins_file


def is_reviewer_word(data: bytes) -> bool:
    """Tell such a Word file by the first line of its text."""
    if not is_office(data) or b"word/document" not in data:
        return False
    try:
        return begins_file(_first_line(OfficeFile(data)))
    except Trouble:
        return False


def read_reviewer_word(data: bytes, drafts: Sequence[Draft], asked: int = 0) -> Returned:
    """Read the words of the file as the text that they are; changes that are tracked are taken as they would read."""
    file = OfficeFile(data)
    sha256 = hashlib.sha256(data).hexdigest()
    read = read_letter(_text(file).encode(), drafts, asked)
    main = _main(file)
    notes = margin_notes(file, main, file.tree(main), styles_of(file, main))
    warnings, count = read.warnings, read.count
    if notes:
        words = sum(note.words for note in notes.values())
        left = LeftOut(kind=LeftOutKind.UNREAD, place="margin", words=words)
        count = count.plus(WordCount(words=words, left_out=(left,)))
        warnings = (*warnings, f"NOT READ: {len(notes)} comments in the margin; see them in the file")
    findings = tuple(_of_file(finding, sha256) for finding in read.findings)
    return read.model_copy(update={"sha256": sha256, "findings": findings, "warnings": warnings, "count": count})


def _of_file(finding: Finding, sha256: str) -> Finding:
    return finding.model_copy(update={"source": finding.source.model_copy(update={"sha256": sha256})})


def _main(file: OfficeFile) -> str:
    return next((name for _, name in file.related("", "officeDocument")), "word/document.xml")


def _text(file: OfficeFile) -> str:
    """Take all words of the document line by line, with what was added to it and without what was deleted."""
    return "".join(_words(file))


def _first_line(file: OfficeFile) -> str:
    """Take the first line that has words, without reading the rest of what may be a whole book."""
    line = ""
    for words in _words(file):
        line += words
        if "\n" in line and line.strip():
            break
    return line.strip().split("\n")[0]


def _words(file: OfficeFile) -> Iterator[str]:
    main = _main(file)
    return (piece.text for piece in pieces(file.tree(main), styles_of(file, main)) if not piece.gone)


READER = Reader(is_reviewer_word, read_reviewer_word, first=True)

"""An invented handbook of three chapters as another office would send it: two in Markdown, one in Word."""

from __future__ import annotations

import shutil
from pathlib import Path

from word_sample import WordSample, deleted, inserted, run

HANDBOOK = Path(__file__).with_name("handbook")
STYLES = {"B": "List Bullet", "C": "List Continue", "D": "List Number", "Q": "Intense Quote", "K": "Caption"}


def lay_out(folder: Path) -> list[Path]:
    """Write the three files, and the picture that one of them shows, into a folder."""
    shutil.copytree(HANDBOOK, folder)
    listed = folder / "03-keeping-contacts.txt"
    (folder / "03-keeping-contacts.docx").write_bytes(as_word(listed.read_text(encoding="utf-8")))
    listed.unlink()
    return sorted(file for file in folder.iterdir() if file.is_file())


def as_word(text: str) -> bytes:
    """Make a Word file of lines, each of which begins with a letter for its kind."""
    sample = WordSample()
    document = sample.document
    rows: list[list[str]] = []
    for line in [*text.splitlines(), "P"]:
        kind, _, words = line.partition(" ")
        if kind != "R" and rows:
            table = document.add_table(len(rows), len(rows[0]))
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    table.cell(number, place).text = cell.replace(";", "\n")
            rows = []
        if kind == "R":
            rows.append(words.split("|"))
        elif kind in ("T", "1", "2"):
            document.add_heading(words, int(kind) if kind != "T" else 0)
        elif kind == "N":
            sample.paragraph(run("Files are kept by these rules.") + sample.note(words))
        elif kind in ("A", "I"):
            sample.lettered(words, int(kind == "I"))
        elif kind == "F":
            sample.picture(words)
        elif words:
            document.add_paragraph(words, style=STYLES.get(kind))
    sample.paragraph(
        run("The registry keeps ")
        + deleted("a list")
        + inserted(
            "the list",
        )
        + run(" of numbers.")
    )
    paragraph = document.add_paragraph("The list is renewed in January.")
    document.add_comment(paragraph.runs, text="Is January still right?", author="A", initials="A")
    document.sections[0].header.paragraphs[0].text = "Inspectorate of Public Libraries"
    return sample.saved()

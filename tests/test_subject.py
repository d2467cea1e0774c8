"""The tools know nothing of the manual's subject: its words come from the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "tooling" / "focalpoint"
OWN_WORDS = PACKAGE / "demo", PACKAGE / "templates"
"""Rooms that hold texts of manuals."""
SUBJECT = (
    *("R2P", "RtoP", "Focal Points?", "focal persons?", "Responsibility to Protect", "atrocit", "genocid"),
    *("crimes? against", "war crimes?", "ethnic cleansing", "Global Network", "Global Centre", "World Summit"),
    *("Framework of Analysis", "Kigali", "Rabat Plan", "Arms Trade", "Auschwitz", "Srebrenica", "Katikati", "Doha"),
    *("foreign.affairs", "ministry of justice", "ministry of the interior", "ministry of defence", "export control"),
    *("development cooperation", "human rights institution", "local.government", "crisis centre", "nhri"),
    *("statistical office", "partners in society", "media and platforms", "African States", "Asia-Pacific"),
    *("an afternoon", "into existing work", "across government", "Why this concerns", "in your daily work"),
    *("What you get from us", "Who does this already", "office and telephone", "early warning", "14 risk factors"),
)
"""Words of the manual that this repository also holds; fields and options such as `pillar` are the tools' own."""
FOUND = re.compile("|".join(SUBJECT), re.IGNORECASE)
KINDS = frozenset({".py", ".toml", ".html", ".css", ".js", ".xml", ".md", ".txt", ".json", ".conf"})


def subject_words(text: str) -> list[str]:
    """Find the words of the subject in a file, each with its line; a word that Python parts over two lines is told."""
    joined = re.sub(r'"\n\s*f?"', "", text)
    return [f"{text[: found.start()].count(chr(10)) + 1}: {found[0]}" for found in FOUND.finditer(joined)]


def test_no_file_of_the_tools_speaks_of_the_subject() -> None:
    files = [file for file in sorted(PACKAGE.rglob("*")) if file.suffix in KINDS]
    assert len(files) > 200
    told = [
        f"{file.relative_to(PACKAGE)}:{word}"
        for file in files
        if not any(file.is_relative_to(folder) for folder in OWN_WORDS) and "OFL" not in file.name
        for word in subject_words(file.read_text(encoding="utf-8"))
    ]
    assert told == []


@pytest.mark.parametrize(
    "planted",
    ['NOBODY = "the R2P focal point"', 'x = {"foreign-affairs": 1}', '"crimes "\n    "against"', "# of Srebrenica"],
)
def test_a_planted_word_is_found(planted: str) -> None:
    assert subject_words(f"import re\n{planted}\n")

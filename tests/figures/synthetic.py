"""Writes a manual of any length that says nothing, in the constructs of a real one and as many of each.

A chapter is about thirteen A4 pages: six sections with two subsections each, paragraphs of 60 to 120 words, bulleted
lists, tables, footnotes, a figure, a box of each kind, and citations of chapters, paragraphs, tables, figures, terms,
sources, UN documents and points of a note. The same seed gives the same text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from .synthetic_words import ADJECTIVES, NOUNS, PROJECT, SOURCE, VOCABULARY, WORDS, drawing, front_matter

PAGES_PER_CHAPTER = 13.3
OTHER_PAGES = 15
"""Of front matter and annexes."""
SECTIONS = 6
PARTS = 4
POINTS = 80
SOURCES = 24
TERMS = [f"{adjective} {noun}" for adjective in ADJECTIVES for noun in NOUNS]
REPOSITORY = Path(__file__).resolve().parents[2]


def write_manual(root: Path, chapters: int, seed: int = 7) -> None:
    """Write a whole project of so many chapters into a folder."""
    writer = Writer(random.Random(seed), chapters)
    files = {
        "pyproject.toml": PROJECT,
        "manual/vocabulary.toml": VOCABULARY,
        "manual/conf.py": (REPOSITORY / "manual" / "conf.py").read_text(encoding="utf-8"),
        "manual/index.md": index(chapters),
        "manual/glossary.md": writer.glossary(),
        "manual/sources.md": front_matter("Sources") + "Each source is cited in a footnote.\n\n"
        "```{bibliography}\n:list: bullet\n:all:\n```\n",
        "consultations/notes/nowhere-2026.md": writer.note(),
    }
    for chapter in range(chapters):
        files[f"manual/{docname(chapter, chapters)}.md"] = writer.chapter(chapter)
        files[f"manual/figures/drawing-{chapter}.svg"] = drawing(writer.words(5))
    cited = {number for text in files.values() for number in re.findall(r"\bsource(\d+)", text)}
    files["manual/sources.bib"] = "\n".join(SOURCE.format(number=number) for number in sorted(map(int, cited)))
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def docname(chapter: int, chapters: int) -> str:
    """Folder and name of a chapter."""
    return f"part-{chapter * PARTS // chapters + 1}/chapter-{chapter}"


def index(chapters: int) -> str:
    """The table of contents: numbered parts of about the same length, then the annexes."""
    parts: dict[str, list[str]] = {}
    for chapter in range(chapters):
        name = docname(chapter, chapters)
        parts.setdefault(name.split("/")[0], []).append(name)
    trees = [
        f'```{{toctree}}\n:caption: "Part {part}"\n:maxdepth: 1\n:numbered:\n\n' + "\n".join(names) + "\n```\n"
        for part, names in parts.items()
    ]
    annexes = "```{toctree}\n:caption: Annexes\n:maxdepth: 1\n\nglossary\nsources\nconsultations/index\n```\n"
    return "\n".join(["# Synthetic Manual\n\nThis manual says nothing.\n", *trees, annexes])


class Writer:
    """Writes the texts of one manual, from one run of chance."""

    def __init__(self, chance: random.Random, chapters: int) -> None:
        self.chance = chance
        self.chapters = chapters

    def words(self, count: int) -> list[str]:
        """So many words."""
        return self.chance.choices(WORDS, k=count)

    def sentence(self, shortest: int = 9, longest: int = 24) -> str:
        """One sentence, without a stop inside."""
        return " ".join(self.words(self.chance.randint(shortest, longest))).capitalize() + "."

    def title(self, count: int) -> str:
        """A title of so many words."""
        return " ".join(self.words(count)).capitalize()

    def chapter(self, chapter: int) -> str:
        """A chapter with its front matter."""
        sections = (self.section(chapter, section) for section in range(1, SECTIONS + 1))
        return front_matter(self.title(4)) + "\n".join(block for section in sections for block in section)

    def section(self, chapter: int, section: int) -> Iterator[str]:
        """A section: an opening paragraph, then two subsections of two paragraphs and what goes with them."""
        yield f"## {self.title(4)}\n"
        yield f"(c{chapter}-s{section})=\n{self.paragraph()}"
        note = f"note-{section}" if section % 2 else ""
        yield f"### {self.title(5)}\n"
        yield self.paragraph()
        yield self.paragraph(note)
        if note:
            yield f"[^{note}]: {self.sentence()}\n    {self.sentence()}\n"
        yield self.bullets()
        if section in (2, 4):
            yield self.table(chapter, section)
        yield f"### {self.title(5)}\n"
        yield self.paragraph()
        yield self.paragraph()
        if section == 1:
            yield self.action(chapter)
        if section == 5:
            yield f":::{{{self.chance.choice(['note', 'important'])}}}\n{self.paragraph()}:::\n"
        if section == 3:
            yield (
                f"```{{figure}} ../figures/drawing-{chapter}.svg\n:name: figure-{chapter}\n:alt: {self.sentence()}\n\n"
                f"{self.title(5)}\n```\n"
            )

    def paragraph(self, note: str = "") -> str:
        """A paragraph of 60 to 120 words, one sentence per line, at most one citation, and perhaps a footnote."""
        length, sentences = self.chance.randint(60, 120), [self.sentence()]
        while sum(len(sentence.split()) for sentence in sentences) < length:
            sentences.append(self.sentence())
        citation = self.citation()
        if citation.startswith("{"):
            sentences[self.chance.randrange(len(sentences))] += citation
        elif citation:
            sentences.insert(self.chance.randrange(1, len(sentences) + 1), citation)
        if note:
            sentences[-1] += f"[^{note}]"
        return "\n".join(sentences) + "\n"

    def citation(self) -> str:
        """A sentence that cites something, a citation to hang on one, or for every third paragraph nothing."""
        other, section = self.chance.randrange(self.chapters), self.chance.randint(1, SECTIONS)
        point, source = self.chance.randint(1, POINTS - 2), self.chance.randrange(SOURCES)
        kinds = {
            f"See {{para}}`c{other}-s{section}` for details.": 18,
            f"This is the subject of {{chapter}}`chapter-{other}`.": 7,
            f"This applies to every {{term}}`{self.chance.choice(TERMS)}`.": 10,
            f"Participants asked for it {{heard}}`nowhere-2026 {point}-{point + 2}`.": 10,
            f"{{footcite}}`source{source}`": 10,
            f"The text is {{undoc}}`A/RES/{31 + source}/{section}`.": 7,
            f"See {{numref}}`figure-{other}` or {{numref}}`table-{other}-2`.": 6,
            "": 32,
        }
        return self.chance.choices(list(kinds), list(kinds.values()))[0]

    def bullets(self) -> str:
        """Four to seven items of one or two sentences."""
        items = []
        for _ in range(self.chance.randint(4, 7)):
            items.append("\n  ".join(self.sentence(8, 18) for _ in range(self.chance.randint(1, 2))))
        return "".join(f"- {item}\n" for item in items)

    def table(self, chapter: int, section: int) -> str:
        """A table of four columns and six to ten rows."""
        rows = [["Number", "Requirement", "Owner", "When"]]
        for row in range(1, self.chance.randint(6, 10) + 1):
            when = self.chance.choice(["Monthly", "Quarterly", "Yearly"])
            rows.append([f"R{chapter}-{section}-{row}", self.sentence(8, 16), self.title(2), when])
        head = f"```{{list-table}} {self.title(4)}\n:name: table-{chapter}-{section}\n:header-rows: 1\n"
        body = "\n".join("* - " + "\n  - ".join(row) for row in rows)
        return f"{head}:stub-columns: 1\n:widths: 15 50 20 15\n\n{body}\n```\n"

    def action(self, chapter: int) -> str:
        """A box with one thing to do."""
        return (
            f":::{{action}} {self.sentence(8, 14)}\n:id: C-{chapter + 1}\n:challenge: both\n:pillar: I, II\n"
            ":ministries: justice, foreign-affairs\n:risk-factors: 2, 3\n:effort: month\n"
            f":from: nowhere-2026 {chapter % POINTS + 1}; source{chapter % SOURCES}\n\n{self.paragraph()}:::\n"
        )

    def glossary(self) -> str:
        """Every term with its definition."""
        terms = "\n".join(f"{term}\n  {self.sentence()}\n" for term in TERMS)
        return f"{front_matter('Glossary')}These words have one meaning.\n\n```{{glossary}}\n{terms}```\n"

    def note(self) -> str:
        """A consultation note."""
        points = "\n".join(f"{number}. {self.sentence()}" for number in range(1, POINTS + 1))
        return (
            "---\nid: nowhere-2026\ntitle: Synthetic meeting\nkind: public-source\ndate: 2026-01-05\nplace: Nowhere\n"
            "handling: TLP:CLEAR\nrule: none\nattribution: on-the-record\nchallenge: both\n---\n\n"
            f"Nobody said anything.\n\n## Points\n\n{points}\n"
        )

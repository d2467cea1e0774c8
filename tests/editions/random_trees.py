"""Random small trees of chapters and notes: each piece has a label of its own, and a word that stands nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

from fictional_notes import LABELS, name_of
from random_notes import AMBER, DESK, GREEN, OPEN, STRICT, RandomNote, Rows, write_note

from sample_texts import REPOSITORY, SETTINGS, VOCABULARY

CLEARANCE = {"public": OPEN, "network": GREEN, "secretariat": STRICT}


@dataclass
class RandomTree:
    """The files of a project, and at which level each word in them stands."""

    seed: int
    plain: bool = False
    """Leaves out what the press cannot print: a passage inside a footnote."""
    careless: bool = False
    """Cites what was never cleared, and puts passages where withholding them changes how the rest is read."""
    files: dict[str, str] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    notes: list[RandomNote] = field(default_factory=list)
    uncleared: list[tuple[int, int]] = field(default_factory=list)
    """Citations that were never cleared: how strict the sentence is, and how strict what it rests on."""
    chapters: dict[str, int] = field(default_factory=dict)
    """How strict each chapter is, by its path."""

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.numbers = count(self.seed * 1000 + 7)
        self.notes = [write_note(self, number) for number in range(self.random.randint(1, 4))]
        self.slugs = [f"{name_of(self.seed + 40 * place)}" for place in range(self.random.randint(2, 4))]
        for slug in self.slugs:
            writer = ChapterWriter(self, slug)
            self.chapters[f"manual/part/{slug}.md"] = writer.level
            self.files[f"manual/part/{slug}.md"] = writer.text()
        self.files["manual/index.md"] = self._index()
        cited = any("report2009" in text for text in self.files.values())
        self.files["manual/sources.bib"] = (
            "@misc{report2009,\n  title = {Report},\n  year = {2009},\n}\n" if cited else ""
        )
        self.files["manual/conf.py"] = (REPOSITORY / "manual" / "conf.py").read_text(encoding="utf-8")
        self.files["manual/vocabulary.toml"] = VOCABULARY
        self.files["pyproject.toml"] = SETTINGS

    def write(self, root: Path) -> None:
        for name, text in self.files.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def word(self, level: int) -> str:
        """A new word that may be read from this level on."""
        number = next(self.numbers)
        made = f"{name_of(number % 2744)}x{name_of(number // 2744 + 900)}"
        self.levels[made] = level
        return made

    def _index(self) -> str:
        entries = "\n".join(f"part/{slug}" for slug in self.slugs)
        return (
            f'# Sample Manual\n\n```{{toctree}}\n:caption: "Part I. {name_of(2)}"\n:numbered:\n\n{entries}\n```\n\n'
            "```{toctree}\n:caption: Annexes\n\nconsultations/index\n```\n"
        )


class ChapterWriter:
    """Writes one chapter of a tree."""

    def __init__(self, tree: RandomTree, slug: str) -> None:
        self.tree = tree
        self.random = tree.random
        self.level = self.random.choice((OPEN, OPEN, GREEN, AMBER, STRICT))
        self.slug = slug
        self.footnotes: list[Rows] = []
        self.actions = 0

    def text(self) -> str:
        level = self.level
        body = [row for _ in range(self.random.randint(3, 6)) for row in [*self.block(level, 0), ""]]
        fields = f"question: What is {self.tree.word(level)}?\nstatus: draft\nchallenge: both\n"
        front = (
            f"---\ntitle: Of {self.tree.word(level)}\n{fields}handling: {LABELS[level]}\nchecked: 2026-11-23\n---\n\n"
        )
        heading = f"## Where {self.tree.word(level)} is\n\n"
        notes = [row for note in self.footnotes for row in ["", *note]]
        return front + heading + "\n".join([*body, *notes]) + "\n"

    def block(self, level: int, depth: int) -> Rows:
        """One block, and what is nested in it."""
        kinds: list[Callable[[int, int], Rows]] = [self.sentence, self.footnote, self.figure, self.table, self.comment]
        kinds += [self.cited] + [self.uncleared] * self.tree.careless
        if depth < 3:
            kinds += [self.passage] * 4 + [self.items, self.letters, self.quote, self.remark, self.cells]
        if depth == 0:
            kinds += [self.action, self.practice, self.labelled]
        return self.random.choice(kinds)(level, depth)

    def sentence(self, level: int, depth: int) -> Rows:
        return [f"It says {self.tree.word(level)}."]

    def letters(self, level: int, depth: int) -> Rows:
        """A lettered list with a block below its first item, and a list numbered in small Roman figures."""
        first = [f"    {row}".rstrip() for row in self.block(level, depth + 1)]
        second = [f"(b) It says {self.tree.word(level)}.", "", f"    (i) It says {self.tree.word(level)}."]
        return [f"(a) It says {self.tree.word(level)}.", "", *first, "", *second]

    def comment(self, level: int, depth: int) -> Rows:
        return [f"% Mind {self.tree.word(DESK)}.", "", *self.sentence(level, depth)]

    def labelled(self, level: int, depth: int) -> Rows:
        label = f"at-{self.tree.word(level)}"
        return [f"({label})=", f"It says {self.tree.word(level)}.", "", f"It comes after {{para}}`{label}`."]

    def cited(self, level: int, depth: int) -> Rows:
        """A sentence that rests on a note: in a passage as strict as the note, or cleared."""
        note = self.random.choice(self.tree.notes)
        if note.cleared and self.random.random() < 0.5:
            return [f"{note.cleared} {{heard}}`{note.id} 1`"]
        point = self.random.randrange(len(note.points))
        rows = [f"It rests on {self.tree.word(max(level, note.points[point]))}. {{heard}}`{note.id} {point + 1}`"]
        return rows if level >= note.points[point] else fenced("handling", LABELS[note.points[point]], rows)

    def uncleared(self, level: int, depth: int) -> Rows:
        """A sentence that rests on a note which not every edition that carries the sentence may carry."""
        note = self.random.choice(self.tree.notes)
        point = self.random.randrange(len(note.points))
        self.tree.uncleared.append((level, note.points[point]))
        return [f"Nobody cleared this sentence. {{heard}}`{note.id} {point + 1}`"]

    def passage(self, level: int, depth: int) -> Rows:
        own = self.random.choice((OPEN, GREEN, AMBER, STRICT))
        inner = [self.block(max(level, own), depth + 1) for _ in range(self.random.randint(1, 2))]
        return fenced("handling", LABELS[own], [row for rows in inner for row in [*rows, ""]])

    def items(self, level: int, depth: int) -> Rows:
        found: Rows = []
        for _ in range(self.random.randint(1, 3)):
            inner = [f"Item {self.tree.word(level)}.", "", *self.block(level, depth + 1)]
            if self.tree.careless and self.random.random() < 0.5:
                inner = [*self.passage(level, depth + 1), "", *inner]
            found += [("- " if place == 0 else "  ") + row if row else "" for place, row in enumerate(inner)] + [""]
        return found[:-1]

    def quote(self, level: int, depth: int) -> Rows:
        own = self.random.choice((OPEN, GREEN, AMBER, STRICT))
        # What is withheld in the midst of a quotation ends it, and may be refused.
        passage = fenced("handling", LABELS[own], self.table(max(level, own), depth))
        inner = self.block(level, depth + 1) if self.tree.careless else passage
        return [f"> {row}".rstrip() for row in [f"Quoted {self.tree.word(level)}.", "", *inner]]

    def remark(self, level: int, depth: int) -> Rows:
        inner = [f"Remark {self.tree.word(level)}.", "", *self.block(level, depth + 1)]
        return fenced(self.random.choice(("note", "important")), "", inner)

    def cells(self, level: int, depth: int) -> Rows:
        inner = [f"Cell {self.tree.word(level)}.", "", *self.block(level, depth + 1)]
        rows = ["* - Head", f"  - Head {self.tree.word(level)}", f"* - Cell {self.tree.word(level)}"]
        rows += [("  - " if place == 0 else "    ") + row if row else "" for place, row in enumerate(inner)]
        return fenced("list-table", f"Of {self.tree.word(level)}", [":header-rows: 1", "", *rows])

    def table(self, level: int, depth: int) -> Rows:
        cells = [self.tree.word(level) for _ in range(4)]
        return [f"| {cells[0]} | {cells[1]} |", "|------|------|", f"| {cells[2]} | {cells[3]} |"]

    def figure(self, level: int, depth: int) -> Rows:
        name = self.tree.word(level)
        drawn = self.tree.word(level)
        self.tree.files[f"manual/figures/{name}.svg"] = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10">'
            f'<title>{drawn}</title><circle cx="10" cy="5" r="4"/></svg>'
        )
        rows = [f":alt: Drawn {self.tree.word(level)}.", "", f"Caption {self.tree.word(level)}."]
        return fenced("figure", f"../figures/{name}.svg", rows)

    def footnote(self, level: int, depth: int) -> Rows:
        """A sentence that calls a footnote, which goes where the sentence goes, and may be half closed itself."""
        label = self.tree.word(level)
        rows = [f"[^{label}]: Note {self.tree.word(level)}."]
        if not self.tree.plain and self.random.random() < 0.3:
            own = self.random.choice((GREEN, AMBER))
            inner = fenced("handling", LABELS[own], [f"More {self.tree.word(max(level, own))}."])
            rows += ["", *(f"    {row}" for row in inner)]
        self.footnotes.append(rows)
        return [f"It calls {self.tree.word(level)}.[^{label}]"]

    def action(self, level: int, depth: int) -> Rows:
        own = self.random.choice((OPEN, GREEN, AMBER, STRICT))
        self.actions += 1
        options = [
            f":id: {'ABCD'[self.tree.slugs.index(self.slug)]}-{self.actions}",
            *(":challenge: 1", ":pillar: I", ":ministries: justice", ":effort: month", ":from: report2009"),
            *([f":handling: {LABELS[own]}"] if own or self.random.random() < 0.5 else []),
        ]
        inner = max(level, own)
        return fenced("action", f"Ask {self.tree.word(inner)}.", [*options, "", *self.block(inner, 1)])

    def practice(self, level: int, depth: int) -> Rows:
        own = self.random.choice((OPEN, GREEN, AMBER, STRICT))
        options = [":from: report2009", f":handling: {LABELS[own]}"]
        inner = max(level, own)
        return fenced("practice", f"S{self.tree.word(inner)}", [*options, "", *self.block(inner, 1)])


def fenced(name: str, argument: str, rows: Rows) -> Rows:
    """A block with as many colons as the blocks in it allow."""
    longest = max([2, *(len(row.lstrip("> -*")) - len(row.lstrip("> -*").lstrip(":")) for row in rows)])
    fence = ":" * (longest + 1)
    return [f"{fence}{{{name}}} {argument}".rstrip(), *rows, fence]

"""A place is exact only where all that is said of it agrees: random comments, cited right or wrong."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_draft import invented_map

from focalpoint.content.rounds.comments import Confidence
from focalpoint.content.rounds.draft_map import Block
from focalpoint.review.citations.placement import cited_in_columns, place_cited
from focalpoint.review.citations.targets import Targets
from focalpoint.review.citations.vocabulary import Kind

pytestmark = pytest.mark.slow

MAP = invented_map()
TARGETS = Targets(MAP)
EXAMPLES = int(os.environ.get("FOCALPOINT_LONG", "300"))
WORDS = {
    "paragraph": (
        "paragraph",
        "para.",
        "§",
        "paragraphe",
        "párrafo",
        "Absatz",
        "parágrafo",
        "paragrafo",
        "пункт",
        "الفقرة",
    ),
    "line": ("line", "l.", "ligne", "línea", "Zeile", "linha", "riga", "строка", "السطر"),
    "page": ("page", "p.", "página", "Seite", "pagina", "стр.", "الصفحة"),
    "chapter": ("chapter", "chapitre", "capítulo", "Kapitel", "capitolo", "глава", "الفصل"),
}
numbered = st.sampled_from([block for block in MAP.blocks if block.numbered])
off = st.sampled_from([0, 0, 0, 0, -1, 1])


@dataclass(frozen=True)
class Facts:
    """What a comment says of its place, as values: the oracle of the tests."""

    columns: dict[Kind, str]
    paragraph: str = ""
    line: int = 0
    page: int = 0
    chapter: str = ""
    quote: str = ""
    wrong: bool = False

    def hold_of(self, block: Block) -> bool:
        """Whether all of it is true of a block."""
        return (
            self.paragraph in ("", block.paragraph)
            and (not self.line or self.line in [line.number for line in block.lines])
            and (not self.page or self.page in [line.page - 3 for line in block.lines])
            and (not self.chapter or block.section.startswith((f"{self.chapter}.", f"Annex {self.chapter}.")))
            and self.quote in block.text
        )


@st.composite
def citing(draw: st.DrawFn, block: Block) -> Facts:
    """Cite a paragraph by some of its facts, each of which may be off by one."""
    kinds = draw(st.sets(st.sampled_from(("paragraph", "line", "page", "chapter", "quote")), min_size=1, max_size=5))
    said: dict[Kind, list[str]] = {Kind.SECTION: [], Kind.PARAGRAPH: [], Kind.LINE: []}
    chapter, _, ordinal = block.paragraph.partition(".")
    facts = Facts({})
    for kind in sorted(kinds):
        step = draw(off)
        facts = replace(facts, wrong=facts.wrong or step != 0)
        if kind == "quote":
            other = MAP.blocks[min(max(MAP.blocks.index(block) + step, 0), len(MAP.blocks) - 1)]
            facts = replace(facts, quote=other.text.split(".")[0])
            continue
        word = draw(st.sampled_from(WORDS[kind]))
        if kind == "paragraph":
            facts = replace(facts, paragraph=f"{chapter}.{int(ordinal) + step}")
            said[Kind.PARAGRAPH].append(f"{word} {facts.paragraph}")
        elif kind == "line":
            facts = replace(facts, line=block.lines[0].number + step)
            said[Kind.LINE].append(f"{word} {facts.line}")
        elif kind == "page":
            facts = replace(facts, page=block.lines[0].page - 3 + step)
            said[Kind.LINE].append(f"{word} {facts.page}")
        elif chapter.isdigit():
            facts = replace(facts, chapter=str(int(chapter) + step))
            said[Kind.SECTION].append(f"{word} {facts.chapter}")
        else:
            facts = replace(facts, chapter="A")
            said[Kind.SECTION].append("Annex A")
    return replace(facts, columns={column: ", ".join(words) for column, words in said.items()})


@settings(max_examples=EXAMPLES, deadline=None)
@given(numbered.flatmap(citing))
def test_an_exact_place_contradicts_nothing_that_was_said(facts: Facts) -> None:
    placed = place_cited(cited_in_columns(facts.columns, TARGETS, facts.quote), TARGETS)
    if placed.confidence is Confidence.EXACT:
        assert facts.hold_of(MAP.by_id[placed.place.block]), (facts, placed)


@settings(max_examples=EXAMPLES, deadline=None)
@given(numbered, st.data())
def test_what_is_cited_right_is_found(block: Block, data: st.DataObject) -> None:
    facts = data.draw(citing(block))
    placed = place_cited(cited_in_columns(facts.columns, TARGETS, facts.quote), TARGETS)
    if not facts.wrong and (facts.paragraph or facts.line):
        assert (placed.confidence, placed.place.block) == (Confidence.EXACT, block.id), (facts, placed)

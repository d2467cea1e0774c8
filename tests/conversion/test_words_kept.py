"""No word of a file is lost: each is in the chapter, or in the list of what was left."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from word_sample import WordSample, deleted, inserted, run

from focalpoint.conversion.blocks import Foreign
from focalpoint.conversion.links import Links
from focalpoint.conversion.markdown_blocks import read_foreign
from focalpoint.conversion.word_blocks import read_word
from focalpoint.conversion.writing import body_of
from focalpoint.mending.texts import mended

PIECES = (
    "# A\n",
    "## A {#x}\n",
    "### 1.2 A\n",
    "A *B* **C**. D\n",
    "A\nB\n",
    "- A\n- [ ] B\n  1. C\n\n     D\n",
    "3) A\n\n   B\n",
    "> A\n> B\n",
    "> [!TIP]\n> A\n",
    '!!! note "A"\n    B\n\n    - C\n\nD\n',
    "??? warning\n    A\n",
    ":::note A\nB\n:::\n",
    ":::tip[A]\nB\n:::\n",
    "```{note} A\n:class: x\nC\n```\n",
    "```{admonition} A\n---\nclass: x\n---\nC\n```\n",
    "```{dropdown} A\nB\n```\n",
    "````{tab-set}\n```{tab-item} A\nB\n```\n````\n",
    "```{figure} a.png\n:alt: A\n\nB\n```\n",
    "```{image} a.png\n:alt: A\n```\n",
    "```{toctree}\nA\n```\n",
    "```{unknown} A\nB\n```\n",
    "```python\nA(B)\n```\n",
    "    A = B\n\nC\n",
    "| A | B |\n|---|---|\n| C | D<br>E |\n| F | `G` | H |\n",
    "```{list-table} A\n* - B\n  - C\n```\n",
    '```{csv-table} A\n:header: B, C\nD, "E, F"\n```\n',
    "![A](b.png)\n",
    "[A](b.md) [B](#A) <https://x.org/A> A\n",
    "[A][B]\n\n[B]: https://x.org\n",
    "A[^f] B\n\n[^f]: C\n\n    D\n",
    ":::{note}\nA[^g] ^[B *C*]\n:::\n\n[^g]: D\nE\n",
    "[^h]: A\n",
    "| A[^i] |\n|---|\n| B |\n\n[^i]: C[^j]\n[^j]: D\n",
    "A ~~B~~ `C` ``D`` \\*E\n",
    "A<br>B<sub>C</sub> <kbd>D</kbd> <u>E</u>\n",
    "<!-- A\nB -->\n",
    "A <!-- B --> C\n",
    "<div>\n\nA\n\n</div>\n",
    "<div>A <b>B</b></div>\n",
    "<table><tr><td>A</td><td>B</td></tr></table>\n",
    "<details><summary>A</summary>B</details>\n",
    "<p align='x'>A\n",
    "<script>A</script>\n",
    "<ul><li>A<li>B</ul>\n",
    "A\n: B\n\n    C\n",
    "% A\n% B\n",
    "+++ A\n",
    "(x)=\n## B\n",
    "{ref}`A` {doc}`B <C>` {term}`D` {kbd}`E` {cite}`F` {x:y}`G`\n",
    "{% A %} B {{ C }}\n",
    "A\n===\n",
    "A  \nB\\\nC\n",
    "***\n",
    "A {.b} {: .C}\n",
    "1. A\n- B\n* C\n",
    "- A\n\n  ```\n  B\n  ```\n",
    "$A$ [B] {C} <D> @E #F 5% G_H I*J _K_ L|M\n",
    "> - A\n>   - B\n>\n> C\n",
    "- - A\n",
    "&amp; A &copy; B\n",
    "A\\\n",
    "| A\n",
    "#A\n",
)
"""Markdown of many tools; a capital letter stands for a word."""


def filled(pieces: Sequence[str]) -> tuple[str, list[str]]:
    """Write a word of its own for each capital letter; return the text and the words."""
    words: list[str] = []

    def word(found: re.Match[str]) -> str:
        words.append(f"w{len(words)}{found[0].lower()}")
        return words[-1]

    # The label of a link's address is no word, and is the same in both places.
    text = "\n".join(re.sub(r"\[B\](?=[:\n]|$)", "[b]", piece) if "[B]:" in piece else piece for piece in pieces)
    return re.sub(r"\b[A-M]\b|(?<=_)[A-M]\b|\b[A-M](?=_)", word, text), words


def kept(foreign: Foreign) -> str:
    """The chapter and the list."""
    foreign.leave(0, foreign.title)
    body = mended(body_of(foreign, lambda figure: "../figures/a.png", "own"))
    return "\n".join([foreign.title, foreign.question, body, *foreign.all_left("a.md")])


def lost(words: Sequence[str], text: str) -> list[str]:
    return [word for word in words if not re.search(rf"(?<![a-z0-9]){word}(?![a-z0-9])", text)]


@settings(max_examples=250)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
def test_every_word_of_foreign_markdown_is_in_the_chapter_or_in_the_list(pieces: list[str]) -> None:
    text, words = filled(pieces)
    foreign = Foreign()
    links = Links({}, frozenset())
    read_foreign(
        text, foreign, lambda said, to, line: links.link("own", foreign, (said, to), line), _no_picture(foreign)
    )
    assert lost(words, kept(foreign)) == [], text


def _no_picture(foreign: Foreign) -> Callable[[str, str, int], None]:
    def picture(address: str, alternative: str, line: int) -> None:
        foreign.leave(line, f"{address} {alternative}")

    return picture


STYLES = ("Normal", "Title", "Heading 1", "Heading 3", "List Bullet", "List Bullet 3", "List Number", "Quote",
          "Caption", "List Continue", "Subtitle", "TOC Heading")  # fmt: skip
LOOKS = ("", "<w:b/>", "<w:i/><w:b/>", "<w:strike/>", "<w:vanish/>", '<w:vertAlign w:val="superscript"/>',
         '<w:rFonts w:ascii="Courier New"/>')  # fmt: skip
KINDS = st.sampled_from(("run", "run", "run", "ins", "del", "link", "note", "field", "box", "math", "break", "sdt"))
PARAGRAPH = st.tuples(
    st.sampled_from(STYLES), st.lists(st.tuples(KINDS, st.sampled_from(LOOKS)), min_size=1, max_size=4)
)


def piece(sample: WordSample, kind: str, word: str, look: str) -> str:
    match kind:
        case "ins":
            return inserted(word + " ")
        case "del":
            return deleted(word + " ")
        case "link":
            return sample.link(word, "https://example.org/")
        case "note":
            return sample.note(word)
        case "field":
            return (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://a.org"</w:instrText>'
                f'</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(word)}'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        case "box":
            return f"<w:r><w:pict><w:txbxContent><w:p>{run(word)}</w:p></w:txbxContent></w:pict></w:r>"
        case "math":
            return (
                '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
                f"<m:r><m:t>{word}</m:t></m:r></m:oMath>"
            )
        case "break":
            return f"<w:r><w:t>{word}</w:t><w:br/></w:r>"
        case "sdt":
            return f"<w:sdt><w:sdtContent>{run(word, look)}</w:sdtContent></w:sdt>"
    return run(word, look) + run(" ")


@settings(max_examples=25)
@given(st.lists(PARAGRAPH, min_size=1, max_size=6), st.lists(PARAGRAPH, max_size=3), st.booleans())
def test_every_word_of_a_word_file_is_in_the_chapter_or_in_the_list(
    above: list[tuple[str, list[tuple[str, str]]]], cells: list[tuple[str, list[tuple[str, str]]]], header: bool
) -> None:
    sample, words = WordSample(), list[str]()

    def runs(pieces: Sequence[tuple[str, str]]) -> str:
        said = []
        for kind, look in pieces:
            words.append(f"w{len(words)}q")
            said.append(piece(sample, kind, words[-1], look) + run(" "))
        return "".join(said)

    for style, pieces in above:
        sample.paragraph(runs(pieces), style)
    if cells:
        table = sample.document.add_table(1, len(cells))
        for place, (style, pieces) in enumerate(cells):
            sample.paragraph(runs(pieces), style)
            table.cell(0, place)._tc.append(sample.document.paragraphs[-1]._p)
    if header:
        words.append("wheader")
        sample.document.sections[0].header.paragraphs[0].text = "wheader"
    foreign = Foreign()
    links = Links({}, frozenset())
    read_word(sample.saved(), "a.docx", foreign, lambda said, to, line: links.link("own", foreign, (said, to), line))
    assert lost(words, kept(foreign)) == []

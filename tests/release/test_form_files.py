"""Forms as Word files: the words that the edition prints, places to type into, and the same bytes each time."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from lxml import html

from focalpoint.assembly.tree import Piece
from focalpoint.content.text.imprint import Imprint
from focalpoint.release.form_files import form_files
from sample_project import Project

pytestmark = pytest.mark.slow

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FACTS = Imprint("Public edition", date(2026, 11, 25))
FORM = """````{form} Letter of mandate
:file: letter

Dear {blank}`office`, by {blank}`date`:

1. The first item.

   ```{lines} 3
   ```

2. The second, with ☐ a box.

```{from-data} meetings
```
````
"""
TABLE = """```{list-table}
:header-rows: 1
:stub-columns: 1
:widths: 30 70

* - Place
  - When
* - Oz

    in summer
  -
```
"""


def tree(text: str) -> dict[str, Piece]:
    return {"annexes/forms.md": Piece(text.encode(), ""), "data/meetings.txt": Piece(TABLE.encode(), "")}


@pytest.fixture(scope="module")
def letter() -> Any:
    return Document(BytesIO(form_files(tree(FORM), "Manual", FACTS)["downloads/letter.docx"]))


def said(letter: Any) -> list[str]:
    rows = ("".join(text.text or "" for text in row.iter(f"{WORD}t")) for row in letter.element.body.iter(f"{WORD}p"))
    return [row for row in rows if row]


def test_a_word_file_says_what_the_form_says(letter: Any) -> None:
    assert said(letter) == [
        "Letter of mandate", "Dear [office], by [date]:", "1.The first item.", "[write here]",
        "2.The second, with ☐ a box.", "Place", "When", "Oz", "in summer", "…",
    ]  # fmt: skip
    assert letter.sections[0].footer.paragraphs[0].text.startswith("Manual · Public edition · 25 November 2026")


def test_every_blank_can_be_typed_into_and_says_what_belongs_there(letter: Any) -> None:
    names = [name.get(f"{WORD}val") for name in letter.element.body.iter(f"{WORD}alias")]
    assert names == ["office", "date", "write here", "a box.", "fill in"]
    assert len(list(letter.element.body.iter("{*}checkbox"))) == 1
    typed = [one.get(f"{WORD}multiLine") for one in letter.element.body.iter(f"{WORD}text")]
    assert typed == ["1"] * 4


def test_a_place_to_write_stays_with_the_words_before_it_and_columns_keep_their_widths(letter: Any) -> None:
    (before,) = (one for one in letter.paragraphs if one.text.endswith("The first item."))
    assert before.paragraph_format.keep_with_next
    assert [round(column.width.mm) for column in letter.tables[1].columns] == [49, 115]


def test_a_table_repeats_its_heads(letter: Any) -> None:
    assert len(list(letter.tables[1]._tbl.iter(f"{WORD}tblHeader"))) == 1


def test_the_same_text_gives_the_same_bytes_and_nobody_is_its_author(letter: Any) -> None:
    assert form_files(tree(FORM), "Manual", FACTS) == form_files(tree(FORM), "Manual", FACTS)
    assert letter.core_properties.author == ""


def test_the_web_edition_links_to_it_and_the_print_edition_rules_its_lines(project: Project) -> None:
    project.edit(
        "manual/task/mapping.md", "A list has", FORM.replace("```{from-data} meetings\n```\n", "") + "\nA list has"
    )
    result = project.run("build", "--format", "html", "--edition", "public")
    assert result.status == 0, result.out + result.err
    page = html.fromstring(project.read("dist/public/html/task/mapping.html"))
    (link,) = page.xpath("//p[@class='form-download']/a")
    assert (project.root / "dist/public/html/task" / link.get("href")).resolve().is_file()
    unit = html.fromstring(project.read("build/public/print/task/mapping.unit"))
    assert len(unit.xpath("//div[@class='form']//div[@class='line']")) == 3
    assert [blank.text for blank in unit.find_class("to-fill")] == ["(office)", "(date)"]
    assert not unit.find_class("form-download")

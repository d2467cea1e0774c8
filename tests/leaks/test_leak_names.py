"""Names, headings, rare words and pictures count as leaks where nothing that the edition carries has them too."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from planted_leaks import SECRET, archive, index, page, picture
from planted_pdf_leaks import clean_pdf
from searched import leaks

import focalpoint
from focalpoint.content.consultation.withheld import Withheld


def names(*withheld: str) -> Withheld:
    return Withheld("consultations/notes/closed.md", 1, "note", (), withheld)


def test_a_name_is_found_where_the_manual_does_not_say_it_elsewhere(tmp_path: Path) -> None:
    files = {"a.html": page("<p>As Fr<b>eedon</b>ia said.</p>")}
    (problem,) = leaks(tmp_path, files, [names("Freedonia")])
    assert "its text holds a name that gives away the note at consultations/notes/closed.md:1" in problem.message
    assert "freedonia" not in str(problem).casefold()
    assert leaks(tmp_path, files, [names("Freedonia")], ["In *Freedonia*, a ministry kept a list."]) == []


@pytest.mark.parametrize(
    "said", ["lima-2026", "Lima 2026", "lima_2026.html", "lima-<wbr>2026", "LIMA2026", "lima%2D2026"]
)
def test_an_id_is_found_however_it_is_written(said: str, tmp_path: Path) -> None:
    assert leaks(tmp_path, {"a.html": page(f"<p id='{said}'>{said}</p>")}, [names("lima-2026")])


def test_a_name_is_a_whole_word(tmp_path: Path) -> None:
    files = {"a.html": page("<p>In Nigeria, and in Guinea-Bissau's ports.</p>"), "a.bin": b"\xff\0 mali \xfe"}
    assert leaks(tmp_path, files, [names("Niger", "Mali")]) == []
    assert leaks(tmp_path, files, [names("Nigeria")])


def test_a_name_long_enough_is_found_among_bytes_that_are_no_text(tmp_path: Path) -> None:
    files = {"a.bin": b"\xff\0 freedonia \xfe", "b.bin": b"\xff\0 sylvan \xfe", "c.bin": b"\xff\0 niger \xfe"}
    problems = leaks(tmp_path, files, [names("Freedonia", "Sylvan", "Niger")])
    assert [(problem.path, problem.message.partition(";")[0]) for problem in problems] == [
        (
            f"dist/public/html/{name}.bin",
            "its bytes holds a name that gives away the note at consultations/notes/closed.md:1",
        )
        for name in "ab"
    ]


def test_a_name_in_the_search_index_is_found_by_its_stem(tmp_path: Path) -> None:
    (problem,) = leaks(tmp_path, {"searchindex.js": index(terms={"philippin": 0})}, [names("Philippines")])
    assert "the search index holds a word that is found only in the note" in problem.message


def test_a_word_that_the_edition_says_may_be_in_the_search_index(tmp_path: Path) -> None:
    assert leaks(tmp_path, {"searchindex.js": index(terms={"harbour": 0})}, carried=["Two harbours."]) == []


HEADING = Withheld("manual/a.md", 4, "passage", ("## How the register was lost",))


def test_a_heading_counts_unless_the_edition_has_the_same(tmp_path: Path) -> None:
    files = {"a.html": page("<h2>How the register was lost</h2>")}
    assert "the passage at manual/a.md:4" in leaks(tmp_path, files, [HEADING])[0].message
    assert leaks(tmp_path, files, [HEADING], ["# How the *register* was lost"]) == []


def test_a_sentence_counts_though_an_open_chapter_says_it(tmp_path: Path) -> None:
    assert leaks(tmp_path, {"a.html": page(f"<p>{SECRET}</p>")}, carried=[SECRET])


def test_a_withheld_picture_is_found_in_whatever_file_it_comes(tmp_path: Path) -> None:
    withheld = tmp_path / "a.png"
    Image.linear_gradient("L").resize((9, 7)).save(withheld)
    closed = Withheld("manual/a.md", 0, "file", (), (), (withheld.read_bytes(),))
    shown = Image.open(withheld)
    shown.save(tmp_path / "b.gif")
    pdf = clean_pdf(lambda pdf: draw(pdf, shown.tobytes(), shown.size))
    packed = archive({"a": withheld.read_bytes()})
    for name, data in {"a.png": withheld.read_bytes(), "a.pdf": pdf, "a.zip": packed}.items():
        problems = leaks(tmp_path / f"with {name}", {name: data}, [closed])
        assert [one for one in problems if "a file that is used only by a file of manual/a.md" in one.message], name
    assert leaks(tmp_path / "other", {"a.png": picture("PNG")}, [closed]) == []


def draw(pdf: pikepdf.Pdf, points: bytes, size: tuple[int, int]) -> None:
    """Put a picture into a PDF as it shows, not as its file is."""
    image = pikepdf.Stream(pdf, points, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, BitsPerComponent=8)
    image.Width, image.Height, image.ColorSpace = *size, pikepdf.Name.DeviceGray
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(I=pdf.make_indirect(image))


def test_a_script_that_the_toolchain_brings_along_tells_nothing(tmp_path: Path) -> None:
    """It has a word that a withheld text might have for a name."""
    scripts = Path(focalpoint.__file__).parent.rglob("*.js")
    sheet = next(path for path in scripts if "Levenshtein" in path.read_text(encoding="utf-8"))
    assert leaks(tmp_path, {f"_static/{sheet.name}": sheet.read_bytes()}, [names("Levenshtein")]) == []
    assert leaks(tmp_path, {f"_static/{sheet.name}": sheet.read_bytes() + b"\n"}, [names("Levenshtein")])

"""Whatever an edition withholds is found wherever it hides, and told without a word of it."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted_leaks import PLANTED, SECRET, archive, index, page, picture
from planted_pdf_leaks import PLANTED_PDF, clean_pdf
from searched import CLOSED, ROOT, leaks, write

from focalpoint.content.consultation.withheld import Withheld
from focalpoint.leaks.find_leaks import find_leaks

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("hiding", PLANTED)
def test_words_are_found_in_every_hiding_place(hiding: str, tmp_path: Path) -> None:
    name, data, place, line = PLANTED[hiding]
    assert isinstance(data, bytes)
    problems = leaks(tmp_path, {name: data})
    found = [problem for problem in problems if problem.message.startswith(place)]
    assert found, problems
    assert found[0].line == line
    assert "the note at consultations/notes/closed.md:9" in found[0].message
    if not hiding.endswith("name") or hiding.startswith("a member"):
        assert found[0].path == f"dist/public/html/{name}"


@pytest.mark.parametrize("hiding", PLANTED_PDF)
def test_words_are_found_in_every_hiding_place_of_a_pdf(hiding: str, tmp_path: Path) -> None:
    plant, place = PLANTED_PDF[hiding]
    problems = leaks(tmp_path, {"manual.pdf": clean_pdf(plant)})
    found = [problem for problem in problems if problem.message.startswith(place)]
    assert found, problems
    assert "the note at consultations/notes/closed.md:9" in found[0].message
    assert found[0].path == "dist/public/html/manual.pdf"


def test_a_clean_edition_has_no_leak(tmp_path: Path) -> None:
    files = {
        "a.html": page("<p>The delegation asked for a list.</p>"),
        "manual.pdf": clean_pdf(),
        "searchindex.js": index(titles=["Open"]),
        "a.png": picture("PNG"),
        "a.jpg": picture("JPEG"),
        "a.docx": archive({"word/document.xml": "<w:p>Open</w:p>"}),
    }
    assert leaks(tmp_path, files) == []


def lost_object(pdf: bytes) -> bytes:
    """A PDF with an object in its list that nothing leads to."""
    number = pdf.count(b" obj") + 40
    body = f"\n{number} 0 obj\n(x)\nendobj\n".encode()
    at = pdf.rindex(b"startxref")
    listed = f"xref\n{number} 1\n{len(pdf) + 1:010} 00000 n \n".encode()
    start = pdf[at:].split()[1].decode()
    with pikepdf.open(BytesIO(pdf)) as opened:
        root = opened.Root.objgen[0]
    trailer = f"trailer <</Size {number + 1} /Root {root} 0 R /Prev {start}>>\n".encode()
    return pdf + body + listed + trailer + f"startxref\n{len(pdf) + len(body)}\n%%EOF\n".encode()


PDF_FAULTS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a second end": (lambda pdf: pdf + b"%%EOF\n", "more than one end"),
    "bytes behind the end": (lambda pdf: pdf + b"x", "bytes behind its end"),
    "bytes before the beginning": (lambda pdf: b"x\n" + pdf, "bytes before its beginning"),
    "an object that nothing leads to": (lost_object, "objects that nothing in it leads to"),
    "an object that is not listed": (
        lambda pdf: pdf.replace(b"startxref", b"999 0 obj\n(x)\nendobj\nstartxref"),
        "objects that its own list does not have",
    ),
}


@pytest.mark.parametrize("fault", PDF_FAULTS)
def test_what_a_pdf_must_not_have(fault: str, tmp_path: Path) -> None:
    change, says = PDF_FAULTS[fault]
    assert [one for one in leaks(tmp_path, {"manual.pdf": change(clean_pdf())}) if says in one.message]


LEFT = ("_sources/a.md", ".doctrees/a", "a.doctree", "environment.pickle", ".buildinfo", "build.log")


@pytest.mark.parametrize("name", LEFT)
def test_what_sphinx_keeps_for_itself_may_not_be_there(name: str, tmp_path: Path) -> None:
    (problem,) = leaks(tmp_path, {name: b"Open."})
    assert problem.path == f"dist/public/html/{name.split('/')[0] if '/' in name else name}"
    assert "Sphinx" in problem.message


def test_a_link_that_leads_to_nothing_is_a_fault_and_one_that_leads_to_a_file_is_searched(tmp_path: Path) -> None:
    folder = write(tmp_path, {"a.html": page("<p>Open.</p>")})
    (folder / "html" / "b.html").symlink_to("a.html")
    assert find_leaks(folder, [CLOSED], [], []) == []
    (folder / "html" / "c.html").symlink_to("gone.html")
    (tmp_path / "elsewhere.html").write_bytes(page(f"<p>{SECRET}</p>"))
    (folder / "html" / "d.html").symlink_to(tmp_path / "elsewhere.html")
    dangling, closed = find_leaks(folder, [CLOSED], [], [])
    assert str(dangling) == "dist/public/html/c.html: leads to nothing; take it out of the edition [leak]"
    assert closed.path == "dist/public/html/d.html" and "holds words of the note" in closed.message


@pytest.mark.parametrize("said", [f"{ROOT}/manual/a.md", "canary7f3a9c21e"])
def test_a_forbidden_string_is_in_no_file(said: str, tmp_path: Path) -> None:
    problems = leaks(tmp_path, {"a.html": page(f"<!-- {said} -->")}, [], forbidden=[ROOT, "canary7f3a9c21e"])
    assert problems[0].line == 6
    assert said not in str(problems[0])


def test_words_beside_each_other_are_no_path(tmp_path: Path) -> None:
    assert leaks(tmp_path, {"a.html": page("<p>srv fictional press</p>")}) == []


def test_equal_finds_are_counted_after_the_first_few(tmp_path: Path) -> None:
    problems = leaks(tmp_path, {f"{n}.html": page(f"<p>{SECRET}</p>") for n in range(9)})
    assert len(problems) == 6
    assert problems[-1].message.startswith("4 more places")


def test_a_file_that_unpacks_without_end_is_told_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("focalpoint.leaks.find_leaks.MOST", 100_000)
    bomb = zlib.compress(bytes(10_000_000))
    files = {
        "a.zip": archive({"a": bytes(10_000_000)}),
        "a.gz": gzip.compress(bytes(10_000_000)),
        "objects.inv": b"# Sphinx inventory version 2\n\n\n\n" + bomb,
        "a.pdf": clean_pdf(lambda pdf: pdf.Root.__setitem__("/PieceInfo", pdf.make_stream(bytes(10_000_000)))),
    }
    problems = leaks(tmp_path, files)
    assert {problem.path.rpartition("/")[2] for problem in problems} == files.keys()
    assert {problem.message for problem in problems} == {
        "unpacks to more than can be searched; make it smaller, or take it out"
    }


BROKEN = {
    "a.pdf": b"%PDF-1.7\n" + SECRET.encode(),
    "a.zip": archive({"a": "x"})[:-9] + SECRET.encode(),
    "a.png": picture("PNG")[:40] + SECRET.encode(),
    "a.gz": b"\x1f\x8b" + SECRET.encode(),
    "searchindex.js": b"Search.setIndex({" + SECRET.encode(),
    "objects.inv": b"# Sphinx inventory version 2\n" + SECRET.encode(),
    "a.html": b"<p <<<" + SECRET.encode() + b"<!--",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_not_what_it_claims_is_read_as_it_stands(name: str, tmp_path: Path) -> None:
    assert [one for one in leaks(tmp_path, {name: BROKEN[name]}) if "holds words of" in one.message]


WORD = st.text("abcdefghijklmnoprstuvwyäéßø", min_size=2, max_size=9)


@st.composite
def disguised(draw: st.DrawFn) -> tuple[str, str]:
    """Twelve words, and the same words as a page might hold them."""
    words = draw(st.lists(WORD, min_size=12, max_size=12))
    shown = ""
    for letter in " ".join(words):
        shown += draw(st.sampled_from([letter, letter, letter, letter.upper()]))
        shown += draw(st.sampled_from(["", "", "", "<b>", "</b>", "\u00ad", "-\n", "&#8203;"]))
    return " ".join(words), shown


@given(disguised(), st.integers(0, 9), st.integers(0, 9))
def test_twelve_words_are_found_in_whatever_disguise(
    tmp_path_factory: pytest.TempPathFactory, words: tuple[str, str], before: int, after: int
) -> None:
    """They may stand anywhere in the withheld text."""
    said, shown = words
    text = " ".join([*(f"vorher{n}" for n in range(before)), said, *(f"nachher{n}" for n in range(after))])
    closed = Withheld("manual/a.md", 2, "passage", tuple(text.split("nachher3")))
    folder = tmp_path_factory.mktemp("disguised")
    problems = find_leaks(write(folder, {"a.html": page(f"<p>{shown}</p>")}), [closed], [], [])
    assert [problem for problem in problems if "holds words of the passage at manual/a.md:2" in problem.message]


POINT = "2. The council wants a hotline that keeps no numbers of callers, and says so aloud."
FREED = "A council may want a hotline that keeps no numbers of callers."


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        (FREED, False),
        ("A council may want a hotline that keeps no numbers of callers and more.", False),
        ("The council wants a hotline that keeps no numbers of callers.", True),
        ("Hotline that keeps no numbers of callers, and says so aloud.", True),
    ],
)
def test_words_that_were_cleared_are_no_leak_of_a_point_that_says_nearly_the_same(
    tmp_path: Path, shown: str, found: bool
) -> None:
    point = Withheld("consultations/notes/closed.md", 9, "point", (POINT,), cleared=(FREED,))
    folder = write(tmp_path, {"a.html": page(f"<p>{shown}</p>")})
    assert bool(find_leaks(folder, [point], [FREED], [])) is found

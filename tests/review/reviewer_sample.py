"""An invented draft with a page for reviewers, without a build: its sections, its map and its archive on disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from focalpoint.content.consultation.roster import Member
from focalpoint.content.rounds.blocks import sent_id
from focalpoint.content.rounds.draft_map import DraftMap, pack_map
from focalpoint.content.rounds.drafts import MAP, Draft, DraftFields
from focalpoint.content.rounds.returned import Finding, Returned
from focalpoint.press.layout.blocks import unit_blocks
from focalpoint.press.section import Book, Drafting, Section
from focalpoint.review.intake.readers import reader_for
from focalpoint.review.reviewer_file.page import reviewer_page

GOLDEN = Path(__file__).with_name("reviewer_file") / "golden_comments.txt"
"""The text that the page of this draft has written: seven comments of each kind, one of them withdrawn."""
SELECT = """([number, words]) => {
  const block = document.querySelector(`.numbered[data-n="${number}"]`);
  const range = document.createRange();
  const at = textOf(block).indexOf(words);
  let before = 0;
  for (const piece of pieces(block)) {
    const [start, end] = [at - before, at + words.length - before];
    if (start >= 0 && start < piece.length) range.setStart(piece, start);
    if (end > 0 && end <= piece.length) range.setEnd(piece, end);
    before += piece.length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
"""Selects words of a numbered paragraph."""
HUNDRED = """() => {
  const made = [];
  for (let number = 0; number < 100; number++) {
    const block = BLOCKS[number % BLOCKS.length];
    const words = [...textOf(block).matchAll(/\\S+/gu)];
    const index = (number % 12 + 2 * Math.floor(number / 12)) % words.length;
    const [first, last] = [words[index], words[Math.min(index + number % 3, words.length - 1)]];
    const quote = textOf(block).slice(first.index, last.index + last[0].length);
    const range = document.createRange();
    let at = 0;
    for (const piece of pieces(block)) {
      if (first.index >= at && first.index < at + piece.length) range.setStart(piece, first.index - at);
      const end = last.index + last[0].length;
      if (end > at && end <= at + piece.length) range.setEnd(piece, end - at);
      at += piece.length;
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.querySelector("#select").click();
    const kind = ["note", "replace", "delete", "insert"][(number + Math.floor(number / 12)) % 4];
    const fill = (field, value) => { field.value = value; field.dispatchEvent(new Event("input", { bubbles: true })); };
    document.querySelector(`#editor [value=${kind}]`).click();
    fill(FIELDS.comment, `No. ${number}: “why”\\n\\n> because ${"of this ".repeat(30)}`);
    if (kind === "replace" || kind === "insert") fill(FIELDS.new, `New ${number} – 日本 \\u{1F4D6}`);
    document.querySelector("#editor button.main").click();
    made.push([block.dataset.b, quote, kind, number]);
  }
  return made;
}"""
"""Comments a hundred times with the page's own controls; returns block, words, kind and number of each."""
ID = "draft-1-0123456789"
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)
POST = """<section id="post" class="chapter"><header class="opening"><p class="chapter-number" data-block="g1"
data-line="0">1</p><h1 data-block="1" data-line="2">The post</h1></header>
<section id="post.a"><h2 data-block="2" data-line="4"><span class="section-letter">A.</span> What it is</h2>
<p class="numbered" data-number="1.1" data-block="3" data-line="6"><span class="paragraph-number">1.1</span> The
<a href="https://example.org/x"><em>Focal\u00adPoint</em></a> is a senior official.<span class="footnote" data-block="9"
data-line="6">A source, <em>Outcome</em>.</span>\nIt names a deputy; a deputy keeps the list \U0001f4d6 at hand.</p>
<p class="numbered" data-number="1.2" data-block="4" data-line="8"><span class="paragraph-number">1.2</span> “Members”
work from many ministries – in Côte d’Ivoire, in 日本 and in العربية.</p>
<ul><li data-block="5" data-line="9">An item with<ul><li><p data-block="6" data-line="10">an item inside.</p></li></ul>
</li></ul><table><caption data-block="7" data-line="11"><span class="caption-number">Table 1.1 </span>Tasks</caption>
<tbody><tr><td colspan="2" onclick="alert(1)"><p data-block="8" data-line="12">Keep a list</p></td></tr></tbody></table>
<figure><img alt="A ring" src="ring.png"><img alt="Elsewhere" src="../secret.png"><img alt="Far"
src="https://example.org/a.png"></figure><script>alert(1)</script><iframe src="https://example.org/"></iframe>
</section></section>"""
LIST = """<section id="list" class="chapter"><h1 data-block="1" data-line="2">The list</h1>
<p class="numbered" data-number="2.1" data-block="2" data-line="4"><span class="paragraph-number">2.1</span> A list has
an owner. &lt;script&gt;alert(2)&lt;/script&gt; stands here as words.</p></section>"""


def sections(folder: Path) -> list[Section]:
    """Make two chapters, with a picture in the folder and one outside it."""
    (folder / "assets").mkdir(parents=True, exist_ok=True)
    (folder / "assets" / "ring.png").write_bytes(PIXEL)
    (folder / "secret.png").write_bytes(PIXEL)
    chapters = (("post", "The post", "1", POST), ("list", "The list", "2", LIST))
    assets = folder / "assets"
    return [Section(name, title, number, "", "body", 1, html, assets) for name, title, number, html in chapters]


def sample_map(folder: Path) -> DraftMap:
    """Map the blocks of both chapters, without printed lines."""
    blocks = [block for one in sections(folder) for block in unit_blocks(one, f"manual/{one.name}.md")]
    return DraftMap(1, ID, "a" * 40, ((595.0, 842.0),), tuple(blocks))


def sample_page(folder: Path, *, member: bool = True) -> bytes:
    """Make the page of Freedonia, or that which all may use."""
    drafting = Drafting(1, ID, "a" * 40, {}, {})
    facts = ("The “Sample” <Manual>", "", (), "", "", "Draft 1", "", date(2026, 11, 30), "", "TLP:GREEN", "")
    book = Book(*facts, draft=drafting)
    page = reviewer_page(book, sections(folder), sample_map(folder), date(2027, 1, 31))
    state = Member.model_validate(
        {"iso2": "XF", "name": "Freedonia", "kind": "state", "regional_group": "none", "languages": ["en"]}
    )
    return page.of(state, 1) if member else page.of()


def sample_draft(folder: Path) -> Draft:
    """Archive the draft in a folder, as a project does."""
    archive = folder / "1"
    archive.mkdir(parents=True, exist_ok=True)
    (archive / MAP).write_bytes(pack_map(sample_map(folder)))
    facts = {"number": 1, "id": ID, "title": "The “Sample” <Manual>", "edition": "network", "pages": 1}
    days = {"issued_on": date(2026, 11, 30), "commit": "a" * 40, "sha256": "b" * 64}
    return Draft(DraftFields.model_validate({**facts, **days}), archive)


def saved(page: Page, button: str = "#save") -> bytes:
    """Save a file with a button of the page."""
    with page.expect_download() as download:
        page.locator(button).click()
    return download.value.path().read_bytes()


def imported(data: str | bytes, draft: Draft) -> Returned:
    """Read what came back; no word may be missing."""
    given = data.encode() if isinstance(data, str) else data
    returned = reader_for(given).read(given, [draft], 0)
    assert returned.count.missing == 0, returned.count
    return returned


def named(returned: Returned) -> dict[str, Finding]:
    """Find the comments that have a name of the page."""
    return {finding.source.name: finding for finding in returned.findings if finding.source.name}


def check_hundred(data: bytes, typed: Sequence[Sequence[Any]], draft: Draft) -> None:
    """Hold what came back against what was typed: place, words, kind and both texts of each comment."""
    returned = imported(data, draft)
    assert len(returned.findings) == 100 and returned.warnings == ()
    found = {one.comment.split(":")[0]: one for one in returned.findings}
    blocks = {sent_id(ID, block.id): block for block in draft.map().blocks}
    for block, words, kind, number in typed:
        one = found[f"No. {number}"]
        assert one.confidence.value == "exact" and one.mark.value == {"note": "highlight"}.get(kind, kind)
        assert one.comment == f"No. {number}: “why”\n\n> because {'of this ' * 30}".strip()
        proposes = kind in ("replace", "insert")
        assert one.proposed_change == (f"New {number} – 日本 \U0001f4d6" if proposes else "")
        text = blocks[block].text
        assert one.place.block == blocks[block].id
        if kind == "insert":
            assert text[: one.place.end].endswith(words) and one.place.start == one.place.end
        else:
            assert text[one.place.start : one.place.end] == words

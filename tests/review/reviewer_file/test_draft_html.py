"""The draft's text on the page for reviewers: each block as the map has it; nothing loads, runs or leads outside."""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from lxml import html
from reviewer_sample import ID, sample_map, sample_page, sections

from focalpoint.content.rounds.blocks import sent_id
from focalpoint.review.reviewer_file.draft_html import draft_html


def words(element: html.HtmlElement, *, inside: bool = False) -> str:
    """The words of a block as the page's script reads them."""
    if inside and (element.get("data-b") is not None or element.get("data-u") is not None):
        return ""
    return (element.text or "") + "".join(words(child, inside=True) + (child.tail or "") for child in element)


def test_every_block_of_the_map_stands_on_the_page_with_its_very_text(tmp_path: Path) -> None:
    made = sample_map(tmp_path)
    root = html.fragment_fromstring(draft_html(made, sections(tmp_path)), create_parent="div")
    shown = [(one.get("data-b"), words(one)) for one in root.iter() if one.get("data-b")]
    assert dict(shown) == {sent_id(ID, block.id): block.text for block in made.blocks}
    assert len(shown) == len(made.blocks) == 12
    said = {block.text for block in made.blocks}
    assert "The FocalPoint is a senior official. It names a deputy; a deputy keeps the list \U0001f4d6 at hand." in said
    assert {"An item with", "an item inside.", "A source, Outcome.", "Tasks", "Keep a list"} <= said


def test_a_block_whose_text_the_page_would_change_is_written_as_the_map_has_it(tmp_path: Path) -> None:
    (one, *_others) = sections(tmp_path)
    made = sample_map(tmp_path)
    changed = type(one)(**{**vars(one), "html": one.html.replace("Keep a list", "Keep a long list")})
    page = draft_html(made, [changed])
    assert "Keep a list" in page and "long list" not in page


def test_nothing_on_the_page_loads_runs_or_leads_outside(tmp_path: Path) -> None:
    page = sample_page(tmp_path).decode()
    draft = page[page.index('<div id="text"') : page.index("</main>")]
    root = html.fragment_fromstring(draft[: draft.rindex("</div>") + 6])
    assert {one.tag for one in root.iter()} & {"script", "iframe", "link", "object", "form", "style", "base"} == set()
    names = {name for one in root.iter() for name in one.attrib}
    assert not {name for name in names if name.startswith("on") or name in ("href", "style")}
    pictures = [one.get("src") for one in root.iter("img")]
    assert len(pictures) == 1 and pictures[0].startswith("data:image/png;base64,iVBOR")
    assert {"Elsewhere", "Far"} <= {one.text for one in root.iter("p")}
    assert "alert(1)" not in draft
    assert "&lt;script&gt;alert(2)&lt;/script&gt; stands here as words." in draft
    assert re.findall(r"(?:https?:)?//[\w.]+\.\w+", page.replace("https://", "http://")) == [
        # Names of kinds of XML in a Word file; nobody asks for them.
        *["http://schemas.openxmlformats.org"] * 3,
    ]


def test_the_policy_lets_in_the_one_style_and_the_one_script_by_their_digests(tmp_path: Path) -> None:
    page = sample_page(tmp_path).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    rules = dict(rule.split(" ", 1) for rule in unescape(policy).split("; "))
    for kind in ("script", "style"):
        ((text),) = re.findall(f"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        digest = base64.b64encode(sha256(text.encode()).digest()).decode()
        assert rules.pop(f"{kind}-src") == f"'sha256-{digest}'"
    assert rules == {"default-src": "'none'", "img-src": "data:", "form-action": "'none'", "base-uri": "'none'"}
    assert page.index("Content-Security-Policy") < page.index("<style>")


@pytest.mark.parametrize(
    ("member", "facts"), [(True, {"copy": "1", "member": "XF"}), (False, {"copy": "0", "member": ""})]
)
def test_a_page_knows_whose_it_is(tmp_path: Path, member: bool, facts: dict[str, str]) -> None:
    root = html.document_fromstring(sample_page(tmp_path, member=member).decode())
    assert {name: root.get(f"data-{name}") for name in facts} == facts
    assert (root.get("data-draft"), root.get("data-until")) == (ID, "2027-01-31")
    assert root.get("data-title") == "The “Sample” <Manual>"

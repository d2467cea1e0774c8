"""The walk that finds each element's origin is in step with WeasyPrint's, or the unit is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pydyf  # type: ignore[import-untyped]
import pytest
from press_sample import Shop, numbered, table

from focalpoint.press import PressError
from focalpoint.press.tagging import tagging as tags
from focalpoint.press.tagging.tag_source_map import read_tags


def elements(pdf: Any, kind: str) -> list[Any]:
    return [thing for thing in pdf.objects if isinstance(thing, pydyf.Dictionary) and thing.get("S") == f"/{kind}"]


def one_more(pdf: Any) -> None:
    pdf.add_object(pydyf.Dictionary({"Type": "/StructElem", "S": "/P", "K": [], "Pg": pdf.page_references[0]}))


def one_less(pdf: Any) -> None:
    elements(pdf, "P")[-1]["Type"] = "/Lost"


def another_kind(pdf: Any) -> None:
    elements(pdf, "P")[0]["S"] = "/Sect"


def another_page(pdf: Any) -> None:
    elements(pdf, "P")[0]["Pg"] = pdf.page_references[1]


def another_order(pdf: Any) -> None:
    first, second = elements(pdf, "Table")[0], elements(pdf, "P")[0]
    first["S"], second["S"] = second["S"], first["S"]


def no_text(pdf: Any) -> None:
    elements(pdf, "Span")[0]["K"].clear()


@pytest.mark.parametrize("tamper", [one_more, one_less, another_kind, another_page, another_order, no_text])
def test_a_walk_out_of_step_is_an_error(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, tamper: Callable[[Any], None]
) -> None:
    def tampered(name: str, document: Any, pdf: Any) -> object:
        tamper(pdf)
        return read_tags(name, document, pdf)

    monkeypatch.setattr(tags, "read_tags", tampered)
    with pytest.raises(PressError, match=r"one: page \d+: the tags do not fit the layout"):
        shop.lay_out(*(numbered(f"1.{place}") for place in range(30)), table("t", 3))

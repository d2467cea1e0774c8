"""UN symbols: a table of what is in the UN's form and what is not."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focalpoint.content.text.symbols import BODIES, document_address, wrong_symbol

GOOD = """
A/RES/60/1
A/RES/75/277
A/RES/260 A (III)
A/RES/3314 (XXIX)
A/RES/ES-11/1
A/RES/S-10/2
S/RES/1674 (2006)
S/RES/2286 (2016)
S/PRST/2005/30
S/2015/978
S/PV.5474
S/2018/1000/Add.1
A/63/677
A/70/621
A/70/L.43
A/71/PV.66
A/HRC/RES/44/14
A/HRC/48/53
A/HRC/S-17/2/Add.1
A/C.3/60/L.47/Rev.1
A/CONF.183/9
A/CONF.183/9/Corr.1
E/CN.4/1998/53/Add.2
E/CN.4/Sub.2/2003/12/Rev.2
ST/SGB/2003/13
CERD/C/GC/35
CCPR/C/21/Rev.1/Add.13
HRI/GEN/1/Rev.9
CCW/P.V/1
TD/B/55/1
""".split("\n")[1:-1]
BAD = {
    "A/RES/60": "before 1976 as A/RES/260 A (III)",
    "A/RES/60/1/2": "write a General Assembly resolution as A/RES/60/1",
    "A/RES/12/1": "before 1976",
    "A/RES/60/1 (2005)": "only symbols of Security Council resolutions end in a year",
    "S/RES/2286": "carries its year: write S/RES/2286 (2016)",
    "S/RES/2286(2016)": "a part is not in the UN's form",
    "S/RES/2286 (16)": "a part is not in the UN's form",
    "S/RES/2286 (2916)": "carries its year",
    "S/RES/2016/2286": "carries its year",
    "S/2015/978 (2015)": "only symbols of Security Council resolutions end in a year",
    "a/res/60/1": "no UN body's symbols begin with a/",
    "A/Res/60/1": "a part is not in the UN's form",
    "A/RES/60/1 ": "without spaces round them",
    " A/RES/60/1": "without spaces round them",
    "A/RES//60/1": "parts joined by single slashes",
    "A/RES/60/": "parts joined by single slashes",
    "A /RES/60/1": "no UN body's symbols begin with A /",
    "X/RES/60/1": "no UN body's symbols begin with X/",
    "A": "parts joined by single slashes",
    "": "parts joined by single slashes",
    "A/RES": "a symbol ends in a number",
    "A/60 /1": "a part is not in the UN's form",
    "A/63/677.": "a part is not in the UN's form",
    "A/63/677\n": "without spaces round them",
    "A/٦٣/677": "a part is not in the UN's form",
    "S/RES/٢٢٨٦ (2016)": "a part is not in the UN's form",
    "Resolution 60/1": "no UN body's symbols begin with Resolution 60/",
}


@pytest.mark.parametrize("symbol", GOOD)
def test_a_symbol_in_form_is_taken(symbol: str) -> None:
    assert wrong_symbol(symbol) == ""


@pytest.mark.parametrize("symbol", BAD)
def test_a_symbol_out_of_form_is_told_why(symbol: str) -> None:
    assert BAD[symbol] in wrong_symbol(symbol)


@pytest.mark.parametrize(
    ("symbol", "address"),
    [
        ("A/RES/60/1", "https://undocs.org/A/RES/60/1"),
        ("S/RES/2286 (2016)", "https://undocs.org/S/RES/2286(2016)"),
        ("A/RES/260 A (III)", "https://undocs.org/A/RES/260%20A(III)"),
        ("A/HRC/S-17/2/Add.1", "https://undocs.org/A/HRC/S-17/2/Add.1"),
    ],
)
def test_a_symbol_leads_to_its_document(symbol: str, address: str) -> None:
    assert document_address(symbol) == address


@given(st.text() | st.text("AERSH/()0123456789 .-IVX", max_size=30))
def test_whatever_is_typed_is_judged_never_raised(symbol: str) -> None:
    why = wrong_symbol(symbol)
    assert "\n" not in why.replace(symbol, "")
    address = document_address(symbol)
    assert (urlsplit(address).scheme, urlsplit(address).netloc) == ("https", "undocs.org")
    assert " " not in unquote(address) or " " in unquote(symbol)
    assert not set(address) & set(' "<>\\')


NUMBER = st.integers(1, 9999).map(str)
PARTS = st.one_of(NUMBER, st.sampled_from(["C.3", "HRC", "CN.4", "PV.12", "L.1", "S-17", "Sub.2", "Add.1", "Rev.2"]))


@given(st.sampled_from(sorted(BODIES)), st.lists(PARTS, max_size=4), NUMBER)
def test_symbols_made_of_good_parts_are_good_and_spoilt_ones_are_not(body: str, parts: list[str], last: str) -> None:
    symbol = "/".join([body, *parts, last])
    assert wrong_symbol(symbol) == ""
    for spoilt in (symbol + " ", symbol + "/", symbol.replace("/", "//", 1), symbol + "*", "x" + symbol):
        assert wrong_symbol(spoilt)

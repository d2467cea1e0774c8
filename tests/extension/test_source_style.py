"""How each kind of source is printed: all its fields, in one order."""

from __future__ import annotations

import pytest
from pybtex.database import parse_string

from focalpoint.extension.sources import SourceStyle

NB = "\u00a0"


def printed(text: str) -> str:
    """One entry as words."""
    ((_key, entry),) = parse_string(text, "bibtex").entries.items()
    return str(SourceStyle().format_entry("1", entry).text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "@misc{a, author = {{Office for Rivers}}, title = {On {ABC}}, howpublished = {annex I}, "
            "symbol = {A/70/621}, month = dec, year = {2015}}",
            f"Office for Rivers, On ABC, annex I, A/70/621 (December{NB}2015).",
        ),
        (
            "@article{a, author = {One, A. and Two, B. and others}, title = {Floods}, journaltitle = {J. Riv.}, "
            "volume = {3}, number = {2}, pages = {12--19}, doi = {10.1000/abc}, date = {2021-03-04}}",
            "A. One, B. Two et al., “Floods”, J. Riv., vol. 3, no. 2, pp. 12–19, doi:10.1000/abc "
            f"(4{NB}March{NB}2021).",
        ),
        (
            "@book{a, author = {M{\\\"u}ller, J{\\'o}zef Jan}, title = {Dykes}, subtitle = {A guide}, edition = {2}, "
            'publisher = {Harbour Press}, address = {Z{\\"u}rich}, isbn = {978-1}, pagetotal = {250}, year = 1998}',
            "Józef Jan Müller, Dykes: A guide, 2nd ed., Harbour Press, Zürich, 250 pp., ISBN 978-1 (1998).",
        ),
        (
            "@incollection{a, author = {Five, E.}, title = {Quays}, booktitle = {The Book}, "
            "editor = {Six, F. and Seven, G.}, chapter = {4}, pages = {7}, publisher = {Press}, year = {2001}}",
            "E. Five, “Quays”, in F. Six and G. Seven (eds.), The Book, chap. 4, Press, p. 7 (2001).",
        ),
        (
            "@collection{a, editor = {Six, F.}, title = {The Book}, series = {Studies}, number = {7}, year = {2001}}",
            "F. Six (ed.), The Book, Studies, no. 7 (2001).",
        ),
        (
            "@report{a, author = {{Council}}, title = {Harbours}, type = {Working paper}, number = {A/B\\_C 12}, "
            "institution = {Council}, note = {Draft}, year = {n.d.}}",
            "Council, Harbours, Working paper No. A/B_C 12, Draft (n.d.).",
        ),
        (
            "@phdthesis{a, author = {van den Berg, H.}, title = {Tides}, school = {University}, year = {2010}}",
            "H. van den Berg, Tides, PhD thesis, University (2010).",
        ),
        (
            "@online{a, title = {A page}, organization = {Example}, year = {2019}, url = {https://example.org/a_b}, "
            "urldate = {2024-01-31}, annote = {Told by a friend}, checked = {seen}}",
            f"A page, Example (2019), https://example.org/a_b (accessed 31{NB}January{NB}2024).",
        ),
    ],
)
def test_every_field_of_a_source_is_printed(text: str, shown: str) -> None:
    assert printed(text) == shown

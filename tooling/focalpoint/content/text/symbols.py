"""Symbols of United Nations documents: their form, and the address of the document."""

from __future__ import annotations

import re
from urllib.parse import quote

BODIES = frozenset(
    "A S E T ST DP TD HRI CAT CCPR CED CEDAW CERD CMW CRC CRPD SPT ECE ESCAP ESCWA ECA LC CD DC NPT BWC APLC CCM CCW "
    "PBC UNEP UNW FCCC HSP ID ITC DPI SG".split()
)
DOCUMENTS = "https://undocs.org/"
"""The UN's own service of documents."""
_PART = re.compile(r"[A-Z0-9](?:[A-Z0-9.\-]*[A-Z0-9])?|(?:Add|Amend|Corr|Rev|Sub|Conf|Summary)\.[0-9]+(?:\.[0-9]+)?")
_FINAL = re.compile(r"(?P<part>\S+)(?: (?P<tail>\(\d{4}\)|[A-Z](?: \([IVXLC]+\))?|\([IVXLC]+\)))?")
_LATE = 31
"""From this session on (1976) a resolution's symbol is A/RES/session/number."""


def wrong_symbol(symbol: str) -> str:
    """Why `symbol` is not in the UN's form, and what to write; empty where it is."""
    parts = symbol.split("/")
    if symbol != symbol.strip() or "" in parts or len(parts) < 2:
        return "write it as A/RES/60/1: parts joined by single slashes, without spaces round them"
    if parts[0] not in BODIES:
        return f"no UN body's symbols begin with {parts[0]}/; check the document itself"
    final = _FINAL.fullmatch(parts[-1])
    if final is None or not all(_PART.fullmatch(part) for part in (*parts[1:-1], final["part"])):
        return "a part is not in the UN's form; write capitals, figures and points as the document has them"
    if not any(character.isdigit() for character in symbol):
        return "a symbol ends in a number; check the document itself"
    if parts[:2] == ["S", "RES"]:
        if len(parts) != 3 or not re.fullmatch(r"\d+ \((19|20)\d\d\)", parts[2]):
            return "a Security Council resolution carries its year: write S/RES/2286 (2016)"
    elif final["tail"] and re.fullmatch(r"\(\d{4}\)", final["tail"]):
        return "only symbols of Security Council resolutions end in a year"
    if parts[:2] == ["A", "RES"]:
        modern = len(parts) == 4 and re.fullmatch(r"\d+|S-\d+|ES-\d+", parts[2])
        early = len(parts) == 3 and re.fullmatch(r"\d+(?: [A-Z])? \([IVXLC]+\)", parts[2])
        if not (modern or early) or (modern and parts[2].isdigit() and int(parts[2]) < _LATE):
            return "write a General Assembly resolution as A/RES/60/1, or before 1976 as A/RES/260 A (III)"
    return ""


def document_address(symbol: str) -> str:
    """Address of the document in the UN's own service of documents, for a symbol that is in form."""
    return DOCUMENTS + quote(symbol.replace(" (", "(").replace(" ", "%20"), safe="/().%-")

"""Keep each role of a text as one word while texts are compared, and print it as the book does."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ROLE = re.compile(r"\{([\w:+-]+)\}`([^`]+)`")
_BEGIN, _MIDDLE, _SPACE, _END = "\ue000", "\ue001", "\ue002", "\ue003"
_GLUED = re.compile(f"{_BEGIN}([^{_MIDDLE}]*){_MIDDLE}([^{_END}]*){_END}")
_SHOWN = re.compile(r"(.*\S)\s*<([^<>]+)>", re.DOTALL)
_UNSEEN = frozenset({"footcite", "footcite:p", "heard", "consulted"})
"""Roles that print a mark or nothing among the words."""
_PLACES = frozenset({"para", "numref", "ref", "chapter", "doc"})
"""Roles that print the number or the title of what they cite."""


def glued(text: str) -> str:
    """Make one word of each role, without the marks that stand behind sentences; every line keeps its number."""
    return _ROLE.sub(_one_word, text)


def _one_word(role: re.Match[str]) -> str:
    if role[1] in _UNSEEN:
        return ""
    words = role[2].replace(" ", _SPACE)
    return f"{_BEGIN}{role[1]}{_MIDDLE}{words}{_END}"


def printed(words: str, named: Mapping[str, str]) -> str:
    """Write the roles of a text as the book prints them; `named` gives what it prints for each label."""
    return _GLUED.sub(lambda role: _as_printed(role[1], role[2].replace(_SPACE, " "), named), words)


def _as_printed(name: str, content: str, named: Mapping[str, str]) -> str:
    shown = _SHOWN.fullmatch(content)
    target = shown[2] if shown else content
    if name == "lang":
        return content.partition(" ")[2] or content
    if name in _PLACES:
        key = f"chapter:{target.rpartition('/')[2]}" if name in ("chapter", "doc") else target.lower()
        return shown[1] if shown else named.get(key, target)
    return shown[1] if shown else content

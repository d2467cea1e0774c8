"""Twenty-two kinds of edits that people make, each by hand on one file."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from .hands import W, WordFile
from .structure import add_row, delete_row, move

Kind = Callable[[WordFile, Random], bool]
"""Makes one edit; tells whether the file had a place for it."""
NEW = ("The harbour closes early in winter.", "Nobody rows alone at night.", "The list hangs beside the door.")


def _texts(file: WordFile) -> list[Any]:
    return [p for p in file.blocks("FPText", "FPBox") if file.text(p).count(" ") > 6]


def _a_word(file: WordFile, p: Any, dice: Random) -> str:
    words = [one for one in file.text(p).replace("\0", " ").split() if one.isalpha() and len(one) > 3]
    once = [one for one in words if file.text(p).count(one) == 1]
    return dice.choice(once) if once else ""


def _in_some(paragraphs: Callable[[WordFile], list[Any]], edit: Callable[[WordFile, Any, str, Random], bool]) -> Kind:
    def kind(file: WordFile, dice: Random) -> bool:
        some = paragraphs(file)
        dice.shuffle(some)
        return any((word := _a_word(file, p, dice)) and edit(file, p, word, dice) for p in some)

    return kind


def _replaced(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    return file.replace(p, word, f"quite{word.lower()}")


def _inserted(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    return file.replace(p, f"{word} ", f"{word} perhaps ")


def _deleted(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    return file.replace(p, f" {word}", "")


def _sentence_ends(file: WordFile, p: Any) -> list[str]:
    """Return the sentences without references that stand between two others."""
    return [one + "." for one in file.text(p).split(".") if one.startswith(" ") and "\0" not in one and len(one) > 20]


def _sentence_added(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    last = file.text(p).split("\0")[-1]
    return len(last) > 10 and last.endswith(".") and file.replace(p, last, f"{last} {dice.choice(NEW)}")


def _sentence_inserted(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    some = _sentence_ends(file, p)
    return bool(some) and file.replace(p, some[0], f" {dice.choice(NEW)}{some[0]}")


def _sentence_deleted(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    some = _sentence_ends(file, p)
    return bool(some) and file.replace(p, some[-1], "")


def _beside_reference(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    return "(see " in file.text(p) and file.replace(p, "(see ", "(compare ")


def _reference_deleted(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    found = p.find(f"{W}sdt")
    if found is None:
        return False
    file.remove_node(p, found)
    return True


def _call_deleted(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    found = next((run for run in p.findall(f"{W}r") if run.find(f"{W}footnoteReference") is not None), None)
    if found is None:
        return False
    file.remove_node(p, found)
    return True


def _split(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    some = _sentence_ends(file, p)
    return bool(some) and file.split(p, some[0].strip())


def _joined(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    following = p.getnext()
    if following is None or following not in file.blocks("FPText") or not file.words(following):
        return False
    if not file.text(p).replace("\0", "").endswith("."):
        return False
    file.join(p, following)
    return True


def _gone(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    file.delete(p)
    return True


def _added(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    file.add(p, dice.choice(NEW))
    return True


def _row_of(p: Any) -> Any:
    return next(p.iterancestors(f"{W}tr"))


def _row_added(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    add_row(file, _row_of(p), ["A new thing", "It is counted at noon"])
    return True


def _row_deleted(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    if _row_of(p).getprevious() is None or _row_of(p).getprevious().tag != f"{W}tr":
        return False
    delete_row(file, _row_of(p))
    return True


def _moved(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    others = [one for one in file.blocks("FPText") if one is not p and one.getnext() is not p]
    move(file, p, dice.choice(others))
    return True


def _several(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    if not file.replace(p, word, f"one{word.lower()}"):
        return False
    other = _a_word(file, p, dice)
    return not other or file.replace(p, other, f"{other} indeed")


def _signs(file: WordFile, p: Any, word: str, dice: Random) -> bool:
    return file.replace(p, word, f"“{word}” – now")


def _of(*styles: str) -> Callable[[WordFile], list[Any]]:
    return lambda file: [p for p in file.blocks(*styles) if file.words(p)]


KINDS: dict[str, Kind] = {
    "a word replaced": _in_some(_texts, _replaced),
    "a word inserted": _in_some(_texts, _inserted),
    "a word deleted": _in_some(_texts, _deleted),
    "a sentence added": _in_some(_texts, _sentence_added),
    "a sentence inserted": _in_some(_texts, _sentence_inserted),
    "a sentence deleted": _in_some(_texts, _sentence_deleted),
    "a word beside a reference": _in_some(_texts, _beside_reference),
    "a reference deleted": _in_some(_texts, _reference_deleted),
    "a note's call deleted": _in_some(_texts, _call_deleted),
    "a paragraph split": _in_some(_texts, _split),
    "two paragraphs joined": _in_some(_of("FPText"), _joined),
    "a paragraph deleted": _in_some(_of("FPText"), _gone),
    "a paragraph added": _in_some(_of("FPText"), _added),
    "an item changed": _in_some(_of("List"), _replaced),
    "an item added": _in_some(_of("List"), _added),
    "an item deleted": _in_some(_of("List"), _gone),
    "a cell changed": _in_some(_of("FPCell"), _replaced),
    "a row added": _in_some(_of("FPCell"), _row_added),
    "a row deleted": _in_some(_of("FPCell"), _row_deleted),
    "a heading changed": _in_some(_of("Heading2"), _replaced),
    "a paragraph moved": _in_some(_of("FPText"), _moved),
    "several words of a paragraph": _in_some(_texts, _several),
    "typographic signs": _in_some(_texts, _signs),
    "a field of the chapter": _in_some(_of("FPQuestion", "FPReaders"), _replaced),
    "an option of a box": _in_some(_of("FPAside", "FPBoxfacts"), _replaced),
}

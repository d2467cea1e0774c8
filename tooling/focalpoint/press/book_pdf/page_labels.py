"""Page numbers: roman for front matter, arabic from the first chapter on."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, String

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """A number in small roman figures."""
    text = ""
    for value, figures in ROMAN:
        while number >= value:
            text += figures
            number -= value
    return text


def page_number(index: int, front: int, prefix: str = "") -> str:
    """The number printed on a page, when `front` pages come before the first chapter."""
    return prefix + (roman(index + 1) if index < front else str(index - front + 1))


def page_labels(front: int, total: int, prefix: str = "") -> Dictionary:
    """The same numbers for the reader's software."""
    styles = {0: Name.r, front: Name.D} if front else {0: Name.D}
    labels = Array()
    for first, style in styles.items():
        if first < total:
            labels.append(first)
            labels.append(Dictionary(S=style, P=String(prefix)) if prefix else Dictionary(S=style))
    return Dictionary(Nums=labels)

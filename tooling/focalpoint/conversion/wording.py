"""Write words of other tools so that the manual's language takes them for words."""

from __future__ import annotations

import re
import unicodedata

ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]’”]")
_ESCAPED = re.compile(r"[*~^\\|]|(?<!\w)_|_(?!\w)|__|\$(?=\S[^$]*\S\$)|&(?=#?\w+;)")
_PLAINER = (
    (re.compile(r"(?<!-)---(?!-)"), "—"),
    (re.compile(r"(?<!-)--(?!-)"), "–"),
    (re.compile(r"(?<!=)==+"), "="),
    (re.compile(r"`+"), "’"),
    (re.compile(r"\[([^\[\]]*)\](?=\s?[\[({])"), r"(\1)"),
    (re.compile(r"\{+"), "("),
    (re.compile(r"\}+"), ")"),
    (re.compile(r"<(?=[/!A-Za-z])"), "‹"),
    (re.compile(r"\[+(?=[\^@!])|\[{2,}"), "("),
    (re.compile(r"\]{2,}|\](?=\s?[\[(])"), ")"),
    (re.compile(r"(?<![\w:])::+|::+(?!\w)"), ":"),
    (re.compile(r"#{2,}"), ""),
    (re.compile(r"[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"), ""),
)
"""Signs that no text of the manual holds as such, with what stands for each."""
BULLET = re.compile(r"[•·▪▫◦‣⁃∙●○■□➢\uf000-\uf0ff]\s*(?=\S)|[–-]\s+(?=\S)")
"""A bullet that was typed before the words of an item."""
_BEGINS = (
    (re.compile(r"^([-+>=])"), r"\\\1"),
    (re.compile(r"^(\d+)([.)])(?=\s|$)"), r"\1\\\2"),
    (re.compile(r"^\[([ xX]?)\]\s*"), ""),
    (re.compile(r"^(?:[#%:;]+\s*|[•·▪▫◦‣⁃∙●○■□➢–—‐∗\uf000-\uf0ff]+\s*)"), ""),
)
"""What would begin a block if it stood first on a line."""


def as_words(text: str) -> str:
    """Return text in which nothing is markup; addresses of the web stay as they are."""
    parts, begun = [], 0
    for address in ADDRESS.finditer(text):
        parts += [_escaped(text[begun : address.start()]), address[0]]
        begun = address.end()
    return "".join([*parts, _escaped(text[begun:])])


def _escaped(text: str) -> str:
    for pattern, plainer in _PLAINER:
        text = pattern.sub(plainer, text)
    return _ESCAPED.sub(lambda found: "".join("\\" + sign for sign in found[0]), text)


def as_paragraph(words: str) -> str:
    """Return Markdown on one line that begins no block of its own."""
    words = " ".join(words.split())
    for pattern, instead in _BEGINS:
        words = pattern.sub(instead, words)
    return words


def as_code(text: str) -> str:
    """Return text as code within a line."""
    bare = " ".join(text.split()).replace("`", "’")
    return f"`{bare}`" if bare else ""


def marked(words: str, sign: str) -> str:
    """Return words with a mark of emphasis on both sides of each line, and the spaces outside it."""
    if "\n" in words:
        return "\n".join(marked(line, sign) for line in words.split("\n"))
    bare = words.strip()
    if not bare:
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{before}{sign}{bare}{sign}{after}"


def slug_of(words: str) -> str:
    """Return words as the name of a file or label: small letters, figures and dashes."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")

"""No piece of markup is left in the words: what looks like markup and was read as text is a slip of the hand.

The parser prints what it does not know. So every row of words is searched, after parsing, for pieces of this language
and of others: half a role, a fence within a line, a label of handling, emphasis without its end, a conflict marker.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from focalpoint.config import Config
from focalpoint.content.manual import Manual, Note
from focalpoint.problems import Problem, ProblemKind

_LABELS = ("tlpclear", "tlpgreen", "tlpamber", "tlpamberstrict", "tlpred", "amberstrict")
_FOLDED = str.maketrans(
    "аеорсухіјѕԁһⅼмтвнкАВЕНІКМОРСТУХЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορτν",
    "aeopcyxijsdhlmtbhkabehikmopctyxsabezhikmnoptyxaoptv",
)
"""Cyrillic and Greek characters that look like Latin ones."""
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff"
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SIGNS = "*_`#>:%|~\\-+=\\[\\](){}"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), message)
    for pattern, message in (
        (r"<{5,}|>{5,}|={5,}|\|{5,}", "Git could not join two versions here; keep one, and take the marks out"),
        (r"\{%|%\}|\{\{|\}\}", "`{{ }}` and `{% %}` belong to other tools; write the words themselves"),
        (
            r"\{ *[a-z][a-z0-9:_-]* *\}|\{ *[a-z][a-z0-9:_-]*(?=§|['‘’´ˋ`\"“”])",
            "a role needs its braces and its back-ticks without a space between them, as in {term}`member`; "
            "a block begins with `:::{name}` at the left margin",
        ),
        (r"[{}｛｝]", "a brace stands alone; a role is written {name}`words`, a block `:::{name}`"),
        (r":::+|：", "`:::` opens and closes a block only on a line of its own, at the left margin"),
        (r"(?<![\w:])::|::(?!\w)", "two colons stand together; write one, or put the fence of a block on its own line"),
        (
            r"(?<![\w:/]):[A-Za-z][\w-]*:(?!\w)",
            "an option of a block stands right below its first line; a role is {name}`words`",
        ),
        (r"`", "a back-tick stands alone; a role is written {name}`words`, a file name `between two`"),
        (r"\]\s?\(", "a link is written [words](https://address), without a space and with both brackets"),
        (r"\]\s?\[|\[\[|\]\]", "a link with its address elsewhere is not used; write [words](https://address)"),
        (r"^\[[ xX]?\](?!\w)", "a box to tick is not used in a text; write a list, or a {form}"),
        (r"\[\^|\^\]|\[@|\[!", "a footnote is called by [^name] and written `[^name]: …`; a source is {footcite}`key`"),
        (r"!\[|^!!!", "a picture is a block: ```{figure} ../figures/name.png; a remark is `:::{note}`"),
        (r"(?<![\w.+-])@\w", "`@name` is the markup of another tool; cite a source with {footcite}`key`"),
        (r"\*", "a star stands alone; emphasis is written *words*, with no space inside and both stars"),
        (r"(?<!\w)_|_(?!\w)|__", "an underscore stands alone; emphasis is written *words*"),
        (r"~", "`~` is the markup of another tool; write the words that hold, or {sub}`2` for a small figure below"),
        (r"\^", "`^` is the markup of another tool; write {sup}`2` for a small figure above"),
        (r"==|＝", "`==` is the markup of another tool; write *words* for emphasis"),
        (r"(?<!-)--+(?!-)|--", "two hyphens stand for a dash; type the dash itself: –"),
        (r"\\", "a backslash is the markup of another tool; take it out"),
        (
            r"\$(?=[^\s$])(?![\d.,]+(?:\s|$|[a-z])(?!.*\$))[^$]*[^\s$]\$(?!\d)",
            "sums between `$` are not used; write the sum in words and signs",
        ),
        (r"(?<=[.!?:;…”’\"')])\s+%|^\D?%|%\}|٪|％", "a comment is a line of its own that begins with `% `"),
        (r"^#|#{2,}|＃|#(?=[A-Za-z{])", "a heading needs a space behind its `#` and a line of its own"),
        (r"^[-+](?=[^\s\d–—-])", "an item of a list needs a space behind its hyphen"),
        (r"^\d{1,3}[.)](?=[^\W\d]|[\[(§])|^\d{1,3}[․．]", "a numbered item needs a space behind its full stop"),
        (
            r"^(?:\((?:[a-z]|[ivx]{2,5})\)(?=\w)|\( (?:[a-z]|[ivx]{2,5})\)|\((?:[a-z]|[ivx]{2,5}) \)|[a-z]\)(?=\s|\w))",
            "a lettered item is written `(a) words`, with both brackets and a space behind them",
        ),
        (r"^[•·▪▫◦‣⁃∙●○■□➢–—‐∗](?=\s|\w)", "a typed bullet stands here; begin the item with `- `"),
        (r"^\|", "a table needs a line such as |---|---| below its first row, and an empty line above it"),
        (
            r"^\([a-z0-9]+(?:-[a-z0-9]+)+\)$",
            "a label ends with `=`, as in `(first-question)=`, on the line before what it names",
        ),
        (
            r"[(\[<]\s?(?:footcite|heard|undoc|term|para|chapter|numref|lang|blank|ref|doc) ?[)\]>] ?§|"
            r"\b(?:footcite|heard|undoc|numref) ?§",
            "a role has its name in braces, and its back-ticks right behind them, as in {term}`member`",
        ),
        (r"^[:;>|]", "this line begins with a piece of markup; write the words, or the block it was meant to be"),
        (r"\|.*\|", "the strokes of a table stand in a text; a table needs a line of `|---|---|` below its head"),
        (r"^\s*\+\+\+", "`+++` is the markup of another tool; take the line out"),
        (r"&(?:[A-Za-z]{2,8}|#\d+);", "type the character itself in the place of `&…;`"),
        (r"<(?=[/!A-Za-z])|＜", "HTML is not used; write Markdown"),
        (
            rf"^[{_INVISIBLE}{_SPACES}]|[{_INVISIBLE}](?=[{_SIGNS}])|(?<=[{_SIGNS}])[{_INVISIBLE}]",
            "an invisible character stands where markup begins; delete it and type a space",
        ),
        (
            rf"[{_BIDI}]",
            "an invisible character turns the direction of the text; write words of another script as {lang}`ar …`",
        ),
        (r"\ufffd", "a program could not read the character that stood here; type it anew"),
        (r"[［］｀＊＿]", "a full-width character stands in the place of markup; type the plain one"),
        (r"\[(?![^\[\]]*\])|(?:^|\])[^\[\]]*\]", "a square bracket stands alone; write both, or none"),
    )
)  # fmt: skip


def check_stray_markup(config: Config, manual: Manual) -> Iterator[Problem]:
    """No row of words, no title, no address and no code holds a piece of markup."""
    for text in manual.texts:
        labelled = {point.line: f"[{point.label}]" for point in text.reading.points if isinstance(text, Note)}
        words = ((row.removeprefix(labelled.get(line, "")), line, stray_in) for row, line in text.reading.words)
        codes = ((code, line, stray_in_code) for code, line in text.reading.codes)
        told: set[int] = set()
        for row, line, stray in (*words, *codes):
            kind, message = ProblemKind.HANDLING, label_in(row)
            if not message:
                kind, message = ProblemKind.STRAY_MARKUP, stray(row)
            # One slip often looks like several: the first on a line is told.
            if message and line not in told:
                told.add(line)
                yield Problem(text.path, line, kind, message)


def check_structure(config: Config, manual: Manual) -> Iterator[Problem]:
    """A text holds the manual's constructs only, and of each it is certain where it ends."""
    for text in manual.texts:
        for line, message in text.reading.faults:
            yield Problem(text.path, line, ProblemKind.CONSTRUCT, message)
        if isinstance(text, Note):
            for line, message in text.reading.after_points:
                yield Problem(text.path, line, ProblemKind.HANDLING, message)


_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s§]+")
_IN_CODE = tuple(_RULES[number] for number in (0, 2, 4))


@lru_cache(maxsize=65536)
def stray_in_code(row: str) -> str:
    """Say which piece of markup stands in code, a role or an address, where most signs may stand."""
    for pattern, message in _IN_CODE:
        if found := pattern.search(row):
            return f"`{shown(found[0])}` was read as words: {message}"
    return ""


_PLAIN = re.compile(
    r"(?!\(? ?[a-z]{1,5} ?\)|.*(?:\)|footcite|heard|undoc|numref) ?§)"
    r"[A-Za-z§“‘(][A-Za-z0-9 ,.;?!'\"’‘“”§()/]*(?:-[A-Za-z0-9 ,.;?!'\"’‘“”§()/]+)*"
)
"""A row that no rule can find anything in: it has none of the signs that the rules look for. Most rows are such."""


@lru_cache(maxsize=65536)
def stray_in(row: str) -> str:
    """Say which piece of markup a row of words holds; `§` in it stands for a role, link or code. Empty: none."""
    if _PLAIN.fullmatch(row):
        return ""
    bare = _ADDRESS.sub("§", row)
    for pattern, message in _RULES:
        if found := pattern.search(bare):
            return f"`{shown(found[0])}` was read as words: {message}"
    return ""


def shown(piece: str) -> str:
    """Show a piece of text in a message, with invisible characters named."""
    hidden = {one for one in piece if one != " " and unicodedata.category(one) in ("Zs", "Co", "Cf", "Mn")}
    return "".join(f"U+{ord(one):04X}" if one in hidden else one for one in piece[:40]).replace("§", "…")


_BEGINNINGS = ("tl", "tp", "lp", ("[tlp]",) * 3, "ambe")
_ENDINGS = ("pclear", "pgreen", "pamber", "pred", "strict")
_MAY_BE_NEAR = re.compile(
    r"(?:^|[\s§])(?:"
    + "|".join(map(r"[\s§]*".join, _BEGINNINGS))
    + ")|(?:"
    + "|".join(map(r"[\s§]*".join, _ENDINGS))
    + r")(?:[\s§]|$)"
)
"""How what is near a label begins or ends: one slip leaves either its first letters or its last ones whole."""
_SAID_CLOSED = (
    r"(?:strictly |highly )?confidential|(?:strictly )?restricted|(?:top )?secret|internal(?: use)?(?: only)?|"
    r"sensitive|off the record|embargoed|for official use only|eyes only|do not (?:publish|quote|circulate|distribute)|"
    r"not for (?:publication|quotation|attribution|circulation|distribution|release)"
)
_CLOSED_BY_A_WORD = re.compile(
    rf"\b(?:AMBER|STRICT)\b|(?i:^\W*handling ?[:=]|^\W?(?:{_SAID_CLOSED})\W?(?: ?[:–—]| - )|"
    rf"[\[(](?:{_SAID_CLOSED})[\])])"
)
"""Words by which people say that something is closed, where a program would print them and all that follows."""
_NO_LETTER = re.compile(r"[^\w\s§]|_")


@lru_cache(maxsize=65536)
def label_in(row: str) -> str:
    """Say that a row holds something near a handling label, which would close nothing where it stands."""
    said = _near_label_in(row) if _MAY_BE_NEAR.search(_NO_LETTER.sub("", fold(row))) else ""
    if not said and (word := _CLOSED_BY_A_WORD.search(row)):
        said = word[0].strip()
    return (
        f"`{shown(said)}` looks like a handling label and closes nothing here; a passage is closed by "
        "`:::{handling} TLP:AMBER`, an action or practice by `:handling: TLP:AMBER` among its options, and "
        "a point of a note by `7. [TLP:AMBER] …`"
        if said
        else ""
    )


def _near_label_in(row: str) -> str:
    """Find the words of a row that are a label but for one slip. Empty: none."""
    words = re.findall(r"[^\s§]+", row)
    bare = ["".join(filter(str.isalnum, fold(word))) for word in words]
    for place in range(len(bare)):
        for count in (1, 2, 3):
            run = "".join(bare[place : place + count])
            if _near_label(run):
                return " ".join(words[place : place + count])
    return ""


def fold(word: str) -> str:
    """Bring characters that look alike to one form: compatibility forms, Cyrillic and Greek ones, capitals."""
    return word.lower() if word.isascii() else unicodedata.normalize("NFKD", word).translate(_FOLDED).casefold()


def _near_label(run: str) -> bool:
    """Whether a run of letters is a label but for one slip; words that follow without a space do not count."""
    if not run[:3].strip("tlp") or run[:2] in ("tl", "lp", "tp") or run.startswith("amber"):
        return any(
            OSA.distance(label, run[: len(label) + extra], score_cutoff=1) <= 1
            for label in _LABELS
            for extra in (-1, 0, 1)
        )
    return any(len(run) <= len(label) + 1 and OSA.distance(label, run, score_cutoff=1) <= 1 for label in _LABELS)

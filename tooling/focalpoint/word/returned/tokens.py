"""Compare a block as it was sent with what came back, word by word, and make its new Markdown of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from focalpoint.content.editable.inline_pieces import NOTE, InlinePiece, Mark, typed
from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.word.returned.returned_file import CALL
from focalpoint.word.returned.views import Sign

END = "\n"
"""Stands for the end of a paragraph among the signs."""


@dataclass(frozen=True)
class Token:
    """A word, a sign, a reference, or the end of a paragraph."""

    key: str
    """What is compared: equal tokens have equal keys."""
    pieces: tuple[InlinePiece, ...] = ()
    """Its Markdown; none for what the tools wrote."""
    signs: tuple[Sign, ...] = ()
    """What came back; of a sent token none."""
    whole: str = ""
    """The reference that it is, or a part of."""
    lead: bool = False
    """Whether the tools wrote it before the text."""


@dataclass(frozen=True)
class Edit:
    """A change of some tokens, from the first to before the last, into others."""

    first: int
    last: int
    new: tuple[Token, ...]


def sent_tokens(
    pieces: Sequence[InlinePiece], lead: str, shown: Sequence[str], name: str, present: frozenset[str]
) -> list[Token]:
    """Divide a block as it was sent; `name` begins the names of its references, `present` are those that came back."""
    out = [Token(_plain(word), lead=True) for word in _words(lead)]
    word: list[InlinePiece] = []
    count = 0
    for piece in pieces:
        if not piece.is_whole and piece.shown.isalnum():
            word.append(piece)
            continue
        if word:
            out.append(Token(_plain("".join(one.shown for one in word)), tuple(word)))
            word = []
        if piece.is_whole:
            out += _whole_tokens(piece, shown[count] if count < len(shown) else piece.shown, f"{name}_{count}", present)
            count += 1
        else:
            out.append(Token(_plain(piece.shown), (piece,)))
    return [*out, Token(_plain("".join(one.shown for one in word)), tuple(word))] if word else out


def _whole_tokens(piece: InlinePiece, shown: str, whole: str, present: frozenset[str]) -> Iterator[Token]:
    if whole in present:
        yield Token(f"<{whole}>", (piece,), whole=whole)
        return
    calls = piece.raw.count(",") + 1 if piece.kind == NOTE and piece.raw.startswith("{") else 1
    words = [CALL] * calls if piece.kind == NOTE else list(_words(shown))
    for number, word in enumerate(words):
        yield Token(_plain(word), (piece,) if not number else (), whole=whole)


def returned_tokens(signs: Sequence[Sign], shown: Mapping[str, str]) -> list[Token]:
    """Divide what came back; `shown` has the words of each reference, of which others are told."""
    out: list[Token] = []
    word: list[Sign] = []
    for sign in [*signs, Sign("")]:
        if not sign.reference and len(sign.text) == 1 and sign.text.isalnum():
            word.append(sign)
            continue
        if word:
            out.append(Token(_plain("".join(one.text for one in word)), signs=tuple(word)))
            word = []
        if sign.reference:
            same = is_same(sign.text, shown.get(sign.reference, ""))
            out.append(Token(f"<{sign.reference}>" + "!" * (not same), signs=(sign,), whole=sign.reference))
        elif sign.text and not (_plain(sign.text) == " " and (not out or out[-1].key in (" ", END))):
            out.append(Token(sign.text if sign.text == END else _plain(sign.text), signs=(sign,)))
    while out and out[-1].key == " ":
        out.pop()
    return [one for n, one in enumerate(out) if not (one.key == " " and out[n + 1 : n + 2] and out[n + 1].key == END)]


def is_same(came: str, sent: str) -> bool:
    """Tell whether what came back is what was sent, apart from blanks, typographic signs and the calls of notes."""
    texts = [" ".join(_plain(text.replace(CALL, "")).split()) for text in (came, sent)]
    return texts[0] == texts[1]


def _words(text: str) -> Iterator[str]:
    word = ""
    for sign in text:
        if sign.isalnum():
            word += sign
            continue
        if word:
            yield word
        word = ""
        yield sign
    if word:
        yield word


def _plain(text: str) -> str:
    return with_plain_signs(text.replace("\t", " ").replace("\u202f", " ").replace("\u2011", "-").replace("\xad", ""))


def edits(base: Sequence[Token], other: Sequence[Token]) -> list[Edit]:
    """Find what changed between two rows of tokens; a reference is the same only if all of it is."""
    matcher = SequenceMatcher(None, [one.key for one in base], [one.key for one in other], autojunk=False)
    pairs = {i + n: j + n for i, j, size in matcher.get_matching_blocks() for n in range(size)}
    for first, last in _kept_whole(base):
        matched = [pairs.get(n, -1) for n in range(first, last)]
        if matched[0] < 0 or matched != list(range(matched[0], matched[0] + last - first)):
            for n in range(first, last):
                pairs.pop(n, None)
    out: list[Edit] = []
    i = j = 0
    for at, to in [*sorted(pairs.items()), (len(base), len(other))]:
        if at > i or to > j:
            out.append(Edit(i, at, tuple(other[j:to])))
        i, j = at + 1, to + 1
    return out


def _kept_whole(base: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the places of what is matched as one: each reference, and what the tools wrote before the text."""
    at = 0
    for _, group in groupby(base, key=lambda token: (token.whole, token.lead)):
        some = list(group)
        if some[0].whole or some[0].lead:
            yield at, at + len(some)
        at += len(some)


def merged(theirs: Sequence[Edit], ours: Sequence[Edit]) -> list[Edit] | None:
    """Join the changes of both sides; None where they change the same words in other ways."""
    out = list(theirs)
    for own in ours:
        clash = [one for one in theirs if _overlap(one, own)]
        if any((one.first, one.last, _keys(one)) != (own.first, own.last, _keys(own)) for one in clash):
            return None
        out += [] if clash else [own]
    return sorted(out, key=lambda one: (one.first, one.last))


def _keys(edit: Edit) -> list[str]:
    return [token.key for token in edit.new]


def _overlap(one: Edit, other: Edit) -> bool:
    if one.first == one.last or other.first == other.last:
        return one.first <= other.last and other.first <= one.last
    return one.first < other.last and other.first < one.last


def applied(base: Sequence[Token], changes: Sequence[Edit], pieces: Mapping[str, InlinePiece]) -> list[InlinePiece]:
    """Write the base with its changes; the pieces of references that moved are found by their names."""
    out: list[InlinePiece] = []
    at = 0
    for change in changes:
        out += (piece for token in base[at : change.first] for piece in token.pieces)
        marks = _marks(base, change)
        for token in change.new:
            out += _new_pieces(token, marks, pieces)
        at = change.last
    return out + [piece for token in base[at:] for piece in token.pieces]


def _new_pieces(token: Token, marks: tuple[Mark, ...], pieces: Mapping[str, InlinePiece]) -> Iterator[InlinePiece]:
    if token.pieces:
        yield from token.pieces
    elif token.key == END:
        yield InlinePiece(END, END, kind="end")
    elif token.whole in pieces:
        yield pieces[token.whole]
    else:
        code = any(mark.opening.startswith("`") for mark in marks)
        for sign in token.signs:
            text = {"\t": " ", CALL: ""}.get(sign.text, sign.text)
            for one in typed(text):
                yield replace(one, raw=one.shown if code else one.raw, marks=marks)


def _marks(base: Sequence[Token], change: Edit) -> tuple[Mark, ...]:
    """Tell what stands around new words: what stands around all that they replace, or around both neighbours."""
    inside = [piece.marks for token in base[change.first : change.last] for piece in token.pieces]
    if inside:
        return inside[0] if all(marks == inside[0] for marks in inside) else ()
    before = next((token.pieces[-1].marks for token in reversed(base[: change.first]) if token.pieces), ())
    after = next((token.pieces[0].marks for token in base[change.last :] if token.pieces), ())
    return before if before == after else ()

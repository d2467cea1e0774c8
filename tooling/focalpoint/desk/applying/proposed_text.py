"""Make the new words of a paragraph from what a comment proposes, and write them into the Markdown of today."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz import fuzz

from focalpoint.content.editable.inline_pieces import InlinePiece, Mark, inline_pieces, typed
from focalpoint.content.rounds.blocks import block_text, with_plain_signs
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.comments import Mark as Kind

WHOLE = 60.0
"""Similarity from which a proposal without marked words is the new text of its whole paragraph."""
_TOKEN = re.compile(r"[^\W_]+|\s+|.", re.DOTALL)
_CLOSING, _OPENING = ",.;:!?)]}”’»%", "([{“‘«-–—/'\"’"
_ENDINGS = frozenset({"s", "es", "d", "ed", "'s", "’s"})
"""What is added to the end of a word, not as a word of its own."""


class NotApplicableError(ValueError):
    """Raised where a proposal cannot be applied by a program; says why, for people."""


class Words(NamedTuple):
    """The paragraph of the draft, and what it becomes."""

    before: str
    after: str
    start: int
    """The characters of `before` outside of which nothing changes."""
    end: int


def proposed(comment: Comment, text: str) -> Words:
    """Make the new text of a draft's block from the change that a comment proposes; raises NotApplicableError."""
    place = comment.place
    said = comment.proposed_change.strip()
    if place.also:
        raise NotApplicableError("the mark goes over several paragraphs")
    if not text:
        raise NotApplicableError("the comment is on no paragraph of the draft")
    if comment.mark is Kind.DELETE:
        said = ""
    elif not said:
        raise NotApplicableError("the comment proposes no words")
    if re.search(r"\n\s*\n", said):
        raise NotApplicableError("the proposal has several paragraphs")
    start, end = place.start, max(place.end, place.start)
    if start < 0:
        if comment.mark is Kind.DELETE:
            return Words(text, "", 0, len(text))
        if fuzz.ratio(text, block_text(said)) < WHOLE:
            raise NotApplicableError("the comment marks no words that its proposal is to replace")
        return Words(text, block_text(said), 0, len(text))
    if end > len(text):
        raise NotApplicableError("the marked words are not in the draft’s paragraph")
    if comment.mark is Kind.INSERT:
        start = end
    return _changed(text, start, end, block_text(said))


def _changed(text: str, start: int, end: int, said: str) -> Words:
    """Put words in the place of some characters, with the blanks that they need around them."""
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    before, after = text[:start], text[end:]
    inside = start == end and before[-1:].isalnum() and after[:1].isalnum()
    joined = inside or (start == end and said in _ENDINGS and before[-1:].isalnum())
    if not said:
        if before.endswith(" ") and (after[:1] == " " or after[:1] in _CLOSING):
            before = before[:-1]
        if not before:
            after = after.lstrip()
    elif not joined:
        said = f"{' ' if _needs_blank(before, said) else ''}{said}{' ' if _needs_blank(said, after) else ''}"
    return Words(text, f"{before}{said}{after}".strip(), min(start, len(before)), end)


def _needs_blank(left: str, right: str) -> bool:
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return False
    return left[-1] not in _OPENING and right[0] not in _CLOSING


class _Token(NamedTuple):
    """A word, a blank, a sign, or a reference, with its place."""

    key: str
    """Equal for equal tokens."""
    first: int
    """Its first character, or piece."""
    last: int
    """One after its last."""


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(" " if found[0].isspace() else with_plain_signs(found[0]), found.start(), found.end())
        for found in _TOKEN.finditer(text)
    ]


_WHOLE = "\0"
"""Begins the key of a reference, which no word equals."""


def _piece_tokens(pieces: Sequence[InlinePiece]) -> list[_Token]:
    """Divide the pieces of a block as its words in the draft are divided; several blanks are one."""
    out: list[_Token] = []
    run = 0
    for number, piece in enumerate([*pieces, InlinePiece("", "", kind="end")]):
        if not piece.is_whole:
            continue
        shown = "".join(one.shown for one in pieces[run:number])
        out += (token._replace(first=run + token.first, last=run + token.last) for token in _tokens(shown))
        if number < len(pieces):
            out.append(_Token(f"{_WHOLE}{piece.raw}", number, number + 1))
        run = number + 1
    return out


def with_proposal(words: Words, raw: str) -> list[InlinePiece]:
    """Write a proposal into the Markdown of today's block; return its new pieces, none where it is deleted whole.

    Emphasis, links and references stay. Raises NotApplicableError where the words no longer stand there, or where
    a reference or a whole link would be lost.
    """
    pieces = inline_pieces(raw)
    if pieces is None:
        raise NotApplicableError("the Markdown of the paragraph is written in a way that only a person can edit")
    now = _piece_tokens(pieces)
    draft, new = _tokens(words.before), _tokens(words.after)
    places = _places(draft, now)
    out: list[InlinePiece] = []
    at = 0
    for first, last, put in _edits(words, draft, new):
        begin, end = _range(places, draft, now, (first, last))
        if any(one.is_whole for one in pieces[begin:end]):
            shown = next(one.raw for one in pieces[begin:end] if one.is_whole)
            raise NotApplicableError(f"the words cross the reference {shown}")
        out += pieces[at:begin]
        out += _new_pieces(put, pieces, begin, end)
        at = end
    out += pieces[at:]
    if any(one.is_whole or one.shown.strip() for one in out):
        _refuse_lost_links(pieces, out)
        return out
    return []


def _places(draft: Sequence[_Token], now: Sequence[_Token]) -> Mapping[int, int]:
    """Find the token of today that each token of the draft is."""
    matcher = SequenceMatcher(None, [one.key for one in draft], [one.key for one in now], autojunk=False)
    return {i + n: j + n for i, j, size in matcher.get_matching_blocks() for n in range(size)}


def _edits(words: Words, draft: Sequence[_Token], new: Sequence[_Token]) -> Iterator[tuple[int, int, str]]:
    """Yield the changes as the first token of the draft, one after the last, and the words in their place."""
    same = zip(draft, new, strict=False)
    before = _count(one == other and one.last <= words.start for one, other in same)
    least = min(len(draft), len(new)) - before
    turned = zip(reversed(draft), reversed(new), strict=False)
    after = _count(one.key == other.key and one.first >= words.end for one, other in turned)
    after = min(after, least)
    old = [one.key for one in draft[before : len(draft) - after]]
    put = new[before : len(new) - after]
    for kind, i, j, k, m in SequenceMatcher(None, old, [one.key for one in put], autojunk=False).get_opcodes():
        if kind != "equal":
            yield before + i, before + j, words.after[put[k].first : put[m - 1].last] if k < m else ""


def _count(found: Iterator[bool]) -> int:
    """Count the true values before the first false one."""
    number = 0
    for one in found:
        if not one:
            break
        number += 1
    return number


def _range(
    places: Mapping[int, int], draft: Sequence[_Token], now: Sequence[_Token], edit: tuple[int, int]
) -> tuple[int, int]:
    """Find the pieces that are some tokens of the draft; raises NotApplicableError where they do not stand so."""
    first, last = edit
    left = -1 if first == 0 else places.get(first - 1, -2)
    right = len(now) if last == len(draft) else places.get(last, -2)
    found = [places.get(token, -2) for token in range(first, last)]
    if found:
        if found != list(range(found[0], found[0] + len(found))) or found[0] < 0:
            raise NotApplicableError(_lost(now, left, right, last - first))
        return now[found[0]].first, now[found[-1]].last
    if left == -2 or right == -2 or left >= right:
        raise NotApplicableError(_lost(now, left, right, last - first))
    # The call of a note between both neighbours was not printed as words.
    if any(not one.key.startswith(_WHOLE) for one in now[left + 1 : right]):
        raise NotApplicableError(_lost(now, left, right, last - first))
    place = now[left].last if left >= 0 else 0
    return place, place


def _lost(now: Sequence[_Token], left: int, right: int, count: int) -> str:
    """Say why a count of tokens of the draft is not found between two tokens of today, of which -2 is not known."""
    left = max(right - count - 1, -1) if left < -1 else left
    right = left + count + 1 if right <= left else right
    inside = now[left + 1 : right]
    crossed = next((one.key[1:] for one in inside if one.key.startswith(_WHOLE)), "")
    return f"the words cross the reference {crossed}" if crossed else "the words no longer stand there"


def _new_pieces(words: str, pieces: Sequence[InlinePiece], begin: int, end: int) -> Iterator[InlinePiece]:
    """Make pieces of new words, with what stands around all that they replace, or around both neighbours."""
    marks: tuple[Mark, ...] = ()
    around = [one.marks for one in (pieces[begin:end] or [*pieces[begin - 1 : begin][:1], *pieces[end : end + 1]])]
    if around and all(one == around[0] for one in around) and (end > begin or len(around) == 2):
        marks = around[0]
    code = any(mark.opening.startswith("`") for mark in marks)
    for one in typed(words):
        yield InlinePiece(one.shown, one.shown if code else one.raw, marks)


def _refuse_lost_links(before: Sequence[InlinePiece], after: Sequence[InlinePiece]) -> None:
    """Refuse to take out all the words of a link, which would take out the link."""
    links = {mark for one in before for mark in one.marks if mark.opening == "["}
    for mark in links - {mark for one in after for mark in one.marks}:
        raise NotApplicableError(f"the words are the whole text of the link {mark.closing[1:]}")

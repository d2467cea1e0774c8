"""Read the comments in the margin of a Word file: the words that each is on, its thread, and whether it is resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from focalpoint.content.rounds.comments import MAX_COMMENT
from focalpoint.review.forms.office_file import OfficeFile, below, local, value
from focalpoint.review.forms.redlines import without_struck
from focalpoint.review.forms.template_rows import MarginNote
from focalpoint.review.forms.word_text import NO_TEXT, Styles, pieces, shown
from focalpoint.review.returned_pdf.pdf_values import clean

MOST_OPEN = 50
"""Most comments whose words overlap."""


def margin_notes(file: OfficeFile, main: str, root: Any, styles: Styles) -> dict[str, MarginNote]:
    """Read the comments by their ids; replies are part of the comment that they answer."""
    quoted = _quoted(root)
    found: dict[str, MarginNote] = {}
    paragraphs: dict[str, str] = {}
    for _, name in file.related(main, "comments"):
        for node in below(file.tree(name), "comment"):
            number, author, written = (clean(value(node, key)) for key in ("id", "author", "date"))
            text = without_struck(shown(pieces(node, styles)))
            found[number] = MarginNote(text, "margin", author, written, quoted.get(number, ""))
            # A thread names the last paragraph of each comment.
            paragraphs.update({value(one, "paraId"): number for one in below(node, "p") if value(one, "paraId")})
    return {number: note for number, note in _threaded(file, main, found, paragraphs) if note.text or note.replies}


def _threaded(
    file: OfficeFile, main: str, found: Mapping[str, MarginNote], paragraphs: Mapping[str, str]
) -> Iterator[tuple[str, MarginNote]]:
    """Yield each comment that answers no other, with its replies."""
    parents: dict[str, str] = {}
    done: set[str] = set()
    for _, name in file.related(main, "commentsExtended"):
        for node in below(file.tree(name), "commentEx"):
            number = paragraphs.get(value(node, "paraId"), "")
            parent = paragraphs.get(value(node, "paraIdParent"), "")
            if parent and parent != number:
                parents[number] = parent
            if value(node, "done") in ("1", "true"):
                done.add(number)
    heads = {number: _head(number, parents) for number in found}
    for number, note in found.items():
        if heads[number] == number:
            replies = tuple(found[one] for one, head in heads.items() if head == number and one != number)
            quote = note.quote or next((one.quote for one in replies if one.quote), "")
            yield number, MarginNote(note.text, note.where, note.author, note.written, quote, replies, number in done)


def _head(number: str, parents: Mapping[str, str]) -> str:
    """Find the comment at the head of a thread; in a circle, the comment itself."""
    at, seen = number, {number}
    while (above := parents.get(at, "")) and above not in seen:
        at = above
        seen.add(at)
    return number if parents.get(at) else at


def anchors(node: Any) -> dict[str, int]:
    """Find where each comment of a paragraph begins, in characters of its text without insertions, by its id."""
    found: dict[str, int] = {}
    length = 0
    for one in _walk(node):
        name = local(one)
        if name in ("commentRangeStart", "commentReference"):
            found.setdefault(value(one, "id"), length)
        elif name in ("t", "delText"):
            length += 0 if _is_added(one) else len(one.text or "")
        elif name in ("br", "cr", "tab"):
            length += 1
    return found


def _walk(node: Any) -> Iterator[Any]:
    for child in node:
        if local(child) not in NO_TEXT:
            yield child
            yield from _walk(child)


def _is_added(node: Any) -> bool:
    return any(local(above) in ("ins", "moveTo") for above in node.iterancestors())


def _quoted(root: Any) -> dict[str, str]:
    """Read the words between the beginning and the end of each comment's range, by the comment's id."""
    reach: dict[str, list[str]] = {}
    open_now: set[str] = set()
    for node in root.iter():
        name = local(node)
        if name == "commentRangeStart" and len(open_now) < MOST_OPEN:
            open_now.add(value(node, "id"))
        elif name == "commentRangeEnd":
            open_now.discard(value(node, "id"))
        elif name in ("t", "delText"):
            for number in open_now:
                reach.setdefault(number, []).append(node.text or "")
    return {number: clean("".join(words))[:MAX_COMMENT] for number, words in reach.items()}

"""Find what differs between a block of the draft and its copy: tracked changes, and changes that nobody tracked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import MAX_COMMENT, CommentType, Confidence, Mark, Origin
from focalpoint.content.rounds.draft_map import SHORT, Block, BlockSpan, build_place
from focalpoint.content.rounds.returned import Finding, words_in
from focalpoint.review.draft_copies.copied_text import Group
from focalpoint.review.forms.draft_paragraphs import OurBlock, change_findings, is_changed
from focalpoint.review.forms.word_text import Piece

UNTRACKED = "change without tracking"
"""What the place of a change in the file is called, where nobody tracked it."""
NEAR = 1
"""Equal tokens between two changes that are read as one."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_LABEL = (
    r"(?:Table|Figure|Annex) [A-Z0-9][\w.]*"
    r"|(?:\d{1,3}(?:\.\d{1,3}[a-z]?)*|[A-Z](?:\.\d{1,3})?)[.)]?|\(\w{1,4}\)|[•\-–*▪]"
)
_IGNORED = str.maketrans("", "", "\xad\u200b\ufeff")


def group_findings(group: Group, sha256: str, *, converted: bool) -> Iterator[Finding]:
    """Yield a finding for each difference between a block and its copy; `converted` files may lack parts of a block."""
    read = list(_joined(group))
    before = "".join(piece.text for piece in read if not piece.added)
    if _tokens_of(before) == _tokens_of(group.block.text):
        yield from change_findings(OurBlock(group.block, True), read, sha256)
        return
    marked = next((piece for piece in read if piece.gone or piece.added), Piece(""))
    after = "".join(piece.text for piece in read if not piece.gone)
    yield from _compared(group.block, after, marked, sha256, converted=converted)
    if not after.strip() and is_changed(read):
        yield _finding(group.block, (0, len(group.block.text)), "", marked, sha256)


def _joined(group: Group) -> Iterator[Piece]:
    """Yield the pieces of all parts; a word that a line's end cut in two is joined, a number before it left out."""
    for number, part in enumerate(group.parts):
        own = [piece for piece in part.pieces if not piece.hidden]
        if number:
            yield Piece(" ")
        yield from own if number else _without_label(own, group.block)


def _without_label(pieces: Sequence[Piece], block: Block) -> Iterator[Piece]:
    """Leave out the number, letter or bullet that is printed before a block."""
    fresh = all(piece.added for piece in pieces if piece.text.strip())
    text = "".join(piece.text for piece in pieces if fresh or not piece.added)
    labels = [re.escape(label) for label in (block.label, block.paragraph if block.numbered else "") if label]
    found = re.match(rf"\s*(?:{'|'.join([*labels, _LABEL])})\s+", text.replace("\xa0", " "))
    cut = found.end() if found and not block.text.startswith(found[0].strip()) else 0
    for piece in pieces:
        taken = 0 if piece.added and not fresh else min(cut, len(piece.text))
        cut -= taken
        if piece.text[taken:]:
            yield Piece(piece.text[taken:], piece.gone, piece.added, piece.hidden, piece.author, piece.written)


def _tokens_of(text: str) -> list[str]:
    return [with_plain_signs(word) for word in _TOKEN.findall(text.translate(_IGNORED))]


def _compared(block: Block, after: str, marked: Piece, sha256: str, *, converted: bool) -> Iterator[Finding]:
    """Yield the differences of two texts, word by word."""
    old = [(with_plain_signs(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(block.text)]
    new = [(with_plain_signs(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(after)]
    matcher = SequenceMatcher(None, [one[0] for one in old], [one[0] for one in new], autojunk=False)
    for i1, i2, j1, j2 in _changes(matcher):
        at_end = i2 == len(old) or i1 == 0
        if converted and at_end and j1 == j2:
            continue  # The rest of the block stands on another page.
        words = after[new[j1][1] : new[j2 - 1][2]] if j1 < j2 else ""
        gone = block.text[old[i1][1] : old[i2 - 1][2]] if i1 < i2 else ""
        if converted and _same_letters(words, gone):
            continue
        start = old[i1][1] if i1 < len(old) else len(block.text)
        end = old[i2 - 1][2] if i1 < i2 else start
        yield _finding(block, (start, end), " ".join(words.split()), marked, sha256)


def _changes(matcher: SequenceMatcher[str]) -> list[tuple[int, int, int, int]]:
    """Join changes with no more than one equal word between them."""
    out: list[tuple[int, int, int, int]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        if out and i1 - out[-1][1] <= NEAR:
            out[-1] = (out[-1][0], i2, out[-1][2], j2)
        else:
            out.append((i1, i2, j1, j2))
    return out


def _same_letters(one: str, other: str) -> bool:
    """Tell whether two texts differ in blanks, hyphens and numbers alone, as converting changes them."""
    letters = ["".join(sign for sign in text.casefold() if sign.isalpha()) for text in (one, other)]
    return letters[0] == letters[1]


def _finding(block: Block, span: tuple[int, int], new: str, marked: Piece, sha256: str) -> Finding:
    place = build_place([BlockSpan(block, *span)])
    old = block.text[span[0] : span[1]]
    tracked = bool(marked.author or marked.added or marked.gone)
    source = Origin(
        sha256=sha256,
        subtype="tracked change" if tracked else UNTRACKED,
        author=marked.author[:SHORT],
        modified=marked.written[:SHORT],
    )
    return Finding(
        channel=Channel.TEMPLATE,
        mark=Mark.REPLACE if old and new else Mark.DELETE if old else Mark.INSERT,
        type=CommentType.EDITORIAL,
        proposed_change=new[:MAX_COMMENT],
        place=place,
        confidence=Confidence.EXACT,
        source=source,
        words=words_in(new),
    )


def added_finding(block: Block, text: str, marked: Piece, sha256: str) -> Finding:
    """Make the finding of a paragraph that was added behind a block."""
    made = _finding(block, (len(block.text), len(block.text)), text, marked, sha256)
    return made.model_copy(update={"confidence": Confidence.FUZZY if not marked.added else Confidence.EXACT})


def moved_findings(group: Group, behind: Block, sha256: str) -> list[Finding]:
    """Make the findings of a block that stands behind another one now: it is deleted there, and inserted here."""
    after = " ".join(part.after for part in group.parts)
    marked = next((piece for part in group.parts for piece in part.pieces if piece.added), Piece(""))
    words = "".join(piece.text for piece in _without_label([Piece(after)], group.block))
    added = _finding(behind, (len(behind.text), len(behind.text)), words.strip(), marked, sha256)
    return [added] if marked.added else [deleted_finding(group.block, sha256), added]


def deleted_finding(block: Block, sha256: str) -> Finding:
    """Make the finding of a block that the copy lacks."""
    return _finding(block, (0, len(block.text)), "", Piece(""), sha256)

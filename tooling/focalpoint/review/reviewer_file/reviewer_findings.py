"""Make findings of the texts that reviewers' pages have written, and say what became of each of their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import MAX_COMMENT, WHOLE_DRAFT, CommentType, Confidence, Mark, Origin
from focalpoint.content.rounds.draft_map import SHORT
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, LeftOut, LeftOutKind, WordCount, words_in
from focalpoint.review.citations.placement import Placed
from focalpoint.review.reviewer_file.comment_place import CommentPlaces
from focalpoint.review.reviewer_file.text_lines import Name, loose, read_line
from focalpoint.review.reviewer_file.words import WORDS
from focalpoint.review.reviewer_file.written_text import WrittenComment, WrittenFile, read_texts, used_lines

MOST_SHOWN = 20
"""Numbers of comments that one warning names."""
NOTHING = WordCount()
_MARKS = {"replace": Mark.REPLACE, "delete": Mark.DELETE, "insert": Mark.INSERT}
_EDITED = "edited"
_SAID: tuple[Name, ...] = ("comment", "new")
_COPIED: tuple[Name, ...] = ("place", "words", "withdrawn")


@dataclass(frozen=True)
class ReviewerTexts:
    """What the texts of reviewers' pages in one file hold."""

    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
    count: WordCount = NOTHING
    lines: frozenset[int] = frozenset()
    """Indices of the lines that belong to them; all others are read as whatever they are."""
    copies: frozenset[int] = frozenset()
    """The copies that they name."""


def read_reviewer_texts(
    lines: Sequence[str], draft: Draft | None, drafts: Sequence[Draft], sha256: str
) -> ReviewerTexts:
    """Read every text of a reviewer's page that stands among lines, with the draft that the whole file names."""
    files = read_texts(lines)
    if not files:
        return ReviewerTexts()
    places = CommentPlaces(draft.map()) if draft else None
    findings: list[Finding] = []
    warnings: list[str] = []
    left_out: list[LeftOut] = []
    used: set[int] = set()
    for number, file in enumerate(files, 1):
        one = _File(file, f"comment file {number}, " if len(files) > 1 else "", draft, places, sha256)
        findings += one.findings
        warnings += one.warnings()
        left_out += one.left_out(lines, drafts)
        used |= {*used_lines(file), *one.titles(lines, drafts)}
    count = WordCount(
        words=sum(words_in(lines[index]) for index in used),
        entered=sum(finding.words for finding in findings),
        left_out=tuple(left_out),
    )
    copies = frozenset(file.copy for file in files if file.copy)
    return ReviewerTexts(tuple(findings), tuple(warnings), count, frozenset(used), copies)


class _File:
    """One text, with its findings."""

    def __init__(
        self, file: WrittenFile, part: str, draft: Draft | None, places: CommentPlaces | None, sha256: str
    ) -> None:
        self.file, self.part, self.sha256 = file, part, sha256
        self.other = file.draft if draft is not None and file.draft not in ("", draft.fields.id) else ""
        self.places = None if self.other else places
        self.stands = [one for one in file.comments if not one.withdrawn and _says(one)]
        self.findings = [self._finding(one) for one in self.stands]

    def _finding(self, one: WrittenComment) -> Finding:
        placed = self.places.placed(one) if self.places else Placed()
        comment, change = one.text("comment"), one.text("new")
        mark = _MARKS.get(one.kind, Mark.HIGHLIGHT if placed.place.start >= 0 else Mark.NOTE)
        flags = [WHOLE_DRAFT] if one.whole_draft and not one.spans else []
        sound = (one.same_words or one.unchanged) and placed.confidence is not Confidence.FUZZY
        flags += ["cut-off"] if one.cut_off else [] if sound else [_EDITED]
        flags += ["cut"] if max(len(comment), len(change)) > MAX_COMMENT else []
        return Finding(
            channel=Channel.REVIEWER,
            mark=mark,
            type=CommentType(one.type),
            comment=comment[:MAX_COMMENT],
            proposed_change=change[:MAX_COMMENT],
            place=placed.place,
            confidence=placed.confidence,
            source=Origin(
                sha256=self.sha256,
                subtype=f"comment {one.name or one.number}",
                author=one.text("by")[:SHORT],
                name=one.name,
                flags=tuple(flags),
                cited=one.text("place")[:MAX_COMMENT],
            ),
            member=self.file.member,
            copy_number=self.file.copy,
            other_draft=self.other[:SHORT],
            words=_held(one, comment[:MAX_COMMENT], change[:MAX_COMMENT]),
        )

    def warnings(self) -> Iterator[str]:
        """Say what a person must know of the text."""
        comments = self.file.comments
        if not self.file.ended:
            yield f"{self.part}THE END IS MISSING: {len(comments)} comments came; ask the sender for the file again"
        elif self.file.expected != len(comments):
            said = f"its end says {self.file.expected} comments, and {len(comments)} came"
            yield f"{self.part}COMMENTS ARE MISSING OR WERE ADDED: {said}; ask the sender for the file again"
        elif not self.file.whole:
            yield f"{self.part}the comments are not those that it was saved with; ask the sender for the file again"
        stands = self.stands
        if cut := [one for one in stands if one.cut_off]:
            yield f"{self.part}the end of {_numbers(cut)} is missing; what is there was entered: ask for the file again"
        flags = [finding.source.flags for finding in self.findings]
        if edited := [one for one, own in zip(stands, flags, strict=True) if _EDITED in own]:
            yield f"{self.part}{_numbers(edited)}: changed after the page saved it; entered as it reads, check it"
        if signs := [one for one in stands if one.same_words and not one.unchanged]:
            yield f"{self.part}quotation marks, dashes or blanks were changed on the way in {_numbers(signs)}"
        if gone := [one for one in comments if one.withdrawn]:
            yield (
                f"{self.part}{_numbers(gone)}: marked as withdrawn, and not entered; what an earlier file brought, "
                "withdraw: focalpoint comments withdraw"
            )
        if any("cut" in finding.source.flags for finding in self.findings):
            yield f"{self.part}a comment is longer than the ledger holds, and its end was not entered; open the file"

    def left_out(self, lines: Sequence[str], drafts: Sequence[Draft]) -> Iterator[LeftOut]:
        """Say of every word that is no comment what it is."""
        comments = self.file.comments
        named = sum(_words(one, ("by",)) for one in comments)
        named += sum(words_in(piece) for _, piece in self.file.contact.pieces) if self.file.contact else 0
        gone = [one for one in comments if one.withdrawn]
        silent = [one for one in comments if not one.withdrawn and not _says(one)]
        withdrawn = sum(_words(one, _SAID) for one in gone)
        beyond = sum(_words(one, _SAID) for one in self.stands) - sum(finding.words for finding in self.findings)
        yield from _left(LeftOutKind.NAME, f"{self.part}reviewers and office", named)
        yield from _left(LeftOutKind.WITHDRAWN, f"{self.part}{_numbers(gone)}", withdrawn, always=bool(gone))
        yield from _left(LeftOutKind.UNREAD, f"{self.part}{_numbers(silent)}, without words", 0, always=bool(silent))
        yield from _left(LeftOutKind.UNREAD, f"{self.part}the end of very long comments", beyond)
        yield from _left(LeftOutKind.OURS, f"{self.part}head, places and labels", self._ours(lines, drafts))

    def _ours(self, lines: Sequence[str], drafts: Sequence[Draft]) -> int:
        """Count the words of the title, the labels, the references, and the draft's own words."""
        own = [one.texts[name] for one in self.file.comments for name in ("by", *_SAID) if name in one.texts]
        own += [self.file.contact] if self.file.contact else []
        said = {at: words_in(piece) for text in own for at, (_, piece) in zip(text.lines, text.pieces, strict=True)}
        texts = (one.texts[name] for one in self.file.comments for name in _COPIED if name in one.texts)
        copied = {at for text in texts for at in text.lines}
        ours = sum(words_in(lines[at]) for at in self.titles(lines, drafts))
        for at in used_lines(self.file):
            if at in said:
                ours += words_in(lines[at]) - said[at]
            elif at in copied or read_line(lines[at]).kind not in ("line", "more", "bare"):
                ours += words_in(lines[at])
        return ours

    def titles(self, lines: Sequence[str], drafts: Sequence[Draft]) -> list[int]:
        """Find the lines of the head that are the file's own title and note, in any language, however broken."""
        title = next((draft.fields.title for draft in drafts if draft.fields.id == self.file.draft), "")
        number = self.file.draft.split("-")[1] if self.file.draft.count("-") > 1 else ""
        facts = {"name": self.file.name or self.file.draft, "title": title, "number": number}
        known = [loose(words[name].format(**facts)) for words in WORDS.values() for name in ("file_title", "file_note")]
        return [at for at in self.file.head if any(loose(lines[at].lstrip("> \t")) in one for one in known)]


def _left(kind: LeftOutKind, place: str, words: int, *, always: bool = False) -> Iterator[LeftOut]:
    if words > 0 or always:
        yield LeftOut(kind=kind, place=place[:SHORT], words=max(words, 0))


def _says(one: WrittenComment) -> bool:
    return bool(one.text("comment") or one.text("new") or one.kind == "delete")


def _words(one: WrittenComment, names: Iterable[Name]) -> int:
    pieces = (piece for name in names if name in one.texts for _, piece in one.texts[name].pieces)
    return sum(map(words_in, pieces))


def _held(one: WrittenComment, comment: str, change: str) -> int:
    """Count the words that a finding holds; where lines were joined without a blank, as the lines hold them."""
    return words_in(comment) + words_in(change) if one.between else _words(one, _SAID)


def _numbers(comments: Sequence[WrittenComment]) -> str:
    shown = ", ".join(str(one.number) for one in comments[:MOST_SHOWN])
    more = f" and {len(comments) - MOST_SHOWN} more" if len(comments) > MOST_SHOWN else ""
    return f"comment{'s' if len(comments) > 1 else ''} {shown}{more}"


def without_repeated(findings: Sequence[Finding], count: WordCount) -> tuple[list[Finding], WordCount]:
    """Keep each comment of a reviewer's page once, as when a text is attached to a mail and pasted into it too.

    Those of different copies or drafts, and those whose words differ, are different. The words of the others move from
    those that were entered to those that are said twice.
    """
    seen: set[tuple[object, ...]] = set()
    kept, repeated = [], 0
    for finding in findings:
        source, said = finding.source, (finding.comment, finding.proposed_change, finding.mark, finding.place.blocks)
        key = (source.name, source.author, finding.copy_number, finding.other_draft, *said)
        if finding.channel is Channel.REVIEWER and source.name and key in seen:
            repeated += finding.words
        else:
            kept.append(finding)
            seen.add(key)
    if len(kept) == len(findings):
        return kept, count
    left = LeftOut(kind=LeftOutKind.REPEATED, place="comments of a reviewer's file", words=repeated)
    moved = {"entered": count.entered - repeated, "left_out": (*count.left_out, left)}
    return kept, count.model_copy(update=moved)

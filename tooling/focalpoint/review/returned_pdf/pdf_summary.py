"""Say what a person must know of a returned PDF, and count what became of the words of its marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from focalpoint.content.rounds.returned import Finding, LeftOut, LeftOutKind, WordCount, list_words, words_in
from focalpoint.review.forms.template import Row
from focalpoint.review.forms.template_rows import says_something
from focalpoint.review.returned_pdf.annotation_groups import count_lone_states
from focalpoint.review.returned_pdf.annotations import Annotation
from focalpoint.review.returned_pdf.draft_matching import MatchedDraft
from focalpoint.review.returned_pdf.printed_extras import PrintedText

ORIGINAL = (
    "ask the sender for the original file with its comments, saved from the reader in which they were made and not "
    "through “print to PDF”, which drops them"
)
SCAN = (
    "THE PAGES ARE PICTURES (a scan, a photograph or a print): what is written on them cannot be read; open the file, "
    "and enter each comment with focalpoint comments add"
)


def warnings_of(
    findings: Sequence[Finding],
    annotations: Sequence[Annotation],
    faults: Sequence[str],
    chosen: MatchedDraft,
    is_scan: bool,
) -> Iterator[str]:
    """Yield the warnings for a person, the absence of comments first; `is_scan` tells that the pages are pictures."""
    if is_scan:
        yield SCAN
    if findings or not is_scan:
        yield from _nothing(findings, chosen, is_scan)
    yield from chosen.warnings
    yield from _damage(faults)
    yield from _oddities(annotations, findings)


def count_of(annotations: Sequence[Annotation], rows: Mapping[int, Row], findings: Sequence[Finding]) -> WordCount:
    """Count the words of all marks and rows, and what became of them."""
    of_marks = [words_in(one.text) for one in annotations if not one.state]
    silent = [
        LeftOut(kind=LeftOutKind.UNREAD, place=f"row {number}", words=words_of_row(row))
        for number, row in rows.items()
        if not says_something(row)
    ]
    entered = sum(one.words for one in findings)
    total = sum(of_marks) + sum(map(words_of_row, rows.values()))
    rest = max(total - entered - sum(one.words for one in silent), 0)
    texts = [one.text for one in annotations if not one.state]
    texts += [" ".join(vars(row).values()) for row in rows.values() if says_something(row)]
    strange = min(_strange(texts, findings), rest)
    cut = any("cut" in one.source.flags for one in findings)
    beyond = [LeftOut(kind=LeftOutKind.UNREAD, place=_BEYOND, words=strange)] if cut and strange else []
    # Words that a program wrote twice are copied from the page, or stand in both parts of one mark.
    repeated = LeftOut(kind=LeftOutKind.REPEATED, place="marks", words=rest - strange)
    left_out = (*silent, *([repeated] if repeated.words else []), *beyond)
    return WordCount(words=total, entered=entered, left_out=left_out)


_BEYOND = "the end of a very long comment"


def _strange(texts: Sequence[str], findings: Sequence[Finding]) -> int:
    """Count the words of marks and rows that stand in no comment and were not copied from the page."""
    said: Counter[str] = Counter(one.type.value for one in findings)
    quoted: set[str] = set()
    for one in findings:
        replies = (reply.text for reply in one.source.thread)
        held = (one.comment, one.proposed_change, one.source.cited, one.member, *replies)
        said.update(list_words("\n".join(held)))
        quoted |= set(list_words(one.source.raw))
        quoted |= set(list_words(one.place.quote.exact)) if one.place.quote else set()
    left = Counter(word for text in texts for word in list_words(text)) - said
    return sum(times for word, times in left.items() if word not in quoted and word not in said)


def count_pictures(pages: int) -> WordCount:
    """Name the pages that are pictures as not read; 0 where they are none."""
    what = "1 page that is a picture" if pages == 1 else f"{pages} pages that are pictures"
    return WordCount(left_out=(LeftOut(kind=LeftOutKind.UNREAD, place=what),) if pages else ())


def silent_warning(rows: Mapping[int, Row]) -> Iterator[str]:
    """Name the rows that cite a place and say nothing about it."""
    if silent := [f"row {number}" for number, row in rows.items() if not says_something(row)]:
        yield f"{', '.join(silent)} names a place and says nothing of it; ask the sender what was meant"


def count_printed(texts: Sequence[PrintedText]) -> WordCount:
    """Count the words that were printed into the pages; none of them is entered."""
    left = tuple(
        LeftOut(kind=LeftOutKind.UNREAD, place=f"printed on page {one.page + 1}", words=words_in(one.text))
        for one in texts
    )
    return WordCount(words=sum(one.words for one in left), left_out=left)


def printed_warnings(texts: Sequence[PrintedText], rows: int) -> Iterator[str]:
    """Say what was printed into the pages, and that the rows of the form were; `rows` is their number."""
    if rows:
        yield (
            f"THE COMMENT FORM WAS PRINTED INTO ITS PAGE: its {rows} rows were read from their places; compare each "
            "with the file"
        )
    if texts:
        shown = "; ".join(f"page {one.page + 1} “{one.text}”" for one in texts[:MOST_PRINTED])
        more = f" and on {len(texts) - MOST_PRINTED} more pages" if len(texts) > MOST_PRINTED else ""
        yield (
            f"PRINTED ON THE PAGES, NOT ENTERED: {shown}{more}; these words are not of the draft: open the file, and "
            "enter each comment with focalpoint comments add"
        )


MOST_PRINTED = 12
"""Pages that the warning of printed words names; the count has them all."""


def words_of_row(row: Row) -> int:
    """Count the words of a row."""
    return words_in("\n".join((row.line, row.paragraph, row.type, row.comment, row.change)))


def _nothing(findings: Sequence[Finding], chosen: MatchedDraft, is_scan: bool) -> Iterator[str]:
    """Warn clearly of a file without a comment."""
    if findings:
        if chosen.draft is None and not chosen.named and not is_scan:
            yield "THIS FILE IS NO DRAFT OF OURS: it names none and its pages are not of any; see which file was meant"
        return
    if chosen.draft is not None:
        yield f"NO COMMENTS in this file of draft {chosen.number}: {ORIGINAL}"
    elif chosen.named:
        yield f"NO COMMENTS in this file: {ORIGINAL}"
    else:
        yield (
            "NO COMMENTS, and NOT A DRAFT OF OURS: the file names none and its pages are not of any; see whether the "
            f"wrong file was sent, and {ORIGINAL}"
        )


def _damage(faults: Sequence[str]) -> Iterator[str]:
    if faults:
        yield (
            "the file is damaged and was read as far as it goes, so comments may be missing; compare their number with "
            "what the sender sees, or ask for the file again"
        )


def _oddities(annotations: Sequence[Annotation], findings: Sequence[Finding]) -> Iterator[str]:
    """Warn of what is odd about the marks themselves."""
    flags = [flag for finding in findings for flag in finding.source.flags]
    for flag, told in (
        ("unreadable", "could not be read; its data are kept with the comment, see what the sender meant"),
        ("attachment", "has a sound attached, which is not opened; ask the sender for its words"),
        ("text-too-large", "has a text too large to be unpacked; ask the sender for its words"),
        ("cut", "is longer than a comment may be and was cut; see its end in the returned file"),
    ):
        if count := flags.count(flag):
            yield f"{count} of the comments {told}"
    if hidden := sum(finding.source.hidden for finding in findings):
        yield f"{hidden} of the comments were hidden in the file; see that the sender meant to send them"
    states = Counter(state for finding in findings for state in finding.source.states)
    if states:
        listed = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
        yield f"review states were set in the file ({listed}); they are kept with the comments and are no decision"
    if stamps := [one.comment.split("\n")[0] for one in findings if one.comment.startswith("Stamp: ")]:
        listed = ", ".join(f"“{one[7:60]}”" for one in dict.fromkeys(stamps))
        yield f"stamps were set in the file ({listed}); see what the sender meant by them"
    if lone := count_lone_states(annotations):
        counted = "1 review state of no comment was" if lone == 1 else f"{lone} review states of no comment were"
        yield f"{counted} left out; nothing needs to be done"

"""Tell which member a returned file, a row or a page names, and leave out what is not of the sender."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from focalpoint.config import Config
from focalpoint.content.consultation.roster import Roster, load_roster
from focalpoint.content.rounds.comments import Confidence
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.ledger import Ledger
from focalpoint.content.rounds.returned import Finding, LeftOut, LeftOutKind, Returned
from focalpoint.review.intake.headings import owners_above
from focalpoint.review.intake.members import members_named, words_of_name
from focalpoint.review.ledger.ledger import ledgers_of

MOST_SHOWN = 12
"""Places that one warning names; the count of the summary has them all."""
_CODE = re.compile(r"[A-Z]{2,3}(?=$|[-\s]?\d)")


def other_owners(config: Config, returned: Returned, sender: str, draft: Draft) -> Iterator[str]:
    """Tell why a whole file seems to be another's: by its draft, copy or head, or since it was entered before."""
    if returned.other_draft:
        told = f"the file names {returned.other_draft}, which is not archived here, and not draft {draft.number}"
        yield f"{told}; get the newest state of the repository (git pull) and leave --draft out"
    for copy in draft.fields.copies:
        if copy.number == returned.copy_number and copy.member != sender:
            yield f"the file was made on the copy of {copy.member}; give --from {copy.member}"
    roster, _problems = load_roster(config)
    for named in (members_named(text, roster) for text in returned.senders):
        for other in sorted(named)[:1] if sender not in named else ():
            yield f"the head of the file says that its comments are of {other}; give --from {other}"
    ledgers, _problems = ledgers_of(config, draft.number)
    for ledger in ledgers:
        if ledger.fields.member != sender and _holds(ledger, returned):
            yield f"the same file was entered as that of {ledger.fields.member}; give --from {ledger.fields.member}"


def _holds(ledger: Ledger, returned: Returned) -> bool:
    return any(comment.source.sha256 == returned.sha256 for comment in ledger.fields.comments)


def leave_out_others(returned: Returned, sender: str, draft: Draft, roster: Roster) -> Returned:
    """Leave out each finding whose row or page names another member, or whose page is of another draft.

    The words of each are counted as left out, and a warning names their places.
    """
    copies = {copy.number: copy.member for copy in draft.fields.copies}
    several = _several(returned.findings, sender, roster)
    every = list(owners_above(returned.findings, roster))
    headings = [left for _, _, lefts in every for left in lefts]
    findings = [(finding, owners) for finding, owners, left in every if not (left and not finding.comment)]
    why = [_why(finding, sender, copies, several, roster) or _above(owners, sender) for finding, owners in findings]
    gone = [(finding, given) for (finding, _), given in zip(findings, why, strict=True) if given]
    if not gone and not headings:
        return returned
    left_out = (*headings, *(_left_out(finding) for finding, _ in gone))
    count = returned.count.model_copy(
        update={
            "entered": max(returned.count.entered - sum(one.words for one in left_out), 0),
            "left_out": (*returned.count.left_out, *left_out),
        }
    )
    kept = tuple(finding for (finding, _), given in zip(findings, why, strict=True) if not given)
    warnings = (*_told(gone, sender), *returned.warnings)
    return returned.model_copy(update={"findings": kept, "count": count, "warnings": warnings})


def _above(owners: set[str], sender: str) -> str:
    """Say which other members the heading above a finding names; empty where it names the sender, or nobody."""
    return " and ".join(sorted(owners)) if owners and sender not in owners else ""


def doubted(returned: Returned) -> Returned:
    """Make every exact place doubtful, where a file is read as of another draft than the one that it names."""
    sure = {"confidence": Confidence.FUZZY}
    findings = tuple(
        one.model_copy(update=sure) if one.confidence is Confidence.EXACT else one for one in returned.findings
    )
    return returned.model_copy(update={"findings": findings})


def _several(findings: Sequence[Finding], sender: str, roster: Roster) -> bool:
    """Tell whether the rows distinguish members: one names the sender, or they name several different things."""
    named = {words_of_name(finding.member) for finding in findings if finding.member}
    return len(named) > 1 or any(sender in members_named(finding.member, roster) for finding in findings)


def _why(finding: Finding, sender: str, copies: Mapping[int, str], several: bool, roster: Roster) -> str:
    """Say whose a finding is or what it is on; empty where nothing says that it is not the sender's."""
    if finding.other_draft:
        return finding.other_draft
    owner = copies.get(finding.copy_number, sender) if finding.copy_number else sender
    if owner != sender:
        return f"the copy of {owner}"
    named = members_named(finding.member, roster)
    if others := sorted(named - {sender}):
        return " and ".join(others)
    if named or not finding.member.strip(" \t\n.-–*") or finding.member.strip(" .").isdecimal():
        return ""
    unknown = _CODE.match(finding.member.strip()) is not None
    return f"“{finding.member.strip()[:40]}”" if unknown or several else ""


def _left_out(finding: Finding) -> LeftOut:
    kind = LeftOutKind.OTHER_DRAFT if finding.other_draft else LeftOutKind.OTHER_MEMBER
    page = f", page {finding.place.page}" if finding.place.page else ""
    return LeftOut(kind=kind, place=f"{finding.source.subtype}{page}", words=finding.words)


def _told(gone: Iterable[tuple[Finding, str]], sender: str) -> Iterator[str]:
    """Yield one warning for each member or draft that was named."""
    by_why: dict[str, list[Finding]] = {}
    for finding, why in gone:
        by_why.setdefault(why, []).append(finding)
    for why, findings in by_why.items():
        shown = ", ".join(_left_out(one).place for one in findings[:MOST_SHOWN])
        more = f" and {len(findings) - MOST_SHOWN} more" if len(findings) > MOST_SHOWN else ""
        on_page = bool(findings[0].other_draft or findings[0].copy_number)
        what = "stands on a page of" if on_page else "is said to be of"
        comments = "1 COMMENT LEFT OUT" if len(findings) == 1 else f"{len(findings)} COMMENTS LEFT OUT"
        yield (
            f"{comments} ({shown}{more}): {'it' if len(findings) == 1 else 'each'} {what} {why}, not of {sender}; ask "
            f"the sender, or import the file again with --anyway to enter all of it as of {sender}"
        )

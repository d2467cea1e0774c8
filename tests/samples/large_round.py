"""A review round of any size on the text of a project: a draft of its blocks, members, and what each of them said."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from string import ascii_uppercase

from commented import git
from focalpoint.config import Config
from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import Comment, CommentType, Confidence, Mark, Origin, Place, Quote
from focalpoint.content.rounds.draft_map import Block, DraftMap, Line, pack_map
from focalpoint.content.rounds.drafts import DraftFields, draft_record
from focalpoint.content.rounds.ledger import Ledger, LedgerFields, ledger_file
from focalpoint.review.anchoring.blocks import source_blocks
from focalpoint.review.ledger.ledger_text import changed_text, new_text
from sample_project import Project

TODAY = date(2026, 11, 23)
WORDS = (
    "the Focal Point asks its ministry before each meeting whether text of this paragraph should say who decides and "
    "within how many days an answer is given because States differ in what their law allows and in who may sign"
).split()
OBSERVATION = "The paragraph says since this draft who decides, and within how many days."


def members(count: int) -> list[str]:
    """Make ids of members: XA, XB, and so on through the two letters."""
    return [f"{one}{other}" for one in "XQZ" for other in ascii_uppercase][:count]


def blocks_of_project(config: Config) -> list[Block]:
    """Make the blocks of a draft of the project's chapters, each printed on one line."""
    found: list[Block] = []
    for file in sorted(config.manual.rglob("*.md")):
        path = config.shown(file)
        for number, one in enumerate(source_blocks(file.read_text(encoding="utf-8")), 1):
            line = Line(len(found) // 12, 70, 700, 500, 712, 0, len(one.text), len(found) + 1, ())
            where = f"{path.split('/')[-1]} › Section {number // 10}"
            id = f"b{len(found)}"
            found.append(Block(id, path, one.line, one.kind, f"{number}", True, where, one.text, (line,)))
    return found


def make_large_round(root: Path, count: int, each: int, seed: int = 14) -> Config:
    """Put a project that is on disk into Git, with a draft, members, their comments, and five commits since."""
    project, chance = Project(root), random.Random(seed)
    rows = "\n".join(f"  - {{iso2: {one}, name: State {one}, kind: state}}" for one in members(count))
    project.write("consultations/roster.yaml", f"members:\n{rows}\n")
    project.write(".gitignore", "build/\ndist/\n")
    git(project, "init", "-q")
    _commit(project, "As it was sent")
    config = Config.load(root, TODAY)
    blocks = blocks_of_project(config)
    at = git(project, "rev-parse", "HEAD")
    fields = DraftFields(
        number=1, id="draft-1-1f0c9a7b52", title="Manual", edition="network", issued_on=TODAY, commit=at,
        pages=blocks[-1].lines[0].page + 1, sha256="a" * 64,
    )  # fmt: skip
    project.write("consultations/drafts/1/draft.yaml", draft_record(fields))
    pages = ((595.0, 842.0),) * fields.pages
    project.write("consultations/drafts/1/map.json.gz", pack_map(DraftMap(1, fields.id, at, pages, tuple(blocks))))
    long = [one for one in blocks if one.kind == "paragraph" and len(one.text) > 60]
    for member in members(count):
        ledger = Ledger(LedgerFields(draft=1, draft_sha256="a" * 64, member=member), "", "")
        comments = tuple(_comments(member, each, long, chance))
        text = changed_text(Ledger(ledger.fields, "", new_text(ledger.fields)), comments, {})
        file = ledger_file(config, 1, member)
        project.write(config.shown(file), text)
    _commit(project, "What came back")
    for number in range(5):
        for block in chance.sample(long, min(8, len(long))):
            text = project.read(block.file)
            word = next((one for one in block.text.split() if one.isalpha() and text.count(f" {one} ") == 1), "")
            project.write(block.file, text.replace(f" {word} ", f" {word} now ") if word else text)
        _commit(project, f"Edits {number}")
    return config


def _commit(project: Project, subject: str) -> None:
    git(project, "add", "--all")
    git(project, "commit", "-q", "--allow-empty", "-m", subject)


def _comments(member: str, each: int, blocks: Sequence[Block], chance: random.Random) -> Iterator[Comment]:
    """Make what one member said: remarks, and proposals on marked words."""
    for number in range(1, each + 1):
        block = chance.choice(blocks[:: max(1, len(blocks) // 400)])
        words = [(at, at + len(word)) for at, word in _places(block.text)]
        start, end = chance.choice(words)
        mark = chance.choice((Mark.NOTE, Mark.HIGHLIGHT, Mark.REPLACE, Mark.REPLACE, Mark.DELETE, Mark.INSERT))
        start = end if mark is Mark.INSERT else start
        proposed = " ".join(chance.choices(WORDS, k=3)) if mark in (Mark.REPLACE, Mark.INSERT) else ""
        text = block.text
        yield Comment(
            id=f"{member}-{number:03d}",
            received=TODAY,
            channel=Channel.PDF,
            type=chance.choice(tuple(CommentType)),
            mark=mark,
            comment=" ".join(chance.choices(WORDS, k=chance.randint(8, 60))),
            proposed_change=proposed,
            observation=OBSERVATION if chance.random() < 0.4 else "",
            place=Place(
                block=block.id, file=block.file, line=block.line, paragraph=block.paragraph,
                page=block.lines[0].page + 1, printed_line=block.lines[0].number, section=block.section, start=start,
                end=end,
                quote=Quote(
                    exact=text[start:end], prefix=text[max(0, start - 32) : start], suffix=text[end : end + 32]
                ),
            ),
            confidence=Confidence.EXACT,
            source=Origin(sha256=hashlib.sha256(member.encode()).hexdigest(), subtype="Text", name=f"{member}{number}"),
        )  # fmt: skip


def _places(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for word in text.split(" "):
        if word.strip():
            yield at, word
        at += len(word) + 1

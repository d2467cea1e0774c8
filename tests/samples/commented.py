"""The sample project in the midst of a review round: a roster, one issued draft, and comments on it."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

from focalpoint.config import Config
from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import Comment, Confidence, Mark, Origin, Place, Quote
from focalpoint.content.rounds.draft_map import Block, DraftMap, Line, pack_map
from focalpoint.content.rounds.drafts import Copy, DraftFields, draft_record
from focalpoint.content.rounds.ledger import Ledger, ledger_file, read_ledger
from focalpoint.content.rounds.returned import Finding, Returned
from sample_project import Project
from sample_texts import FILES

TODAY = date(2026, 11, 23)
SHA, COPY = "a" * 64, "b" * 64
POST, MAPPING = "manual/ground/post.md", "manual/task/mapping.md"
ROSTER = """members:
  - {iso2: XA, name: Freedonia, kind: state, regional_group: African States}
  - {iso2: XB, name: Sylvania, kind: state, regional_group: Eastern European States}
"""
HEAD = f"draft: 1\ndraft_sha256: {SHA}\nmember: XA\n"
WORDS = (
    (POST, "Members work from many ministries. The tasks are in Table 1.1.", "1.1", "1. The post"),
    (POST, "Ask the ministry first, as paragraph 1.1 says.", "1.2", "1. The post"),
    (MAPPING, "Much is done under other names, as Figure 2.1 shows.", "2.1", "2. Mapping"),
)
"""The blocks of the draft, `b1` and so on, each on a printed line of its own."""
LINES = tuple(FILES[file][: FILES[file].index(text[:12])].count("\n") + 1 for file, text, _, _ in WORDS)
"""Where the blocks stand in their files."""


def git(project: Project, *command: str) -> str:
    """What Git says in the project."""
    known = ("-c", "user.name=Desk", "-c", "user.email=desk", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *known, *command], cwd=project.root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(project: Project) -> str:
    """Commit everything, and answer the commit."""
    git(project, "add", "--all")
    git(project, "commit", "-q", "-m", "Words")
    return git(project, "rev-parse", "HEAD")


def issue(project: Project, number: int = 1) -> None:
    """Archive a draft of the text as it is committed."""
    blocks = tuple(
        Block(
            f"b{n}",
            file,
            LINES[n - 1],
            "paragraph",
            paragraph,
            True,
            section,
            text,
            (Line(0, 10, 700 - 20 * n, 400, 712 - 20 * n, 0, len(text), n, ()),),
        )
        for n, (file, text, paragraph, section) in enumerate(WORDS, 1)
    )
    at = git(project, "rev-parse", "HEAD")
    id = f"draft-{number}-1f0c9a7b52"
    fields = DraftFields(
        number=number,
        id=id,
        title="Sample Manual",
        edition="network",
        issued_on=date(2026, 11, 20),
        commit=at,
        pages=1,
        sha256=SHA,
        copies=(Copy(number=1, member="XB", sha256=COPY),),
    )
    folder = f"consultations/drafts/{number}"
    project.write(f"{folder}/draft.yaml", draft_record(fields))
    project.write(f"{folder}/map.json.gz", pack_map(DraftMap(number, id, at, ((595, 842),), blocks)))


def begin(project: Project) -> Config:
    """A round on the sample project: members, Git, one draft."""
    project.write("consultations/roster.yaml", ROSTER)
    project.write(".gitignore", "build/\ndist/\n")
    git(project, "init", "-q")
    commit(project)
    issue(project)
    return Config.load(project.root, TODAY)


def ledger(config: Config, member: str = "XA", draft: int = 1) -> Ledger:
    """A member's ledger, in which nothing is wrong."""
    file = ledger_file(config, draft, member)
    read, problems = read_ledger(file.read_text(encoding="utf-8"), config.shown(file))
    assert read is not None and not problems, problems
    return read


def ids(config: Config, member: str = "XA") -> list[str]:
    """The ids of a member's comments."""
    return [comment.id for comment in ledger(config, member).fields.comments]


def at(block: int, start: int = 0, end: int = 7) -> Place:
    """A place on some letters of one of the draft's blocks."""
    file, text, paragraph, section = WORDS[block - 1]
    quote = Quote(exact=text[start:end])
    return Place(
        block=f"b{block}",
        file=file,
        line=LINES[block - 1],
        paragraph=paragraph,
        page=1,
        section=section,
        start=start,
        end=end,
        quote=quote,
    )


def found(
    comment: str = "", change: str = "", mark: Mark = Mark.NOTE, place: Place | None = None, **more: Any
) -> Finding:
    """A mark as a reader of files finds it; further fields are those of its origin."""
    return Finding(
        channel=more.pop("channel", Channel.PDF),
        mark=mark,
        comment=comment,
        proposed_change=change,
        place=at(1) if place is None else place,
        confidence=more.pop("confidence", Confidence.EXACT),
        source=Origin(**{"sha256": "c" * 64, "subtype": "Text", "author": "Desk", **more}),
    )


def returned(*findings: Finding, draft: int = 1, warnings: tuple[str, ...] = ()) -> Returned:
    """What a file holds."""
    return Returned(sha256="c" * 64, draft=draft, findings=findings, warnings=warnings)


def reading(**files: Returned) -> Any:
    """A reader that knows some files by their names without the ending."""
    return lambda path, config, asked: files[Path(path).stem]


def said(id: str, comment: str = "", change: str = "", mark: Mark = Mark.NOTE, place: Place | None = None) -> Comment:
    """A comment of the ledger."""
    return Comment(
        id=id,
        received=TODAY,
        channel=Channel.PDF,
        mark=mark,
        comment=comment,
        proposed_change=change,
        place=at(1) if place is None else place,
    )

"""A made-up round of comments on the sample project, and the real review desk over it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf

from commented import SHA, at, begin, commit, said
from focalpoint.config import Config
from focalpoint.content.rounds.comments import Comment, CommentType, Mark, Place
from focalpoint.content.rounds.ledger import ledger_file, load_ledger
from focalpoint.review.ledger.ledger import Change, change_ledger, issued_draft
from local_page import LocalPage, started
from sample_project import Project

MARKUP = "<img src=x onerror=\"document.title='caught'\"><b>Bold</b> & plain"
PDF = "dist/drafts/1/manual-draft-1.pdf"
NEW = "Focal Points work from very many ministries."
LEDGERS: Mapping[str, tuple[Comment, ...]] = {
    "XA": (
        said("XA-001", "", "Officials", Mark.REPLACE, at(1)),
        said("XA-002", MARKUP, place=at(2)),
        said("XA-003", "Please say more of education.", place=at(3)),
    ),
    "XB": (
        said("XB-001", "", "Delegates", Mark.REPLACE, at(1)),
        said("XB-002", "Please say more of education!", place=at(3)),
        said("XB-003", "A very good text.", place=Place()).model_copy(update={"type": CommentType.SUBSTANTIVE}),
    ),
}


def _enter(config: Config, member: str, comments: Sequence[Comment]) -> None:
    change_ledger(config, issued_draft(config), member, lambda _: Change(tuple(comments)))


def make_round(project: Project) -> str:
    """Issue a draft, enter six comments of two members, change the first paragraph; returns the commit of that."""
    config = begin(project)
    blank, written = pikepdf.Pdf.new(), BytesIO()
    blank.add_blank_page(page_size=(595, 842))
    blank.save(written)
    project.write(PDF, written.getvalue())
    project.edit("consultations/drafts/1/draft.yaml", SHA, hashlib.sha256(written.getvalue()).hexdigest())
    for member, comments in LEDGERS.items():
        _enter(
            config, member, [one.model_copy(update={"received": one.received - timedelta(days=1)}) for one in comments]
        )
    text = project.read("manual/ground/post.md")
    project.write("manual/ground/post.md", text.replace("Members work from many ministries.", NEW))
    return commit(project)


@dataclass
class Desk(LocalPage):
    """One running desk."""

    changed_in: str = ""
    before: dict[str, bytes] = field(default_factory=dict)
    """The ledgers as they were."""

    @classmethod
    @contextmanager
    def start(cls, project: Project, changed_in: str = "") -> Iterator[Desk]:
        """Start the command and read its address; nothing of it runs after the block."""
        with started(project, "review") as (process, address):
            yield cls(project, process, address, changed_in, project.files("consultations/comments"))

    def comment(self, id: str) -> Comment:
        """A comment as the ledger has it."""
        config = Config.load(self.project.root, LEDGERS["XA"][0].received)
        ledger, problems = load_ledger(config, ledger_file(config, 1, id.split("-")[0]))
        assert ledger is not None and not problems, problems
        found = ledger.comment(id)
        assert found is not None
        return found

    def becomes(self, id: str, **facts: Any) -> None:
        """Wait until the ledger says so of a comment."""
        end = time.monotonic() + 15
        while any(getattr(self.comment(id), name) != value for name, value in facts.items()):
            assert time.monotonic() < end, f"never came: {facts}; {self.comment(id)}"
            time.sleep(0.05)

    def restore(self) -> None:
        """Put the ledgers back."""
        for path, data in self.before.items():
            self.project.write(f"consultations/comments/{path}", data)

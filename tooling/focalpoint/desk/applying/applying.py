"""Apply a proposal to the text and commit it with its decision, in one step; take both back in one."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.git import git, git_says
from focalpoint.content.rounds.comments import Comment, Disposition
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.ledger import comments_of
from focalpoint.desk.applying.committing import Base
from focalpoint.desk.applying.edited_file import Edit, edit_of
from focalpoint.desk.applying.made_changes import MadeChanges
from focalpoint.desk.applying.proposed_text import NotApplicableError
from focalpoint.files import folder_lock
from focalpoint.problems import Problem, Trouble, stopped
from focalpoint.review.anchoring.anchoring import current_places
from focalpoint.review.ledger.deciding import Deciding, Decision, reopening
from focalpoint.review.ledger.ledger import change_comments, ledgers_of

_CHANGED = "the text has changed since it was shown; look at the change again, then confirm"


@dataclass(frozen=True)
class Confirmed:
    """What a person confirms."""

    seen: tuple[Comment, ...]
    """The comments that are decided by it, as the person saw them; the proposal is that of the first."""
    observation: str
    shown: str
    """The sign of the change that the person was shown."""
    disposition: Disposition = Disposition.ACCEPTED
    together_with: tuple[str, ...] = ()
    reopened: tuple[Comment, ...] = ()
    """Contradicting comments whose acceptance is taken back."""

    @property
    def names(self) -> str:
        """Name the comments."""
        return ", ".join(one.id for one in self.seen)


def edit_now(config: Config, draft: Draft, comment: Comment) -> Edit:
    """Make the edit that carries out a comment's proposal in the text as it is now; raises Trouble."""
    today = current_places(config, draft, [comment])[comment.id]
    try:
        return edit_of(config, comment, draft.map().by_id.get(comment.place.block), today)
    except NotApplicableError as why:
        raise stopped(f"{comment.id} cannot be applied here: {why}") from None


def _new_problems(config: Config, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[Problem]:
    """Find what is wrong with some texts that was not wrong with those before them."""
    from focalpoint.release.trial import new_problems  # Here, since it loads every rule.

    return new_problems(config, before, after)


def problems_of(config: Config, edit: Edit) -> list[Problem]:
    """Find what is wrong with the text after an edit, and was not before."""
    return _new_problems(config, {edit.file: edit.old}, {edit.file: edit.new})


def apply_and_accept(config: Config, draft: Draft, confirmed: Confirmed) -> tuple[Comment, ...]:
    """Write a proposal into the text and commit it with the acceptance of its comments, or do nothing; raises Trouble.

    Two commits are made in one step, first the text and then the ledgers that name it.
    """
    with folder_lock(config.build / "desk"):
        base = Base.ready(config)
        edit = edit_now(config, draft, confirmed.seen[0])
        base.refuse_uncommitted(edit.file)
        if edit.sign != confirmed.shown:
            raise stopped(_CHANGED)
        if problems := problems_of(config, edit):
            raise Trouble(problems)
        commit = base.commit({edit.file: edit.new}, _message(draft, confirmed, f"Apply {confirmed.names}"))
        return _decided(base, draft, confirmed, commit, _Files({config.root / edit.file: edit.new}))


def commit_and_accept(config: Config, draft: Draft, confirmed: Confirmed) -> tuple[Comment, ...]:
    """Commit the edit of a comment's paragraph that a person has made, with the decision; raises Trouble.

    Other edits of the same file stay uncommitted.
    """
    with folder_lock(config.build / "desk"):
        base = Base.ready(config)
        edit = MadeChanges(config, draft).uncommitted(confirmed.seen[0])
        if edit is None or edit.sign != confirmed.shown:
            raise stopped(_CHANGED)
        commit = base.commit({edit.file: edit.content}, _message(draft, confirmed, f"Edit for {confirmed.names}"))
        unwritten = () if edit.is_staged else (edit.file,)
        return _decided(base, draft, confirmed, commit, _Files({}, unwritten))


@dataclass(frozen=True)
class _Files:
    """The files of a commit of the text."""

    written: Mapping[Path, bytes]
    unwritten: Sequence[str] = ()
    """Paths of those that are on disk already."""


def _message(draft: Draft, confirmed: Confirmed, subject: str) -> str:
    """Write a commit's message; its last lines name the comments, by which the change can be taken back."""
    return "\n".join((subject, "", *(_trailer(draft, one.id) for one in confirmed.seen)))


def _trailer(draft: Draft, id: str) -> str:
    return f"Comment: {id} on draft {draft.number}"


def _decided(
    base: Base, draft: Draft, confirmed: Confirmed, commit: str, files: _Files
) -> tuple[Comment, ...]:
    """Write the decision that names a commit, and commit it behind that; write the files at the same time."""
    decision = Decision(confirmed.disposition, confirmed.observation, commit, confirmed.together_with)
    subject = f"Decide {confirmed.names} on draft {draft.number}: {confirmed.disposition.label}"

    def keep(ledgers: Mapping[Path, bytes]) -> None:
        last = _with_ledgers(base, ledgers, subject, commit)
        base.publish(last, {**files.written, **ledgers}, files.unwritten)

    deciding = Deciding(base.config, draft, decision, again=True, tip=commit, reopened=confirmed.reopened)
    return deciding.write(confirmed.seen, keep)


def _with_ledgers(base: Base, ledgers: Mapping[Path, bytes], message: str, parent: str) -> str:
    """Commit ledgers behind a commit, apart from those that Git is told to ignore."""
    paths = {base.config.shown(file): data for file, data in ledgers.items()}
    kept = {path: data for path, data in paths.items() if not base.is_ignored(path)}
    return base.commit(kept, message, parent) if kept else parent


def can_be_undone(config: Config, draft: Draft, comment: Comment) -> bool:
    """Tell whether a comment was decided together with a change of the text that the desk committed."""
    if comment.disposition is None or not comment.applied_in or not comment.applied_in.isalnum():
        return False
    message = git_says(config, "log", "-1", "--format=%B", comment.applied_in, "--") or ""
    return _trailer(draft, comment.id) in message.splitlines()


def undo(config: Config, draft: Draft, seen: Comment) -> tuple[Comment, ...]:
    """Take back a change of the text that the desk committed, and every decision made with it; raises Trouble.

    The change is reverted by a new commit, as `git revert` does; nothing is taken out of the history.
    """
    if not can_be_undone(config, draft, seen):
        raise stopped(f"the desk did not make the change for {seen.id}; reopen the decision, and edit the text by hand")
    with folder_lock(config.build / "desk"):
        base = Base.ready(config)
        commit = seen.applied_in
        listed = git_says(config, "diff-tree", "-r", "--name-only", "--relative", "--no-commit-id", commit) or ""
        path = listed.splitlines()[0] if listed else ""
        base.refuse_uncommitted(path)
        reverted = _reverted(base, path, commit)
        if problems := _new_problems(config, {path: base.file_at(path) or b""}, {path: reverted}):
            raise Trouble(problems)
        ledgers, _problems = ledgers_of(config, draft.number)
        named = [one for one in comments_of(ledgers, draft.number).values() if one.applied_in == commit]
        subject = git_says(config, "log", "-1", "--format=%s", commit) or ""
        ids = ", ".join(one.id for one in named)
        message = f'Revert "{subject}"\n\nThis reverts commit {commit}.\nOpen again on draft {draft.number}: {ids}'

        def keep(files: Mapping[Path, bytes]) -> None:
            last = base.commit({path: reverted}, message)
            last = _with_ledgers(base, files, f"Reopen {ids} on draft {draft.number}", last)
            base.publish(last, {**files, config.root / path: reverted})

        changes = {one.id: reopening(config, seen if one.id == seen.id else one) for one in named}
        return change_comments(config, draft.number, changes, keep)


def _reverted(base: Base, path: str, commit: str) -> bytes:
    """Take one commit's change out of a file as it is now; raises Trouble where later edits touch it."""
    now, after, before = base.file_at(path), base.file_at(path, commit), base.file_at(path, f"{commit}^")
    if now is None or after is None or before is None:
        raise stopped("was renamed or deleted since; reopen the decision, and edit the text by hand", path)
    if now == after:
        return before
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for name, data in (("now", now), ("after", after), ("before", before)):
            (Path(folder) / name).write_bytes(data)
            names.append(str(Path(folder) / name))
        merged = git(base.config, "merge-file", "-p", *names)
    if merged is None:
        told = "the same lines were edited since, so that the change cannot be taken back alone; "
        raise stopped(f"{told}reopen the decision, and edit the text by hand", path)
    return merged

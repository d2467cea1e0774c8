"""The ledger: the comments of each member on each draft, `consultations/comments/<n>/<MEMBER>.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from focalpoint.config import Config
from focalpoint.content.consultation.roster import NEWER_YAML
from focalpoint.content.rounds.comments import Comment, LedgerFields
from focalpoint.content.text.fields import line_of, load_fields, refusal
from focalpoint.content.text.quick_fields import quick_fields
from focalpoint.content.text.text_files import read_text
from focalpoint.problems import Problem, ProblemKind
from focalpoint.records import Place, say

_FORMS = {
    "id": "write the member's id and a number, such as GH-007",
    "duplicate_of": "write the id of the other comment, such as GH-007",
    "applied_in": "write the commit as Git has it, such as 1f0c9a7b52",
    "commit": "write all 40 figures and letters of the commit",
    "sha256": "restore the line from Git",
    "draft_sha256": "write it as in the draft's `draft.yaml`",
}
"""What to do where a value is not in the form that its field has."""


@dataclass(frozen=True)
class Ledger:
    """One file of the ledger."""

    fields: LedgerFields
    """Without the comments that cannot be read."""
    path: str
    """From the top of the repository."""
    text: str

    ids: tuple[str, ...] = ()
    """Of all comments in the order of the file, of those that cannot be read too; empty where one has none."""
    lines: tuple[int, ...] = ()
    """The first line of each of them."""

    @cached_property
    def written(self) -> Any:
        """The file as YAML read it, which knows the line of everything."""
        return load_fields(self.text, NEWER_YAML)

    def comment(self, id: str) -> Comment | None:
        """The comment with this id, if there is one."""
        return next((comment for comment in self.fields.comments if comment.id == id), None)

    def line(self, *place: int | str) -> int:
        """The line of a field, such as `"draft"`, or `"comments", 0, "id"` of the first comment."""
        return line_of(self.written, place)


def ledger_file(config: Config, draft: int, member: str) -> Path:
    """Where the comments of a member on a draft lie."""
    return ledger_folder(config) / str(draft) / f"{member}.yaml"


def ledger_folder(config: Config) -> Path:
    """Where the comments on all drafts lie."""
    return config.notes.parent / "comments"


def load_ledgers(config: Config) -> tuple[tuple[Ledger, ...], list[Problem]]:
    """Every file of the ledger by draft and member, and everything that was wrong with reading them."""
    ledgers: list[Ledger] = []
    problems: list[Problem] = []
    folder = ledger_folder(config)
    for file in sorted(folder.glob("*/*.yaml")) if folder.is_dir() else []:
        ledger, complaints = load_ledger(config, file)
        problems += complaints
        if ledger is not None:
            ledgers.append(ledger)
    return tuple(sorted(ledgers, key=lambda ledger: (ledger.fields.draft, ledger.path))), problems


def load_ledger(config: Config, file: Path) -> tuple[Ledger | None, list[Problem]]:
    """One file of the ledger, and what was wrong with reading it; None where not even its head can be read."""
    text, problems = read_text(config, file)
    return (None, problems) if problems else read_ledger(text, config.shown(file))


def read_ledger(text: str, path: str) -> tuple[Ledger | None, list[Problem]]:
    """The ledger that a text holds, and what was wrong with it."""
    if quick := quick_fields(text, "comments"):
        ledger, faults = _judged(*quick, text, path)
        if not faults:
            return ledger, []
    try:
        fields, lines = _with_lines(load_fields(text, NEWER_YAML))
    except Exception as error:  # what YAML refuses it refuses in a dozen ways
        line, reason = refusal(text, error)
        message = f"the ledger cannot be read: {reason}"
        return None, [Problem(path, line, ProblemKind.COMMENT, message)]
    if not isinstance(fields, dict):
        message = "holds no fields; restore the file from Git, or delete it"
        return None, [Problem(path, 1, ProblemKind.COMMENT, message)]
    ledger, faults = _judged(fields, lines, text, path)
    return ledger, [Problem(path, line_of(fields, place), ProblemKind.COMMENT, said) for place, said in faults]


def _judged(
    fields: dict[str, Any], lines: tuple[int, ...], text: str, path: str
) -> tuple[Ledger | None, list[tuple[Place, str]]]:
    """The ledger of these fields, and their faults, each with its place."""
    entries = fields.get("comments")
    listed = entries if isinstance(entries, list) else []
    comments, faults = _comments(listed)
    if entries is not None and not isinstance(entries, list):
        faults.append((("comments",), "`comments` is not a list; write below it each comment, from `- id:`"))
    try:
        head = {str(name): value for name, value in fields.items() if str(name) != "comments"}
        read = LedgerFields.model_validate({**head, "comments": comments})
    except ValidationError as error:
        return None, [*_faults(LedgerFields, error, ()), *faults]
    return Ledger(read, path, text, tuple(map(_id, listed)), lines), faults


def _with_lines(written: Any) -> tuple[Any, tuple[int, ...]]:
    entries = written.get("comments") if isinstance(written, dict) else None
    count = len(entries) if isinstance(entries, list) else 0
    return written, tuple(line_of(written, ("comments", number)) for number in range(count))


def _id(entry: Any) -> str:
    return str(entry.get("id", "")) if isinstance(entry, dict) else ""


def _comments(entries: list[Any]) -> tuple[list[Comment], list[tuple[Place, str]]]:
    """The comments that can be read, and the faults of the others, each with its place."""
    comments: list[Comment] = []
    faults: list[tuple[Place, str]] = []
    for number, entry in enumerate(entries):
        place: Place = ("comments", number)
        if not isinstance(entry, dict):
            faults.append((place, "this comment has no fields; begin it with `- id:`"))
            continue
        try:
            comments.append(Comment.model_validate({str(name): value for name, value in entry.items()}))
        except ValidationError as error:
            called = f"{entry['id']}: " if isinstance(entry.get("id"), str) else ""
            faults += ((where, f"{called}{said}") for where, said in _faults(Comment, error, place))
    return comments, faults


def _faults(model: type[BaseModel], error: ValidationError, above: Place) -> Iterator[tuple[Place, str]]:
    """The faults of one record, each with its place, in an author's words."""
    for wrong in error.errors():
        yield (*above, *wrong["loc"]), _said(model, wrong)


def _said(model: type[BaseModel], wrong: Any) -> str:
    name = str(wrong["loc"][-1]) if wrong["loc"] else ""
    if wrong["type"] == "string_pattern_mismatch" and name in _FORMS:
        return f"`{name}: {str(wrong['input'])[:60]}` is not in the form that it has; {_FORMS[name]}"
    return say(model, wrong)

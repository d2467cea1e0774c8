"""Read the ledger (the comments of each member on each draft, `consultations/comments/<n>/<MEMBER>.yaml`).

Find the decision that answers a comment: its own, or that of the comment it is a duplicate of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from focalpoint.config import Config
from focalpoint.content.consultation.roster import NEWER_YAML
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.ledger_cache import Fields, kept_fields
from focalpoint.content.text.fast_yaml import fast_fields
from focalpoint.content.text.fields import line_of, load_fields, refusal
from focalpoint.content.text.text_files import read_text
from focalpoint.problems import Problem, ProblemKind
from focalpoint.records import Place, Record, Words, say

_FORMS = {
    "id": "write the member's id and a number, such as GH-007",
    "duplicate_of": "write the id of the other comment, such as GH-007",
    "applied_in": "write the commit as Git has it, such as 1f0c9a7b52",
    "commit": "write all 40 figures and letters of the commit",
    "sha256": "restore the line from Git",
    "draft_sha256": "write it as in the draft's `draft.yaml`",
}
"""What to do where a value is not in the form that its field has."""


def _capitals(given: str) -> str:
    if not given.isupper():
        raise ValueError(f"“{given[:20]}” is not a member's id; write it as in the roster, such as GH")
    return given


class LedgerFields(Record):
    """The content of one ledger file: the comments of one member on one draft."""

    draft: Annotated[int, Field(ge=1)]
    draft_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """The digest of the draft's PDF, or of the member's own copy of it."""
    member: Annotated[str, AfterValidator(_capitals), Words]
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """One file of the ledger."""

    fields: LedgerFields
    """Without the comments that cannot be read."""
    path: str
    """Relative to the project's folder."""
    text: str
    ids: tuple[str, ...] = ()
    """The id of every comment in the file, in order, readable or not; empty for a comment without an id."""
    lines: tuple[int, ...] = ()
    """The first line of each of them."""

    @cached_property
    def written(self) -> Any:
        """The file as read by YAML, with the line of every value."""
        return load_fields(self.text, NEWER_YAML)

    def comment(self, id: str) -> Comment | None:
        """Find the comment with an id; None where there is none."""
        return next((comment for comment in self.fields.comments if comment.id == id), None)

    def line(self, *place: int | str) -> int:
        """Find the line of a field, such as `"draft"`, or `"comments", 0, "id"` of the first comment."""
        return line_of(self.written, place)


def ledger_file(config: Config, draft: int, member: str) -> Path:
    """Make the path of a member's comments on a draft."""
    return ledger_folder(config) / str(draft) / f"{member}.yaml"


def ledger_folder(config: Config) -> Path:
    """Make the path of the folder with the comments on all drafts."""
    return config.notes.parent / "comments"


def load_ledgers(config: Config) -> tuple[tuple[Ledger, ...], list[Problem]]:
    """Read every file of the ledger, sorted by draft and member, and list all problems in reading them."""
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
    """Read one file of the ledger, and list its problems; None where not even its head can be read."""
    text, problems = read_text(config, file)
    path = config.shown(file)
    return (None, problems) if problems else _read(text, path, lambda: kept_fields(config, text, path))


def read_ledger(text: str, path: str) -> tuple[Ledger | None, list[Problem]]:
    """Read a ledger from the text of its file, and list its problems; None where not even its head can be read."""
    return _read(text, path, lambda: fast_fields(text, "comments"))


_LATEST: dict[str, tuple[str, Ledger]] = {}
"""The text and the ledger that was read last from each path, for whoever reads it again."""


def _read(text: str, path: str, fast: Callable[[], Fields | None]) -> tuple[Ledger | None, list[Problem]]:
    """Read a ledger, from the fields that `fast` finds where they are without a fault."""
    latest = _LATEST.get(path)
    if latest and latest[0] == text:
        return latest[1], []
    if found := fast():
        ledger, faults = _validated(*found, text, path)
        if ledger and not faults:
            _LATEST[path] = text, ledger
            return ledger, []
    try:
        fields, lines = _with_lines(load_fields(text, NEWER_YAML))
    except Exception as error:  # a YAML parser raises many kinds of error
        line, reason = refusal(text, error)
        message = f"the ledger cannot be read: {reason}"
        return None, [Problem(path, line, ProblemKind.COMMENT, message)]
    if not isinstance(fields, dict):
        message = "holds no fields; restore the file from Git, or delete it"
        return None, [Problem(path, 1, ProblemKind.COMMENT, message)]
    ledger, faults = _validated(fields, lines, text, path)
    return ledger, [Problem(path, line_of(fields, place), ProblemKind.COMMENT, said) for place, said in faults]


def _validated(
    fields: dict[str, Any], lines: tuple[int, ...], text: str, path: str
) -> tuple[Ledger | None, list[tuple[Place, str]]]:
    """Validate the fields of a ledger; return the ledger and the faults, each with its place."""
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
    """Validate the comments; return the valid ones and the faults of the others, each with its place."""
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
    """Yield the faults of one record, each with its place, in an author's words."""
    for wrong in error.errors():
        yield (*above, *wrong["loc"]), _said(model, wrong)


def _said(model: type[BaseModel], wrong: Any) -> str:
    name = str(wrong["loc"][-1]) if wrong["loc"] else ""
    if wrong["type"] == "string_pattern_mismatch" and name in _FORMS:
        return f"`{name}: {str(wrong['input'])[:60]}` is not in the form that it has; {_FORMS[name]}"
    return say(model, wrong)


Ledgered = Mapping[str, Comment]
"""Every comment on a draft, by its id."""


def comments_of(ledgers: Iterable[Ledger], draft: int) -> Ledgered:
    """Collect the comments of all members on one draft, by id."""
    return {one.id: one for ledger in ledgers if ledger.fields.draft == draft for one in ledger.fields.comments}


def effective_decision(comment: Comment, every: Ledgered) -> Comment | None:
    """Find the comment whose decision answers this one; None while there is no decision."""
    seen: set[str] = set()
    found: Comment | None = comment
    while found is not None and found.duplicate_of and found.id not in seen:
        seen.add(found.id)
        found = every.get(found.duplicate_of)
    return found if found is not None and found.disposition and not found.withdrawn_on else None

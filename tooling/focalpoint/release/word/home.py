"""Bring returned Word files home: compare, ask, hold against the rules, and write one commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.git import git, git_says, to_commit
from focalpoint.files import write_whole
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.release.trial import new_problems
from focalpoint.word.returned.applying import Applying, Texts
from focalpoint.word.returned.changes import compare
from focalpoint.word.returned.comparison import Asked, Change, Comparison
from focalpoint.word.returned.recognising import recognise
from focalpoint.word.returned.returned_file import ReturnedFile
from focalpoint.word.returned.sandboxed import read_returned_word
from focalpoint.word.sent import Sent, SentFile

Ask = Callable[[Change, Sequence[str]], bool]
"""Asks a person whether a change is to be taken, and gives the reasons why it is asked."""
AUTHOR = "returned by {}'s office <returned@localhost>"


@dataclass(frozen=True)
class HomeRequest:
    """What a person asks for."""

    files: Sequence[Path]
    sent: str = ""
    """What was sent, as `3` or `d2` for a draft, for files that do not name it; empty where it is looked for."""
    name: str = ""
    """Whose office returned it; by default to whom it was sent."""


@dataclass
class Returned:
    """One returned file, compared with what was sent."""

    path: Path
    sent: Sent
    file: SentFile
    found: Comparison


@dataclass
class Taken:
    """What became of the changes of one command."""

    taken: list[Change] = field(default_factory=list)
    refused: list[tuple[Change, str]] = field(default_factory=list)
    """The changes that were not taken, each with the reason."""
    untaken: list[str] = field(default_factory=list)
    """What is never taken over, such as formats and pictures."""
    commit: str = ""
    paths: tuple[str, ...] = ()


def read_home(config: Config, request: HomeRequest) -> list[Returned]:
    """Read and compare returned files; raises Trouble with the problems of all that cannot be read."""
    out: list[Returned] = []
    problems: list[Problem] = []
    for path in request.files:
        try:
            out.append(_compared(config, path, read_returned_word(path, config), request.sent))
        except Trouble as trouble:
            problems += trouble.problems
    if problems:
        raise Trouble(problems)
    return out


def _compared(config: Config, path: Path, read: ReturnedFile, number: str) -> Returned:
    sent, file = recognise(config, read, config.shown(path), number)
    pages = {page.path: page for page in sent.pages}
    return Returned(path, sent, file, compare(read, [pages[chapter] for chapter in file.chapters]))


def bring_home(config: Config, returned: Sequence[Returned], request: HomeRequest, ask: Ask) -> Taken:
    """Take the changes of compared files into the text, asking where it must be asked, and commit them."""
    homing = _Homing(config, ask)
    for one in returned:
        homing.take(one)
    done = homing.done
    fresh = {path: text for path, text in homing.texts.items() if text != _today(config, path)}
    if fresh:
        done.commit = _commit(config, fresh, request.name or returned[0].sent.fields.to, returned, done)
        done.paths = tuple(fresh)
    return done


@dataclass
class _Homing:
    """Takes the changes of one file after the other."""

    config: Config
    ask: Ask
    texts: dict[str, str] = field(default_factory=dict)
    """The new texts; what an earlier file has changed is today's text for the next."""
    done: Taken = field(default_factory=Taken)

    def take(self, one: Returned) -> None:
        """Take the changes of one file."""
        self.done.untaken += one.found.untaken
        for number, path in enumerate(one.file.chapters):
            mine = [change for change in one.found.changes if change.keys[0][0] == number]
            if not mine:
                continue
            _refuse_uncommitted(self.config, path)
            page = next(page for page in one.sent.pages if page.path == path)
            today = self.texts.setdefault(path, _today(self.config, path))
            texts = Texts(page, _at(self.config, one.sent.fields.commit, path), today)
            applying = Applying(texts, number, one.found)
            wanted = self._sound(path, applying, [change for change in mine if self._wanted(applying, change)])
            text, failed = applying.write(wanted)
            self.done.refused += failed
            self.done.taken += [change for change in wanted if not any(change is lost for lost, _ in failed)]
            self.texts[path] = text

    def _wanted(self, applying: Applying, change: Change) -> bool:
        """Ask what must be asked of a change."""
        if applying.conflicts(change):
            self.done.refused.append((change, Asked.CONFLICT.value))
            return False
        if not change.asked or self.ask(change, [one.value for one in change.asked]):
            return True
        self.done.refused.append((change, "; ".join(one.value for one in change.asked)))
        return False

    def _sound(self, path: str, applying: Applying, wanted: list[Change]) -> list[Change]:
        """Leave out the changes that break a rule, unless a person wants them all the same."""
        text, _failed = applying.write(wanted)
        before = self.texts[path]
        broken = self._broken(path, text)
        kept: list[Change] = []
        for change in wanted if broken else ():
            alone, _failed = applying.write([change])
            new = set(alone.split("\n")) - set(before.split("\n"))
            why = [one.said(path) for one in broken if one.path == path and one.row(text) in new]
            if not why and any(one.path != path or not one.row(text) for one in broken):
                why = [one.said(path) for one in self._broken(path, alone)]
            if why and not self.ask(change, [f"{Asked.RULE.value}: {line}" for line in why]):
                self.done.refused.append((change, f"{Asked.RULE.value}: {why[0]}"))
            else:
                kept.append(change)
        return kept if broken else wanted

    def _broken(self, path: str, text: str) -> list[Broken]:
        """Find the rules that a new text breaks and the one before it did not."""
        before = {name: one.encode() for name, one in self.texts.items()}
        found = new_problems(self.config, before, {**before, path: text.encode()})
        return [Broken(problem.path, problem.line, problem.message) for problem in found]


@dataclass(frozen=True)
class Broken:
    """A rule that a new text breaks."""

    path: str
    line: int
    message: str

    def row(self, text: str) -> str:
        """Return the line that breaks it; empty where the rule names none."""
        return text.split("\n")[self.line - 1] if self.line else ""

    def said(self, path: str) -> str:
        """Say the rule, with the file where it is another."""
        return self.message if self.path == path else f"{self.path}:{self.line}: {self.message}"


def _today(config: Config, path: str) -> str:
    try:
        return (config.root / path).read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        raise stopped("is no longer there; bring it back from Git before the file comes home", path) from None


def _at(config: Config, commit: str, path: str) -> str:
    """Read a file as it was at a commit."""
    text = git(config, "show", f"{commit}:./{path}")
    if text is None:
        message = f"the commit {commit[:12]} from which it was sent is not in this repository; fetch it"
        raise Trouble([Problem(path, 0, ProblemKind.DRAFT, message)])
    return text.decode()


def _refuse_uncommitted(config: Config, path: str) -> None:
    if git_says(config, "status", "--porcelain", "--", path):
        message = f"is not committed; commit it ({to_commit(config)}), and bring the file home then"
        raise Trouble([Problem(path, 0, ProblemKind.DRAFT, message)])


def _commit(config: Config, texts: dict[str, str], name: str, returned: Sequence[Returned], done: Taken) -> str:
    """Write the texts and commit them alone; on failure the files are as they were."""
    old = {path: _today(config, path) for path in texts}
    facts = {(one.sent.fields.number, one.sent.fields.commit[:12]) for one in returned}
    lines = [
        f"Changes returned by {name}'s office",
        "",
        *(f"Sent as {number} from {commit}." for number, commit in sorted(facts)),
        f"Taken: {len(done.taken)}; not taken: {len(done.refused)}.",
        *(f"- {change.path}, {change.where}: {why}" for change, why in done.refused),
    ]
    for path, text in texts.items():
        write_whole(config.root / path, text.encode())
    author = AUTHOR.format(name.replace("<", "").replace(">", ""))
    message = "\n".join(lines)
    if git(config, "commit", "--quiet", f"--author={author}", "--file=-", "--", *texts, given=message.encode()) is None:
        for path, text in old.items():
            write_whole(config.root / path, text.encode())
        raise stopped(f"Git did not commit the changes; see that it knows who you are: {to_commit(config)}")
    return git_says(config, "rev-parse", "HEAD") or ""

"""Commit some files as they are to be, whatever else is changed or staged, and write them, all or nothing.

A change of the text and the decision that names it are two commits made in one step. The decision names the change
by its hash, which no commit can contain of itself; so the text is committed first, and the ledger second. Both are
made as objects that nothing refers to yet; then the files are written, and `HEAD` moves to the second commit at once.
Where any of this fails, the files and the index are as they were, and no branch has either commit.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.git import git, git_says, need_commit
from focalpoint.files import write_all
from focalpoint.problems import stopped

_UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
_KNOWN = ("-c", "user.useConfigOnly=true")
"""Git then commits under no name that it made up of the machine's."""
NOBODY = (
    "Git does not know who you are, and each change carries the name of its author; let it be told once: "
    'git config --global user.name "Your Name", and the same with user.email'
)


@dataclass(frozen=True)
class Base:
    """The state of the repository on which commits are made."""

    config: Config
    head: str
    """The last commit."""
    prefix: str
    """The project's folder within the repository, such as `handbook/`; empty where it is the whole."""

    @classmethod
    def ready(cls, config: Config) -> Base:
        """Look at the repository; raises Trouble with the reason where nothing can be committed now."""
        head = need_commit(config)
        folder = Path(git_says(config, "rev-parse", "--absolute-git-dir") or "")
        if any((folder / name).exists() for name in _UNFINISHED):
            raise stopped("a merge, rebase or revert is under way in Git; let it be finished first, then try again")
        if git(config, "symbolic-ref", "-q", "HEAD") is None:
            raise stopped("Git is on no branch, where a commit is easily lost; let a branch be checked out first")
        if any(git(config, *_KNOWN, "var", f"GIT_{who}_IDENT") is None for who in ("AUTHOR", "COMMITTER")):
            raise stopped(NOBODY)
        return cls(config, head, git_says(config, "rev-parse", "--show-prefix") or "")

    def file_at(self, path: str, commit: str = "") -> bytes | None:
        """Read a file of a commit, by default of the last, as it would stand on disk; None where it is not there."""
        return git(self.config, "cat-file", "--filters", f"{commit or self.head}:./{path}")

    def refuse_uncommitted(self, path: str) -> None:
        """Refuse a file that somebody has edited since the last commit; raises Trouble."""
        if git_says(self.config, "status", "--porcelain", "--", path):
            told = "was edited since it was last committed, perhaps by somebody else; let that be committed first"
            raise stopped(told, path)

    def is_ignored(self, path: str) -> bool:
        """Tell whether Git is told not to keep a file, and does not."""
        known = git_says(self.config, "ls-files", "--", path)
        return not known and git(self.config, "check-ignore", "-q", "--", path) is not None

    def commit(self, files: Mapping[str, bytes], message: str, parent: str = "") -> str:
        """Make a commit with other contents of some files, by path, and return its hash; no branch has it yet."""
        parent = parent or self.head
        with tempfile.TemporaryDirectory() as folder:
            index = str(Path(folder) / "index")
            self._must("read-tree", parent, index=index)
            rows = []
            for path, data in files.items():
                blob = self._must("hash-object", "-w", "--stdin", f"--path={path}", given=data)
                entry = git_says(self.config, "ls-tree", parent, "--", path) or "100644"
                rows.append(f"{entry.split()[0]} {blob}\t{self.prefix}{path}\0")
            self._must("update-index", "-z", "--index-info", given="".join(rows).encode(), index=index)
            tree = self._must("write-tree", index=index)
        return self._must(*_KNOWN, "commit-tree", tree, "-p", parent, "-F", "-", given=message.encode())

    def publish(self, commit: str, files: Mapping[Path, bytes], unwritten: Sequence[str] = ()) -> None:
        """Write files and make a commit the last one of the branch; raises Trouble where neither was done.

        In the index only these files, and the `unwritten` ones, become as the commit has them.
        """
        paths = [*(self.config.shown(file) for file in files), *unwritten]
        before = {file: file.read_bytes() if file.exists() else None for file in files}
        index = self._entries(self.head, paths)
        try:
            write_all(files)
            new = git(self.config, "ls-tree", "-r", "-z", "--full-name", commit, "--", *paths) or b""
            self._must("update-index", "-z", "--index-info", given=new)
            self._must("update-ref", "-m", "review desk", "HEAD", commit, self.head)
        except BaseException as error:
            _restore(before)
            git(self.config, "update-index", "-z", "--index-info", given=index)
            if isinstance(error, OSError):
                raise stopped(f"the files could not be written, and nothing was changed: {error.strerror}") from None
            raise

    def _entries(self, commit: str, paths: list[str]) -> bytes:
        """List what the index has of some files, in the form in which it takes it back."""
        listed = git(self.config, "ls-files", "-s", "-z", "--full-name", "--", *paths) or b""
        known = {row.partition(b"\t")[2] for row in listed.split(b"\0") if row}
        gone = [f"{self.prefix}{path}".encode() for path in paths if f"{self.prefix}{path}".encode() not in known]
        return listed + b"".join(b"0 " + b"0" * len(commit) + b"\t" + path + b"\0" for path in gone)

    def _must(self, *command: str, given: bytes = b"", index: str = "") -> str:
        answer = git(self.config, *command, given=given, index=index)
        if answer is None:
            told = "Git did not take the change, and nothing was changed; is another program at work in the repository?"
            raise stopped(told)
        return answer.decode(errors="replace").strip()


def _restore(before: Mapping[Path, bytes | None]) -> None:
    write_all({file: data for file, data in before.items() if data is not None})
    for file, data in before.items():
        if data is None:
            file.unlink(missing_ok=True)

"""Read the text commit by commit, from an earlier commit to the files on disk; changes nothing in Git."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from focalpoint.config import MAX_TEXT_BYTES, Config
from focalpoint.content.git import git

FOLDERS = ("manual", "consultations/notes")
NO_GIT = "the text is not in Git, or Git is not installed"
UNKNOWN = "Git does not know the commit {commit}; the copy of the repository is shallow, or its history was rewritten"
ASIDE = "the commit {commit} is not an ancestor of the current one; the texts were compared in one step"

Files = Mapping[str, str]
"""The key of every text by its path from the top of the project."""


@dataclass(frozen=True)
class History:
    """The versions of the text, from the commit asked for to the files on disk."""

    versions: tuple[Files, ...]
    """Each differs from the one before it; the last is the current one."""
    texts: Mapping[str, str] = field(repr=False)
    """Every text by its key."""
    at: Mapping[str, int]
    """Index of the version of each commit on the way; empty where there is no history."""
    why: str = ""
    """What is wrong with the history, if anything."""


def history(config: Config, commit: str) -> History:
    """Read the versions since a commit, along first parents; `why` says why they are not available."""
    if git(config, "rev-parse", "--verify", "-q", "HEAD^{commit}") is None:
        return _only_today(config, NO_GIT)
    if not commit or git(config, "cat-file", "-e", f"{commit}^{{commit}}") is None:
        return _only_today(config, UNKNOWN.format(commit=commit[:12]))
    why = ""
    if git(config, "merge-base", "--is-ancestor", commit, "HEAD") is None:
        why = ASIDE.format(commit=commit[:12])
        commits = git(config, "rev-parse", "HEAD") or b""
    else:
        commits = git(config, "rev-list", "--first-parent", "--reverse", f"{commit}..HEAD") or b""
    return _versions(config, [commit, *commits.decode().split()], why)


def _only_today(config: Config, why: str) -> History:
    texts = dict(_on_disk(config))
    return History(({path: path for path in texts},), texts, {}, why)


def _versions(config: Config, commits: list[str], why: str) -> History:
    files = dict(_tree(config, commits[0]))
    versions, at = [files], {commits[0]: 0}
    changes = _changes(config, commits)
    for commit in commits[1:]:
        if commit in changes:
            files = {path: key for path, key in {**files, **changes[commit]}.items() if key}
            versions.append(files)
        at[commit] = len(versions) - 1
    texts = _texts(config, {key for version in versions for key in version.values()})
    today = {}
    for path, text in _on_disk(config):
        today[path] = _key(files, texts, path, text)
        texts[today[path]] = text
    if today != versions[-1]:
        versions.append(today)
    return History(tuple(versions), texts, at, why)


def _key(files: Files, texts: Mapping[str, str], path: str, text: str) -> str:
    """Make the key of a text on disk: that of the last commit where the text is the same."""
    known = files.get(path, "")
    return known if texts.get(known) == text else f"disk {hashlib.sha256(text.encode()).hexdigest()}"


def texts_at(config: Config, commit: str) -> dict[str, str]:
    """Read the texts of one commit, by path; of none, those on disk."""
    if not commit:
        return dict(_on_disk(config))
    files = dict(_tree(config, commit))
    texts = _texts(config, set(files.values()))
    return {path: texts[key] for path, key in files.items() if key in texts}


def _on_disk(config: Config) -> Iterator[tuple[str, str]]:
    """Read the texts on disk, by path; links are not followed."""
    for folder in FOLDERS:
        for file in sorted((config.root / folder).rglob("*.md")):
            if file.is_file() and not file.is_symlink() and file.stat().st_size <= MAX_TEXT_BYTES:
                yield config.shown(file), _decoded(file.read_bytes())


def _tree(config: Config, commit: str) -> Iterator[tuple[str, str]]:
    listed = git(config, "ls-tree", "-r", "-z", commit, "--", *FOLDERS) or b""
    for entry in listed.decode(errors="replace").split("\0"):
        facts, _, path = entry.partition("\t")
        if path.endswith(".md") and facts.startswith("100"):
            yield path, facts.split()[2]


def _changes(config: Config, commits: list[str]) -> dict[str, dict[str, str]]:
    """Find for each commit the keys of the texts that it changed; an empty key for a deleted text."""
    pairs = "".join(f"{new} {old}\n" for old, new in pairwise(commits))
    command = ("diff-tree", "--stdin", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--relative")
    words = (git(config, *command, "--", *FOLDERS, given=pairs.encode()) or b"").decode(errors="replace").split("\0")
    found: dict[str, dict[str, str]] = {}
    commit, facts = "", ""
    for word in words:
        if facts:
            mode, key = facts.split()[1], facts.split()[3]
            if word.endswith(".md"):
                found.setdefault(commit, {})[word] = key if mode.startswith("100") else ""
            facts = ""
        elif word.startswith(":"):
            facts = word
        else:
            commit = word.strip()
    return found


def _texts(config: Config, keys: Iterable[str]) -> dict[str, str]:
    """Read the texts of these keys."""
    wanted = sorted(keys)
    answer = git(config, "cat-file", "--batch", given="".join(f"{key}\n" for key in wanted).encode()) or b""
    found, place = {}, 0
    while (end := answer.find(b"\n", place)) >= 0:
        key, *kind = answer[place:end].decode().split()
        size = int(kind[1]) if len(kind) == 2 and kind[1].isdigit() else -1
        if size >= 0:
            found[key] = _decoded(answer[end + 1 : end + 1 + size])
        place = end + 1 + size + 1
    return found


def _decoded(data: bytes) -> str:
    """Decode a text, with the line ends that Git keeps."""
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")

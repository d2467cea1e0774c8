"""Lay out a new manual: sample texts, settings, vocabulary and a first commit."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from focalpoint.assembly.markdown_writer import as_text
from focalpoint.checks import find_problems
from focalpoint.config import Config
from focalpoint.content.schemas import schema_folder, schemas
from focalpoint.problems import Trouble, stopped
from focalpoint.templates.layout import copy_template, git_in, is_known_to_git, laid_out_whole
from focalpoint.templates.texts import TEMPLATES

MESSAGE = "A new manual"
NOBODY = ("-c", "user.name=Secretariat", "-c", "user.email=nobody")
"""Git options for the author of the first commit, where Git knows no name."""


@dataclass(frozen=True)
class Names:
    """Title, publisher and network of a new manual."""

    title: str
    publisher: str
    network: str = ""
    """The line above the title; the publisher where it is empty."""


def lay_out_project(folder: Path, names: Names, today: date) -> bool:
    """Make a project in a folder, whole or not at all; return whether Git knows the author's name.

    Raises Trouble where the folder contains anything, or where the title breaks a rule of the text.
    """
    names = Names(*(" ".join(words.split()) for words in (names.title, names.publisher, names.network)))
    for option, words in (("--title", names.title), ("--publisher", names.publisher)):
        if not words or not words.isprintable():
            raise stopped(f"{option} is empty or holds a character that cannot be printed; write it in words")
    with laid_out_whole(folder) as aside:
        copy_template(TEMPLATES / "project", aside, _values(names, today))
        config = Config.load(aside, today)
        for name, text in schemas(config.vocabulary).items():
            schema_folder(config).mkdir(exist_ok=True)
            (schema_folder(config) / name).write_bytes(text.encode())
        _manual, problems = find_problems(config)
        if problems:
            advice = "--title or --publisher: give it in other words"
            raise Trouble(replace(problem, message=f"{problem.message} ({advice})") for problem in problems)
        git_in(aside, ["init", "-q", "--template="], ["add", "--all"])
        known = is_known_to_git(aside)
        git_in(aside, [*(() if known else NOBODY), "commit", "-q", "-m", MESSAGE])
    return known


def _values(names: Names, today: date) -> dict[str, str]:
    """Return the values of the placeholders: escaped for TOML strings, and the title also for Markdown."""
    settings = {"title": names.title, "publisher": names.publisher, "network": names.network or names.publisher}
    quoted = {name: json.dumps(words, ensure_ascii=False)[1:-1] for name, words in settings.items()}
    return {**quoted, "title-in-text": as_text(names.title)[0], "today": today.isoformat()}

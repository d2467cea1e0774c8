"""Read the paragraphs of a returned Word file in a sandboxed process; the file counts as hostile.

The process runs this module itself: python -I -m focalpoint.word.returned.sandboxed < FILE
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from focalpoint.config import Config
from focalpoint.content.rounds.returned import refused
from focalpoint.problems import Trouble
from focalpoint.records import Record
from focalpoint.review.intake.sandbox import bytes_of, limit, run_sandboxed
from focalpoint.word.returned.reading import read_paragraphs
from focalpoint.word.returned.returned_file import ReturnedFile


class Answer(Record):
    """The answer of the process: all paragraphs, or why the file is not read."""

    file: ReturnedFile | None = None
    refused: Annotated[str, Field(max_length=1_000)] = ""


def read_returned_word(path: Path, config: Config) -> ReturnedFile:
    """Read a returned Word file; raises Trouble where it cannot be read."""
    shown = config.shown(path)
    output = run_sandboxed(["focalpoint.word.returned.sandboxed"], bytes_of(path, shown), shown)
    try:
        answer = Answer.model_validate_json(output)
    except ValidationError:
        answer = Answer()
    if answer.file is None:
        raise refused(answer.refused or "the file could not be read; ask the sender to save it anew", shown)
    return answer.file


def answer_to(data: bytes) -> Answer:
    """Read a file, or say why it is not read."""
    try:
        return Answer(file=read_paragraphs(data))
    except Trouble as trouble:
        return Answer(refused=trouble.problems[0].message[:1_000])
    except (MemoryError, RecursionError):
        return Answer(refused="the file is too large or too deep to be read; ask the sender to save it anew")


def main() -> int:
    """Read the file on standard input and answer on standard output."""
    limit()
    sys.stdout.buffer.write(answer_to(sys.stdin.buffer.read()).model_dump_json().encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())

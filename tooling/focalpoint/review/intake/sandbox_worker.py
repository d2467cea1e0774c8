"""Read one returned file in a process of its own: bytes in, JSON out, within limits of memory, time and size.

python -I -m focalpoint.review.intake.sandbox_worker ROOT < FILE
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from focalpoint.config import Config
from focalpoint.content.rounds.drafts import load_drafts
from focalpoint.content.rounds.returned import Returned
from focalpoint.problems import Trouble
from focalpoint.records import Record
from focalpoint.review.intake.readers import reader_for

MEMORY = 1_536 * 1024 * 1024
"""Bytes of address space."""
SECONDS = 55
"""Seconds of processor time."""
MOST_OUTPUT = 64_000_000
"""Bytes of the answer, and of any file that a damaged library might write."""


class Answer(Record):
    """The answer of the process: all that the file holds, or why it is not read."""

    returned: Returned | None = None
    refused: Annotated[str, Field(max_length=1_000)] = ""


def main(root: str, asked: str) -> int:
    """Read the file on standard input and answer on standard output; the status is 0 where there is an answer."""
    limit()
    data = sys.stdin.buffer.read()
    sys.stdout.buffer.write(answer_to(data, Path(root), int(asked)).model_dump_json().encode())
    return 0


def limit() -> None:
    """Limit this process's memory, time and file size, where the system can do that."""
    if sys.platform == "win32":
        return  # Windows has no such limits; the time limit holds there too.
    import resource

    limits = ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, MOST_OUTPUT))
    for kind, most in (*limits, (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue


def answer_to(data: bytes, root: Path, asked: int = 0) -> Answer:
    """Read a file with the drafts of a project; `asked` is the number of the draft for a file that names none."""
    try:
        drafts, _ = load_drafts(Config.load(root, date.min))
        return Answer(returned=reader_for(data).read(data, drafts, asked))
    except Trouble as trouble:
        return Answer(refused=trouble.problems[0].message[:1_000])
    except (MemoryError, RecursionError):
        return Answer(refused="the file is too large or too deep to be unpacked; ask the sender to save it anew")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""Read a returned file in a sandboxed process, within limits of memory, time and size; the file counts as hostile.

The process runs this module itself: python -I -m focalpoint.review.intake.sandbox ROOT DRAFT < FILE
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import IO, Annotated

from pydantic import Field, ValidationError

from focalpoint.config import Config
from focalpoint.content.rounds.drafts import load_drafts
from focalpoint.content.rounds.returned import Returned, refused
from focalpoint.problems import Trouble
from focalpoint.records import Record
from focalpoint.review.intake.readers import reader_for

MOST_BYTES = 60_000_000
"""Most bytes of a returned file."""
MOST_OUTPUT = 64_000_000
"""Most bytes of the answer, and of any file that a library might write; the system enforces it."""
TIME_LIMIT = 60.0
"""Seconds after which the process is killed."""
KEPT = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP")
"""Environment variables that the process gets."""


def read_returned(path: Path, config: Config, asked: int = 0, time_limit: float = TIME_LIMIT) -> Returned:
    """Read a returned file of any kind; raises Trouble where it cannot be read at all.

    `asked` is the number of the draft for a file that names none; 0 where it is unknown.
    """
    shown = config.shown(path)
    data = bytes_of(path, shown)
    command = ["focalpoint.review.intake.sandbox", str(config.root), str(asked)]
    return _checked(run_sandboxed(command, data, shown, time_limit), data, shown)


def bytes_of(path: Path, shown: str) -> bytes:
    """Read the bytes of a returned file; raises Trouble where it is not there, empty or too large."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if 0 < size <= MOST_BYTES else b""
    except IsADirectoryError:
        raise refused("is a folder; name the files in it", shown) from None
    except FileNotFoundError:
        raise refused("there is no such file; check its path", shown) from None
    except OSError as error:
        raise refused(f"the file cannot be read ({error.strerror}); check its path", shown) from None
    if not data:
        message = f"the file is larger than {MOST_BYTES // 1_000_000} MB" if size else "the file is empty"
        raise refused(f"{message}; ask the sender to send the commented draft again", shown)
    return data


def run_sandboxed(module: Sequence[str], data: bytes, shown: str, time_limit: float = TIME_LIMIT) -> bytes:
    """Run a module with its arguments in a process with limits, the file on its standard input; return its answer.

    The module calls `limit` before it reads anything. Raises Trouble where the process fails or takes too long.
    """
    command = [sys.executable, "-I", "-m", *module]
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as written:
        given.write(data)
        given.seek(0)
        process = subprocess.Popen(
            command, stdin=given, stdout=written, stderr=subprocess.DEVNULL, env=kept, start_new_session=True
        )
        try:
            status = process.wait(time_limit)
        except subprocess.TimeoutExpired:
            raise refused(f"the file took more than {time_limit:.0f} seconds to read; {_AGAIN}", shown) from None
        finally:
            if process.poll() is None:
                _end(process)
        return _output_of(written, status, shown)


_AGAIN = "it is damaged or made to do harm: ask the sender to save it anew, and do not open it elsewhere"


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process with all processes that it started."""
    if sys.platform == "win32":
        process.kill()  # Windows has no process groups of this kind.
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _output_of(written: IO[bytes], status: int, shown: str) -> bytes:
    written.seek(0)
    output = written.read(MOST_OUTPUT + 1)
    if status != 0 or not output or len(output) > MOST_OUTPUT:
        raise refused(f"the file could not be read within the limits of memory, time and size; {_AGAIN}", shown)
    return output


def _checked(output: bytes, data: bytes, shown: str) -> Returned:
    """Validate the answer of the process, which is trusted no more than the file itself."""
    try:
        answer = Answer.model_validate_json(output)
    except ValidationError:
        answer = Answer()
    if answer.refused:
        raise refused(answer.refused, shown)
    returned = answer.returned
    if returned is None or returned.sha256 != hashlib.sha256(data).hexdigest():
        raise refused(f"the file could not be read; {_AGAIN}", shown)
    return returned


MEMORY = 1_536 * 1024 * 1024
"""Bytes of address space."""
SECONDS = 55
"""Seconds of processor time."""


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
        return  # Windows has no such limits; the time limit applies there too.
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

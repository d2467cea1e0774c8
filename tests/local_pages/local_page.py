"""A command that serves a page of this machine: started as a person starts it, and stopped by Ctrl-C."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import processes
from sample_project import COMMAND, Project, environment


@contextmanager
def started(project: Project, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the command in the project's folder and give its address; nothing of it runs after the block."""
    with processes.started([COMMAND, *words], project.root, env=environment()) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+/", line)
        assert found, line + process.stdout.read()
        yield process, found[0]


@dataclass
class LocalPage:
    """One running command."""

    project: Project
    process: subprocess.Popen[str]
    address: str
    """With the secret."""

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.address.split(":")[2].split("/")[0])

    def stop(self) -> tuple[float, int, str]:
        """Press Ctrl-C: how long the end takes, its status, and what is said."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=30)
        return time.monotonic() - began, self.process.returncode, said

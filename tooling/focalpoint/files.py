"""Write files whole, and let one process at a time work in a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path


def write_whole(file: Path, data: bytes) -> None:
    """Write a file whole or not at all, and make the folders above it."""
    write_all({file: data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write all files or none, and make the folders above them.

    Write each file to a temporary name in the same folder first, so that the renames cannot run out of disk space.
    """
    with ExitStack() as left:
        ready = []
        for file, data in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            temporary = file.with_name(f".{file.name}.{os.getpid()}.part")
            left.callback(temporary.unlink, missing_ok=True)
            temporary.write_bytes(data)
            ready.append((temporary, file))
        for temporary, file in ready:
            temporary.replace(file)


@contextmanager
def folder_lock(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock of a folder, and make the folder; call `waiting` once where another process or thread holds it.

    A process that died holds no lock. The lock's file stays in the folder, which therefore belongs in `build/`.
    """
    from filelock import FileLock, Timeout  # Here, because most commands need no lock.

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()

"""Skip a build whose result is already published: same inputs, and the published files unchanged since."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from focalpoint.config import Config
from focalpoint.digests import code_digest, installed_packages, path_digest
from focalpoint.files import write_whole


def inputs_digest(config: Config, what: str) -> str:
    """Digest everything an edition is made from: texts, settings, code, packages, libraries, the day."""
    from focalpoint.press.workers.cache import press_digest

    digest = sha256(repr((what, config.today, str(config.root), installed_packages(), press_digest())).encode())
    settings = config.root / "pyproject.toml"
    digest.update(code_digest().encode())
    for folder in (settings, config.manual, config.notes.parent):
        digest.update(path_digest(folder).encode())
    return digest.hexdigest()


class Record:
    """The record of what the last build published, a file in the build folder."""

    def __init__(self, file: Path, target: Path, inputs: str) -> None:
        self.file = file
        self.target = target
        self.inputs = inputs

    def pages(self) -> int | None:
        """Return the number of pages if the same inputs gave what is still published; else None."""
        try:
            kept = json.loads(self.file.read_text(encoding="utf-8"))[self.inputs]
            unchanged = all(path_digest(self.target / name) == digest for name, digest in kept["published"].items())
            return int(kept["pages"]) if unchanged else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def write(self, pages: int, published: Sequence[Path]) -> None:
        """Note what was published; what an earlier build published, and this one did not, still counts."""
        found = {path.relative_to(self.target).as_posix(): path_digest(path) for path in published}
        try:
            kept = dict(json.loads(self.file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            kept = {}
        # A few of the latest: the PDF alone and the web pages, by turns.
        kept.pop(self.inputs, None)
        latest = {**dict(list(kept.items())[-4:]), self.inputs: {"pages": pages, "published": found}}
        write_whole(self.file, json.dumps(latest).encode())


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Collect garbage less often while a book is read, which saves a fourth: hardly any of it is garbage."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)

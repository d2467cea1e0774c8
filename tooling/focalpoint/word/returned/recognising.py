"""Find what a returned Word file is: by the identity in its properties, else by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from focalpoint.config import Config
from focalpoint.content.rounds.returned import refused
from focalpoint.word.returned.assigning import plain
from focalpoint.word.returned.changes import sent_texts
from focalpoint.word.returned.returned_file import ReturnedFile
from focalpoint.word.returned.views import view
from focalpoint.word.sent import Sent, SentFile, load_sent, sent_names

_IDENTITY = re.compile(r"focalpoint-word-(d?\d+)-([0-9a-f]{10})-(\d+)")
FEWEST, LONG = 2, 30
"""Paragraphs that a file must share with what was sent, and the characters from which a paragraph tells something."""


def recognise(config: Config, read: ReturnedFile, shown: str, number: str = "") -> tuple[Sent, SentFile]:
    """Find the record and the file of it that a returned file is; raises Trouble where it is none."""
    named = _IDENTITY.fullmatch(read.identity)
    if named and number in ("", named[1]):
        sent = load_sent(config, named[1])
        if sent.fields.id == read.identity.rpartition("-")[0] and int(named[3]) < len(sent.fields.files):
            return sent, sent.fields.files[int(named[3])]
        raise refused("the file was sent from another copy of this project; ask there", shown)
    best = max(_counted(config, read, number), key=lambda one: one[0], default=None)
    if best is None or best[0] < FEWEST:
        raise refused("the file holds no text that was sent; say what it is with --sent NUMBER, or import it", shown)
    return best[1], best[2]


def _counted(config: Config, read: ReturnedFile, number: str) -> Iterator[tuple[int, Sent, SentFile]]:
    """Count the paragraphs that a file shares with each that was sent, the latest first."""
    texts = {
        plain(line.text) for accepted in (True, False) for line in view(read.paragraphs, accepted=accepted) if line.text
    }
    for at in sent_names(config):
        if number in ("", at):
            sent = load_sent(config, at)
            for file in sent.fields.files:
                pages = [page for page in sent.pages if page.path in file.chapters]
                said = {plain(text) for text in sent_texts(pages).values() if len(text) >= LONG}
                yield len(said & texts), sent, file

"""Choose the desk's usual port and the name of its project, by which browsers keep what is not saved yet."""

from __future__ import annotations

from contextlib import closing
from hashlib import sha256
from urllib.parse import urlsplit

from focalpoint.config import Config
from focalpoint.local_pages.server import listen
from focalpoint.problems import Trouble

FIRST, COUNT = 41_000, 6_000
"""The first usual port, and how many there are; none is known as that of another program."""


def project_key(config: Config) -> str:
    """Make a name of the project's folder that tells nobody where it is."""
    return sha256(str(config.root.resolve()).encode()).hexdigest()[:16]


def own_port(config: Config) -> int:
    """Choose the port that the project's desk has each time.

    A browser keeps texts by port: at another one it does not find what it kept at this.
    """
    return FIRST + int(project_key(config), 16) % COUNT


def usual_port(config: Config) -> int:
    """Choose the project's own port, or 0 (any) where another program has it."""
    port = own_port(config)
    try:
        with closing(listen(port)):
            return port
    except Trouble:
        return 0


def is_usual(config: Config, address: str) -> bool:
    """Tell whether an address has the project's own port."""
    return urlsplit(address).port == own_port(config)

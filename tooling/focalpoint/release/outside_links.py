"""Ask whether the pages that the manual links to are still there; no build asks, and none depends on the answers."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from focalpoint.config import Config
from focalpoint.content.manual import SOURCES, Manual
from focalpoint.content.sources import plain, read_sources
from focalpoint.content.text.citations import cited_keys
from focalpoint.content.text.text_files import read_as_far
from focalpoint.files import write_whole
from focalpoint.problems import Problem, ProblemKind

AGAIN_AFTER = timedelta(days=30)
"""How long an answer that a page is there is believed; one that it is gone is asked for anew each time."""
APART = 1.0
"""Seconds between two questions to one host."""
PATIENCE = 20.0
AT_ONCE = 8
"""Hosts that are asked at the same time."""
_GONE = frozenset({404, 410})
_NO_HEAD = frozenset({403, 405, 501})
"""Answers of servers that may refuse only the short form of the question."""


class State(StrEnum):
    """What is known of an address."""

    THERE = "there"
    GONE = "gone"
    UNSURE = "unsure"
    """It did not answer, or refused: a person has to look."""


@dataclass(frozen=True)
class Answer:
    """What a server said of one address."""

    state: State
    said: str
    """The reason in words, such as `404` or `no answer`."""


Ask = Callable[[str], Answer]


def outside_links(config: Config, manual: Manual) -> dict[str, str]:
    """Collect the addresses outside the manual that texts and cited sources name, each with its first place."""
    found: dict[str, str] = {}
    for text in manual.texts:
        for address, line in text.reading.links:
            if address.startswith(("https://", "http://")):
                found.setdefault(address.partition("#")[0], f"{text.path}:{line}")
    cited = {key for text in manual.texts for key, _line in cited_keys(text.reading)}
    bib, _ = read_as_far(config, config.manual / "sources.bib")
    for source in read_sources(bib).entries:
        for name in ("url", "doi"):
            value, line = source.fields.get(name, ("", 0))
            if value and source.key in cited:
                address = plain(value) if value.startswith("http") else f"https://doi.org/{plain(value)}"
                found.setdefault(address.partition("#")[0], f"{SOURCES}:{line}")
    return found


def check_outside(config: Config, places: Mapping[str, str], ask: Ask, apart: float = APART) -> list[Problem]:
    """Ask for each address that was not found lately, and list those that are gone or give no answer."""
    file = config.build / "cache" / "outside-links.json"
    known = _known(file.read_text(encoding="utf-8") if file.is_file() else "{}")
    fresh = {address for address, day in known.items() if timedelta(0) <= config.today - day < AGAIN_AFTER}
    hosts: dict[str, list[str]] = {}
    for address in places:
        if address not in fresh:
            hosts.setdefault(urlsplit(address).netloc, []).append(address)
    answers: dict[str, Answer] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for found in pool.map(lambda one: _ask_host(one, ask, apart), hosts.values()):
            answers |= found
    known |= {address: config.today for address, answer in answers.items() if answer.state is State.THERE}
    kept = {address: str(day) for address, day in sorted(known.items()) if address in places}
    write_whole(file, json.dumps(kept, indent=0).encode())
    return [problem for address, answer in answers.items() for problem in _told(places[address], address, answer)]


def _known(text: str) -> dict[str, date]:
    try:
        return {str(address): date.fromisoformat(day) for address, day in json.loads(text).items()}
    except (ValueError, AttributeError, TypeError):
        return {}


def _ask_host(addresses: Iterable[str], ask: Ask, apart: float) -> dict[str, Answer]:
    """Ask one host for one address after the other, with a pause between them."""
    answers: dict[str, Answer] = {}
    for address in addresses:
        if answers:
            time.sleep(apart)
        answers[address] = ask(address)
    return answers


def _told(place: str, address: str, answer: Answer) -> Iterable[Problem]:
    path, _, line = place.rpartition(":")
    if answer.state is State.GONE:
        told = f"{address} is gone ({answer.said}); give the page's new address, or one of an archive"
        yield Problem(path, int(line), ProblemKind.LINK, told)
    elif answer.state is State.UNSURE:
        told = f"{address} could not be asked for ({answer.said}); look whether it is still there"
        yield Problem(path, int(line), ProblemKind.LINK, told)


def ask_server(address: str) -> Answer:
    """Ask a server whether it has an address, first without its content."""
    answer, code = _asked(address, "HEAD")
    return _asked(address, "GET")[0] if code in _NO_HEAD else answer


def _asked(address: str, method: str) -> tuple[Answer, int]:
    request = urllib.request.Request(address, method=method, headers={"User-Agent": "focalpoint-links"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            return Answer(State.THERE, str(response.status)), response.status
    except urllib.error.HTTPError as error:
        return Answer(State.GONE if error.code in _GONE else State.UNSURE, str(error.code)), error.code
    except (OSError, ValueError, http.client.HTTPException) as error:
        return Answer(State.UNSURE, f"no answer: {str(getattr(error, 'reason', error))[:60]}"), 0

"""Holds a finished edition against all that it withholds, before anybody gets to see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from focalpoint.assembly.tree import Assembled, assemble
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import Trouble, stopped

Seal = Callable[[Path], None]
"""Raises Trouble with every leak in a folder of finished files."""


def seal(assembled: Assembled, shown: str = "", remembered: Path | None = None) -> Seal:
    """The search of one edition; the Secretariat's withholds nothing and is not searched.

    `shown` is the folder as its leaks name it, where that is not the edition's own; `remembered` is a file that keeps
    which bytes were searched and found clean.
    """
    edition = assembled.edition

    def search(folder: Path) -> None:
        from focalpoint.leaks.find_leaks import find_leaks

        leaks = find_leaks(
            folder, assembled.withheld, said_by(assembled), [str(assembled.config.root)], remembered=remembered
        )
        # As the author knows it, also while it still stands aside from what was published before.
        named = shown or (f"dist/{edition}/html" if folder.name.endswith(".new") else f"dist/{edition}")
        own = folder.resolve().relative_to(folder.resolve().parent.parent).as_posix()
        leaks = [replace(leak, path=leak.path.replace(own, named, 1)) for leak in leaks]
        if leaks:
            raise Trouble(leaks)

    return search if edition is not Edition.SECRETARIAT else lambda folder: None


def said_by(assembled: Assembled) -> list[str]:
    """List what an edition says: its texts, the project's settings, and the labels of the words that they use."""
    settings, texts, known = assembled.config.settings, assembled.carried, assembled.config.vocabulary
    used = {word for text in texts for word in re.findall(r"[\w-]+", text)}
    labels = {word: ministry.label for word, ministry in known.ministries.items()} | dict(known.efforts)
    labels |= {word: challenge.label for word, challenge in known.challenges.items()}
    printed = [settings.title, settings.network, settings.publisher, settings.status, settings.comments]
    printed += [challenge.cover for challenge in known.challenges.values()]
    printed += [known.focal_point.many, *(form for _name, noun in known.nouns for form in noun)]
    return [*texts, *printed, *(label for word, label in labels.items() if word in used)]


def seal_of(config: Config, folder: Path) -> Seal:
    """The search of a finished edition by its folder's name, against the texts as they are now."""
    name = folder.resolve().name
    if name not in set(Edition):
        raise stopped("is not an edition's folder; give dist/public or dist/network", str(folder))
    if not folder.is_dir():
        raise stopped(f"does not exist; make it with: focalpoint build --edition {name}", str(folder))
    return seal(assemble(config, check_manual(config), Edition(name)))

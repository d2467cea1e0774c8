"""Stop an edition that reveals anything it withholds, before it is published."""

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

LeakGate = Callable[[Path], None]
"""Searches a folder of finished files; raises Trouble with every leak."""


def leak_gate(assembled: Assembled, shown: str = "", remembered: Path | None = None) -> LeakGate:
    """Make the leak gate of an edition; the Secretariat's withholds nothing and is not searched.

    `shown` is the folder's path in messages, by default the edition's own; `remembered` is the search cache's
    file.
    """
    edition = assembled.edition

    def search(folder: Path) -> None:
        from focalpoint.leaks.find_leaks import find_leaks

        leaks = find_leaks(
            folder, assembled.withheld, carried_texts(assembled), [str(assembled.config.root)], remembered=remembered
        )
        # The path as the author knows it, even while the new edition still has a temporary name.
        named = shown or (f"dist/{edition}/html" if folder.name.endswith(".new") else f"dist/{edition}")
        own = folder.resolve().relative_to(folder.resolve().parent.parent).as_posix()
        leaks = [replace(leak, path=leak.path.replace(own, named, 1)) for leak in leaks]
        if leaks:
            raise Trouble(leaks)

    return search if edition is not Edition.SECRETARIAT else lambda folder: None


def carried_texts(assembled: Assembled) -> list[str]:
    """List what an edition says: its texts, the project's settings, and the labels of the vocabulary that they use."""
    settings, texts, known = assembled.config.settings, assembled.carried, assembled.config.vocabulary
    used = {word for text in texts for word in re.findall(r"[\w-]+", text)}
    labels = {word: ministry.label for word, ministry in known.ministries.items()} | dict(known.efforts)
    labels |= {word: challenge.label for word, challenge in known.challenges.items()}
    printed = [settings.title, settings.network, settings.publisher, settings.status, settings.comments]
    printed += [challenge.cover for challenge in known.challenges.values()]
    printed += [known.focal_point.many, *(form for _name, noun in known.nouns for form in noun)]
    return [*texts, *printed, *(label for word, label in labels.items() if word in used)]


def leak_gate_of(config: Config, folder: Path) -> LeakGate:
    """Make the leak gate of a finished edition, chosen by its folder's name, from the current texts."""
    name = folder.resolve().name
    if name not in set(Edition):
        raise stopped("is not an edition's folder; give dist/public or dist/network", str(folder))
    if not folder.is_dir():
        raise stopped(f"does not exist; make it with: focalpoint build --edition {name}", str(folder))
    return leak_gate(assemble(config, check_manual(config), Edition(name)))

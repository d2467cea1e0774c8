"""Keep the ids of all paragraphs, `releases/addresses.json`: each follows its paragraph from release to release."""

from __future__ import annotations

import json
from base64 import b32encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.releases import Commit
from focalpoint.content.text.markdown import read_markdown
from focalpoint.problems import Problem, ProblemKind, Trouble
from focalpoint.records import Record
from focalpoint.release.changes.edition_text import EditionText, TextBlock, edition_text
from focalpoint.review.anchoring.block_matching import align
from focalpoint.review.anchoring.text_history import texts_at

SHORTEST = 6
"""Characters of an id; more where two paragraphs would have the same."""
Id = Annotated[str, Field(pattern="^[a-z2-7]{6,}$")]


class Registry(Record):
    """The ids of all paragraphs at one commit, and what became of those that were there before."""

    commit: Commit | None = None
    """None before the first release."""
    paragraphs: Mapping[str, tuple[Id, ...]] = {}
    """The ids of each chapter's paragraphs in their order, by docname, those of closed passages among them."""
    gone: Mapping[Id, Id | None] = {}
    """Each paragraph that is no longer there, with the one that its matter went into."""
    renamed: Mapping[str, str] = {}
    """Each chapter that is no longer there, with the one that most of it went into, by docname."""
    published: Mapping[Edition, tuple[Id, ...]] = {}
    """The ids that each edition has ever published."""
    chapters: Mapping[Edition, tuple[str, ...]] = {}
    """The chapters that each edition has ever published, by docname."""


def registry_file(config: Config) -> Path:
    """Make the path of the registry."""
    return config.root / "releases" / "addresses.json"


def load_registry(config: Config) -> Registry:
    """Read the registry; raises Trouble where it is broken. Before the first release it is empty."""
    file = registry_file(config)
    if not file.is_file():
        return Registry()
    try:
        return Registry.model_validate_json(file.read_bytes())
    except ValidationError:
        told = "cannot be read; restore the file from Git: it holds the addresses that people have cited"
        raise Trouble([Problem(config.shown(file), 0, ProblemKind.RELEASE, told)]) from None


def registry_text(registry: Registry) -> bytes:
    """Write the registry, an id a line."""
    return json.dumps(registry.model_dump(mode="json"), indent=1, sort_keys=True).encode() + b"\n"


def advanced(config: Config, registry: Registry, commit: str, editions: Sequence[Edition]) -> Registry:
    """Bring the registry to a commit that is being released: the same registry and commit give the same ids."""
    new = text_of(config, commit, Edition.SECRETARIAT)
    now = _numbered(new)
    ids = _carried_over(config, registry, new) if registry.commit else {}
    used = {*registry.gone, *(id for those in registry.paragraphs.values() for id in those)}
    for block in now:
        key = (block.chapter, block.number)
        if key not in ids:
            ids[key] = _new_id(block, used)
            used.add(ids[key])
    paragraphs: dict[str, tuple[str, ...]] = {}
    for block in now:
        paragraphs[block.chapter] = (*paragraphs.get(block.chapter, ()), ids[block.chapter, block.number])
    gone = _gone(config, registry, new, ids)
    published = {edition: tuple(sorted(those)) for edition, those in registry.published.items()}
    chapters = dict(registry.chapters)
    for edition in editions:
        text = text_of(config, commit, edition)
        shown = {ids[one.chapter, one.number] for one in _numbered(text)}
        published[edition] = tuple(sorted({*published.get(edition, ()), *shown}))
        chapters[edition] = tuple(sorted({*chapters.get(edition, ()), *text.titles}))
    return Registry(
        commit=commit,
        paragraphs=paragraphs,
        gone=gone,
        renamed={**registry.renamed, **dict(_renamed(registry, paragraphs, gone))},
        published=published,
        chapters=chapters,
    )


def text_of(config: Config, commit: str, edition: Edition) -> EditionText:
    """Read an edition's text at a commit."""
    return edition_text(config, commit[:10], texts_at(config, commit), edition, read_markdown)


def _numbered(text: EditionText) -> list[TextBlock]:
    return [block for block in text.blocks if block.numbered]


def ids_of(registry: Registry, text: EditionText) -> dict[tuple[str, str], str]:
    """Return the ids of all paragraphs by chapter and number; `text` is that of all at the registry's commit."""
    order: dict[str, Iterator[str]] = {name: iter(those) for name, those in registry.paragraphs.items()}
    return {(one.chapter, one.number): next(order[one.chapter]) for one in _numbered(text)}


Place = tuple[str, str]


def _matches(config: Config, registry: Registry, new: EditionText) -> Iterator[tuple[str, list[TextBlock]]]:
    """Yield each id of the registry with the paragraphs of the new text that came from it, the likeliest id first."""
    assert registry.commit is not None
    old = text_of(config, registry.commit, Edition.SECRETARIAT)
    ids = ids_of(registry, old)
    found = align(old.texts, new.texts)
    for place, match in sorted(found.items(), key=lambda one: -one[1].similarity):
        block = old.blocks[place]
        if block.numbered:
            into = [new.blocks[now] for now in match.new]
            yield ids[block.chapter, block.number], [one for one in into if one.numbered]


def _carried_over(config: Config, registry: Registry, new: EditionText) -> dict[Place, str]:
    """Give each paragraph the id of the one that it came from; of a split one the first part keeps it."""
    ids: dict[Place, str] = {}
    for id, into in _matches(config, registry, new):
        if into and (into[0].chapter, into[0].number) not in ids:
            ids[into[0].chapter, into[0].number] = id
    return ids


def _gone(
    config: Config, registry: Registry, new: EditionText, ids: Mapping[Place, str]
) -> dict[str, str | None]:
    """Say of each id that no paragraph has any more where its matter went."""
    if registry.commit is None:
        return {}
    standing = set(ids.values())
    went = {id: ids[into[0].chapter, into[0].number] for id, into in _matches(config, registry, new) if into}
    lost = [id for those in registry.paragraphs.values() for id in those if id not in standing]
    return {**registry.gone, **{id: went.get(id) for id in lost}}


def _renamed(
    registry: Registry, now: Mapping[str, Sequence[str]], gone: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    """Yield each chapter that is gone with the one that most of its paragraphs are in."""
    where = {id: name for name, those in now.items() for id in those}
    for name, those in registry.paragraphs.items():
        if name not in now:
            found = Counter(where[last] for id in those if (last := resting(gone, id)) in where)
            if found:
                yield name, found.most_common(1)[0][0]


def resting(gone: Mapping[str, str | None], id: str) -> str:
    """Follow an id to the paragraph in which its matter is; empty where it is in none."""
    seen: set[str] = set()
    while id in gone and id not in seen:
        seen.add(id)
        id = gone[id] or ""
    return id


def _new_id(block: TextBlock, used: set[str]) -> str:
    """Make an id from the paragraph's first words and place; nobody can read from it what is printed there."""
    digest = b32encode(sha256(f"{block.chapter}\n{block.number}\n{block.text}".encode()).digest()).decode().lower()
    return next(id for end in range(SHORTEST, len(digest)) if (id := digest[:end]) not in used)

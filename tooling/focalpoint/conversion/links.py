"""Turn links of other tools into links of the manual."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from focalpoint.conversion.blocks import Foreign, Heading, Paragraph
from focalpoint.conversion.markdown_inlines import linked
from focalpoint.conversion.wording import slug_of

_FOLDER = re.compile(r"/$|/index(?:\.\w+)?$")


def name_of(file: str) -> str:
    """Return the name of a file as that of a chapter: without the number before it and the kinds behind it."""
    return slug_of(
        re.sub(r"^\d+[-_. ]+|(?:\.(?:md|markdown|mdx|docx|html?|ipynb|rst))+$", "", file, flags=re.IGNORECASE)
    )


class Links:
    """Knows the chapters that are there or being brought in, and which headings of theirs are linked."""

    def __init__(self, slugs: Mapping[Path, str], known: frozenset[str]) -> None:
        self._slugs = slugs
        self._known = known | set(slugs.values())
        self._wanted: set[str] = set()
        self._given: set[str] = set()

    def link(self, own: str, foreign: Foreign, given: tuple[str, str], line: int) -> str:
        """Return words with the link that the manual can have; tell of a link that it cannot.

        `own` is the name of the chapter, `given` the words and the address.
        """
        words, address = given[0], unquote(given[1].strip())
        if re.match(r"(?:https?|mailto|tel):", address):
            return linked(words, given[1].strip())
        file, _, anchor = address.partition("#")
        target = name_of(Path(_FOLDER.sub("", file)).name) if file else own
        said = words.strip()
        if anchor and target in self._slugs.values():
            label = f"{target}-{slug_of(anchor)}"
            self._wanted.add(label)
            return f"[{said or label}](#{label})"
        if target in self._known and target != own:
            return f"{said} ({{chapter}}`{target}`)" if said else f"{{chapter}}`{target}`"
        if address:
            foreign.leave(line, f"the link from “{said}” to `{address}`; link a page of the web, or cite a chapter")
        return words

    def give_labels(self, foreign: Foreign, own: str) -> None:
        """Give each heading and paragraph that is linked its label, and every other none."""
        for block in foreign.blocks:
            if isinstance(block, Heading | Paragraph):
                names = [block.label, block.anchor] if isinstance(block, Heading) else [block.label]
                labels = (f"{own}-{slug_of(name)}" for name in names if name)
                block.label = next((one for one in labels if one in self._wanted - self._given), "")
                self._given |= {block.label} - {""}

    def without_dead(self, body: str, foreign: Foreign) -> str:
        """Take the links to labels that nothing got out of a text, and tell of them."""

        def settled(found: re.Match[str]) -> str:
            if found[2] in self._given:
                return found[0]
            foreign.leave(0, f"the link from “{found[1]}” to `#{found[2]}`, which no heading has; link another")
            return found[1]

        return re.sub(r"\[([^][]*)\]\(#([\w-]+)\)", settled, body)

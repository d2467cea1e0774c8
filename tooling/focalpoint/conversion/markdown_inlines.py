"""Write the words of foreign Markdown: emphasis, links, pictures, HTML and roles within a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from markdown_it.token import Token

from focalpoint.conversion.blocks import Foreign
from focalpoint.conversion.foreign_html import HTML
from focalpoint.conversion.wording import ADDRESS, BULLET, as_code, as_words, marked

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w-]*)(?P<more>[^>]*)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}
_BREAKS = frozenset("br p div li tr ul ol hr".split())
_ROLES = {"sub": "sub", "sup": "sup"}
_CODE_TAGS = frozenset({"code", "kbd", "samp", "tt", "var"})
_AS_CODE = frozenset(
    "code kbd command file samp literal program guilabel menuselection envvar py:func py:class".split()
)
_SHOWN = re.compile(r"(?P<words>.*?)\s*<(?P<target>[^<>]+)>", re.DOTALL)
_KEPT = frozenset({"sub", "sup", "abbr"})

Link = Callable[[str, str, int], str]
"""Takes words, an address and a line; returns the words with whatever link the manual can have."""


@dataclass
class Inlines:
    """Writes inline tokens; pictures and comments among them are handed to the block round them."""

    foreign: Foreign
    link: Link
    pictures: list[tuple[str, str, int]] = field(default_factory=list)
    """Address, alternative and line of each picture."""
    remarks: list[str] = field(default_factory=list)

    def words(self, tokens: Sequence[Token], line: int) -> str:
        """Return the tokens as Markdown of the manual; a line that breaks is a line end."""
        stack: list[list[str]] = [[]]
        opened: list[tuple[str, str]] = []

        def close(name: str) -> None:
            if not any(name == one for one, _more in opened):
                return
            while opened:
                one, more = opened.pop()
                text = self._closed(one, more, "".join(stack.pop()), line)
                stack[-1].append(text)
                if one == name:
                    break

        for place, token in enumerate(tokens):
            kind = token.type
            if kind in ("text", "text_special"):
                stack[-1].append(as_words(token.content))
            elif kind == "softbreak":
                line += 1
                after = tokens[place + 1].content if place + 1 < len(tokens) else ""
                stack[-1].append("\n" if BULLET.match(after) else " ")
            elif kind == "hardbreak":
                line += 1
                stack[-1].append("\n")
            elif kind == "code_inline":
                stack[-1].append(as_code(token.content))
            elif kind == "html_inline":
                self._html(token.content, stack, opened, close, line)
            elif kind == "footnote_ref":
                stack[-1].append(f"[^{note_label(str(token.meta.get('label') or ''), token.meta['id'])}]")
            elif kind == "image":
                alternative = token.content
                self.pictures.append((str(token.attrGet("src") or ""), alternative, line))
            elif kind == "myst_role":
                stack[-1].append(self._role(token.meta["name"], token.content, line))
            elif kind.endswith("_open"):
                opened.append((kind.removesuffix("_open"), str(token.attrGet("href") or "")))
                stack.append([])
            elif kind.endswith("_close"):
                close(kind.removesuffix("_close"))
            elif token.content:
                stack[-1].append(as_words(token.content))
        while opened:
            close(opened[-1][0])
        written = re.sub(r"[^\S\n]+", " ", "".join(stack[0]))
        return re.sub(r" ([.,])(?=\s|$)", r"\1", written).strip()

    def _closed(self, name: str, more: str, words: str, line: int) -> str:
        if name in ("strong", "em"):
            return marked(words, "**" if name == "strong" else "*")
        if name == "s":
            self.foreign.leave(line, f"words struck out: “{words.strip()}”; write them again if they hold")
            return ""
        if name == "link":
            return self.link(words, more, line)
        if name in _SIGNS:
            return marked(words, _SIGNS[name])
        if name in _ROLES and words.strip():
            return f"{{{_ROLES[name]}}}`{words.strip()}`"
        if name in _CODE_TAGS:
            return as_code(words)
        if name == "a" and more:
            return self.link(words, more, line)
        return words

    def _html(
        self,
        text: str,
        stack: list[list[str]],
        opened: list[tuple[str, str]],
        close: Callable[[str], None],
        line: int,
    ) -> None:
        if text.startswith("<!--"):
            self.remarks.append(text.removeprefix("<!--").removesuffix("-->").strip())
            return
        found = _TAG.fullmatch(text)
        if not found:
            self.foreign.leave(line, f"HTML: `{text}`; write what it did in Markdown")
            return
        name = found["name"].lower()
        if name not in HTML:
            stack[-1].append(as_words(text))
            return
        attributes = {key.lower(): one or other for key, one, other in _ATTRIBUTE.findall(found["more"])}
        if name in _BREAKS:
            stack[-1].append("\n")
        elif name == "img":
            self.pictures.append((attributes.get("src", ""), attributes.get("alt", ""), line))
        elif found["end"]:
            close(name)
        elif not found["more"].rstrip().endswith("/"):
            opened.append((name, attributes.get("href", "")))
            stack.append([])

    def _role(self, name: str, content: str, line: int) -> str:
        shown = _SHOWN.fullmatch(content)
        words, target = (shown["words"], shown["target"]) if shown else (content, content)
        if name in _KEPT:
            return f"{{{name}}}`{content}`"
        if name in _AS_CODE or name == "math":
            return as_code(words)
        if name in ("ref", "any", "std:ref", "numref"):
            return self.link(as_words(words) if shown else "", f"#{target}", line)
        if name in ("doc", "std:doc", "download"):
            return self.link(as_words(words) if shown else "", target, line)
        if name.partition(":")[0] in ("cite", "footcite", "citep", "citet"):
            self.foreign.leave(
                line, f"the citation `{content}`; enter the source in manual/sources.bib and write {{footcite}}`key`"
            )
            return ""
        if name == "term":
            return as_words(words)
        self.foreign.leave(line, f"the role `{{{name}}}` round “{content}”; its words stay as plain words")
        return as_words(words)


def note_label(label: str, id: int) -> str:
    """Return the label of a footnote in letters, figures and dashes; one without a label has its number."""
    return re.sub(r"[^\w-]+", "-", label).strip("-") or f"note-{id + 1}"


def linked(words: str, address: str) -> str:
    """Return a link to the web, as the manual writes it."""
    address = address.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    if not words.strip() or unquote(words.strip()) == unquote(address):
        return address if ADDRESS.fullmatch(address) else f"<{address}>"
    return f"[{re.sub(r'[][]', '', words.strip())}]({address})"

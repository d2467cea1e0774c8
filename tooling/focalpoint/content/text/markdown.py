"""A chapter's or note's Markdown as the things a rule asks about: its roles, directives, labels, links and sentences.

Markdown is read with markdown-it and the plugins that MyST uses, so that nothing inside a code fence is taken for text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from focalpoint.content.lettered_lists import LETTERED, letter_faults, lettered_lists
from focalpoint.content.text.glossary import definitions
from focalpoint.content.text.reading import Directive, Point, Prose, Reading, Role, parsed_once
from focalpoint.content.text.structure import after_footnotes, after_points, structure_faults

VERBATIM = frozenset({"toctree", "bibliography", "footbibliography", "code-block", "math", "raw", "literalinclude"})
"""Directives whose body is not Markdown."""
_DIRECTIVE = re.compile(r"\{([^\s}]+)\}[ \t]*(.*)", re.DOTALL)
_LABELLED = re.compile(r"\[(TLP:[^\]\s]*)\]")
_DASHES = re.compile(r"\s*---+\s*")
_FIELD = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)")
_OPTION = re.compile(r":([A-Za-z][\w-]*):[ \t]*(.*)")


EXTENSIONS = frozenset({"colon_fence", "deflist"})
"""What MyST reads besides its own: the same as `myst_enable_extensions` of `manual/conf.py`."""


@cache
def markdown_parser() -> MarkdownIt:
    """Return the parser of every chapter and note: the one by which the editions are read, MyST's own.

    It keeps escaped characters apart from the words round them, which MyST joins after parsing.
    """
    parser = create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML).disable("text_join")
    lettered_lists(parser)
    return parser


MARKDOWN = "markdown"
"""Names the parser to whoever keeps what it found."""


# The live preview reads the whole manual at every save, in which one file is new.
@lru_cache(maxsize=512)
def read_markdown(text: str) -> Reading:
    """The reading of one file; its line numbers count from 1. Never change it: the same text gives the same object."""
    found: Reading = parsed_once(MARKDOWN, text, lambda: _parsed(text))
    return found


def _parsed(text: str) -> Reading:
    reading = Reading()
    _walk(text, 0, (), reading)
    return reading


def _walk(text: str, offset: int, inside: tuple[str, ...], reading: Reading) -> None:
    """Enter what a text holds into `reading`; `offset` is the line before its first, `inside` the directives round."""
    env: dict[str, Any] = {}
    tokens = markdown_parser().parse(text, env)
    found = structure_faults(tokens, text.split("\n"), inside)
    reading.faults += ((offset + line, message) for line, message in found)
    reading.faults += (
        (offset + reference["map"][0] + 1, "an address apart from its link is not used; write [words](https://address)")
        for reference in env.get("references", {}).values()
    )
    reading.faults += ((offset + line, message) for line, message in letter_faults(tokens, env))
    if not inside:
        reading.after_points += after_points(tokens)
    reading.after_footnotes += ((label, offset + line) for label, line in after_footnotes(tokens))
    blocks: list[str] = []
    for token in tokens:
        line, end = (offset + place + 1 for place in token.map or (0, 0))
        kind = _BLOCKS.get(token.type.removesuffix("_open").removesuffix("_close"))
        if kind and token.nesting:
            blocks.append(kind) if token.nesting > 0 else blocks.pop()
        if token.type == "heading_open":
            reading.headings.append((int(token.tag[1]), line))
        elif token.type == "list_item_open" and token.level == 1 and token.info and not inside:
            if LETTERED in token.meta:
                continue
            reading.points.append(Point(int(token.info), line, end, ""))
        elif token.type in ("fence", "colon_fence"):
            _enter_fence(token, line, inside, reading)
        elif token.type == "html_block":
            reading.html.append((line, token.content))
        elif token.type == "code_block":
            reading.indented.append(line)
        elif token.type == "myst_target":
            reading.labels.append((token.content, line))
        elif token.type == "myst_line_comment":
            reading.comments.append((line, end))
        elif token.type == "footnote_reference_open":
            reading.footnotes.append((token.meta["label"], line, end))
        elif token.type == "inline":
            if reading.points and reading.points[-1].line == line and (label := _LABELLED.match(token.content)):
                reading.points[-1] = reading.points[-1]._replace(label=label[1])
            rows = tuple(_rows(token.children or [], line, reading))
            reading.prose.append(Prose(rows, line, (*inside, *blocks)))
            reading.words += ((row, number) for number, row in enumerate(rows, line))


_BLOCKS = {
    "bullet_list": "list", "ordered_list": "list", "table": "table", "heading": "heading",
    "footnote_reference": "footnote", "blockquote": "quote", "dl": "list",
}  # fmt: skip


def _enter_fence(token: Token, line: int, inside: tuple[str, ...], reading: Reading) -> None:
    if not token.info.strip():
        reading.nameless.append(line)
    directive = directive_of(token, line, inside)
    if directive is None:
        if info := token.info.strip():
            message = f"a block begins with its name in braces, as in `:::{{note}}`; here stands `{info[:40]}`"
            if "`" in token.markup and "TLP" not in info:
                message += "; the manual shows no code"
            reading.faults.append((line, message))
        return
    if token.map and token.map[1] - token.map[0] < token.content.count("\n") + 2:
        reading.unclosed.append(line)
    name, argument, options = directive.name, directive.argument, directive.options
    reading.directives.append(directive)
    rows = token.content.split("\n")
    opening = [row for row in rows[: directive.body[0][1] - line - 1] if row.strip()] if directive.body else rows
    if dashed := next((number for number, row in enumerate(opening, 1) if _DASHES.fullmatch(row)), 0):
        message = "options stand between lines of hyphens here; take those lines out, and write each `:name: value`"
        reading.faults.append((line + dashed, message))
    given = [option[1] for row in opening if (option := _OPTION.fullmatch(row.strip()))]
    if len(given) != len(set(given)):
        message = f"an option stands twice in `{{{name}}}`; keep one of each"
        reading.faults.append((line, message))
    if any(re.match(r"\s*:(?!::)", row) for row, _line in directive.body[:1]):
        message = "this line of options is not `:name: value`; write it so, or leave an empty line before the text"
        reading.faults.append((directive.body[0][1], message))
    for key, (value, number) in options.items():
        if key in ("ask", "takes"):
            aside = Reading()
            reading.words += ((row, number) for row in _inline(value, number, (), aside))
            reading.codes += aside.codes
        elif key != "handling":
            reading.codes.append((value, number))
    if "name" in options:
        reading.labels.append(options["name"])
    if name in ("figure", "image"):
        reading.images.append((argument, options.get("alt", ("", 0))[0], line))
    within = (*inside, name)
    if argument and name not in VERBATIM | {"figure", "image"}:
        reading.titles.append(Prose(tuple(_inline(argument, line, within, reading)), line, within))
        reading.words += ((row, line) for row in reading.titles[-1].rows if name != "handling")
    if name not in VERBATIM:
        rows = directive.rows
        text = "\n".join(definitions(rows) if name == "glossary" else rows)
        _walk(text, line, within, reading)


def directive_of(token: Token, line: int, inside: tuple[str, ...] = ()) -> Directive | None:
    """The directive that a fence is, or None where it is none; `line` is the fence's first."""
    match = _DIRECTIVE.fullmatch(token.info.strip())
    if not match or not token.map:
        return None
    lines = token.content.split("\n")
    options: dict[str, tuple[str, int]] = {}
    count = 0
    for count, row in enumerate(lines):
        option = _OPTION.fullmatch(row.strip())
        if not option:
            break
        options[option[1]] = (option[2].strip(), line + 1 + count)
    if _DASHES.fullmatch(lines[count]):
        # The checks refuse them; they are read so that nothing is told which only follows from that.
        end = next((n for n in range(count + 1, len(lines)) if _DASHES.fullmatch(lines[n])), count)
        named = ((_FIELD.fullmatch(lines[n].strip()), line + 1 + n) for n in range(count + 1, end))
        options |= {field[1]: (field[2].strip(), at) for field, at in named if field}
        count = min(end + 1, len(lines) - 1)
    body = tuple((row, line + 1 + number) for number, row in enumerate(lines) if number >= count)
    return Directive(match[1], match[2].strip(), options, body, line, line + token.map[1] - token.map[0], inside)


def _inline(text: str, line: int, inside: tuple[str, ...], reading: Reading) -> Iterator[str]:
    """The rows of one line of Markdown that is not a block of its own: a directive's argument."""
    for token in markdown_parser().parseInline(text):
        yield from _rows(token.children or [], line, reading)


def _rows(children: Sequence[Token], line: int, reading: Reading) -> Iterator[str]:
    row = ""
    for token in children:
        match token.type:
            case "softbreak" | "hardbreak":
                yield row
                row, line = "", line + 1
            case "text":
                row += token.content
            case "text_special":
                # What is escaped is meant as it stands: it is no markup, and no sign of any.
                row += token.content if token.content.isalnum() else "§"
            case "myst_role":
                reading.codes.append((token.content, line))
                reading.roles.append(Role(token.meta["name"], token.content, line))
                row += "" if token.meta["name"] in CALLS else "§"
            case "footnote_ref":
                reading.calls.append((token.meta["label"], line))
            case "link_open":
                reading.links.append((str(token.attrGet("href") or ""), line))
                reading.codes.append((f"{token.attrGet('href')} {token.attrGet('title') or ''}", line))
            case "image":
                reading.images.append((str(token.attrGet("src") or ""), token.content, line))
            case "html_inline":
                reading.html.append((line, token.content))
            case "code_inline":
                reading.codes.append((token.content, line))
                row += "§"
    yield row


CALLS = frozenset({"footcite", "heard", "footcite:p"})
"""Roles that stand after a sentence rather than in it."""

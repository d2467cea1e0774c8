"""Take out of foreign Markdown, before it is parsed, what belongs to the tool that it was written for."""

from __future__ import annotations

import re
from typing import Any

from focalpoint.content.text.fields import load_fields
from focalpoint.conversion.blocks import Foreign

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_TEMPLATE = re.compile(r"\{%-?.*?-?%\}|\{\{[<%]?.*?[%>]?\}\}", re.DOTALL)
_ATTRIBUTES = re.compile(r"\{:[^{}]*\}|(?<=[)\]\w`*])\{[.][^{}`]*\}")
_MKDOCS = re.compile(r"(?P<indent> *)(?:!!!|\?\?\?\+?) +(?P<name>[\w-]+)(?: +\"(?P<title>[^\"]*)\")?\s*")
_DOCUSAURUS = re.compile(r"(?P<fence>\s*:{3,}) ?(?P<name>[a-z]+)(?:\[(?P<title>[^\]]*)\]| +(?P<words>[^{}]+))?\s*")


def split_fields(text: str, foreign: Foreign) -> str:
    """Read the title from the front matter, tell of its other fields, and return the text with empty lines for it."""
    lines = text.split("\n")
    fence = lines[0].rstrip()
    if fence not in ("---", "+++"):
        return text
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in (fence, "...")), 0)
    if not end:
        return text
    fields: Any = None
    if fence == "---":
        try:
            fields = load_fields("\n".join(["", *lines[1:end]]), (1, 2))
        except Exception:  # what YAML refuses it refuses in a dozen ways
            fields = None
    if not isinstance(fields, dict):
        fields = dict(_assigned(lines[1:end]))
    foreign.title = str(fields.get("title") or "").strip()
    said = next((str(fields[name]).strip() for name in ("question", "description", "summary") if fields.get(name)), "")
    foreign.question = said if said.endswith("?") else ""
    unused = [line for line in lines[1:end] if line.strip() and not _is_taken(line, foreign)]
    if unused:
        fields_left = "; ".join(" ".join(line.split()) for line in unused)
        foreign.leave(2, f"these fields: `{fields_left}`; write in the chapter what readers need of them")
    return "\n".join([""] * (end + 1) + lines[end + 1 :])


def _is_taken(line: str, foreign: Foreign) -> bool:
    """Whether a line of the fields gives the title or the question."""
    name = re.split(r"[:=]", line, maxsplit=1)[0].strip()
    return name == "title" or bool(foreign.question and foreign.question in line)


def _assigned(lines: list[str]) -> list[tuple[str, str]]:
    pairs = (re.split(r"\s*[:=]\s*", line, maxsplit=1) for line in lines if re.match(r"\w+\s*[:=]", line))
    return [(pair[0], pair[1].strip("\"' ")) for pair in pairs if len(pair) == 2]


def plainer(text: str, foreign: Foreign) -> str:
    """Bring boxes of other tools to one form, and tell of templates and attributes, which go.

    Lines keep their numbers.
    """
    rows, fence = text.split("\n"), ""
    box = -1
    """Columns at which the body of an open box of MkDocs stands; -1 outside one."""
    written: list[str] = []
    for number, row in enumerate(rows, 1):
        found = _FENCE.match(row)
        if found and (not fence or (row.strip().startswith(fence) and not row.strip().strip(fence[0]))):
            fence = "" if fence else found[1]
        if box >= 0 and row.strip():
            if len(row) - len(row.lstrip()) >= box:
                written.append(row[box:])
                continue
            written[-1] = ":::" if not written[-1].strip() else written[-1] + "\n:::"
            box = -1
        if fence or found:
            written.append(row)
        elif opened := _MKDOCS.fullmatch(row):
            box = len(opened["indent"]) + 4
            written.append(f":::{{{opened['name']}}} {opened['title'] or ''}".rstrip())
        elif opened := _DOCUSAURUS.fullmatch(row):
            title = opened["title"] or opened["words"] or ""
            written.append(f"{opened['fence']}{{{opened['name']}}} {title}".rstrip())
        else:
            written.append(_without_templates(row, number, foreign))
    if box >= 0:
        written.append(":::")
    return "\n".join(written)


def _without_templates(row: str, number: int, foreign: Foreign) -> str:
    parts = re.split(r"(`+[^`]*`+)", row)
    for place in range(0, len(parts), 2):
        for pattern, what in ((_TEMPLATE, "a template of another tool"), (_ATTRIBUTES, "attributes of another tool")):
            for found in pattern.finditer(parts[place]):
                foreign.leave(number, f"{what}: `{found[0]}`; write what it showed")
            # Where words stand round it, a gap stays that a reader of the draft sees.
            parts[place] = pattern.sub("…" if pattern is _TEMPLATE else "", parts[place])
    bare = "".join(parts)
    return bare if re.search(r"\w", bare) else bare.replace("…", "")

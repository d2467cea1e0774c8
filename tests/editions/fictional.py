"""Writes a project that does not exist, 61 members, 80 notes and chapters that use each construct under each label."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from fictional_chapters import ABOUT, MAPPING, POST
from fictional_closed import CLOSED_CHAPTERS, DESK, GLOSSARY, SOURCES
from fictional_notes import notes, text_of
from fictional_roster import roster
from PIL import Image, PngImagePlugin

from sample_texts import REPOSITORY, SETTINGS, VOCABULARY

_NOTE = re.compile(r"NOTE(\d+)")
FIGURES = ("rings", "doors", "ladder")
PHOTOGRAPHS = ("border", "archive")
BIB_KEYS = ("summit2005", "report2009", "greenpaper2015", "amberpaper2016", "strictpaper2017")


INDEX = """# Sample Manual

This is the web edition.

```{toctree}
:caption: Front matter

front/about
```

```{toctree}
:caption: "Part I. Ground"
:numbered:

ground/post
closed/network
```

```{toctree}
:caption: "Part II. Work"
:numbered:

tasks/mapping
closed/signs
tasks/desk
```

```{toctree}
:caption: "Part III. Behind the door"
:numbered:

closed/cabinet
```

```{toctree}
:caption: Annexes

glossary
sources
consultations/index
```
"""


def write_fictional(root: Path) -> None:
    """Write the whole project; the same files every time."""
    for name, data in files().items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def files() -> dict[str, bytes]:
    """Every file of the project by its path."""
    held = notes()
    texts = {
        "pyproject.toml": SETTINGS,
        "manual/vocabulary.toml": VOCABULARY,
        "manual/conf.py": (REPOSITORY / "manual" / "conf.py").read_text(encoding="utf-8"),
        "manual/index.md": INDEX,
        "manual/front/about.md": ABOUT,
        "manual/ground/post.md": POST,
        "manual/tasks/mapping.md": MAPPING,
        "manual/tasks/desk.md": DESK,
        **{f"manual/closed/{name}.md": text for name, text in CLOSED_CHAPTERS.items()},
        "manual/glossary.md": GLOSSARY,
        "manual/sources.md": SOURCES,
        "manual/sources.bib": "\n".join(_source(key) for key in BIB_KEYS),
        "consultations/roster.yaml": roster(),
        **{f"consultations/notes/{note.id}.md": text_of(note) for note in held},
        **{f"manual/figures/{name}.svg": _drawing(name) for name in FIGURES},
    }
    ids = [note.id for note in held]
    written = {path: _NOTE.sub(lambda found: ids[int(found[1])], text).encode() for path, text in texts.items()}
    return written | {f"manual/figures/{name}.png": _photograph(name) for name in PHOTOGRAPHS}


def _source(key: str) -> str:
    name, year = key[:-4], key[-4:]
    return (
        f"@misc{{{key},\n  author = {{{{Office of the {name.capitalize()}}}}},\n"
        f"  title = {{The {name} on what was found}},\n  year = {{{year}}},\n}}\n"
    )


def _drawing(name: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">\n'
        f"  <title>A drawing of {name}</title>\n  <desc>It shows {name} and no more.</desc>\n"
        f'  <circle cx="100" cy="50" r="{20 + len(name)}" fill="none" stroke="#222"/>\n</svg>\n'
    )


def _photograph(name: str) -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Description", f"A photograph of the {name}")
    made = BytesIO()
    Image.new("RGB", (60, 30), (len(name) * 20, 90, 60)).save(made, "PNG", pnginfo=words, dpi=(300, 300))
    return made.getvalue()

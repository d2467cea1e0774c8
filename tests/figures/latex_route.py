"""The same text by Sphinx's own way to a PDF: its LaTeX writer, then xelatex as often as its Makefile runs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from docutils import nodes

NEEDED = ("xelatex", "latexmk", "xindy")
PICTURE = re.compile(r"\\sphinxincludegraphics(?:\[[^\]]*\])?\{[^\n]*\}")
"""SVG, which xelatex cannot take in: the route goes without the drawings, to its advantage."""


def can_run() -> bool:
    """Whether this machine has what the route needs."""
    return all(map(shutil.which, NEEDED))


def write(source: Path, folder: Path, settings: dict[str, Any]) -> int:
    """Read, write and set the assembled tree; returns the number of pages."""
    from pypdfium2 import PdfDocument
    from sphinx.application import Sphinx
    from sphinx.writers.latex import LaTeXTranslator

    out = folder / "latex"
    shutil.rmtree(out, ignore_errors=True)
    settings = {
        **settings,
        "latex_engine": "xelatex",
        "latex_elements": {"papersize": "a4paper"},
        "latex_documents": [("index", "manual.tex", "Manual", "Nobody", "manual")],
    }
    app = Sphinx(source, source, out, folder / "latex-doctrees", "latex", settings, status=None, warning=None)
    writer: Any = LaTeXTranslator
    writer.visit_paragraph_number = _number
    writer.unknown_visit = writer.unknown_departure = lambda self, node: None
    app.build()
    text = out / "manual.tex"
    text.write_text(PICTURE.sub("[drawing]", text.read_text(encoding="utf-8")), encoding="utf-8")
    options = {**os.environ, "LATEXMKOPTS": "-interaction=nonstopmode -f"}
    subprocess.run(["make", "-s", "all-pdf"], cwd=out, env=options, capture_output=True, check=True)
    with PdfDocument(out / "manual.pdf") as pdf:
        return len(pdf)


def _number(writer: Any, node: nodes.Element) -> None:
    writer.body.append(f"{node['ordinal']} ")
    raise nodes.SkipNode

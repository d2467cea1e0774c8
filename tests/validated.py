"""Whether a PDF keeps a standard: the validator says wherever it is installed, and our own check everywhere."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from focalpoint.press.preflight.pdfua_checks import check_pdfua

VALIDATOR = shutil.which("verapdf")
"""The command veraPDF, which the project's machines have on their path."""
STANDARDS = ("ua1", "3a")


def faults(file: Path, standard: str) -> str:
    """What is wrong with a PDF: what the validator says, or where there is none, what our own check says."""
    check_pdfua(file.read_bytes())
    if VALIDATOR is None:
        return ""
    run = subprocess.run([VALIDATOR, "-f", standard, file], capture_output=True, text=True, check=False)
    return run.stdout + run.stderr if run.returncode else ""

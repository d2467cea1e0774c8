"""Whether a PDF keeps a standard: the validator says wherever it is installed, and our own check everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from focalpoint.press.preflight.pdfua_checks import check_pdfua

VALIDATOR = shutil.which("verapdf")
"""The command veraPDF, which the project's machines have on their path."""
STANDARDS = "ua1,3a"
"""PDF/UA-1, which says that people who listen can read it, and PDF/A-3a, which says that archives keep it."""
START_FAST = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Options of Java for a program that runs for seconds: half the processor time."""


def faults(*files: Path) -> str:
    """What is wrong with PDFs: what the validator says by both standards, or where there is none, our own check."""
    for file in files:
        check_pdfua(file.read_bytes())
    if VALIDATOR is None:
        return ""
    fast = {**os.environ, "JAVA_TOOL_OPTIONS": START_FAST}
    run = subprocess.run([VALIDATOR, "-f", STANDARDS, *files], capture_output=True, text=True, check=False, env=fast)
    passed = all(f"PASS {standard} {file} " in run.stdout for standard in STANDARDS.split(",") for file in files)
    return "" if passed and run.returncode == 0 else run.stdout + run.stderr

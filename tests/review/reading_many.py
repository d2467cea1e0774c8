"""Reads many files in one process as the sandbox worker reads one: `python reading_many.py ROOT FOLDER`.

Prints a line of JSON for each file, before the next is opened, so that one that ends the process is known.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import traceback
from pathlib import Path

from focalpoint.review.intake.sandbox import answer_to

MEMORY = 768 * 1024 * 1024
"""Half of what the process of one file has, which is tried where this is too little."""


def main(root: str, folder: str) -> None:
    """Read the files of a folder, by name, with the drafts of a project."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for file in sorted(Path(folder).iterdir()):
        print(json.dumps({"file": file.name}), flush=True)
        started = time.monotonic()
        try:
            answer = answer_to(file.read_bytes(), Path(root))
            told = {"refused": answer.refused, "size": len(answer.model_dump_json())}
            if answer.returned:
                told |= {"found": len(answer.returned.findings), "warned": "; ".join(answer.returned.warnings)}
        except Exception:
            told = {"traceback": traceback.format_exc()}
        print(json.dumps({"file": file.name, "took": time.monotonic() - started, **told}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

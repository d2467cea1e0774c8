"""Keep on disk the fields that were read from each ledger, since reading the YAML takes longer than all else.

Only that is spared: every field is validated at each reading. One file a ledger, in `build/`; where the text, the
reader or the Python is another, it does not count. It holds JSON, so that nothing in it can be more than values.
"""

from __future__ import annotations

import contextlib
import json
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from focalpoint.config import Config
from focalpoint.content.text import fast_yaml
from focalpoint.files import write_whole

Fields = tuple[dict[str, Any], tuple[int, ...]]
"""The fields of a ledger, and the line of each of its comments."""


@cache
def _reader() -> bytes:
    """Digest what decides how a ledger is read."""
    code = Path(fast_yaml.__file__).read_bytes()
    return sha256(code + repr((yaml.__version__, sys.version)).encode()).digest()


def kept_fields(config: Config, text: str, path: str) -> Fields | None:
    """Return what `fast_fields` reads in the text of a ledger, from an earlier run where it is kept."""
    file = config.build / "ledgers" / "read" / f"{path.replace('/', '-')}.json"
    sign = sha256(_reader() + text.encode("utf-8", "surrogatepass")).hexdigest()
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(file.read_bytes())
        if kept["sign"] == sign:
            return kept["fields"], tuple(kept["lines"])
    found = fast_yaml.fast_fields(text, "comments")
    if found:
        # A disk that takes no more is no reason to stop.
        with contextlib.suppress(OSError):
            write_whole(file, json.dumps({"sign": sign, "fields": found[0], "lines": found[1]}).encode())
    return found

"""Mend a fault of ctypes, the module of Python that finds shared libraries, while WeasyPrint is imported.

WeasyPrint tries several names for each library, first those of other systems. For a name that the loader does not know,
`ctypes.util.find_library` on Linux runs `ldconfig`, the C compiler and the linker, which takes longer than loading all
the libraries. The exact name that WeasyPrint tries last is enough for the loader.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager

PLATFORM = "linux"
"""The system on which the fault was seen."""
VERSIONS = ((3, 11), (3, 12), (3, 13), (3, 14))
"""Versions of Python in which it was seen; any other searches as it does by itself."""


@contextmanager
def exact_names() -> Iterator[None]:
    """Have a library be found by its exact name or not at all, and put Python's own search back afterwards."""
    if sys.platform != PLATFORM or sys.version_info[:2] not in VERSIONS:
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search

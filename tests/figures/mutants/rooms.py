"""Say which files are broken, room by room, and which tests are to see it."""

from __future__ import annotations

from pathlib import Path

ROOMS = {
    "withholding": ("assembly/withhold.py", "assembly/closed_lines.py", "assembly/clearing.py",
                    "assembly/leak_terms.py", "content/consultation/handling.py"),
    "clearing": ("assembly/clearing.py",),
    "language": ("checks/stray_markup.py", "checks/handling.py", "checks/constructs.py", "content/text/structure.py"),
    "leaks": ("leaks/*.py",),
    "anchoring": ("review/anchoring/*.py",),
    "numbering": ("extension/paragraphs.py", "extension/book_order.py", "extension/points.py", "extension/chapter.py",
                  "extension/blocks.py"),
    "ledger": ("review/ledger/*.py", "content/rounds/ledger.py", "content/rounds/comments.py"),
    "importing": ("review/intake/*.py",),
    "gates": ("press/preflight/*.py",),
}  # fmt: skip
"""The files of each room, below `tooling/focalpoint`. The search for leaks is the gate of a finished edition."""
TESTS = {
    "withholding": ("assembly", "content/consultation/test_handling.py", "extension/test_closed_text.py"),
    "clearing": ("assembly",),
    "language": ("checks", "content/text"),
    "leaks": ("leaks",),
    "anchoring": ("review/anchoring", "review/replies"),
    "numbering": ("extension", "assembly"),
    "ledger": ("review/ledger", "review/intake", "content/rounds", "checks", "cli/test_comments_commands.py"),
    "importing": ("review/intake", "cli/test_comments_commands.py"),
    "gates": ("press/preflight",),
}
"""Where, below `tests`, the tests lie that are to see the mutants of each room."""
SLOW = ("test_damaged_returns.py", "test_incremental.py", "test_validated_tags.py", "test_leak_gate.py")
"""Files of tests among them that take too long to be asked."""
MADE_ONCE = ("make_shop", "shop", "printed", "pages", "chapter_pdf", "forms", "built")
"""Fixtures of the whole run that are only the material of tests: they are made with nothing broken, for all mutants."""
COSTLIEST = 6.0
"""Seconds of the processor: a test that takes longer is not asked."""
PATIENCE = 12.0
"""Seconds of the processor that the tests of one mutant may take together; those that come later are not asked."""


def tests_of(rooms: set[str], root: Path) -> list[Path]:
    """List the files of tests of some rooms."""
    tops = {root / "tests" / name for room in rooms for name in TESTS[room]}
    found = {path for top in tops for path in ([top] if top.is_file() else top.rglob("test_*.py"))}
    return sorted(path for path in found if path.name not in SLOW)


def files_of(package: Path) -> dict[str, str]:
    """Map the path of each file, below the package, to its room; raise where a pattern finds nothing."""
    found: dict[str, str] = {}
    for room, patterns in ROOMS.items():
        for pattern in patterns:
            paths = sorted(package.glob(pattern))
            assert paths, f"{pattern}: no such file; correct it in {__file__}"
            found.update((path.relative_to(package).as_posix(), room) for path in paths)
    return found

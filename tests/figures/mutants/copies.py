"""Copies of the repository in which files may be broken, each with a Python of its own that sees no other copy."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SCRATCH = ROOT / "build" / "mutants"
COMMAND = "#!{python}\nimport sys\n\nfrom focalpoint.cli import main\n\nsys.exit(main())\n"


def files_to_copy() -> list[str]:
    """List what Git has or would take."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    return sorted({name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()})


def copy(number: int) -> Path:
    """Bring a copy up to date; return its Python, which is to be started in the folder `tree` beside it."""
    top = SCRATCH / f"copy{number}"
    tree, names = top / "tree", files_to_copy()
    for path in [path for path in tree.rglob("*") if path.is_file() and "__pycache__" not in path.parts]:
        if path.relative_to(tree).as_posix() not in names:
            path.unlink()
    for name in names:
        source, target = ROOT / name, tree / name
        before, now = target.stat() if target.exists() else None, source.stat()
        if before is None or (before.st_size, before.st_mtime_ns) != (now.st_size, now.st_mtime_ns):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    return _python(top / "venv", tree)


def _python(folder: Path, tree: Path) -> Path:
    """Make a Python with this one's libraries and the copy's package; it holds even for one started with `-I`."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, symlinks=True)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    libraries = sysconfig.get_path("purelib")
    (packages / "copy.pth").write_text(f"{tree / 'tooling'}\n{libraries}\n", encoding="utf-8")
    command = python.with_name("focalpoint")
    command.write_text(COMMAND.format(python=python), encoding="utf-8")
    command.chmod(0o755)
    return python

"""The lock is renewed whole or not at all, and only where every Python and system has ready-made files."""

from __future__ import annotations

from pathlib import Path

import pytest

from focalpoint.setup import upgrade as module
from focalpoint.setup.upgrade import upgrade

UV = """#!/bin/sh
echo "$@" >>calls
if [ "$2" = compile ]; then
  [ -e refused ] && { echo "error: no versions" >&2; exit 2; }
  for last; do [ "$before" = --output-file ] && out=$last; before=$last; done
  cp "$out" kept
  cp found "$out"
elif [ -e missing ]; then
  case "$*" in *3.14*apple*) echo "cause: Because one==2 has no usable wheels" >&2; exit 1;; esac
fi
"""
FOUND = "one==2 \\\n    --hash=sha256:0\nthree==3 ; sys_platform == 'win32' \\\n    --hash=sha256:0\nthree==4 \\\n"
OLD = "one==1 \\\n    --hash=sha256:0\ntwo==2 \\\n    --hash=sha256:0\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a lock, and a uv that always finds the same versions."""
    (tmp_path / "build" / "upgrade").mkdir(parents=True)
    (tmp_path / "requirements.lock").write_text(OLD)
    (tmp_path / "found").write_text(FOUND)
    uv = tmp_path / "uv"
    uv.write_text(UV)
    uv.chmod(0o755)
    monkeypatch.setattr(module, "_install_uv", lambda _: str(uv))
    return tmp_path


def calls(root: Path) -> list[str]:
    return (root / "calls").read_text().splitlines()


def test_all_packages_are_renewed_and_the_changes_told(root: Path) -> None:
    assert upgrade(root, []) == ["  one 1 -> 2", "  three (new) -> 3 or 4", "  two 2 -> (gone)"]
    head, *lines = (root / "requirements.lock").read_text().splitlines()
    assert head.startswith("# Made from pyproject.toml by `make upgrade`")
    assert lines[0] == (
        "#   uv pip compile --universal --python-version 3.11 --extra dev --generate-hashes --no-header"
    )
    assert (root / "requirements.lock").read_text().endswith(f" pip takes no other.\n{FOUND}")
    assert "--generate-hashes --no-header --upgrade --quiet" in calls(root)[0]
    assert (root / "kept").read_text() == OLD


def test_one_package_is_renewed_and_no_other(root: Path) -> None:
    upgrade(root, ["weasyprint"])
    assert "--upgrade-package=weasyprint" in calls(root)[0]
    assert "--upgrade " not in calls(root)[0]


def test_every_python_and_system_is_tried_with_hashes_and_ready_made_files_alone(root: Path) -> None:
    upgrade(root, [])
    tried = calls(root)[1:]
    assert len(tried) == 16
    assert {line.split("--python-version ")[1].split()[0] for line in tried} == {"3.11", "3.12", "3.13", "3.14"}
    assert all("--no-deps --only-binary :all: --require-hashes" in line for line in tried)


def test_a_python_without_a_file_leaves_the_lock_as_it_was(root: Path) -> None:
    (root / "missing").touch()
    with pytest.raises(SystemExit, match=r"stays as it was(.|\n)*  Python 3\.14 on macOS 15: one==2$"):
        upgrade(root, [])
    assert (root / "requirements.lock").read_text() == OLD


def test_what_uv_refuses_leaves_the_lock_as_it_was(root: Path) -> None:
    (root / "refused").touch()
    with pytest.raises(SystemExit, match=r"stays as it was(.|\n)*error: no versions"):
        upgrade(root, [])
    assert (root / "requirements.lock").read_text() == OLD

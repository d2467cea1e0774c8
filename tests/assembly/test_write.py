"""Writing the tree: only what changed, nothing stale, and each file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from focalpoint.assembly.tree import Piece, write_tree

TREE = {name: Piece(name.encode(), f"manual/{name}") for name in ("index.md", "a/one.md", "a/two.md", "b/c/three.svg")}


def found(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if path.is_file() or not any(path.iterdir())
    }


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_the_tree_is_written_as_it_is(tmp_path: Path) -> None:
    assert write_tree(TREE, tmp_path / "new" / "source") == 4
    assert found(tmp_path / "new" / "source") == {name: piece.data for name, piece in TREE.items()}


def test_only_changed_files_are_rewritten(tmp_path: Path) -> None:
    write_tree(TREE, tmp_path)
    for path in tmp_path.rglob("*.*"):
        os.utime(path, (1, 1))
    before = times(tmp_path)
    assert write_tree(TREE, tmp_path) == 0
    assert times(tmp_path) == before
    assert write_tree({**TREE, "a/two.md": Piece(b"changed", "")}, tmp_path) == 1
    assert [name for name, time in times(tmp_path).items() if time != before[name]] == ["two.md"]
    assert (tmp_path / "a" / "two.md").read_bytes() == b"changed"


def test_stale_files_and_folders_are_removed(tmp_path: Path) -> None:
    write_tree(TREE, tmp_path)
    (tmp_path / "a" / ".one.md.123.part").write_text("left by a build that was killed")
    (tmp_path / "d" / "e").mkdir(parents=True)
    (tmp_path / "loose").symlink_to(tmp_path / "nowhere")
    del (left := dict(TREE))["b/c/three.svg"]
    assert write_tree(left, tmp_path) == 0
    assert found(tmp_path) == {name: piece.data for name, piece in left.items()}


def test_a_file_takes_the_place_of_a_folder_and_the_other_way_round(tmp_path: Path) -> None:
    write_tree(TREE, tmp_path)
    other = {"a": Piece(b"a file now", ""), "index.md/x.md": Piece(b"a folder now", "")}
    assert write_tree(other, tmp_path) == 2
    assert found(tmp_path) == {name: piece.data for name, piece in other.items()}
    write_tree(TREE, tmp_path)
    assert found(tmp_path) == {name: piece.data for name, piece in TREE.items()}


def test_a_link_is_replaced_and_what_it_led_to_is_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("mine")
    write_tree(TREE, tmp_path / "source")
    (tmp_path / "source" / "index.md").unlink()
    (tmp_path / "source" / "index.md").symlink_to(outside)
    write_tree(TREE, tmp_path / "source")
    assert outside.read_text() == "mine"
    assert (tmp_path / "source" / "index.md").read_bytes() == b"index.md"

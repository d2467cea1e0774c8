"""A manual that tries the extension, written once for all tests that only look."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from extension_texts import EXTENSION

from focalpoint.content.consultation.handling import Edition
from sample_project import Project
from sphinx_pages import Written, write


def _new(root: Path) -> Project:
    project = Project(root)
    for path, text in EXTENSION.items():
        project.write(path, text)
    return project


@pytest.fixture
def texts(tmp_path: Path) -> Project:
    """The manual, not read yet; change it as you like."""
    return _new(tmp_path / "texts")


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The web pages of the public edition."""
    return _whole(write(_new(tmp_path_factory.mktemp("web"))))


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The web pages of the network edition, which carries the passage and the note that the public one may not."""
    return _whole(write(_new(tmp_path_factory.mktemp("network")), edition=Edition.NETWORK))


@pytest.fixture(scope="session")
def units(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The units of the print edition for the public."""
    return _whole(write(_new(tmp_path_factory.mktemp("units")), "print"))


@pytest.fixture
def copies(tmp_path: Path) -> Callable[[Project], Project]:
    """Makes fresh projects of the same text as another, in which nothing was ever built."""
    number = count(1)

    def copy(project: Project) -> Project:
        fresh = Project(tmp_path / f"fresh{next(number)}")
        for folder in ("manual", "consultations"):
            for name, data in project.files(folder).items():
                fresh.write(f"{folder}/{name}", data)
        fresh.write("pyproject.toml", project.read("pyproject.toml"))
        return fresh

    return copy


def _whole(written: Written) -> Written:
    assert written.problems == []
    return written

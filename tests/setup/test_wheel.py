"""The package as pip installs it, away from the repository: it holds every file that it needs, and makes a PDF."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

from sample_project import Project, make_project

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "tooling/focalpoint/"

pytestmark = pytest.mark.slow


def tracked() -> list[str]:
    """List the files that a commit would hold now, as paths inside the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [name for name in listed if name and (ROOT / name).is_file()]


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", *arguments, "--no-deps", "--no-index", "--quiet"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the repository, so that nothing is left in it and nothing old gets in."""
    source = tmp_path_factory.mktemp("source")
    for name in tracked():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, source / name)
    # What a test run leaves beside the modules belongs to no wheel.
    left = source / PACKAGE / "press" / "__pycache__" / "book.cpython-311.pyc"
    left.parent.mkdir()
    left.write_bytes(b"left over")
    wheels = tmp_path_factory.mktemp("wheels")
    pip("wheel", "--no-build-isolation", "--wheel-dir", str(wheels), str(source))
    (made,) = wheels.iterdir()
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in an environment of its own, which shares the other packages; returns its programs' folder."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    pip("--python", str(folder / "bin" / "python"), "install", str(wheel))
    # A .pth inside a folder that a .pth names is not read: the editable installation of the checkout stays out.
    shared = "\n".join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    (packages / "shared.pth").write_text(shared, encoding="utf-8")
    return folder / "bin"


def run(command: list[str | Path], folder: Path) -> str:
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=folder, env=settings, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def manual(tmp_path: Path) -> Project:
    return make_project(tmp_path / "project")


def test_the_wheel_holds_every_tracked_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    held = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wanted = {name.removeprefix("tooling/") for name in tracked() if name.startswith(PACKAGE)}
    assert len([name for name in wanted if not name.endswith(".py")]) > 40
    assert held == wanted


def test_the_tools_come_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    said = run([installed / "python", "-c", "import focalpoint; print(focalpoint.__file__)"], tmp_path)
    assert Path(said.strip()).is_relative_to(installed.parent)
    assert not Path(said.strip()).is_relative_to(ROOT)


def test_a_manual_is_checked_and_built_with_it(installed: Path, manual: Project) -> None:
    run([installed / "focalpoint", "check"], manual.root)
    run([installed / "focalpoint", "build", "--edition", "public"], manual.root)
    published = manual.files("dist/public")
    assert published["manual.pdf"].startswith(b"%PDF-")
    assert len(published["manual.pdf"]) > 20_000
    assert b"<html" in published["html/index.html"]
    assert any(name.endswith("edition.css") for name in published)

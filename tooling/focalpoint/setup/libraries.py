"""Find the system libraries that printing needs, and install them where no password is asked for.

WeasyPrint draws text with Pango and its companions, which pip cannot install. The Makefile runs this file before every
command that prints; the command line calls `missing_libraries` before it imports WeasyPrint, whose own complaint
would be a traceback.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from focalpoint.setup.bootstrap import ROOT, alone, say


class Library(NamedTuple):
    """One system library, with the name of its file on each kind of system."""

    name: str
    linux: str
    macos: str
    windows: str

    @property
    def files(self) -> list[str]:
        """Return the names to load it by on this machine."""
        if sys.platform == "darwin":
            return [self.macos, *(f"{folder}/{self.macos}" for folder in MACOS_FOLDERS)]
        return [self.windows if sys.platform == "win32" else self.linux]


class System(NamedTuple):
    """One kind of system, and what to type on it."""

    name: str
    manager: str
    """The package manager, by which the system is recognised."""
    prepare: tuple[str, ...]
    """What to run before the second attempt: it renews the lists of packages."""
    install: tuple[str, ...]
    git: str
    """What to type for Git."""
    chromium: str
    """What to type for the browser of the tests."""
    as_root: bool
    """Whether the package manager works for root only (Homebrew refuses root)."""


# The names that WeasyPrint asks for itself: what is found here is what it will find.
LIBRARIES = (
    Library("GObject", "libgobject-2.0.so.0", "libgobject-2.0.dylib", "libgobject-2.0-0.dll"),
    Library("Pango", "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    Library("PangoFT2", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    Library("HarfBuzz", "libharfbuzz.so.0", "libharfbuzz.dylib", "libharfbuzz-0.dll"),
    Library("HarfBuzz subset", "libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", "libharfbuzz-subset-0.dll"),
    Library("Fontconfig", "libfontconfig.so.1", "libfontconfig.dylib", "libfontconfig-1.dll"),
)
APT = ("apt-get", "install", "-y", "--no-install-recommends")
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")  # The others come with these.
PACMAN = (r"C:\msys64\usr\bin\pacman", "-S", "--noconfirm", "mingw-w64-ucrt-x86_64-pango")
DEBIAN = System(
    "Debian and Ubuntu",
    "apt-get",
    ("apt-get", "update"),
    (*APT, *PANGO),
    "sudo apt-get install git",
    "sudo apt-get install chromium",
    True,
)
FEDORA = System(
    "Fedora",
    "dnf",
    (),
    ("dnf", "install", "-y", "pango"),
    "sudo dnf install git",
    "sudo dnf install chromium",
    True,
)
MACOS = System(
    "macOS",
    "brew",
    (),
    ("brew", "install", "pango"),
    "brew install git",
    "brew install --cask chromium",
    False,
)
WINDOWS = System(
    "Windows",
    "winget",
    (),
    ("winget", "install", "MSYS2.MSYS2", "&&", *PACMAN),
    "winget install Git.Git",
    "winget install Hibbiki.Chromium",
    False,
)
SYSTEMS = (DEBIAN, FEDORA, MACOS, WINDOWS)

# Homebrew on Apple silicon, Homebrew on Intel, MacPorts.
MACOS_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib")
WINDOWS_FOLDERS = (r"C:\msys64\ucrt64\bin", r"C:\msys64\mingw64\bin", r"C:\Program Files\GTK3-Runtime Win64\bin")


def missing_libraries() -> list[str]:
    """Name the libraries that printing needs and this machine lacks.

    On macOS and Windows, open the folders of the package managers to the imports that follow in this process, because
    WeasyPrint would not look there by itself.
    """
    _open_folders()
    return [library.name for library in LIBRARIES if load(library) is None]


def load(library: Library) -> ctypes.CDLL | None:
    """Load a library; return None where this machine has none."""
    for file in library.files:
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    return None


def advice() -> str:
    """Say what to type to get the libraries: one line, or one for each system where this one is not recognised."""
    system = this_system()
    if system is not None:
        return "Printing needs the Pango libraries. Type once, then the same command again: " + line_to_type(system)
    lines = [f"  {each.name}: {line_to_type(each)}" for each in SYSTEMS]
    return "\n".join(["Printing needs the Pango libraries. Type once, by your system:", *lines])


def this_system() -> System | None:
    """Recognise the kind of system of this machine."""
    if sys.platform == "darwin":
        return MACOS
    if sys.platform == "win32":
        return WINDOWS
    return next((each for each in (DEBIAN, FEDORA) if shutil.which(each.manager)), None)


def line_to_type(system: System) -> str:
    """Return what a person types to install the libraries."""
    line = " && ".join(" ".join(command) for command in (system.prepare, system.install) if command)
    if not system.as_root or _is_root():
        return line
    if this_system() is system and shutil.which("sudo") is None:
        return f"su -c '{line}'"
    return "sudo " + line.replace("&& ", "&& sudo ")


def install() -> bool:
    """Install the libraries where the package manager asks for no password; return whether they are there."""
    system = this_system()
    before = None if system is None else _without_password(system)
    if system is None or before is None:
        return False
    say(f"Installing the Pango libraries with {system.manager}, which printing needs: about one minute ...")
    attempts = ([system.install], [system.prepare, system.install]) if system.prepare else ([system.install],)
    output = ""
    for attempt in attempts:
        # sudo clears the environment, so the settings travel in the command.
        done = [_run((*before, *command)) for command in attempt][-1]
        output = done.stdout.strip()
        if done.returncode == 0 and not missing_libraries():
            return True
    say(f"That failed (no network?); {system.manager} ended with: {(output.splitlines() or ['nothing'])[-1]}")
    return False


def main() -> None:
    """Find the libraries or install them; exit with a line that says what to type where that fails."""
    try:
        if missing_libraries():
            with alone(ROOT):
                if missing_libraries() and not install():  # Another set-up may have done it meanwhile.
                    sys.exit(advice())
    except KeyboardInterrupt:
        sys.exit("Stopped. Nothing is broken: the same command starts the set-up again.")


def _open_folders() -> None:
    if sys.platform == "darwin":
        # ctypes (to which CFFI turns when the loader finds nothing) reads this at every search; the loader itself
        # reads it only when a program starts, so it is no use to set it in the Makefile, where SIP removes it.
        setting = "DYLD_FALLBACK_LIBRARY_PATH"
        known = os.environ.get(setting, f"{Path.home()}/lib:/usr/local/lib:/lib:/usr/lib").split(":")
        os.environ[setting] = ":".join([*(folder for folder in MACOS_FOLDERS if folder not in known), *known])
    if sys.platform == "win32":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", ";".join(WINDOWS_FOLDERS)).split(";"):
            if Path(folder).is_dir():
                os.add_dll_directory(folder)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _without_password(system: System) -> tuple[str, ...] | None:
    """Return the words to put before a command so that it asks for nothing; None where there are none."""
    if shutil.which(system.manager) is None or system is WINDOWS or (_is_root() and not system.as_root):
        return None
    settings = ("env", "DEBIAN_FRONTEND=noninteractive", "HOMEBREW_NO_AUTO_UPDATE=1")
    if _is_root() or not system.as_root:
        return settings
    if shutil.which("sudo") and _run(("sudo", "-n", "true")).returncode == 0:
        return ("sudo", "-n", *settings)
    return None


def _run(command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


if __name__ == "__main__":
    main()

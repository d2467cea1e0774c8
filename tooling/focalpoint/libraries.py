"""Finds the system libraries that printing needs, and installs them where no password is asked for.

WeasyPrint draws text with Pango and its companions, which pip cannot install. `bootstrap.py` loads this file by
its path before anything is installed, so it uses the standard library only and stays readable to Python 3.7. The
command line calls `missing_libraries` before it imports WeasyPrint, whose own complaint would be a traceback.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import Callable, NamedTuple


class Library(NamedTuple):
    """One system library under the name each kind of system gives its file."""

    name: str
    linux: str
    macos: str
    windows: str


class System(NamedTuple):
    """One kind of system: the program it is known by, and what to type on it."""

    name: str
    manager: str
    """The package manager whose presence gives the system away."""
    prepare: tuple[str, ...]
    """What to run before the second attempt: fresh lists of packages."""
    install: tuple[str, ...]
    python: str
    """What to type for a Python that is new enough."""
    as_root: bool
    """Whether the package manager works as root only (Homebrew refuses root)."""


# The names WeasyPrint asks for itself: what is found here is what it will find.
LIBRARIES = (
    Library("GObject", "libgobject-2.0.so.0", "libgobject-2.0.dylib", "libgobject-2.0-0.dll"),
    Library("Pango", "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    Library("PangoFT2", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    Library("HarfBuzz", "libharfbuzz.so.0", "libharfbuzz.dylib", "libharfbuzz-0.dll"),
    Library("HarfBuzz subset", "libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", "libharfbuzz-subset-0.dll"),
    Library("fontconfig", "libfontconfig.so.1", "libfontconfig.dylib", "libfontconfig-1.dll"),
)

DEBIAN = System(
    "Debian and Ubuntu",
    "apt-get",
    ("apt-get", "update"),
    ("apt-get", "install", "-y", "--no-install-recommends")
    + ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),  # the others come with these
    "sudo apt-get install python3.11 python3.11-venv",
    True,
)
FEDORA = System("Fedora", "dnf", (), ("dnf", "install", "-y", "pango"), "sudo dnf install python3.11", True)
MACOS = System("macOS", "brew", (), ("brew", "install", "pango"), "brew install python@3.12", False)
WINDOWS = System(
    "Windows",
    "winget",
    (),
    ("winget", "install", "MSYS2.MSYS2", "&&")
    + (r"C:\msys64\usr\bin\pacman", "-S", "--noconfirm", "mingw-w64-ucrt-x86_64-pango"),
    "winget install Python.Python.3.12",
    False,
)
SYSTEMS = (DEBIAN, FEDORA, MACOS, WINDOWS)

# Homebrew on Apple silicon, Homebrew on Intel, MacPorts.
MACOS_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib")
WINDOWS_FOLDERS = (r"C:\msys64\ucrt64\bin", r"C:\msys64\mingw64\bin", r"C:\Program Files\GTK3-Runtime Win64\bin")


def missing_libraries() -> list[str]:
    """Name the libraries that printing needs and this machine lacks.

    On macOS and Windows it also opens the folders of the package managers to the imports that follow in this
    process, because WeasyPrint would not look there by itself.
    """
    _open_folders()
    return [library.name for library in LIBRARIES if not _loads(library)]


def advice() -> str:
    """Say what to type to get the libraries: one line, or one for each system where this one is not recognised."""
    system = this_system()
    if system is not None:
        return "Printing needs the Pango libraries. Type once, then the same command again: " + _line(system)
    lines = [f"  {each.name}: {_line(each)}" for each in SYSTEMS]
    return "\n".join(["Printing needs the Pango libraries. Type once, by your system:"] + lines)


def this_system() -> System | None:
    """Recognise the kind of system this machine runs."""
    if sys.platform == "darwin":
        return MACOS
    if sys.platform == "win32":
        return WINDOWS
    return next((each for each in (DEBIAN, FEDORA) if shutil.which(each.manager)), None)


def install(say: Callable[[str], None]) -> bool:
    """Install the libraries where the package manager asks for no password, and return whether they are there."""
    system = this_system()
    before = None if system is None else _without_password(system)
    if system is None or before is None:
        return False
    say(f"Installing the Pango libraries with {system.manager}, which printing needs: about one minute ...")
    attempts = ([system.install], [system.prepare, system.install]) if system.prepare else ([system.install],)
    for attempt in attempts:
        output, status = "", 0
        for command in attempt:
            # sudo clears the environment, so the settings travel in the command.
            done = _run(before + command)
            output, status = done.stdout.strip(), done.returncode
        if status == 0 and not missing_libraries():
            return True
    say(f"That failed (no network?); {system.manager} ended with: {(output.splitlines() or ['nothing'])[-1]}")
    return False


def _loads(library: Library) -> bool:
    if sys.platform == "darwin":
        names = [library.macos] + [os.path.join(folder, library.macos) for folder in MACOS_FOLDERS]
    else:
        names = [library.windows if sys.platform == "win32" else library.linux]
    import ctypes  # here, because most commands do not print

    for name in names:
        try:
            ctypes.CDLL(name)
            return True
        except OSError:
            continue
    return False


def _open_folders() -> None:
    if sys.platform == "darwin":
        # ctypes (to which CFFI turns when the loader finds nothing) reads this at every search; the loader itself
        # reads it only when a program starts, so it is no use to set it in the Makefile, where SIP removes it.
        setting = "DYLD_FALLBACK_LIBRARY_PATH"
        known = os.environ.get(setting, os.path.expanduser("~/lib") + ":/usr/local/lib:/lib:/usr/lib").split(":")
        os.environ[setting] = ":".join([folder for folder in MACOS_FOLDERS if folder not in known] + known)
    if sys.platform == "win32":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", ";".join(WINDOWS_FOLDERS)).split(";"):
            if os.path.isdir(folder):
                os.add_dll_directory(folder)


def _line(system: System) -> str:
    line = " && ".join(" ".join(command) for command in (system.prepare, system.install) if command)
    if not system.as_root or _is_root():
        return line
    if this_system() is system and shutil.which("sudo") is None:
        return f"su -c '{line}'"
    return "sudo " + line.replace("&& ", "&& sudo ")


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _without_password(system: System) -> tuple[str, ...] | None:
    """Find the words to put before a command so that it asks for nothing; None where there are none."""
    if shutil.which(system.manager) is None or system is WINDOWS or (_is_root() and not system.as_root):
        return None
    settings = ("env", "DEBIAN_FRONTEND=noninteractive", "HOMEBREW_NO_AUTO_UPDATE=1")
    if _is_root() or not system.as_root:
        return settings
    if shutil.which("sudo") and _run(("sudo", "-n", "true")).returncode == 0:
        return ("sudo", "-n") + settings
    return None


def _run(command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        errors="replace",
        check=False,
    )

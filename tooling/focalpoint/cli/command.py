"""Give every command its project, its options and its end: a failure is one line and exit status 1, Ctrl-C ends it."""

from __future__ import annotations

import errno
import functools
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import date
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Any, ParamSpec

import typer

from focalpoint.cli.telling import ERR, tell_problems
from focalpoint.config import Config, given_day, settle_epoch
from focalpoint.problems import Trouble, stopped

Arguments = ParamSpec("Arguments")
UNTOUCHED = "what was finished before still stands in dist/"
_MACHINE = {
    errno.ENOSPC: f"the disk is full; free some space and type the command again ({UNTOUCHED})",
    errno.EDQUOT: f"your quota of disk space is used up; free some and type the command again ({UNTOUCHED})",
    errno.EFBIG: f"a limit on the size of files stops this; ask for a higher one ({UNTOUCHED})",
    errno.EROFS: f"this disk cannot be written to; copy the folder to one that can ({UNTOUCHED})",
}


def guarded(command: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Wrap a command so that every failure is told in the author's terms; a fault of the toolchain leaves a report."""

    @functools.wraps(command)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except Trouble as trouble:
            tell_problems(trouble.problems)
        except KeyboardInterrupt:
            # PDFium's library would tell, at the end of the process, of each object that was open at that moment.
            if told := sys.modules.get("pypdfium2_cfg"):
                told.DEBUG_AUTOCLOSE.value = logging.CRITICAL
            tell_problems(stopped(f"stopped by Ctrl-C; {UNTOUCHED}").problems)
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            cause = _machine_failure(error)
            tell_problems(stopped(_machine_words(cause), cause.filename or "").problems) if cause else _report(error)
        else:
            return
        raise typer.Exit(1)

    return run


def _machine_failure(error: BaseException | None) -> OSError | None:
    """Find the operating system's refusal behind an error, such as a full disk; None where the fault is ours."""
    while error is not None:
        if isinstance(error, OSError) and (error.errno in _MACHINE or isinstance(error, PermissionError)):
            error.filename = _known(Path(error.filename)) if isinstance(error.filename, str) else ""
            return error
        error = error.__cause__ or error.__context__
    return None


def _known(place: Path) -> str:
    """Return the path as a person knows it; for a hidden, half-written file of ours the folder."""
    place = place.parent if place.name.startswith(".") else place
    return os.path.relpath(place) if place.is_relative_to(Path.cwd()) else str(place)


def _machine_words(error: OSError) -> str:
    known = _MACHINE.get(error.errno or 0)
    return known or f"you may not write or read this here; ask who owns the folder ({UNTOUCHED})"


def _report(error: Exception) -> None:
    """Print that the fault is the toolchain's, and keep a report for its maintainers."""
    report = Path("build") / "fault.txt"
    try:
        report.parent.mkdir(exist_ok=True)
        report.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        kept = f"the report for its maintainers is in {report}"
    except OSError:
        kept = "no report could be written"
    first = str(error).splitlines()[0] if str(error) else ""
    ERR.print(f"a fault of the toolchain, not of your text: {type(error).__name__} {first}; {kept} ({UNTOUCHED})")


SOON = 0.02
"""Seconds after which a dropped Ctrl-C is repeated."""


def heed_interrupts() -> None:
    """Make Ctrl-C end this process at any moment.

    Python drops an exception, and with it a Ctrl-C, that is raised inside a finaliser or while a process is forked, as
    Sphinx forks its readers. Such a Ctrl-C is repeated a moment later. The forked readers ignore it: the command ends
    them and prints the message.
    """
    if sys.platform == "win32":
        return  # Windows forks no processes and has no timer of this kind.
    told = sys.unraisablehook

    def unraisable(dropped: sys.UnraisableHookArgs) -> None:
        if issubclass(dropped.exc_type, KeyboardInterrupt):
            signal.setitimer(signal.ITIMER_REAL, SOON)
        else:
            told(dropped)

    signal.signal(signal.SIGALRM, signal.default_int_handler)
    sys.unraisablehook = unraisable
    os.register_at_fork(after_in_child=_ignore_interrupts)


def _ignore_interrupts() -> None:
    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGALRM):
            signal.signal(number, signal.SIG_IGN)


def here() -> Config:
    """Load the project of the current folder, as of today or of the day that SOURCE_DATE_EPOCH names."""
    settle_epoch()
    return Config.load(Path.cwd(), given_day() or date.today())


def needs_printing() -> None:
    """Stop with one line where the libraries for printing are missing."""
    from focalpoint.setup.libraries import advice, missing_libraries

    if missing_libraries():
        raise stopped(advice())


def with_options_of(holder: type[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command an option for each field of a dataclass; the command takes them as one parameter of that type."""
    options = signature(holder, eval_str=True).parameters

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = signature(command, eval_str=True).parameters
        (name,) = (parameter.name for parameter in own.values() if parameter.annotation is holder)

        @functools.wraps(command)
        def run(**given: Any) -> None:
            held = {option: given.pop(option) for option in options}
            command(**given, **{name: holder(**held)})

        typed = [one for place in own for one in (options.values() if place == name else [own[place]])]
        keywords = [parameter.replace(kind=Parameter.KEYWORD_ONLY) for parameter in typed]
        run.__signature__ = Signature(keywords)  # type: ignore[attr-defined]
        return run

    return decorate

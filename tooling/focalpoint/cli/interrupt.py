"""Hears a Ctrl-C that comes where Python drops it."""

from __future__ import annotations

import os
import signal
import sys

SOON = 0.02  # seconds


def heed_interrupts() -> None:
    """See to it that Ctrl-C ends this process whenever it comes.

    Python drops an exception, and with it a Ctrl-C, that comes inside a finaliser or while a process is forked, as
    Sphinx forks its readers. Such a Ctrl-C is repeated a moment later. The readers themselves do not heed it: the
    command ends them, and says what is to be said.
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
    os.register_at_fork(after_in_child=_leave_it_to_the_command)


def _leave_it_to_the_command() -> None:
    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGALRM):
            signal.signal(number, signal.SIG_IGN)

"""A process that prints: it reads calls from its input, and answers each on its output, until the input ends."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
import traceback
from typing import Any, BinaryIO

from focalpoint.problems import Trouble


def serve(calls: BinaryIO, answers: BinaryIO) -> None:
    """Answer calls, each a function with its arguments, with `(True, result)` or `(False, trouble)`."""
    # What is loaded by now stays: the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    gc.disable()
    while True:
        try:
            function, arguments = pickle.load(calls)
        except EOFError:
            return
        pickle.dump(_answer(function, arguments), answers)
        answers.flush()
        # Only now, while the parent already goes on with the answer.
        gc.collect()


def _answer(function: Any, arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*arguments)
    except Trouble as trouble:
        return False, trouble
    except Exception:
        return False, RuntimeError(f"in a printing process:\n{traceback.format_exc()}")


def main() -> None:
    """Get ready while the parent does other things, then serve."""
    # An interrupt is the parent's, which ends its workers in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the answers.
    os.dup2(2, 1)
    # What goes wrong here goes wrong again with the first unit, and is told then.
    with contextlib.suppress(Exception):
        from focalpoint.press.workers.worker_warmup import warm_up

        warm_up()
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()

"""`python -m tests.figures.lettered [LETTERS] [FIRST]` prints where the comments of invented letters are put."""

from __future__ import annotations

import sys
import time

from .measuring import measure

LETTERS = 200


def main() -> None:
    """Print the table, and each comment that is not right."""
    letters, first = (*map(int, sys.argv[1:3]), *(LETTERS, 1)[len(sys.argv[1:3]) :])
    started = time.process_time()
    score = measure(letters, first)
    comments = sum(score.counted[name] for name in ("right", "asked", "wrong", "lost"))
    print("\n".join(score.told))
    print(f"{letters} letters with {comments} comments, {time.process_time() - started:.1f} s of processor time")
    for name in ("right", "asked", "wrong", "lost", "words without a count"):
        print(f"| {name} | {score.counted[name]} |")


if __name__ == "__main__":
    main()

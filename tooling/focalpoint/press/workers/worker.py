"""Run a printing process: warm up, then answer calls, above all the one that lays out a section.

The command imports this module too, so libraries are imported only in the functions that use them.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import date
from typing import Any, BinaryIO

from focalpoint.press.layout.isolation import THEME
from focalpoint.press.section import Book, LaidOut, LayoutError, PressError, Section
from focalpoint.problems import Trouble

SENTENCE = "Consultations concerning responsibilities <em>throughout</em> <b>intergovernmental</b> organizations. "
SAMPLE = f"""
<section id="warm"><header class="opening"><p class="chapter-number">1</p><p class="part">Part</p><h1>Title</h1>
<p class="question">Question</p><p class="readers">Readers</p></header>
<section id="warm.a"><h2>Section</h2><h3>Below</h3>
<p class="numbered" id="warm.p1" data-number="1.1"><span class="paragraph-number">1.1</span> {SENTENCE * 4}<span
class="footnote" id="warm.n">{SENTENCE}</span> <a href="#warm">Here</a>, <a href="https://example.test/">there</a>,
<span class="heard">[Note]</span></p>
<ul><li><p>{SENTENCE * 2}</p></li></ul><ol><li><p>{SENTENCE}</p></li></ol>
<table><caption><span class="caption-number">Table 1</span> Caption</caption><thead><tr><th>One</th><th>Two</th></tr>
</thead><tbody><tr><th><p>Three</p></th><td><p>{SENTENCE}</p></td></tr></tbody></table>
<div class="action"><p class="action-label">Action</p><p class="action-text">{SENTENCE}</p>
<p class="action-with">With</p></div>
<div class="practice"><p class="practice-label">Practice</p><p>{SENTENCE}</p></div></section></section>
"""
"""One of every common construct of chapters."""
AMENDMENTS = (
    "",
    "p { orphans: 3; widows: 3 }",
    "p { orphans: 2; widows: 3 }",
    "p { orphans: 3; widows: 2 }",
    "p { orphans: 1; widows: 1 }",
)
"""Other page-break rules to try: WeasyPrint occasionally loses or misplaces a note at a page end."""
TIGHTER = (
    "h2 { margin-top: 15pt } p { margin-bottom: 6pt } .opening { margin-bottom: 16pt }",
    "h2 { margin-top: 14pt } p { margin-bottom: 5.4pt } .opening { margin-bottom: 12pt } html { line-height: 14.2pt } "
    "th, td { padding-top: 2.5pt; padding-bottom: 2.5pt }",
)
"""Closer settings to try, the most open first, for a section whose last page would be nearly empty."""
NEARLY_EMPTY = 0.25
"""Share of the height for text that the last page of a section of several pages fills at least, where a setting can."""


def main() -> None:
    """Warm up while the command does other things, then answer its calls."""
    # Ctrl-C is for the command, which ends its processes in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not mix with the answers.
    os.dup2(2, 1)
    # A failure here occurs again with the first section, and is reported then.
    with contextlib.suppress(Exception):
        warm_up()
    serve(sys.stdin.buffer, answers)


def serve(calls: BinaryIO, answers: BinaryIO) -> None:
    """Answer calls until the input ends: a function and its arguments, with `(True, result)` or `(False, error)`."""
    # What is loaded now stays, so the garbage collector need not scan it again.
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
        # Collect now, while the command already works with the answer.
        gc.collect()


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*arguments)
    except Trouble as trouble:
        return False, trouble
    except Exception as error:
        # Not every exception can be pickled.
        told = error if isinstance(error, LayoutError) else RuntimeError(f"{type(error).__name__}: {error}")
        told.add_note(f"In a printing process:\n{traceback.format_exc()}")
        return False, told


def warm_up() -> None:
    """Lay out a sample section, which loads typefaces, style sheets, hyphenation and preflight."""
    book = Book("", "", ("", ""), "", "", "", "", date.min, "", "", "")
    lay_out_checked(Section("warm", "Title", "1", "Part", "body", 1, SAMPLE, THEME), book)


def lay_out_checked(section: Section, book: Book) -> LaidOut:
    """Lay out a section and check it; where its last page is nearly empty, take a closer setting that saves the page.

    Raises PressError with what the first check found when every setting fails.
    """
    laid_out = _lay_out_in(section, book, AMENDMENTS if 'class="footnote' in section.html else AMENDMENTS[:1])
    if laid_out.pages > 1 and laid_out.end < NEARLY_EMPTY:
        for closer in TIGHTER:
            with contextlib.suppress(PressError):
                tried = _lay_out_in(section, book, (closer,))
                if tried.pages < laid_out.pages:
                    return tried
    return laid_out


def _lay_out_in(section: Section, book: Book, amendments: tuple[str, ...]) -> LaidOut:
    """Lay out a section by the first of several amendments to the style sheets that passes the checks."""
    from focalpoint.press.layout.layout import lay_out
    from focalpoint.press.preflight.preflight import check_section

    first: PressError | None = None
    for amendment in amendments:
        try:
            return check_section(section, lay_out(section, book, amendment))
        except PressError as found:
            first = first or found
        except Exception as error:
            raise LayoutError.of(section, error) from error
    assert first is not None
    raise first


if __name__ == "__main__":
    main()

"""What commands begin with: the project they were typed in, whether printing is possible, options held in a value."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Any

from focalpoint.config import Config, given_day
from focalpoint.problems import stopped


def here() -> Config:
    """Load the project of the current folder, as of today or of the day that SOURCE_DATE_EPOCH names."""
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

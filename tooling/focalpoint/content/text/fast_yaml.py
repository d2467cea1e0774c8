"""Read the YAML of a ledger with libyaml, fourteen times as fast as `fields`, to the same values.

Every command on comments reads all ledgers: 1,000 comments take 0.3 s of processor time here,
and 3.9 s with ruamel.yaml, which keeps the line of every field. Whatever the two readers could read differently is left
to `fields`, and so is every text with a fault in it; a property test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import lru_cache
from typing import Any, ClassVar

import yaml  # type: ignore[import-untyped]
from ruamel.yaml.resolver import implicit_resolvers

from focalpoint.content.consultation.roster import NEWER_YAML

_COUNT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FRACTION = re.compile(r"[-+]?[0-9]+\.[0-9]+")
_DOUBTFUL = re.compile(r"\t|^%|[:\-\[{,?]\s*[&!]|[|>][-+0-9]*#")
"""A tab, a directive, an anchor, a tag, or a comment right after an indicator: the two readers may differ here."""
_TAG = "tag:yaml.org,2002:"


class _Doubt(Exception):  # noqa: N818  (nothing is in error: the other reader decides)
    """Raised where the two readers might differ."""


class _Loader(yaml.CSafeLoader):  # type: ignore[misc]
    """Accepts the YAML that ledgers are written in, and refuses everything else."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {}
    yaml_constructors: ClassVar[dict[str | None, Any]] = {}


def _count(loader: _Loader, node: Any) -> int:
    return int(_only(_COUNT, node.value))


def _fraction(loader: _Loader, node: Any) -> float:
    return float(_only(_FRACTION, node.value))


def _only(form: re.Pattern[str], written: str) -> str:
    if not form.fullmatch(written):
        raise _Doubt(written)
    return written


def _fields(loader: _Loader, node: Any) -> dict[Hashable, Any]:
    fields: dict[Hashable, Any] = {}
    for name, value in node.value:
        key = loader.construct_object(name, deep=True)
        if not isinstance(key, str) or key in fields or name.tag != f"{_TAG}str":
            raise _Doubt(key)
        fields[key] = loader.construct_object(value, deep=True)
    return fields


def _doubted(loader: _Loader, node: Any) -> None:
    raise _Doubt(node.tag)


for _versions, _name, _form, _first in implicit_resolvers:
    if NEWER_YAML in _versions:
        _Loader.add_implicit_resolver(_name, _form, _first)
for _name, _construct in {
    "null": lambda loader, node: None,
    "bool": lambda loader, node: node.value.lower() == "true",
    "int": _count,
    "float": _fraction,
    "str": lambda loader, node: node.value,
    "timestamp": lambda loader, node: node.value,
    "seq": lambda loader, node: [loader.construct_object(one, deep=True) for one in node.value],
    "map": _fields,
}.items():
    _Loader.add_constructor(f"{_TAG}{_name}", _construct)
_Loader.add_constructor(None, _doubted)


@lru_cache(maxsize=512)
def fast_fields(text: str, listed: str) -> tuple[dict[str, Any], tuple[int, ...]] | None:
    """Return the fields of a text and the line of each item of the list `listed`; None where `fields` must read it.

    Callers must not change the result: the same text gives the same object.
    """
    if _DOUBTFUL.search(text):
        return None
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        fields = loader.construct_document(node) if node is not None else None
        if not isinstance(fields, dict):
            return None
        items = next((value.value for name, value in node.value if name.value == listed), None)
        places = items if isinstance(fields.get(listed), list) else []
        return fields, tuple(item.start_mark.line + 1 for item in places or ())
    except (_Doubt, yaml.YAMLError, ValueError, RecursionError):
        return None
    finally:
        loader.dispose()

"""Recognise references by the words that are shown for them, where a program has taken their bookmarks out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from focalpoint.word.returned.tokens import Token

Keys = tuple[str, ...]


def with_wholes(base: Sequence[Token], other: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Join the tokens of each reference to one on both sides, where its words stand nowhere else in the block."""
    runs = [(whole, list(group)) for whole, group in groupby(base, key=lambda token: token.whole)]
    shown: dict[Keys, list[str]] = {}
    for whole, tokens in runs:
        if whole and not tokens[0].key.startswith("<"):
            shown.setdefault(tuple(token.key for token in tokens), []).append(whole)
    sent, came = [token.key for token in base], [token.key for token in other]
    sure = {
        keys: names
        for keys, names in shown.items()
        if _count(sent, keys) == len(names) and 0 < _count(came, keys) <= len(names) and not _inside(keys, shown)
    }
    joined: list[Token] = []
    for whole, tokens in runs:
        keys = tuple(token.key for token in tokens)
        if whole and keys in sure:
            joined.append(Token(_key(keys), tokens[0].pieces, whole=whole))
        else:
            joined += tokens
    return joined, list(_joined(other, sure))


def _key(keys: Keys) -> str:
    return f"<{' '.join(keys)}>"


def _inside(keys: Keys, shown: dict[Keys, list[str]]) -> bool:
    """Tell whether the words of a reference are a part of another's."""
    return any(other != keys and _count(other, keys) for other in shown)


def _count(tokens: Sequence[str], keys: Keys) -> int:
    return sum(1 for n in range(len(tokens) - len(keys) + 1) if tuple(tokens[n : n + len(keys)]) == keys)


def _joined(tokens: Sequence[Token], sure: dict[Keys, list[str]]) -> Iterator[Token]:
    used: Counter[Keys] = Counter()
    at = 0
    while at < len(tokens):
        keys = next((k for k in sure if tuple(one.key for one in tokens[at : at + len(k)]) == k), ())
        if not keys:
            yield tokens[at]
            at += 1
            continue
        name = sure[keys][min(used[keys], len(sure[keys]) - 1)]
        used[keys] += 1
        signs = tuple(sign for token in tokens[at : at + len(keys)] for sign in token.signs)
        yield replace(tokens[at], key=_key(keys), signs=signs, whole=name)
        at += len(keys)

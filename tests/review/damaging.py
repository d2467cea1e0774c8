"""Damages files as transport and careless programs do, whatever they hold."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

Damage = Callable[[bytes, random.Random], bytes]


def truncated(data: bytes, chance: random.Random) -> bytes:
    """A file that was not sent to its end."""
    return data[: chance.randint(9, len(data) - 1)]


def headless(data: bytes, chance: random.Random) -> bytes:
    """A file whose middle is missing."""
    start = chance.randint(9, len(data) - 1)
    return data[:start] + data[start + chance.randint(1, 40_000) :]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    made = bytearray(data)
    for _ in range(chance.choice([1, 8, 60, 900])):
        made[chance.randrange(9, len(made))] = chance.randrange(256)
    return bytes(made)


def stuttered(data: bytes, chance: random.Random) -> bytes:
    """A piece stands twice."""
    start = chance.randint(9, len(data) - 1)
    end = start + chance.randint(1, 30_000)
    return data[:end] + data[start:]


def as_text(data: bytes, chance: random.Random) -> bytes:
    """Sent as text: its line ends are others, and its high bytes are question marks."""
    made = data.replace(b"\n", b"\r\n")
    return made if chance.random() < 0.5 else bytes(byte if byte < 128 else 63 for byte in made)


BYTES: tuple[Damage, ...] = (truncated, headless, flipped, stuttered, as_text)


def damaged(sound: Sequence[bytes], damages: Sequence[Damage], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many damaged files, each kind of damage in its turn and each file in its own, with what was done to them."""
    for number in range(count):
        damage = damages[number % len(damages)]
        data = sound[number // len(damages) % len(sound)]
        yield f"{number:03}-{damage.__name__}", damage(data, random.Random(seed * 10_000 + number))

"""Mutations of bytes, whatever they mean."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_SPECIAL_BYTES = (
    b"\0",
    b"\xff",
    b"\x7f\xff\xff\xff",
    b"\xff\xff\xff\xff",
    b"\x80\0\0\0",
    b'"',
    b"<",
    b"PK\x03\x04",
    b"\n",
)
_MOST = 200_000


def offset_in(random: Random, content: bytes) -> int:
    """An offset in the bytes, one end included."""
    return random.randrange(len(content) + 1)


def flip(random: Random, content: bytes, _other: bytes) -> bytes:
    """Some bytes turned into others."""
    altered = bytearray(content)
    for _ in range(random.choice((1, 2, 8, 40)) if altered else 0):
        altered[random.randrange(len(altered))] = random.randrange(256)
    return bytes(altered)


def cut(random: Random, content: bytes, _other: bytes) -> bytes:
    """The file without its end, its beginning or a part in between."""
    start, end = sorted((offset_in(random, content), offset_in(random, content)))
    return random.choice((content[:start], content[start:], content[:start] + content[end:]))


def insert(random: Random, content: bytes, _other: bytes) -> bytes:
    """Bytes put in between: any, or those that mean something to readers."""
    offset = offset_in(random, content)
    piece = random.choice(
        (random.randbytes(random.choice((1, 16, 500))), random.choice(_SPECIAL_BYTES) * random.randrange(9))
    )
    return content[:offset] + piece + content[offset:]


def overwrite(random: Random, content: bytes, _other: bytes) -> bytes:
    """Numbers at their limits, in place of what stood there."""
    offset, piece = offset_in(random, content), random.choice(_SPECIAL_BYTES)
    return content[:offset] + piece + content[offset + len(piece) :]


def repeat(random: Random, content: bytes, _other: bytes) -> bytes:
    """A block that stands there many times."""
    start, end = sorted((offset_in(random, content), offset_in(random, content)))
    block = content[start : min(end, start + 4096)]
    times = min(random.choice((2, 10, 1000)), _MOST // max(1, len(block)))
    return content[:start] + block * times + content[start:]


def splice(random: Random, content: bytes, other: bytes) -> bytes:
    """The beginning of one file and the end of another."""
    return content[: offset_in(random, content)] + other[offset_in(random, other) :]


Mutate = Callable[[Random, bytes, bytes], bytes]
MUTATIONS: tuple[Mutate, ...] = (flip, cut, insert, overwrite, repeat, splice)

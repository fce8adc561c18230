"""Mutations of SPSS files and of old Office containers: numbers where the layout has them."""

from __future__ import annotations

import struct
from random import Random

from tests.fuzz.of_bytes import MUTATIONS as OF_BYTES

_NUMBERS = (0, 1, -1, 2, 7, 255, 256, 65_535, 1 << 24, 2_000_000_000, 2**31 - 1, -(2**31), 999)
_SAV_HEADER = (64, 68, 72, 76, 80)
_COMPOUND_HEADER = (24, 26, 28, 30, 32, 40, 44, 48, 56, 60, 64, 68, 72, *range(76, 120, 4))
_BIFF = (0x0009, 0x0085, 0x00FC, 0x00FD, 0x003C, 0x0200, 0x0203, 0x0204, 0x027E, 0x00BD, 0x00E0, 0x0031, 0x000A, 0x0809)


def with_piece(content: bytes, offset: int, piece: bytes) -> bytes:
    """The bytes with others in place of those at an offset."""
    return content[:offset] + piece + content[offset + len(piece) :]


def mutate_sav(random: Random, content: bytes) -> bytes:
    """A number of the header, of a variable, a label, a missing value or an extension made wrong."""
    for _ in range(random.choice((1, 1, 3, 10))):
        aligned = range(176, max(180, len(content) - 4), 4)
        offset = random.choice((*_SAV_HEADER, *(random.choice(aligned) for _ in range(12))))
        content = with_piece(content, offset, struct.pack("<i", random.choice(_NUMBERS)))
    return random.choice(OF_BYTES)(random, content, content) if random.randrange(4) == 0 else content


def mutate_compound(random: Random, content: bytes) -> bytes:
    """A number of the header, of a sector table or a record made wrong; or the head of a record."""
    for _ in range(random.choice((1, 1, 3, 10))):
        how = random.randrange(3)
        if how == 0:
            content = with_piece(content, random.choice(_COMPOUND_HEADER), struct.pack("<i", random.choice(_NUMBERS)))
        elif how == 1:
            offset = random.randrange(0, max(4, len(content) - 4), 4)
            content = with_piece(content, offset, struct.pack("<i", random.choice((*_NUMBERS, -2, -3, -4, 3))))
        else:
            found = content.find(struct.pack("<H", random.choice(_BIFF)), 512 + random.randrange(len(content)))
            record = random.choice(
                (struct.pack("<HH", random.choice(_BIFF), random.choice((0, 4, 8224, 65_535))), b"\xff" * 12)
            )
            content = with_piece(content, max(512, found) + random.choice((0, 2, 4, 8)), record)
    return content

"""Old Office containers (.xls): tells what is inside, and takes the workbook out once its chains are found sound.

A reader that trusts a damaged container follows a chain in circles or reserves whatever a broken entry claims.
Layout: Microsoft, [MS-CFB] Compound File Binary File Format, sections 2.2 to 2.6.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_FREE = 0xFFFFFFFA  # from here on a sector number says what a sector is, not which
_HEADER = 512
_ENTRY = 128
_SMALL = 4096
_STREAM, _ROOT = 2, 5
_WORKBOOK, _LOCKED = ("workbook", "book"), "encryptedpackage"


class DamagedFileError(Exception):
    """A container whose parts do not fit together."""


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


@dataclass(frozen=True)
class CompoundFile:
    """A container whose every stream can be followed to its end."""

    streams: dict[str, bytes]

    @property
    def is_locked(self) -> bool:
        """Whether it holds an .xlsx behind a password."""
        return _LOCKED in self.streams

    @property
    def workbook(self) -> bytes | None:
        """The records of an .xls workbook; None where the container is something else."""
        return next((self.streams[name] for name in _WORKBOOK if name in self.streams), None)


def open_compound_file(content: bytes) -> CompoundFile:
    """Take a container apart.

    Raises
    ------
    DamagedFileError
        If it is cut off, a chain runs out of it or in a circle, or a stream claims more than there is.
    """
    if len(content) < _HEADER:
        raise DamagedFileError
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise DamagedFileError
    large = _Sectors(content[1 << shift :], 1 << shift, ())
    large = _Sectors(large.data, large.size, _table(large, list(_table_sectors(content, large))))
    directory, first_small = struct.unpack_from("<I", content, 48)[0], struct.unpack_from("<I", content, 60)[0]
    entries = list(_entries(large.chain(directory)))
    root = next((entry for entry in entries if entry.kind == _ROOT), None)
    if root is None:
        raise DamagedFileError
    small = _Sectors(large.chain(root.start), 1 << small_shift, _numbers(large.chain(first_small)))
    streams = {entry.name: _stream(entry, large, small) for entry in entries if entry.kind == _STREAM}
    return CompoundFile(streams)


@dataclass(frozen=True)
class _Sectors:
    """Equal pieces of a file, and the table that names the piece after each."""

    data: bytes
    size: int
    after: tuple[int, ...]

    def piece(self, number: int) -> bytes:
        start = number * self.size
        if start >= len(self.data):
            raise DamagedFileError
        return self.data[start : start + self.size]

    def chain(self, number: int) -> bytes:
        pieces = []
        seen = set()
        while number < _FREE:
            if number in seen or number >= len(self.after):
                raise DamagedFileError
            seen.add(number)
            pieces.append(self.piece(number))
            number = self.after[number]
        return b"".join(pieces)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _table(sectors: _Sectors, numbers: list[int]) -> tuple[int, ...]:
    return _numbers(b"".join(sectors.piece(number) for number in numbers))


def _table_sectors(content: bytes, sectors: _Sectors) -> Iterator[int]:
    """The sectors that hold the table: 109 named in the header, more in a chain of their own."""
    yield from (number for number in _numbers(content[76:_HEADER]) if number < _FREE)
    following = struct.unpack_from("<I", content, 68)[0]
    seen = set()
    while following < _FREE:
        if following in seen:
            raise DamagedFileError
        seen.add(following)
        *numbers, following = _numbers(sectors.piece(following)) or (_FREE,)
        yield from (number for number in numbers if number < _FREE)


def _entries(directory: bytes) -> Iterator[_Entry]:
    for offset in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        raw = directory[offset : offset + _ENTRY]
        length, kind = struct.unpack_from("<HB", raw, 64)
        start, size = struct.unpack_from("<IQ", raw, 116)
        name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").casefold()
        yield _Entry(name, kind, start, size)


def _stream(entry: _Entry, large: _Sectors, small: _Sectors) -> bytes:
    sectors = small if entry.size < _SMALL else large
    data = sectors.chain(entry.start) if entry.size else b""
    if entry.size > len(data):
        raise DamagedFileError
    return data[: entry.size]

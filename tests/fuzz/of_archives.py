"""Mutations of zip archives: of their members, and of what the archive says of them."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Sequence
from random import Random

Members = list[tuple[str, bytes]]

_LOCAL, _CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
_FIELDS = {"flags": (6, 8, 2), "method": (8, 10, 2), "crc": (14, 16, 4), "packed": (18, 20, 4), "unpacked": (22, 24, 4)}
_NUMBERS = (0, 1, 8, 99, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 300 * 1024**2)
_NAMES = (
    "../../up.xml",
    "/etc/x",
    "C:\\x",
    "a\0b",
    "",
    "x" * 60_000,
    "xl/worksheets/sheet9.xml",
    "content.xml",
    "é.csv",
)
_ZEROS = 24 * 1024**2


def members(content: bytes) -> Members:
    """The members of an archive by name; none of what is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [(part.filename, archive.read(part)) for part in archive.infolist()]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return []


def packed(parts: Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these members; a name may stand twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in parts:
            info = zipfile.ZipInfo("x")
            info.filename = name
            info.compress_type = method
            archive.writestr(info, content)
    return buffer.getvalue()


def drop(random: Random, parts: Members) -> Members:
    del parts[random.randrange(len(parts))]
    return parts


def rename(random: Random, parts: Members) -> Members:
    index = random.randrange(len(parts))
    parts[index] = random.choice((*_NAMES, *(name for name, _ in parts))), parts[index][1]
    return parts


def twice(random: Random, parts: Members) -> Members:
    name, content = random.choice(parts)
    return [*parts, (name, random.choice((content, b"", content[::-1])))]


def swap(random: Random, parts: Members) -> Members:
    one, other = random.randrange(len(parts)), random.randrange(len(parts))
    names, contents = [name for name, _ in parts], [content for _, content in parts]
    contents[one], contents[other] = contents[other], contents[one]
    return list(zip(names, contents, strict=True))


def empty(random: Random, parts: Members) -> Members:
    index = random.randrange(len(parts))
    parts[index] = parts[index][0], b""
    return parts


def many(random: Random, parts: Members) -> Members:
    return [*parts, *((f"{number}.csv", b"a,b\n1,2\n") for number in range(random.choice((50, 1100))))]


def bomb(random: Random, parts: Members) -> Members:
    """A member that swells: of zeros, blanks, or one row again and again."""
    piece = random.choice((b"\0", b" ", b"<row/>", b"a,b\n", b"<c r='A1'><v>1</v></c>"))
    index = random.randrange(len(parts))
    parts[index] = parts[index][0], piece * (_ZEROS // len(piece))
    return parts


def nested(random: Random, parts: Members) -> Members:
    inner = packed(parts)
    for _ in range(random.choice((1, 3, 30))):
        inner = packed([("inner.zip", inner)])
    return random.choice(([("inner.xlsx", packed(parts))], [*parts, ("inner.zip", inner)], [("a.zip", inner)]))


MUTATIONS: tuple[Callable[[Random, Members], Members], ...] = (
    drop,
    rename,
    twice,
    swap,
    empty,
    many,
    bomb,
    nested,
)


def mutate_members(random: Random, content: bytes) -> bytes:
    """The archive with its members altered; as it is where it is none."""
    parts = members(content)
    if not parts:
        return content
    return packed(random.choice(MUTATIONS)(random, parts), random.choice((0, 8, 8, 8, 12, 14)))


def mutate_record(random: Random, content: bytes, _other: bytes = b"") -> bytes:
    """What the archive says of a member, made wrong: in front of it, in the directory, or in both."""
    altered = bytearray(content)
    local, central, size = _FIELDS[random.choice(tuple(_FIELDS))]
    number = random.choice(_NUMBERS) & (256**size - 1)
    signatures = random.choice((((_LOCAL, local),), ((_CENTRAL, central),), ((_LOCAL, local), (_CENTRAL, central))))
    for signature, field in signatures:
        offset = _nth(content, signature, random.randrange(12))
        if 0 <= offset <= len(altered) - field - size:
            altered[offset + field : offset + field + size] = struct.pack("<I", number)[:size]
    return bytes(altered)


def _nth(content: bytes, signature: bytes, number: int) -> int:
    offset = content.find(signature)
    for _ in range(number):
        following = content.find(signature, offset + 1)
        if following < 0:
            break
        offset = following
    return offset

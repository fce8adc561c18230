"""Mutations of text tables: quotes, separators, rows, encodings."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_MARKS = ("\ufeff", "\0", '"', '""', "\r", "\n\n", "\x1a", "\x0b", "\u2028", "\u200f", "\x85", "sep=;\n", "\\")
_ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1256", "cp1252", "utf-32", "utf-7", "iso8859-6")
_MOST = 400_000


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "cp1256", "latin-1"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def marks(random: Random, text: str) -> str:
    for _ in range(random.choice((1, 5, 50))):
        position = random.randrange(len(text) + 1)
        text = text[:position] + random.choice(_MARKS) + text[position:]
    return text


def separators(random: Random, text: str) -> str:
    one, other = random.choice(",;\t|"), random.choice(",;\t|: \0\n")
    return text.replace(one, other, random.choice((1, 20, -1)))


def ragged(random: Random, text: str) -> str:
    lines = text.split("\n")
    for _ in range(random.choice((1, 10))):
        index = random.randrange(len(lines))
        lines[index] = random.choice(
            ("", lines[index] + "," * random.randrange(300), lines[index][: len(lines[index]) // 2])
        )
    return "\n".join(lines)


def huge_cell(random: Random, text: str) -> str:
    piece = random.choice(("x", "، ", "a b ", "🙂", "-", "<", " ", "\n"))
    position = random.randrange(len(text) + 1)
    return text[:position] + piece * (random.choice((5_000, 140_000)) // len(piece)) + text[position:]


def wide(random: Random, text: str) -> str:
    head, _, rest = text.partition("\n")
    names = random.choice(([""], ["x"], ["trust"], [str(number) for number in range(50)]))
    count = random.choice((300, 5_000, 40_000))
    return head + "," + ",".join(names[index % len(names)] for index in range(count)) + "\n" + rest


def tall(_random: Random, text: str) -> str:
    head, _, rest = text.partition("\n")
    return head + "\n" + rest * (_MOST // (len(rest) or 1))


def without_headings(_random: Random, text: str) -> str:
    return text.partition("\n")[2]


def shuffled(random: Random, text: str) -> str:
    lines = text.split("\n")
    random.shuffle(lines)
    return "\n".join(lines)


MUTATIONS: tuple[Callable[[Random, str], str], ...] = (
    *(marks, separators, ragged, huge_cell, wide, tall, without_headings, shuffled),
)


def mutate_text(random: Random, content: bytes) -> bytes:
    """The table with its structure altered, perhaps in another encoding, or in two."""
    text = _decoded(content)
    for _ in range(random.choice((1, 1, 2, 4))):
        text = random.choice(MUTATIONS)(random, text)
    encoding = random.choice(("utf-8", "utf-8", *_ENCODINGS))
    position = random.choice((len(text), len(text), random.randrange(len(text) + 1)))
    return text[:position].encode(encoding, "replace") + text[position:].encode("utf-8", "replace")

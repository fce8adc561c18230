"""Looks for words in files as an examiner would: in any encoding, and inside whatever packs them."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

_DEEPEST = 4


def found_in(words: Iterable[str], paths: Iterable[Path]) -> dict[str, list[str]]:
    """The words that stand in files (or in files of folders), each with the files and how it is written there."""
    contents = [(path, content) for root in paths for path, content in _contents(root)]
    hits = {word: [f"{path}: {how}" for path, content in contents for how in _ways(word, content)] for word in words}
    return {word: where for word, where in hits.items() if where}


def _contents(root: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
        if path.is_file():
            yield from ((path, content) for content in _unpacked(path.read_bytes()))
            yield path, str(path).encode()


def _unpacked(content: bytes, depth: int = 0) -> Iterator[bytes]:
    """The bytes, and those of all that is packed in them."""
    yield content
    if depth == _DEEPEST:
        return
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _unpacked(archive.read(name), depth + 1)
    elif content.startswith(b"\x1f\x8b"):
        yield from _unpacked(gzip.decompress(content), depth + 1)
    elif content[:1] == b"\x78":
        try:
            yield from _unpacked(zlib.decompress(content), depth + 1)
        except zlib.error:
            return


def _ways(word: str, content: bytes) -> list[str]:
    """How a word is written in some bytes; in capitals or not, but for Base64."""
    lower = content.lower()
    ways = {
        "plain": word.lower().encode(),
        "UTF-16": word.lower().encode("utf-16-le"),
        "UTF-16, big end first": word.lower().encode("utf-16-be"),
        "in an address": quote(word.lower()).lower().encode(),
        "in a form": quote_plus(word.lower()).lower().encode(),
        "hexadecimal": word.encode().hex().encode(),
    }
    found = [how for how, written in ways.items() if written in lower]
    return found + ["Base64" for written in _base64(word) if written in content]


def _base64(word: str) -> Iterator[bytes]:
    """A word inside a longer text in Base64: it may begin at any of three positions of a group."""
    for before in range(3):
        whole = len(word.encode()) + before
        text = base64.b64encode(b"\0" * before + word.encode() + b"\0" * (-whole % 3))
        yield text[(0, 2, 3)[before] : len(text) - (0, 2, 3)[-whole % 3]]

"""All that a reader could get out of a file: its texts and its numbers, hidden ones included."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import PurePath
from typing import Any
from xml.etree import ElementTree

import numpy as np
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from tests.attacker.workbook_cells import parsed

_NUMBER = re.compile(r"(?<![\d.])[-−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_TYPED = re.compile(
    r'"dtype"\s*:\s*"(\w+)"\s*,\s*"bdata"\s*:\s*"([^"]*)"|"bdata"\s*:\s*"([^"]*)"\s*,\s*"dtype"\s*:\s*"(\w+)"'
)
_DATA_URI = re.compile(r"data:([\w/+.-]+)[^,\"']*;base64,([A-Za-z0-9+/=]+)")
_TYPES = {"f8": "<f8", "f4": "<f4", "i1": "<i1", "i2": "<i2", "i4": "<i4", "u1": "<u1", "u2": "<u2", "u4": "<u4"}
_ENDINGS = {"image/png": "png", "image/svg+xml": "svg", "application/pdf": "pdf", "text/html": "html"}
_PNG = b"\x89PNG\r\n\x1a\n"
_PARAGRAPHS = ("}p", "}si", "}text", "}title", "}desc")
_DEEPEST = 6


@dataclass
class Extracted:
    """Texts and numbers of a file; numbers within texts count too."""

    strings: set[str] = field(default_factory=set)
    numbers: list[float] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Adds a text and the numbers in it."""
        if text in self.strings:
            return
        text = text.strip()
        if text and text not in self.strings:
            self.strings.add(text)
            self.numbers += [float(found.replace("−", "-")) for found in _NUMBER.findall(text)]

    def add(self, other: Extracted) -> None:
        """Adds all of another file."""
        self.strings |= other.strings
        self.numbers += other.numbers


def extract(name: str, data: bytes, depth: int = 0) -> Extracted:
    """Everything in a file; what it is, is read off its first bytes, then off its name."""
    found = Extracted()
    ending = PurePath(name).suffix.lower().lstrip(".")
    if data.startswith(b"PK\x03\x04"):
        _archive(data, found, depth)
    elif data.startswith(_PNG):
        _png(data, found)
    elif data.startswith(b"%PDF"):
        _pdf(data, found)
    elif ending == "json":
        _json(json.loads(data), found)
    elif ending in ("html", "htm"):
        _html(data.decode("utf-8", "replace"), found, depth)
    elif ending in ("xml", "rels", "svg", "vml"):
        _xml(data, found, depth)
    elif ending in ("jpg", "jpeg", "gif", "bin", "woff", "woff2"):
        _printable(data, found)
    else:
        for line in data.decode("utf-8", "replace").splitlines():
            found.say(line)
    return found


def _archive(data: bytes, found: Extracted, depth: int) -> None:
    """Every part of a zip, XLSX, PPTX or DOCX: slides, sheets, chart caches, properties, workbooks within."""
    if depth > _DEEPEST:
        raise ValueError("a file within a file within a file, too deep to be looked at")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        found.say(parts.comment.decode("utf-8", "replace"))
        for part in parts.infolist():
            found.say(part.filename)
            found.say(part.comment.decode("utf-8", "replace"))
            if not part.is_dir():
                found.add(extract(part.filename, parts.read(part), depth + 1))


def _json(value: Any, found: Extracted) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            found.say(key)
            _json(inner, found)
        if isinstance(value.get("bdata"), str):
            _typed(str(value.get("dtype")), value["bdata"], found)
    elif isinstance(value, list):
        for inner in value:
            _json(inner, found)
    elif isinstance(value, str):
        found.say(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found.numbers.append(float(value))


def _xml(data: bytes, found: Extracted, depth: int) -> None:
    """Texts, tails, attributes and comments; texts that a word processor cut in pieces also joined a paragraph."""
    try:
        root = parsed(data)
    except ElementTree.ParseError:
        _html(data.decode("utf-8", "replace"), found, depth)
        return
    for text in dict.fromkeys(_texts(root)):
        _text(text, found, depth)
    for node in root.iter():
        if isinstance(node.tag, str) and node.tag.endswith(_PARAGRAPHS):
            found.say("".join(node.itertext()))


def _texts(root: ElementTree.Element) -> Iterator[str]:
    """Each text, tail and attribute, as often as it stands there."""
    for node in root.iter():
        if node.text:
            yield node.text
        if node.tail:
            yield node.tail
        yield from node.attrib.values()


def _text(text: str, found: Extracted, depth: int) -> None:
    """A text, and the files and typed arrays that are written out in it."""
    found.say(text)
    if "base64," in text:
        for kind, written in _DATA_URI.findall(text):
            found.add(extract(f"x.{_ENDINGS.get(kind, 'txt')}", base64.b64decode(written), depth + 1))
    if "bdata" in text:
        for first, one, two, second in _TYPED.findall(text):
            _typed(first or second, one or two, found)


def _typed(kind: str, written: str, found: Extracted) -> None:
    """A typed array of a figure."""
    raw = base64.b64decode(written.encode().decode("unicode_escape"))
    found.numbers += np.frombuffer(raw, _TYPES.get(kind, "<f8")).astype(float).tolist()


class _Page(HTMLParser):
    """Texts, attributes, scripts and comments of a page."""

    def __init__(self, found: Extracted, depth: int) -> None:
        super().__init__(convert_charrefs=True)
        self.found, self.depth = found, depth

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.say(tag)
        for _, value in attrs:
            _text(value or "", self.found, self.depth)

    def handle_data(self, data: str) -> None:
        _text(data, self.found, self.depth)

    def handle_comment(self, data: str) -> None:
        _text(data, self.found, self.depth)


def _html(text: str, found: Extracted, depth: int) -> None:
    page = _Page(found, depth)
    page.feed(text)
    page.close()


def _png(data: bytes, found: Extracted) -> None:
    """The texts of a picture's tEXt, zTXt, iTXt and eXIf parts."""
    offset = len(_PNG)
    while offset + 8 <= len(data):
        length, kind = int.from_bytes(data[offset : offset + 4], "big"), data[offset + 4 : offset + 8]
        body = data[offset + 8 : offset + 8 + length]
        if kind == b"tEXt":
            found.say(body.replace(b"\0", b": ").decode("latin-1"))
        elif kind == b"zTXt":
            key, _, packed = body.partition(b"\0")
            found.say(f"{key.decode('latin-1')}: {zlib.decompress(packed[1:]).decode('latin-1')}")
        elif kind == b"iTXt":
            found.say(_international(body))
        elif kind == b"eXIf":
            _printable(body, found)
        offset += 12 + length


def _international(body: bytes) -> str:
    key, _, rest = body.partition(b"\0")
    packed, rest = rest[0], rest[2:]
    language, _, rest = rest.partition(b"\0")
    word, _, text = rest.partition(b"\0")
    text = zlib.decompress(text) if packed else text
    return " ".join(part.decode("utf-8", "replace") for part in (key, language, word, text))


def _pdf(data: bytes, found: Extracted) -> None:
    """What its pages show, what it says of itself, and every string of it, packed or not."""
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except PdfReadError:  # nobody can open it; its strings are read all the same
        pages = []
    for line in "\n".join(pages).splitlines():
        found.say(line)
    for body in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            _pdf_strings(zlib.decompress(body), found)
        except zlib.error:
            _printable(body, found)
    _pdf_strings(data, found)


def _pdf_strings(data: bytes, found: Extracted) -> None:
    for text in re.findall(rb"\(((?:[^()\\]|\\.)*)\)", data):
        found.say(text.decode("utf-16" if text.startswith(b"\xfe\xff") else "latin-1", "replace"))
    for text in re.findall(rb"<([0-9A-Fa-f]{4,})>", data):
        raw = bytes.fromhex(text.decode() + "0" * (len(text) % 2))
        found.say(raw.decode("utf-16" if raw.startswith(b"\xfe\xff") else "latin-1", "replace"))


def _printable(data: bytes, found: Extracted) -> None:
    for text in re.findall(rb"[\x20-\x7e]{4,}", data):
        found.say(text.decode("ascii"))

"""What the parts of a package of Office are, what leads from one to another, and what they load (ISO 29500-1, -2)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.parsers import expat

TYPES = "[Content_Types].xml"
MOST_AT_ONCE = 1024**2
"""Bytes of a tag, text or remark: parsers that take a part in pieces look at each again with every piece."""
_DEEPEST = 200
_ELSEWHERE = re.compile(r"\s*(?:(?!data:)[a-z][a-z0-9+.-]+:|\\\\|//)", re.IGNORECASE)
_OF_DRAWING = re.compile(
    rb"(?:src|href|althref)\s*=\s*[\"']?\s*(?:[a-z][a-z0-9+.-]+:|\\\\|//)[^\"'\s>]*", re.IGNORECASE
)
"""An address in a drawing of old Office (VML), which need not be well-formed."""
_BEGINS = (b"<", b"\0<", b"\0\0\0<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"Lo\xa7\x94")
"""How XML begins, in all encodings that its parsers know."""
_FIELDS = re.compile(
    r"^[^\w=\n]*((?:INCLUDE\w*|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD)\b.*)", re.IGNORECASE | re.MULTILINE
)
"""Fields that read something in when they are brought up to date (ISO 29500-1, 17.16.5), by their first word."""
_ADDRESSES = ("src", "href", "althref")
_OF_PACKAGE = ("Override", "Default", "Relationship")
_HOVERED = ("hlinkHover", "hlinkMouseOver")
"""Elements by which a link is followed, or a program started, as soon as the pointer is over them."""


class UnsoundXmlError(Exception):
    """XML declares entities of its own, or is nested deeper than any document is."""


@dataclass
class Walked:
    """What is found on a walk through a part.

    Attributes
    ----------
    tags : list of (str, dict)
        Elements that say what the parts are and lead from one to another: names and attributes without prefixes.
    address : str
        The first that the part loads itself, or the element that follows a link without a click; empty for none.
    codes : list of str
        What fields say that they do, each in as many pieces as it is written in; a line ends where a field does, or one
        within it begins.
    laid_out : int
        How much of a workbook has to be laid out, in cells.
    """

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    address: str = ""
    codes: list[str] = field(default_factory=list)
    laid_out: int = 0

    @property
    def fetched(self) -> str:
        """What the part itself loads from another place, by an address or a field; empty for nothing."""
        if self.address:
            return self.address
        code = _FIELDS.search("".join(self.codes))
        return code[1].strip() if code else ""


class Walk:
    """A parser of one part."""

    def __init__(self) -> None:
        self.found, self._depth, self._is_code = Walked(), 0, False

    def through(self, content: bytes) -> Walked:
        """All that is found from the beginning of a part to its end."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_types
        parser.CommentHandler = parser.ProcessingInstructionHandler = _refuse_long
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text
        parser.Parse(content, True)
        return self.found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnsoundXmlError
        self.start(name.rpartition(" ")[2], attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(name.rpartition(" ")[2])

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._is_code = tag == "instrText"
        if tag == "fldChar":
            self.found.codes.append("\n")
        elif tag in _HOVERED:
            self.found.address = self.found.address or tag
        if attributes:
            self._look_at(tag, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def _look_at(self, tag: str, plain: dict[str, str]) -> None:
        if tag in _OF_PACKAGE:
            self.found.tags.append((tag, plain))
        elif tag == "fldSimple":
            self.found.codes.append(f"\n{plain.get('instr', '')}\n")
        for name in _ADDRESSES:
            if name in plain and not self.found.address and _ELSEWHERE.match(plain[name]):
                self.found.address = plain[name]

    def end(self, _tag: str) -> None:
        """An element ends."""
        self._is_code = False

    def text(self, text: str) -> None:
        """Words between two tags."""
        if self._is_code:
            self.found.codes.append(text)


def _refuse_long(*said: str) -> None:
    """No remark is longer than whoever wrote it would write."""
    if any(len(text) > MOST_AT_ONCE for text in said):
        raise UnsoundXmlError


def _refuse_types(name: str, _system: str | None, _public: str | None, has_own: int) -> None:
    """Pictures alone may name a type of document, and none may declare what is in it."""
    if name != "svg" or has_own:
        raise UnsoundXmlError


def walked(content: bytes, walk: type[Walk] = Walk) -> Walked:
    """A part from its beginning to its end.

    Raises
    ------
    UnsoundXmlError
        If it declares a document type, or is nested deeper than any document is.
    xml.parsers.expat.ExpatError
        If it is not well-formed.
    """
    return walk().through(content)


def seen_in(name: str, content: bytes, walk: type[Walk] = Walk) -> Walked:
    """A part of XML as `walked` sees it; an old drawing, which need not be well-formed, by its addresses alone."""
    if not name.lower().endswith(".vml"):
        return walked(content, walk)
    plain = content.replace(b"\0", b"")
    if b"<!" in plain.replace(b"<!--", b"").replace(b"<![", b""):
        raise UnsoundXmlError
    found = _OF_DRAWING.search(plain)
    return Walked(address=found.group().partition(b"=")[2].strip(b" \"'").decode(errors="replace") if found else "")


def begins_as_xml(content: bytes) -> bool:
    """Whether a part may be parsed as XML, whatever it is called."""
    return content[:100].lstrip(b" \t\r\n").startswith(_BEGINS)


class ContentTypes(dict[str, str]):
    """What each part is, by its name; by the ending of its name where nothing else is said.

    Raises
    ------
    KeyError
        Where it is asked of a part of which nothing is said.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._by_ending: dict[str, str] = {}
        for tag, attributes in walked(content).tags:
            if tag == "Override":
                self[attributes["PartName"].removeprefix("/")] = attributes["ContentType"]
            elif tag == "Default":
                self._by_ending[attributes["Extension"].lower()] = attributes["ContentType"]

    def __missing__(self, name: str) -> str:
        return self._by_ending[name.rpartition(".")[2].lower()]

    @property
    def all(self) -> set[str]:
        """Every type that is named."""
        return {*self.values(), *self._by_ending.values()}

    def is_xml(self, name: str) -> bool:
        """Whether a part is XML."""
        ending = name.rpartition(".")[2].lower()
        said = (self.get(name) or self._by_ending.get(ending, "")).lower()
        return ending in ("xml", "rels", "vml") or said.endswith(("xml", "vmldrawing"))


@dataclass(frozen=True)
class Relationship:
    """What leads from a part to another, or to a place outside.

    Attributes
    ----------
    source : str
        The part that it belongs to; empty for the package itself.
    type : str
    target : str
        The part that it leads to, or the address where it is external.
    is_external : bool
    """

    source: str
    type: str
    target: str
    is_external: bool

    @property
    def kind(self) -> str:
        """The last word of its type."""
        return self.type.rpartition("/")[2]


def relationships(parts: Mapping[str, bytes]) -> Iterator[Relationship]:
    """All relationships of a package.

    Raises
    ------
    KeyError
        If one lacks its type or target.
    """
    for name, content in parts.items():
        folder, file = posixpath.split(name)
        if posixpath.basename(folder) == "_rels" and file.endswith(".rels"):
            source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
            for tag, attributes in walked(content).tags:
                if tag == "Relationship":
                    yield _relationship(source, attributes)


def _relationship(source: str, attributes: Mapping[str, str]) -> Relationship:
    target = attributes["Target"]
    if attributes.get("TargetMode") == "External":
        return Relationship(source, attributes["Type"], target, True)
    path = posixpath.join("/", posixpath.dirname(source), unquote(target.partition("#")[0]))
    inside = posixpath.normpath(path).lstrip("/") or source
    return Relationship(source, attributes["Type"], inside, False)

"""What the parts of a package of Office are, what leads from one to another, and what they load (ISO 29500-1, -2)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.parsers import expat

TYPES = "[Content_Types].xml"
_DEEPEST = 200
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]+:|\\\\|//)", re.IGNORECASE)
_FIELDS = re.compile(r"\b(?:INCLUDE\w*|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD)\b.*", re.IGNORECASE | re.DOTALL)
"""Fields that read something in when they are brought up to date (ISO 29500-1, 17.16.5)."""
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
        What fields say that they do; each in as many pieces as it is written in.
    """

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    address: str = ""
    codes: list[str] = field(default_factory=list)

    @property
    def fetched(self) -> str:
        """What the part itself loads from another place, by an address or a field; empty for nothing."""
        if self.address:
            return self.address
        code = _FIELDS.search("".join(self.codes))
        return code.group().strip() if code else ""


class _Walk:
    """A parser of one part."""

    def __init__(self) -> None:
        self.found, self.depth, self.is_code = Walked(), 0, False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _refuse(self, *_: object) -> None:
        raise UnsoundXmlError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise UnsoundXmlError
        tag = name.rpartition(" ")[2]
        self.is_code = tag == "instrText"
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if tag in _OF_PACKAGE:
            self.found.tags.append((tag, plain))
        if not self.found.address:
            addresses = (plain.get(name, "") for name in _ADDRESSES)
            found = next(filter(_ELSEWHERE.match, addresses), "")
            self.found.address = tag if tag in _HOVERED else found
        if tag == "fldSimple":
            self.found.codes.append(f" {plain.get('instr', '')} ")
        elif tag == "fldChar":
            self.found.codes.append("\n")

    def _end(self, _name: str) -> None:
        self.depth -= 1
        self.is_code = False

    def _text(self, text: str) -> None:
        if self.is_code:
            self.found.codes.append(text)


def walked(content: bytes) -> Walked:
    """A part from its beginning to its end.

    Raises
    ------
    UnsoundXmlError
        If it declares a document type, or is nested deeper than any document is.
    xml.parsers.expat.ExpatError
        If it is not well-formed.
    """
    walk = _Walk()
    walk.parser.Parse(content, True)
    return walk.found


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
    if attributes.get("TargetMode") == "External" or _ELSEWHERE.match(target):
        return Relationship(source, attributes["Type"], target, True)
    path = posixpath.join("/", posixpath.dirname(source), unquote(target.partition("#")[0]))
    inside = posixpath.normpath(path).lstrip("/") or source
    return Relationship(source, attributes["Type"], inside, False)

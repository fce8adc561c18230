"""A workbook of Office as the parts that its archive holds, and what leads from one to another (ISO 29500-2)."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

from reports.officer.marking.xml import (
    PREFIX,
    RELATIONSHIPS,
    NotEditableError,
    appended,
    decoded,
    escaped,
    refuse_broken,
)

MOST_BYTES = 300 * 1024**2
"""The most that the parts of a workbook may come to, unpacked."""
_MOST_PARTS = 5_000
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_LINKS = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_LINKS}"/>'
_TYPES = "[Content_Types].xml"


@dataclass(frozen=True)
class Link:
    """A relationship of a part: its id, the last word of its type, and the part that it leads to; empty for none."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of a workbook, and those that are to take their place.

    Parameters
    ----------
    content : bytes
        The file.

    Raises
    ------
    NotEditableError
        If it is no archive of parts, or too large.
    zipfile.BadZipFile
        If it is damaged.
    """

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._parts = self._archive.infolist()
        self._names = {part.filename for part in self._parts}
        is_odd = len(self._names) < len(self._parts) or len(self._parts) > _MOST_PARTS or _TYPES not in self._names
        if is_odd or sum(part.file_size for part in self._parts) > MOST_BYTES:
            raise NotEditableError
        self._new: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._names or name in self._new

    def named(self, ending: str) -> list[str]:
        """The parts whose names end so."""
        return [name for name in (*self._names, *self._new) if name.endswith(ending)]

    def read(self, name: str) -> bytes:
        """A part, as it is to be."""
        return self._new[name] if name in self._new else self._archive.read(name)

    def beginning(self, name: str, size: int) -> bytes:
        """The first bytes of a part of the file."""
        with self._archive.open(name) as stream:
            return stream.read(size)

    def sound(self, name: str) -> bytes:
        """A part that is well-formed, to be searched and changed.

        Raises
        ------
        NotEditableError
            If it is not.
        """
        data = self.read(name)
        refuse_broken(data)
        return data

    def text(self, name: str) -> str:
        """A part of text that is well-formed, or `sound` raises its error."""
        return decoded(self.sound(name))

    def drawing(self, name: str) -> str:
        """A drawing in VML, which programs write that is not well-formed."""
        return decoded(self.read(name))

    def put(self, name: str, content: str | bytes) -> None:
        """Another content for a part, or a new part."""
        self._new[name] = content.encode() if isinstance(content, str) else content

    def links(self, name: str) -> list[Link]:
        """The relationships of a part; those of the package itself for an empty name."""
        links = _links_of(name)
        if links not in self:
            return []
        root = ElementTree.fromstring(self.text(links))
        return [_link(one, posixpath.dirname(name)) for one in root.iter(f"{{{_LINKS}}}Relationship")]

    def linked(self, name: str, kind: str) -> str:
        """The first part to which a part has a relationship of that kind; empty for none."""
        return next((link.target for link in self.links(name) if link.kind == kind and link.target in self), "")

    def add(self, kind: str, linked_from: str, name: str, content_type: str) -> tuple[str, str]:
        """Names a new part, and leads to it from another; its name, and the id of the relationship."""
        stem, dot, ending = name.rpartition(".")
        while name in self:
            stem += "_"
            name = stem + dot + ending
        known = {link.id for link in self.links(linked_from)}
        own = next(one for number in range(1, len(known) + 2) if (one := f"rIdMarked{number}") not in known)
        links = _links_of(linked_from)
        tag = f'<Relationship Id="{own}" Type="{RELATIONSHIPS}/{kind}" Target="/{escaped(name)}"/>'
        self.put(links, _with_child(self.text(links) if links in self else _NO_LINKS, tag))
        tag = f'<Override PartName="/{escaped(name)}" ContentType="{content_type}"/>'
        self.put(_TYPES, _with_child(self.text(_TYPES), tag))
        return name, own

    def written(self) -> bytes:
        """The file."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in dict.fromkeys((*(part.filename for part in self._parts), *self._new)):
                archive.writestr(name, self.read(name))
        return buffer.getvalue()


def _links_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".removeprefix("/")


def _link(one: ElementTree.Element, folder: str) -> Link:
    target = one.get("Target", "")
    inside = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    kind = one.get("Type", "").rpartition("/")[2]
    return Link(one.get("Id", ""), kind, "" if one.get("TargetMode") == "External" else inside)


def _with_child(text: str, tag: str) -> str:
    """The text of a part with one more tag in its root."""
    root = re.search(rf"<({PREFIX})(Relationships|Types)\b", text)
    if root is None:
        raise NotEditableError
    return appended(text, root.group(1) + root.group(2), tag.replace("<", f"<{root.group(1)}"))

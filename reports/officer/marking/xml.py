"""The XML of a workbook as text: tags found and changed in place, so that all else stays as it was, byte for byte."""

from __future__ import annotations

import re
from xml.parsers import expat

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HIDDEN = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_DECLARED = re.compile(rb"""<\?xml[^<>]*encoding\s*=\s*["']([\w.-]+)["']""")
_BEGINNING = 64 * 1024
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
"""The namespace of the sheets, styles and comments that can be changed here (ISO 29500, transitional)."""
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PREFIX = r"(?:[A-Za-z_][\w.-]*:)?"
"""A prefix of a tag, if it has one."""


class NotEditableError(Exception):
    """A workbook is written in a way that can't be changed in place."""


def decoded(data: bytes) -> str:
    """A small part of a workbook as text.

    Raises
    ------
    NotEditableError
        If it is no UTF-8, or declares entities of its own.
    """
    refuse_odd(data[:_BEGINNING])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotEditableError from error


def refuse_odd(data: bytes) -> None:
    """Refuses what is written in another encoding than UTF-8, or declares entities of its own."""
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<!DOCTYPE" in data:
        raise NotEditableError
    if declared and declared.group(1).lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise NotEditableError


def refuse_broken(data: bytes) -> None:
    """Refuses what is not well-formed, or declares entities: in the rest a search for a tag's end always finds it."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise NotEditableError from error


def _refuse(*_: object) -> None:
    raise NotEditableError


def masked(data: bytes) -> bytes:
    """The same, as long, with nothing in it of what stands in comments and CDATA: there are no tags in them."""
    if b"<!--" not in data and b"<![CDATA[" not in data:
        return data
    return _HIDDEN.sub(lambda found: b" " * len(found.group()), data)


def prefix_of(text: str, name: str) -> str:
    """The prefix that the root has (``x:``), empty for none.

    Raises
    ------
    NotEditableError
        If the root has another name or stands in another namespace.
    """
    root = re.search(rf"<({PREFIX}){name}\b([^<>]*)>", text)
    if root is None:
        raise NotEditableError
    prefix = root.group(1)
    attribute = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    if not re.search(rf"""(?<![\w:]){re.escape(attribute)}\s*=\s*["']{re.escape(MAIN)}["']""", root.group(2)):
        raise NotEditableError
    return prefix


def attribute(tag: str, name: str) -> str | None:
    """The value of an attribute in a tag as it is written; None where it has none."""
    found = re.search(rf"""(?<![\w:.-]){name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", tag)
    return None if found is None else found.group(1) if found.group(1) is not None else found.group(2)


def with_attribute(tag: str, name: str, value: str) -> str:
    """A tag (``<c r="A1"/>``) with that value of an attribute."""
    tag = without_attribute(tag, name)
    end = len(tag) - (2 if tag.endswith("/>") else 1)
    return f'{tag[:end].rstrip()} {name}="{value}"{tag[end:]}'


def without_attribute(tag: str, name: str) -> str:
    """A tag without an attribute."""
    return re.sub(rf"""\s+{name}\s*=\s*(?:"[^"]*"|'[^']*')""", "", tag, count=1)


def appended(text: str, tag: str, content: str) -> str:
    """Content at the end of the first element of that name, which may be empty.

    Raises
    ------
    NotEditableError
        If there is no such element.
    """
    found = re.search(rf"<{tag}\b[^<>]*?(/?)>", text)
    if found is None:
        raise NotEditableError
    if found.group(1):
        opened = found.group()[:-2].rstrip()
        return f"{text[: found.start()]}{opened}>{content}</{tag}>{text[found.end() :]}"
    end = text.find(f"</{tag}>", found.end())
    if end < 0:
        raise NotEditableError
    return text[:end] + content + text[end:]


def escaped(text: str) -> str:
    """Text as XML holds it; what XML can't hold is left out."""
    text = _NOT_IN_XML.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")

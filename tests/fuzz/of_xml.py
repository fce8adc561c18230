"""Mutations of the XML inside workbooks: elements, attributes, references, types, repeats, entities."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.fuzz.of_archives import members, packed
from tests.fuzz.of_bytes import MUTATIONS as OF_BYTES

_ELEMENT = re.compile(rb"<(\w[\w:.-]*)\b[^<>]*?(?:/>|>[^<>]*</\1>)")
_ATTRIBUTE = re.compile(rb'([\w:.-]+)="([^"]*)"')
_CELL = re.compile(rb'<c r="([A-Z]+\d+)"([^<>]*?)(/>|>.*?</c>)', re.DOTALL)
_OPEN_CELL = re.compile(rb"<table:table-cell\b([^<>]*)>")
_OPEN_ROW = re.compile(rb"<table:table-row>")
_SHARED = re.compile(rb"<v>\d+</v>")
_FAR = (
    b"XFD1048576",
    b"A1048576",
    b"XFD1",
    b"AAAA1",
    b"A99999999999",
    b"A0",
    b"1A",
    b"",
    b"ZZZZZZZ9",
    b"a1",
    b"$A$1",
    b"A-1",
)
_TYPES = (b"s", b"n", b"b", b"e", b"str", b"inlineStr", b"d", b"zz", b"")
_VALUES = (
    b"",
    b"-1",
    b"99999999999",
    b"1e999",
    b"NaN",
    b"-1e-400",
    b"x",
    b"2958466",
    b"0x10",
    b"9" * 400,
    b"1" * 40_000,
)
_REPEATS = (b"0", b"-1", b"2", b"1000", b"16384", b"1048576", b"2147483647", b"99999999999999999999", b"x")
_ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)
_OUTSIDE = b'<!DOCTYPE a [<!ENTITY j SYSTEM "file:///etc/hostname"><!ENTITY k SYSTEM "http://127.0.0.1:9/">]>'


def _somewhere(random: Random, pattern: re.Pattern[bytes], xml: bytes) -> re.Match[bytes] | None:
    found = list(pattern.finditer(xml))
    return random.choice(found) if found else None


def _replaced(xml: bytes, match: re.Match[bytes] | None, by: bytes, group: int = 0) -> bytes:
    return xml if match is None else xml[: match.start(group)] + by + xml[match.end(group) :]


def drop(random: Random, xml: bytes) -> bytes:
    return _replaced(xml, _somewhere(random, _ELEMENT, xml), b"")


def repeat(random: Random, xml: bytes) -> bytes:
    match = _somewhere(random, _ELEMENT, xml)
    return _replaced(xml, match, match.group() * random.choice((2, 100, 3000))) if match else xml


def attribute(random: Random, xml: bytes) -> bytes:
    match = _somewhere(random, _ATTRIBUTE, xml)
    by = random.choice((b"", b"x" * 100_000, b"&#0;", b"&j;", b"\xff", b"'", b"-1", b"99999999999999999999"))
    return _replaced(xml, match, by, 2)


def far(random: Random, xml: bytes) -> bytes:
    for _ in range(random.choice((1, 3))):
        xml = _replaced(xml, _somewhere(random, _CELL, xml), random.choice(_FAR), 1)
    return xml


def wrong_type(random: Random, xml: bytes) -> bytes:
    return _replaced(xml, _somewhere(random, _CELL, xml), b' t="%b"' % random.choice(_TYPES), 2)


def value(random: Random, xml: bytes) -> bytes:
    by = random.choice((b"<v>%b</v>" % random.choice(_VALUES), b"<f>1+1</f>", b"<f>SUM(A1:XFD1048576)</f><v/>"))
    return _replaced(xml, _somewhere(random, _SHARED, xml), by)


def everywhere(random: Random, xml: bytes) -> bytes:
    """The same value in every cell of its kind."""
    by = b"<v>%b</v>" % random.choice(_VALUES[:10])
    return _SHARED.sub(lambda _: by, xml)


def entities(random: Random, xml: bytes) -> bytes:
    declared, used = random.choice(((_ENTITIES, b"&i;" * 5), (_OUTSIDE, b"&j;&k;"), (b"", b"&undefined;&#x110000;")))
    head = xml.find(b"?>") + 2 if xml.startswith(b"<?xml") else 0
    tail = xml[head:]
    offset = tail.find(b">", random.randrange(len(tail) + 1)) + 1
    return xml[:head] + declared + tail[:offset] + used + tail[offset:]


def deep(random: Random, xml: bytes) -> bytes:
    depth, offset = random.choice((50, 5_000, 100_000)), xml.find(b">", random.randrange(len(xml) + 1)) + 1
    return xml[:offset] + b"<a>" * depth + b"</a>" * random.choice((0, depth)) + xml[offset:]


def dimension(random: Random, xml: bytes) -> bytes:
    by = b'<dimension ref="%b:%b"/>' % (random.choice(_FAR), random.choice(_FAR))
    return re.sub(rb"<dimension[^<>]*/>", lambda _: by, xml)


def merged(random: Random, xml: bytes) -> bytes:
    ranges = b'<mergeCell ref="A1:%b"/>' % random.choice(_FAR) * random.choice((1, 20_000))
    return xml.replace(b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>")


def open_repeats(random: Random, xml: bytes) -> bytes:
    """Huge numbers of times that a cell or row of an .ods stands there."""
    what, pattern = random.choice(((b"columns", _OPEN_CELL), (b"rows", _OPEN_ROW)))
    match = _somewhere(random, pattern, xml)
    if match is None:
        return xml
    end = match.end() - (2 if match.group().endswith(b"/>") else 1)
    return xml[:end] + b' table:number-%b-repeated="%b"' % (what, random.choice(_REPEATS)) + xml[end:]


def open_type(random: Random, xml: bytes) -> bytes:
    kinds = (b"float", b"date", b"time", b"boolean", b"percentage", b"currency", b"string", b"zz")
    by = b' office:value-type="%b" office:value="%b"' % (random.choice(kinds), random.choice(_VALUES))
    return _replaced(xml, _somewhere(random, _OPEN_CELL, xml), by, 1)


def raw(random: Random, xml: bytes) -> bytes:
    return random.choice(OF_BYTES)(random, xml, xml)


def encoding(random: Random, xml: bytes) -> bytes:
    name = random.choice((b"UTF-16", b"cp1256", b"zz", b"UTF-7"))
    return xml.replace(b'encoding="UTF-8"', b'encoding="%b"' % name, 1)


MUTATIONS: tuple[Callable[[Random, bytes], bytes], ...] = (
    *(drop, repeat, attribute, far, wrong_type, value, everywhere, entities, deep, dimension, merged),
    *(open_repeats, open_type, raw, encoding),
)


def mutate_xml(random: Random, content: bytes) -> bytes:
    """The workbook with the XML of one of its members altered, most often a sheet's; as it is where it has none."""
    parts = members(content)
    indices = [index for index, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels"))]
    if not indices:
        return content
    sheets = [index for index in indices if "sheet" in parts[index][0] or parts[index][0] in ("content.xml",)]
    strings = [index for index in indices if "sharedStrings" in parts[index][0]]
    index = random.choice(random.choice([among for among in (sheets, sheets, strings, indices) if among]))
    name, xml = parts[index]
    for _ in range(random.choice((1, 1, 2, 5))):
        xml = random.choice(MUTATIONS)(random, xml)
    parts[index] = name, xml
    return packed(parts)

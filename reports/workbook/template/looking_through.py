"""The mission's own workbook, looked through before anything parses it: what would swell, run or fetch is refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from xml.etree import ElementTree
from xml.parsers import expat

from surveys import Issue, SurveyError
from surveys.files.guards.compound_file import SIGNATURE

MOST_PACKED = 20 * 1024**2
"""The most bytes that a template may have."""
MOST_BYTES = 60 * 1024**2
"""The most that its parts may come to, unpacked; of XML it takes many times as much to lay out."""
MOST_XML = 16 * 1024**2
_MOST_PARTS = 3_000
_TYPES = "[Content_Types].xml"
_MAIN = re.compile(r"spreadsheetml\.(?:sheet|template)\.main\+xml")
_MACROS = re.compile(r"macroenabled|vbaproject|vbadata|macrosheet|activex|attachedtoolbars", re.IGNORECASE)
_FETCHED = re.compile(
    r"externallink|connections[.+]xml|querytable|webextension|webquery|/model/|customdata", re.IGNORECASE
)
"""Parts by which a workbook reads from elsewhere, or is made to."""
_OF_FORMULAS = (
    *("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula", "cfvo"),
)
_LAID_OUT = ("mergeCell", "hyperlink")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_MOST_JOINED = 200_000
_OUTSIDE = (
    r"(?:WEBSERVICE|IMAGE|IMPORTTEXT|IMPORTCSV|STOCKHISTORY|CUBE\w+|TRANSLATE|DETECTLANGUAGE|COPILOT|PY"
    r"|RTD|CALL|EXEC|EXECUTE|REGISTER(?:\.ID)?|SQL\.REQUEST|DDE\w*|INITIATE|FOPEN)"
)
_CALLS = re.compile(
    rf"\b{_OUTSIDE}\s*\(|_xleta\.{_OUTSIDE}\b"
    r"|://|\\\\|\b[a-z]:\\|\.xl[a-z]{1,3}'?!|\][\w.:]*!|\](?:[^'\[\]]|'')*'!"
    r"|[\w']\|(?:'(?:[^']|'')*'|[^'\"|]*)!",
    re.IGNORECASE,
)
"""Functions that reach outside, addresses, other workbooks, and links to other programs (DDE).

They are looked for in texts within a formula too: which of its signs begin a text can't be told without all of its
grammar, as names of sheets and columns may hold quotes.
"""
_MEDIA = (".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".jxr", ".webp")
_BEGINS = (b"<", b"\0<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
"""How XML begins, in all encodings that its parsers know."""
_OF_DRAWING = re.compile(rb"(?:src|href|althref)\s*=\s*[\"']?\s*(?:[a-z][a-z0-9+.-]+:|\\\\|//)", re.IGNORECASE)
"""An address in a drawing of old Excels (VML), which need not be well-formed."""
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, ElementTree.ParseError, EOFError),
    *(NotImplementedError, OSError, UnicodeError, RuntimeError),
)
"""What is raised for an archive or a part that is cut off or altered."""


def refused(code: str, **values: str) -> SurveyError:
    """That a template can't be used, in one message."""
    return SurveyError(Issue("error", code, values={"ending": "xlsx", "program": "Excel", **values}))


def look_through(template: bytes) -> None:
    """Looks through a template.

    Raises
    ------
    SurveyError
        If it is no workbook of Excel (.xlsx, .xltx), damaged, too large, locked, holds macros or controls, or would
        load something from elsewhere when it is opened. A link that a reader may click on is none of that.
    """
    if len(template) > MOST_PACKED:
        raise refused("template_too_large")
    if template.startswith(SIGNATURE):
        raise refused("template_locked")
    if not zipfile.is_zipfile(io.BytesIO(template)):
        raise refused("template_damaged" if template.startswith(b"PK") else "template_wrong_kind")
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            _look_through_parts(archive)
    except _BROKEN as error:
        raise refused("template_damaged") from error


def _look_through_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    parsed = [part for part in parts if not part.filename.lower().endswith(_MEDIA)]
    if len(parts) > _MOST_PARTS or _size(parts) > MOST_BYTES or _size(parsed) > MOST_XML:
        raise refused("template_too_large")
    if any(part.flag_bits & 1 for part in parts):
        raise refused("template_locked")
    if _TYPES not in names:
        raise refused("template_wrong_kind")
    if len({name.lower() for name in names}) < len(names) or archive.testzip() is not None:
        raise refused("template_damaged")
    types = archive.read(_TYPES).decode()
    if any(map(_MACROS.search, (types, *names))):
        raise refused("template_macros")
    if not _MAIN.search(types):
        raise refused("template_wrong_kind")
    if found := next(filter(None, map(_FETCHED.search, (types, *names))), None):
        raise refused("template_fetches", what=found.group().strip("/"))
    if sum(_look_through_part(part.filename.lower(), archive.read(part)) for part in parts) > _MOST_JOINED:
        raise refused("template_too_large")


def _look_through_part(name: str, data: bytes) -> int:
    """Looks through a part, as XML where it begins so, whatever it is called; how many cells have to be laid out."""
    is_xml = data.lstrip(b" \t\r\n").startswith(_BEGINS)
    if is_xml and name.endswith(_MEDIA):
        raise refused("template_damaged")
    if name.endswith(".vml"):
        _look_through_drawing(data.replace(b"\0", b""))
    elif is_xml or name.endswith((".xml", ".rels")):
        return _look_through_xml(data)
    return 0


def _look_through_drawing(data: bytes) -> None:
    if b"<!" in data.replace(b"<!--", b"").replace(b"<![", b""):
        raise refused("template_damaged")
    if found := _OF_DRAWING.search(data):
        raise refused("template_fetches", what=found.group().decode(errors="replace"))


def _size(parts: Iterable[zipfile.ZipInfo]) -> int:
    """Bytes, unpacked: no more are ever read of a part than it says it has."""
    return sum(part.file_size for part in parts)


def _look_through_xml(data: bytes) -> int:
    """Looks through a part of XML; how many cells its joined cells and links cover, each of which is laid out.

    Raises
    ------
    xml.etree.ElementTree.ParseError, xml.parsers.expat.ExpatError
        If it is not well-formed.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(data, True)
    covered = 0
    for _, node in ElementTree.iterparse(io.BytesIO(data)):
        kind = node.tag.rpartition("}")[2]
        if kind == "Relationship" and node.get("TargetMode") == "External":
            if not str(node.get("Type")).endswith("/hyperlink"):
                raise refused("template_fetches", what=str(node.get("Type")).rpartition("/")[2])
        elif kind in _OF_FORMULAS and (found := _CALLS.search("".join(node.itertext()) + str(node.get("val", "")))):
            raise refused("template_fetches", what=found.group().strip(" (["))
        elif kind in _LAID_OUT:
            covered += _cells(str(node.get("ref")))
        elif kind == "row":
            node.clear()
    return covered


def _refuse(*_: object) -> None:
    """A part declares entities of its own, which may swell."""
    raise refused("template_damaged")


def _cells(area: str) -> int:
    """How many cells an area has."""
    ends = _AREA.fullmatch(area)
    if ends is None:
        return 1
    first, top, last, bottom = ends.groups()
    return (abs(_column(last) - _column(first)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: str) -> int:
    """The number of a column, from 1."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number

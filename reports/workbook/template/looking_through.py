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
    r"externallink|connections\.xml|querytable|webextension|webquery|/model/|customdata", re.IGNORECASE
)
"""Parts by which a workbook reads from elsewhere, or is made to."""
_OF_FORMULAS = ("f", "formula", "formula1", "formula2", "definedName")
_TEXT = re.compile(r'"[^"]*"')
"""Text within a formula, which calls nothing."""
_LAID_OUT = ("mergeCell", "hyperlink")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_MOST_JOINED = 200_000
_CALLS = re.compile(
    r"\b(?:WEBSERVICE|IMAGE|RTD|CALL|EXEC|REGISTER|REGISTER\.ID|STOCKHISTORY|CUBE\w+)\s*\("
    r"|(?:^|[^\w\]])\[\d+\]|'[^']*\[[^\]]+\][^']*'!|\w\|'?[^'\"]*'?!",
    re.IGNORECASE,
)
"""Functions that reach outside, other workbooks, and links to other programs (DDE)."""
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
    xml = [part for part in parts if part.filename.endswith((".xml", ".rels", ".vml"))]
    if len(parts) > _MOST_PARTS or _size(parts) > MOST_BYTES or _size(xml) > MOST_XML:
        raise refused("template_too_large")
    if any(part.flag_bits & 1 for part in parts):
        raise refused("template_locked")
    if _TYPES not in names:
        raise refused("template_wrong_kind")
    if len(set(names)) < len(names) or archive.testzip() is not None:
        raise refused("template_damaged")
    types = archive.read(_TYPES).decode()
    if any(map(_MACROS.search, (types, *names))):
        raise refused("template_macros")
    if not _MAIN.search(types):
        raise refused("template_wrong_kind")
    if found := next(filter(None, map(_FETCHED.search, names)), None):
        raise refused("template_fetches", what=found.group().strip("/"))
    if sum(_look_through_xml(archive.read(part)) for part in xml if not part.filename.endswith(".vml")) > _MOST_JOINED:
        raise refused("template_too_large")


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
        elif kind in _OF_FORMULAS and (found := _CALLS.search(_TEXT.sub('""', node.text or ""))):
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

"""The officer's own file as a template: refused before anything parses it that would harm.

A template may be damaged, swell beyond memory, take minutes to lay out, hold macros, or load something from another
place as soon as a report made from it is opened. The limits of all templates are here.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

from reports.files.archive import zip_of
from reports.templates.given import LARGEST
from reports.templates.package import (
    MOST_AT_ONCE,
    TYPES,
    ContentTypes,
    UnsoundXmlError,
    begins_as_xml,
    relationships,
    seen_in,
)
from reports.templates.workbook import WorkbookWalk, loading_part
from surveys import Issue, SurveyError
from surveys.files.guards.compound_file import SIGNATURE
from words import printable

DOCX, PPTX, XLSX = "docx", "pptx", "xlsx"
MOST_BYTES = 100 * 1024**2
"""The most that its parts may come to, unpacked."""
MOST_XML = 40 * 1024**2
"""The most that all but media may come to: XML, whatever its name ends in."""
MOST_NODES = 400_000
"""The most elements, ends of elements and attributes: each takes some 240 bytes once it is parsed."""
MOST_LAID_OUT = 100_000
"""The most that a workbook may hold, in cells: a format, a rule or a link takes as long as two, a joined area as 10."""
_MOST_PARTS = 5_000

_MEDIA = (
    *(".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".jxr", ".webp"),
    *(".fntdata", ".odttf", ".ttf", ".otf", ".mp3", ".mp4", ".m4a", ".m4v", ".wav", ".wma", ".wmv", ".mov", ".avi"),
)
"""Endings of pictures, fonts, sounds and films, which are not parsed."""
_OF_MEDIA = re.compile(r"(?:image|audio|video|font)/|application/.*font", re.IGNORECASE)
"""What a part of such an ending has to be."""
_BEGINNING = 100
"""Bytes of it that are looked at."""
_LONGEST = 300
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ASTRAY = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|[\\:\x00-\x1f]")
"""Names of parts that would lead out of the folder into which a file is unpacked."""
_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD, _SLIDES, _SHEETS = (f"{_OFFICE}.{of}ml" for of in ("wordprocessing", "presentation", "spreadsheet"))
_MAIN = {
    DOCX: (f"{_WORD}.document.main+xml", f"{_WORD}.template.main+xml"),
    PPTX: (f"{_SLIDES}.presentation.main+xml", f"{_SLIDES}.template.main+xml", f"{_SLIDES}.slideshow.main+xml"),
    XLSX: (f"{_SHEETS}.sheet.main+xml", f"{_SHEETS}.template.main+xml"),
}
"""What the main part of a document is, and those of templates, which is made one by saying so."""
_PROGRAMS = {DOCX: "Word", PPTX: "PowerPoint", XLSX: "Excel"}
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MACROS = re.compile(r"macroenabled|vbaproject|vbadata|macrosheet|activex|attachedtoolbars", re.IGNORECASE)
_CLICKED = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_IMPORTED = ("aFChunk", "subDocument", "attachedTemplate", "mailMergeSource", "frame")
"""Relationships by which a document reads something in on opening, also from within the package."""
_OBJECTS = ("oleObject", "package", "control")
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError),
    *(KeyError, UnicodeError, UnsoundXmlError, expat.ExpatError),
)
"""What is raised for an archive or a part that is cut off, altered or unsound."""


class TemplateError(SurveyError):
    """A template can't be used; `issues` says why."""


def refused(code: str, ending: str, **values: object) -> TemplateError:
    """The error of a template, by the code of its issue; words that come from the template are cut short."""
    said = {name: printable(value)[:_LONGEST] if isinstance(value, str) else value for name, value in values.items()}
    return TemplateError(Issue("error", code, values={"ending": ending, "program": _PROGRAMS[ending], **said}))


def checked_template(template: bytes, ending: str) -> bytes:
    """A template as a plain document, once nothing was found in it that would harm.

    Of a workbook all is kept, so that what it would load is refused here; of other documents `refuse_fetched` looks
    through what is kept.

    Parameters
    ----------
    template : bytes
        A .docx or .dotx; a .pptx, .potx or .ppsx; an .xlsx or .xltx.
    ending : {"docx", "pptx", "xlsx"}
        What it is to be used for.

    Raises
    ------
    TemplateError
        If it is something else, damaged, locked, too large, too much to lay out, or holds macros or controls.
    """
    if template.startswith(SIGNATURE):
        raise refused("template_locked", ending)
    if len(template) > LARGEST:
        raise refused("template_too_large", ending)
    if not template.startswith(b"PK"):
        raise refused("template_wrong_kind", ending)
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
            _look_at_sizes(archive.infolist(), ending)
            parts = {name: b"" if _is_media(name) else archive.read(name) for name in names}
            types = ContentTypes(parts[TYPES])
            _look_through(parts, types, ending)
            _look_at_media(archive, types, ending)
            main = _main_part(parts, types, ending)
            if types[main] == _MAIN[ending][0]:
                return template
            named = parts[TYPES].replace(types[main].encode(), _MAIN[ending][0].encode())
            return zip_of({name: archive.read(name) for name in parts} | {TYPES: named})
    except _BROKEN as error:
        raise refused("template_damaged", ending) from error


def refuse_fetched(package: Any, ending: str) -> None:
    """Refuses what is kept of a template, as a package of python-docx or python-pptx, where it loads or runs anything.

    Links that somebody has to click are let through where they lead to a page or an address for mail.

    Raises
    ------
    TemplateError
        If it does; its message names the address, or what would read it.
    """
    for part in package.iter_parts():
        for one in part.rels.values():
            target = one.target_ref if one.is_external else str(one.target_part.partname).lstrip("/")
            _look_at_link(one.reltype.rpartition("/")[2], target, ending, is_external=one.is_external)
        if begins_as_xml(part.blob) and (what := seen_in(str(part.partname), part.blob).fetched):
            raise refused("template_fetches", ending, what=what)


def _look_at_link(kind: str, target: str, ending: str, *, is_external: bool) -> None:
    if kind in _OBJECTS:
        raise refused("template_macros", ending)
    is_clicked = kind == "hyperlink" and _CLICKED.match(target) is not None
    if kind in _IMPORTED or (is_external and not is_clicked):
        raise refused("template_fetches", ending, what=target)


def _look_at_sizes(entries: list[zipfile.ZipInfo], ending: str) -> None:
    """Looks at what an archive says of its parts, before anything is unpacked; no more is ever read of a part."""
    sizes = {entry.filename: entry.file_size for entry in entries}
    parsed = sum(size for name, size in sizes.items() if not _is_media(name))
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_BYTES or parsed > MOST_XML:
        raise refused("template_too_large", ending)
    if TYPES not in sizes:
        raise refused("template_wrong_kind", ending)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refused("template_locked", ending)
    is_odd = any(entry.compress_type not in _METHODS or _ASTRAY.search(entry.orig_filename) for entry in entries)
    if is_odd or len({name.lower() for name in sizes}) < len(entries):
        raise refused("template_damaged", ending)


def _look_through(parts: Mapping[str, bytes], types: ContentTypes, ending: str) -> None:
    """Looks through all parts that are XML, whatever they are called."""
    every = (*parts, *types.all)
    if any(map(_MACROS.search, every)):
        raise refused("template_macros", ending)
    parsed = {name: data for name, data in parts.items() if types.is_xml(name) or begins_as_xml(data)}
    if sum(data.count(b"<") + data.count(b"=") for data in parsed.values()) > MOST_NODES:
        raise refused("template_too_full", ending)
    if any(len(piece) > MOST_AT_ONCE for data in parsed.values() for piece in data.split(b"<")):
        raise refused("template_damaged", ending)
    if ending != XLSX:
        for name, data in parsed.items():
            seen_in(name, data)
        return
    laid_out = 0
    for one in (loading_part(every), *(seen_in(name, data, WorkbookWalk) for name, data in parsed.items())):
        if one.fetched:
            raise refused("template_fetches", ending, what=one.fetched)
        laid_out += one.laid_out
    if laid_out > MOST_LAID_OUT:
        raise refused("template_too_full", ending)


def _look_at_media(archive: zipfile.ZipFile, types: ContentTypes, ending: str) -> None:
    """Looks whether pictures, fonts and films are none but that, and all parts whole."""
    for name in filter(_is_media, archive.namelist()):
        with archive.open(name) as media:
            if not _OF_MEDIA.match(types[name]) or types.is_xml(name) or begins_as_xml(media.read(_BEGINNING)):
                raise refused("template_damaged", ending)
    if archive.testzip() is not None:
        raise refused("template_damaged", ending)


def _is_media(name: str) -> bool:
    return name.lower().endswith(_MEDIA)


def _main_part(parts: Mapping[str, bytes], types: ContentTypes, ending: str) -> str:
    """The part that is the document itself, once every relationship is known to lead to a part of a known type."""
    every = list(relationships(parts))
    main = next((one.target for one in every if one.type == _DOCUMENT and not one.source), "")
    if not main or types[main] not in _MAIN[ending]:
        raise refused("template_wrong_kind", ending)
    for one in every:
        if not one.is_external and not (one.target in parts and types[one.target]):
            raise refused("template_damaged", ending)
        if ending == XLSX:
            _look_at_link(one.kind, one.target, ending, is_external=one.is_external)
    return main

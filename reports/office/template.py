"""The officer's own document or presentation as a template: refused before anything parses it that would harm.

A template may be damaged, swell beyond memory, hold macros, or load something from another place as soon as a document
made from it is opened.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from xml.parsers import expat

from reports.office.package import TYPES, ContentTypes, UnsoundXmlError, relationships, walked
from surveys import Issue, SurveyError

DOCX, PPTX = "docx", "pptx"
MOST_PACKED = 50 * 1024**2
"""The most bytes that a template may have."""
MOST_BYTES = 200 * 1024**2
"""The most that its parts may come to, unpacked."""
MOST_XML = 40 * 1024**2
"""The most that all but media may come to: XML, whatever its name ends in, takes many times its size in memory."""
_MOST_PARTS = 5_000

_MEDIA = (
    *(".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".jxr", ".webp"),
    *(".fntdata", ".odttf", ".ttf", ".otf", ".mp3", ".mp4", ".m4a", ".m4v", ".wav", ".wma", ".wmv", ".mov", ".avi"),
)
"""Endings of pictures, fonts, sounds and films, which are not parsed."""
_OF_MEDIA = re.compile(r"(?:image|audio|video|font)/|application/.*font", re.IGNORECASE)
"""What a part of such an ending has to be."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml"
_MAIN = {
    DOCX: (f"{_WORD}.document.main+xml", f"{_WORD}.template.main+xml"),
    PPTX: (f"{_SLIDES}.presentation.main+xml", f"{_SLIDES}.template.main+xml", f"{_SLIDES}.slideshow.main+xml"),
}
"""What the main part of a document is, and those of templates, which is made one by saying so."""
_PROGRAMS = {DOCX: "Word", PPTX: "PowerPoint"}
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MACROS = re.compile(r"macroenabled|vbaproject|vbadata|activex|attachedtoolbars", re.IGNORECASE)
_CLICKED = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_IMPORTED = ("aFChunk", "subDocument", "attachedTemplate", "mailMergeSource", "frame")
"""Relationships by which a document reads something in on opening, also from within the package."""
_OBJECTS = ("oleObject", "package", "control")
_CHART = re.compile(r"\.chart\+xml$|chartex\+xml$", re.IGNORECASE)


class TemplateError(SurveyError):
    """A template can't be used; `issues` says why."""


def checked_template(template: bytes, ending: str) -> bytes:
    """A template as a plain document, once nothing was found in it that would harm whoever opens what is made from it.

    What it would load from another place is told by `refuse_fetched`, when it is known what of it is kept.

    Parameters
    ----------
    template : bytes
        A .docx or .dotx; a .pptx, .potx or .ppsx.
    ending : {"docx", "pptx"}
        What it is to be used for.

    Raises
    ------
    TemplateError
        If it is something else, damaged, too large, locked, or holds macros or controls.
    """
    try:
        parts = _unpacked(template, ending)
        types = ContentTypes(parts[TYPES])
        if any(_MACROS.search(name) for name in (*parts, *types.all)):
            raise refused("template_macros", ending)
        if any(types.is_xml(name) or not _OF_MEDIA.match(types[name]) for name in filter(_is_media, parts)):
            raise refused("template_damaged", ending)
        for name in filter(types.is_xml, parts):
            walked(parts[name])
        main = _main_part(parts, types, ending)
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError),
        *(KeyError, UnicodeError, UnsoundXmlError, expat.ExpatError),
    ) as error:
        raise refused("template_damaged", ending) from error
    if types[main] == _MAIN[ending][0]:
        return template
    parts[TYPES] = parts[TYPES].replace(types[main].encode(), _MAIN[ending][0].encode())
    return _packed(parts)


def refuse_fetched(document: bytes, ending: str) -> None:
    """Refuses a document, made from a template, that loads anything from another place when it is opened.

    Links that somebody has to click are let through where they lead to a page or an address for mail. Refused, too, are
    objects of other programs; the workbook behind a chart is none.

    Raises
    ------
    TemplateError
        If it does; its message names the address, or what would read it.
    """
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    types = ContentTypes(parts[TYPES])
    for one in relationships(parts):
        if one.kind in _OBJECTS and not (one.source and _CHART.search(types[one.source])):
            raise refused("template_macros", ending)
        is_clicked = one.kind == "hyperlink" and _CLICKED.match(one.target) is not None
        if one.kind in _IMPORTED or (one.is_external and not is_clicked):
            raise refused("template_fetches", ending, what=one.target)
    for name in filter(types.is_xml, parts):
        if what := walked(parts[name]).fetched:
            raise refused("template_fetches", ending, what=what)


def refused(code: str, ending: str, **values: object) -> TemplateError:
    """The error of a template, by the code of its issue."""
    program = _PROGRAMS[ending]
    return TemplateError(Issue("error", code, values={"ending": ending, "program": program, **values}))


def _unpacked(template: bytes, ending: str) -> dict[str, bytes]:
    """The parts by name; their sizes are looked at before anything is unpacked."""
    if template.startswith(_OLD_OFFICE):
        raise refused("template_locked", ending)
    if len(template) > MOST_PACKED:
        raise refused("template_too_large", ending)
    if not template.startswith(b"PK"):
        raise refused("template_wrong_kind", ending)
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        names = {entry.filename for entry in entries}
        if TYPES not in names:
            raise refused("template_wrong_kind", ending)
        if _is_too_large(entries):
            raise refused("template_too_large", ending)
        if len({name.lower() for name in names}) < len(entries) or any(entry.flag_bits & 1 for entry in entries):
            raise refused("template_damaged", ending)
        return {entry.filename: archive.read(entry) for entry in entries}


def _is_too_large(entries: list[zipfile.ZipInfo]) -> bool:
    parsed = [entry for entry in entries if not _is_media(entry.filename)]
    sizes = (sum(entry.file_size for entry in some) for some in (entries, parsed))
    return len(entries) > _MOST_PARTS or any(
        size > most for size, most in zip(sizes, (MOST_BYTES, MOST_XML), strict=True)
    )


def _is_media(name: str) -> bool:
    return name.lower().endswith(_MEDIA)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def _main_part(parts: Mapping[str, bytes], types: ContentTypes, ending: str) -> str:
    """The part that is the document itself, once every relationship is known to lead to a part of a known type."""
    every = list(relationships(parts))
    main = next((one.target for one in every if one.type == _DOCUMENT and not one.source), "")
    if not main or types[main] not in _MAIN[ending]:
        raise refused("template_wrong_kind", ending)
    for one in every:
        if not one.is_external and not (one.target in parts and types[one.target]):
            raise refused("template_damaged", ending)
    return main

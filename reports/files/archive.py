"""Archives whose bytes follow from what is in them, never from when or where they were written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_FIRST = ("mimetype", "[Content_Types].xml")
"""Entries that readers look for at the head of an archive; the first one is known by its bytes there, so not packed."""
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can hold."""
_RIGHTS = 0o644 << 16
_UNIX = 3
_LEVEL = 6

_CORE = "docProps/core.xml"
_WRITTEN = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """An archive of files by their names in it, folders before a slash.

    The same files give the same bytes, in whatever order they come: names are sorted, and times and rights are fixed.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in sorted(files, key=_place):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.create_system, entry.external_attr = _UNIX, _RIGHTS
            entry.compress_type = zipfile.ZIP_STORED if name == _FIRST[0] else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=_LEVEL)
    return written.getvalue()


def repacked(package: bytes) -> bytes:
    """An archive that a library wrote, as `zip_of` writes it.

    In an Office document, the times at which it was created and changed are fixed too. Documents in it are taken as
    they are and never unpacked: the workbooks behind our charts tell no time, and those of a template may swell beyond
    memory.

    Raises
    ------
    ValueError
        If an entry is there twice, so that readers may take either.
    zipfile.BadZipFile
        If it is no archive.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        if len(names) != len(set(names)):
            raise ValueError(f"an entry is there twice: {', '.join(sorted({n for n in names if names.count(n) > 1}))}")
        return zip_of({name: _timeless(name, archive.read(name)) for name in names})


def _place(name: str) -> tuple[int, str]:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST), name


def _timeless(name: str, content: bytes) -> bytes:
    """An entry without the time at which it was written."""
    if name == _CORE:
        year, month, day, *_ = _WHEN
        return _WRITTEN.sub(rb"\g<1>%d-%02d-%02dT00:00:00Z\g<3>" % (year, month, day), content)
    return content

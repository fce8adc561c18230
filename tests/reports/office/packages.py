"""Packages of Office for tests: empty ones, and changed ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pptx

Parts = dict[str, bytes]


def plain(ending: str) -> bytes:
    """An empty document of python-docx or presentation of python-pptx."""
    written = io.BytesIO()
    (docx.Document() if ending == "docx" else pptx.Presentation()).save(written)
    return written.getvalue()


def changed(package: bytes, change: Callable[[Parts], object]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def replaced(parts: Parts, name: str, old: str, new: str) -> None:
    assert old.encode() in parts[name]
    parts[name] = parts[name].replace(old.encode(), new.encode())

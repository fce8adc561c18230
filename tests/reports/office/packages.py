"""Packages of Office for tests: empty ones, changed ones, and what Office would repair in them."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
from openpyxl.workbook.defined_name import DefinedName
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

Parts = dict[str, bytes]


def plain(ending: str) -> bytes:
    """An empty document of python-docx, presentation of python-pptx, or workbook of openpyxl with a named cell."""
    made: Any = {"docx": docx.Document, "pptx": pptx.Presentation, "xlsx": openpyxl.Workbook}[ending]()
    if ending == "xlsx":
        made.defined_names["thiqa_event"] = DefinedName("thiqa_event", attr_text="Sheet!$B$1")
    return saved(made)


def saved(made: Any) -> bytes:
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def parts_of(package: bytes) -> Parts:
    """Each part by its name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def findings_of(content: bytes, ending: str = "docx") -> list[str]:
    """What Office would repair."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"document.{ending}"
        path.write_bytes(content)
        return [str(error) for error in OpenXmlValidator().validate(path).errors]


def changed(package: bytes, change: Callable[[Parts], object]) -> bytes:
    parts = parts_of(package)
    change(parts)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def replaced(parts: Parts, name: str, old: str, new: str) -> None:
    assert old.encode() in parts[name]
    parts[name] = parts[name].replace(old.encode(), new.encode())

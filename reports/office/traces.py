"""What a template tells of the people who made it: their names in fields, and in the paths of their pictures."""

from __future__ import annotations

import re
from typing import Any

_TAGS = tuple(f"{{*}}{name}" for name in ("cNvPr", "docPr", "shape", "rect", "imagedata"))
_SAID = ("name", "descr", "title", "alt")
_FOLDERS = re.compile(r"^\s*(?:[a-z]:[\\/]|\\\\|/\w|[a-z]{2,}://?).*[\\/]", re.IGNORECASE | re.DOTALL)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OF_PEOPLE = re.compile(
    r"\s*(?:AUTHOR|LASTSAVEDBY|USER\w+|DOCPROPERTY|FILENAME|TEMPLATE|COMMENTS|INFO)\b", re.IGNORECASE
)
"""Fields of Word that say who wrote a document, or where it is stored."""


def hide_paths(root: Any) -> None:
    """Leaves of a path that describes a picture its last part: the others name the folder of whoever put it there."""
    for found in root.iter(*_TAGS):
        for name, value in found.attrib.items():
            if name.rpartition("}")[2] in _SAID:
                found.set(name, _FOLDERS.sub("", value))


def hide_fields(root: Any) -> None:
    """Takes out what fields of Word said of people when the template was stored; Word says it anew, of the report."""
    for simple in root.iter(f"{_WORD}fldSimple"):
        if _OF_PEOPLE.match(simple.get(f"{_WORD}instr", "")):
            for text in simple.iter(f"{_WORD}t"):
                text.text = ""
    codes: list[str] = []
    for found in root.iter(f"{_WORD}fldChar", f"{_WORD}instrText", f"{_WORD}t"):
        kind = found.get(f"{_WORD}fldCharType")
        if kind == "begin":
            codes.append("")
        elif kind == "end" and codes:
            codes.pop()
        elif found.tag.endswith("instrText") and codes:
            codes[-1] += found.text or ""
        elif found.tag == f"{_WORD}t" and any(map(_OF_PEOPLE.match, codes)):
            found.text = ""

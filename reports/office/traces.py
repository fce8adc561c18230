"""What a template tells of the people who made it: in fields, in controls, and in the paths of its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

_TAGS = tuple(f"{{*}}{name}" for name in ("cNvPr", "docPr", "shape", "rect", "imagedata"))
_SAID = ("name", "descr", "title", "alt")
_FOLDERS = re.compile(r"^\s*(?:[a-z]:[\\/]|\\\\|/\w|[a-z]{2,}://?).*[\\/]", re.IGNORECASE | re.DOTALL)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OF_PEOPLE = re.compile(
    r"\W*(?:AUTHOR|LASTSAVEDBY|USER\w+|DOCPROPERTY|INFO|FILENAME|TEMPLATE|DOCVARIABLE|COMMENTS|KEYWORDS|MANAGER|COMPANY)\b",
    re.IGNORECASE,
)
"""Fields of Word that say who wrote a document, what it said of itself, or where it is stored."""
_CODES = (f"{_WORD}instrText", f"{_WORD}t")
"""What holds the code of a field, before its result."""
_LONGEST = 50
"""Signs of a code that are looked at: its first word is shorter."""
_PROPERTIES = re.compile(r"properties|6C3C8BC8-F283-45AE|6668398D-A668-4E3E|55AF091B-3C7A-41E3", re.IGNORECASE)
"""What a control says that shows a property: the property's place, or the number of what all programs keep it in."""


def hide_paths(root: Any) -> None:
    """Leaves of a path that describes a picture its last part: the others name the folder of whoever put it there."""
    for found in root.iter(*_TAGS):
        for name, value in found.attrib.items():
            if name.rpartition("}")[2] in _SAID:
                found.set(name, _FOLDERS.sub("", value))


def hide_properties(root: Any) -> None:
    """Empties the controls of Word that show what the template said of itself, such as its author."""
    for bound in root.iter("{*}dataBinding"):
        control = next(bound.iterancestors(f"{_WORD}sdt"), None)
        if control is None or not any(map(_PROPERTIES.search, bound.attrib.values())):
            continue
        for text in control.iter(f"{_WORD}t"):
            text.text = ""
        for choice in control.iter(f"{_WORD}comboBox", f"{_WORD}dropDownList"):
            choice.attrib.pop(f"{_WORD}lastValue", None)


@dataclass
class _Field:
    """A field that has begun: its place among what runs hold, and its code so far."""

    first: int
    code: str = ""
    is_result: bool = False
    is_of_people: bool = False


def hide_fields(root: Any) -> None:
    """Takes out the fields of Word that say who made the template: left empty, they would print as errors."""
    inside = [one for one in root.iter() if one.getparent() is not None and _is_of_run(one)]
    changes = [0] * (len(inside) + 1)
    for first, last in _fields_of_people(inside):
        changes[first] += 1
        changes[last + 1] -= 1
    for one in [*filter(_is_simple, root.iter(f"{_WORD}fldSimple"))]:
        one.getparent().remove(one)
    for one, within in zip(inside, accumulate(changes), strict=False):
        if within:
            run = one.getparent()
            run.remove(one)
            if run.getparent() is not None and all(left.tag == f"{_WORD}rPr" for left in run):
                run.getparent().remove(run)


def _is_simple(one: Any) -> bool:
    """Whether a field of a single element is of people."""
    return _OF_PEOPLE.match(one.get(f"{_WORD}instr", "")) is not None


def _is_of_run(one: Any) -> bool:
    return bool(one.getparent().tag == f"{_WORD}r" and one.tag != f"{_WORD}rPr")


def _fields_of_people(inside: list[Any]) -> Iterator[tuple[int, int]]:
    """Where fields of people begin and end, and those in whose code one stands; what never ends, ends at last."""
    begun: list[_Field] = []
    for place, one in enumerate(inside):
        kind = one.get(f"{_WORD}fldCharType")
        if kind == "begin":
            begun.append(_Field(place))
        elif begun and kind == "separate":
            begun[-1].is_result = True
        elif begun and kind == "end":
            yield from _ended(begun, place)
        elif begun and not begun[-1].is_result and one.tag in _CODES:
            begun[-1].is_of_people |= any(map(_is_simple, one.iterancestors(f"{_WORD}fldSimple")))
            begun[-1].code = (begun[-1].code + (one.text or "")).lstrip()[:_LONGEST]
    while begun:
        yield from _ended(begun, len(inside) - 1)


def _ended(begun: list[_Field], place: int) -> Iterator[tuple[int, int]]:
    """The place of the field that ends, where it is of people; then the field in whose code it stands is, too."""
    field = begun.pop()
    if field.is_of_people or _OF_PEOPLE.match(field.code):
        yield field.first, place
        if begun and not begun[-1].is_result:
            begun[-1].is_of_people = True

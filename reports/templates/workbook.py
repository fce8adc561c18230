"""What only a workbook has: formulas that reach outside, and how much of it has to be laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reports.templates.package import UnsoundXmlError, Walk, Walked

_FETCHED = re.compile(
    r"externallink|connections[.+]xml|querytable|webextension|webquery|/model/|customdata", re.IGNORECASE
)
"""Parts by which a workbook reads from elsewhere, or is made to."""
_OF_FORMULAS = (
    *("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula", "cfvo"),
)
_AREAS = ("mergeCell", "hyperlink")
"""Each cell of their area is laid out."""
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
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
_LONGEST = 8_192
"""Characters that a formula may have in Excel."""
_COSTS = {"v": 0, "t": 0, "si": 1, "row": 1, "c": 1, "comment": 5, "definedName": 5, "mergeCell": 10, "worksheet": 200}
"""What an element takes to be laid out, in cells; others, such as a format, a rule or a formula, take two."""
_OTHER = 2


class WorkbookWalk(Walk):
    """A walk through a part of a workbook."""

    def __init__(self) -> None:
        super().__init__()
        self._formula: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Counts an element, and listens where it holds a formula."""
        super().start(tag, attributes)
        self.found.laid_out += _COSTS.get(tag, _OTHER)
        if tag in _OF_FORMULAS:
            self._formula = [*(self._formula or ()), attributes.get("val", "")]
        if "sqref" in attributes:
            self.found.laid_out += attributes["sqref"].count(" ")
        elif tag in _AREAS:
            self.found.laid_out += _cells(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        """Keeps a formula's pieces."""
        if self._formula is not None:
            self._formula.append(text)

    def end(self, tag: str) -> None:
        """Looks at a formula."""
        if tag not in _OF_FORMULAS or self._formula is None:
            return
        formula, self._formula = "".join(self._formula), None
        if len(formula) > _LONGEST:
            raise UnsoundXmlError
        found = _CALLS.search(formula)
        if found and not self.found.address:
            self.found.address = found.group().strip(" ([")


def loading_part(names: Iterable[str]) -> Walked:
    """What parts of these names or types, by which a workbook reads from elsewhere, would load."""
    found = next(filter(None, map(_FETCHED.search, names)), None)
    return Walked(address=found.group().strip("/") if found else "")


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

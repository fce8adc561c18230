"""What is to be marked: cells, and what is said of them; taken from what the checks found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from surveys.files.upload import Upload
from surveys.model.addresses import column_number
from surveys.model.issues import Issue, Listing, Severity
from surveys.model.listing import CellIn
from words import number, say

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""The worst first: it colours a cell of which several things are said."""
COMMENTED = 200
"""How many cells of one mark have a comment; the others are coloured only."""
_MOST_CELLS = 20_000
"""How many cells of one mark are coloured."""
_MOST_TEXT = 8_000
"""Characters of a comment."""
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_RANGE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})(?::([A-Z]{1,3})([1-9]\d{0,6}))?")

Position = tuple[int, int]
"""Row and column, counted from 0."""


@dataclass(frozen=True)
class Mark:
    """Cells of a sheet, and what is said of them.

    Attributes
    ----------
    sheet : str
        The sheet's name.
    cells : sequence of str
        Addresses (``B7``) or ranges (``C1:F1``); what is neither is passed over.
    severity : {"error", "warning", "note"}
        How bad it is: it decides the colour.
    text : str
        What a comment says, in the officer's language.
    count : int
        How many cells are meant, where they are more than `cells` lists; 0 for no more than those.
    """

    sheet: str
    cells: Sequence[str]
    severity: Severity
    text: str
    count: int = 0


@dataclass
class MarkedCell:
    """A cell with all that is said of it: the worst severity, and what its comment says; empty for a colour alone."""

    severity: Severity
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What the comment says, a paragraph for each thing; empty for a colour alone."""
        return "\n\n".join(self.lines)[:_MOST_TEXT]


MarkedCells = Mapping[str, Mapping[Position, MarkedCell]]
"""The marked cells by the name of their sheet and their position."""


def marks_of(issues: Iterable[Issue], upload: Upload, language: str, *, is_only_of_name: bool = True) -> list[Mark]:
    """What the checks say of single cells of a file.

    An issue may name cells of two files; those of the other are marked in the other. What tool wrote the file is said
    of no cell.

    Parameters
    ----------
    is_only_of_name : bool
        Whether no other file of the survey has its name. Of two of one name, what is said by the name alone is marked
        in neither.
    """
    return [
        Mark(sheet, cells, issue.severity, _sentence(issue, language), count)
        for issue in issues
        if issue.code != "recognised"
        for sheet, cells, count in _cells_in(issue, upload, is_only_of_name)
        if sheet and cells
    ]


def _cells_in(issue: Issue, upload: Upload, is_only_of_name: bool) -> Iterator[tuple[str, Sequence[str], int]]:
    """The cells of a file that an issue names: their sheet, and how many it counts; 0 where others are among those."""
    for file, sheet, cells in places(issue):
        names = listed_cells(cells)
        here = [name for name in names if isinstance(name, CellIn) and name.sha256 == upload.sha256]
        for of_several in dict.fromkeys(name.sheet for name in here):
            yield of_several, [str(name) for name in here if name.sheet == of_several], 0
        if _is_of(issue, file, upload, is_only_of_name):
            yield sheet, [name for name in names if not isinstance(name, CellIn)], count_of(issue) or 0


def _is_of(issue: Issue, file: str, upload: Upload, is_only_of_name: bool) -> bool:
    """Whether a file that an issue names is this one; of two files of one name, by the digest."""
    if file == issue.file and "of_file" in issue.values:
        return issue.values["of_file"] == upload.sha256
    digest = issue.values.get("sha256")
    return file == upload.name and (is_only_of_name if digest is None else digest == upload.sha256)


def places(issue: Issue) -> Iterator[tuple[str, str, object]]:
    """The cells that an issue names with their file and sheet: in its own file, and in the other that it names."""
    values = issue.values
    yield issue.file or "", issue.sheet or "", issue.cells
    yield issue.file or "", issue.sheet or "", issue.alike
    other_cells = values.get("other_cells") or values.get("other_cell")
    yield str(values.get("other") or ""), str(values.get("other_sheet") or ""), other_cells


def listed_cells(cells: object) -> Sequence[str]:
    """The addresses and ranges that were kept of a listing, or the one that a text is; none where it is none."""
    if isinstance(cells, Listing):
        return cells.names
    return [cells] if isinstance(cells, str) and _RANGE.fullmatch(cells) else []


def count_of(issue: Issue) -> int | None:
    """How many cells an issue counts, where it does."""
    count = issue.values.get("count")
    return count if isinstance(count, int) else None


def _sentence(issue: Issue, language: str) -> str:
    explained = issue.explained(language)
    return " ".join(filter(None, (explained.wrong, explained.to_do)))


def marked_cells(marks: Iterable[Mark], language: str) -> MarkedCells:
    """The cells of the marks, each once with all that is said of it."""
    found: dict[str, dict[Position, MarkedCell]] = {}
    for mark in sorted(marks, key=lambda mark: SEVERITIES.index(mark.severity)):
        positions = _positions(mark.cells)
        text = _comment(mark, len(positions), language)
        sheet = found.setdefault(mark.sheet, {})
        for index, position in enumerate(positions):
            cell = sheet.setdefault(position, MarkedCell(mark.severity))
            if index < COMMENTED and text not in cell.lines:
                cell.lines.append(text)
    return found


def _comment(mark: Mark, coloured: int, language: str) -> str:
    """What is said of each cell of a mark: how bad it is in words too, and how many are meant where it shows fewer."""
    text = f"{say(f'checks.severity_{mark.severity}', language)}: {mark.text}"
    count = max(mark.count, coloured)
    if coloured <= COMMENTED and count == coloured:
        return text
    values = {"n": count, "coloured": coloured, "commented": min(COMMENTED, coloured)}
    more = say("checks.marked_more", language, **{name: number(value, language) for name, value in values.items()})
    return f"{text}\n{more}"


def _positions(cells: Iterable[str]) -> list[Position]:
    """The cells of addresses and ranges in their order, each once; no more than `_MOST_CELLS` of them."""
    found: dict[Position, None] = {}
    for name in cells:
        for position in _of_range(name):
            if len(found) >= _MOST_CELLS:
                return [*found]
            found[position] = None
    return [*found]


def _of_range(name: str) -> Iterator[Position]:
    match = _RANGE.fullmatch(name)
    if match is None:
        return
    first_column, first_row, last_column, last_row = match.groups()
    columns = sorted((column_number(first_column), column_number(last_column or first_column)))
    rows = sorted((int(first_row) - 1, int(last_row or first_row) - 1))
    for row in range(rows[0], min(rows[1] + 1, _LAST_ROW)):
        for column in range(columns[0], min(columns[1] + 1, _LAST_COLUMN)):
            yield row, column

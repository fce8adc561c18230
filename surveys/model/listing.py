"""Cells or headings that a message names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from words import printable

LISTED = 20
"""How many cells or headings a message names before it only counts the rest."""
KEPT = 1_000
"""How many of them are kept, to be listed in a workbook."""
_LONGEST_NAME = 60


class CellIn(str):
    """The address of a cell in one of several files that hold a round together.

    Attributes
    ----------
    file, sheet, sha256 : str
        Which file: the name that tells it from the others, its sheet, and the digest of its bytes.
    heading : str
        The heading of its column there; empty where the file lacks the column.
    """

    file: str
    sheet: str
    sha256: str
    heading: str

    @classmethod
    def of(cls, address: str, file: str, sheet: str, sha256: str, heading: str = "") -> CellIn:
        """The cell at an address of a file."""
        cell = cls(address)
        cell.file, cell.sheet, cell.sha256, cell.heading = file, sheet, sha256, heading
        return cell


@dataclass(frozen=True)
class Listing:
    """Cells or headings that a message names, as text in one line.

    Attributes
    ----------
    names : tuple of str
        Addresses or headings; of very many, the first `KEPT`.
    count : int
        How many there are.
    """

    names: tuple[str, ...]
    count: int

    @classmethod
    def of(cls, names: Sequence[str]) -> Listing:
        """The listing of these."""
        return cls(tuple(names[:KEPT]), len(names))

    def __str__(self) -> str:
        """The first `LISTED`, then how many more, in no language's words; cells of several files by their file."""
        of_files = groupby(self.names[:LISTED], key=file_of)
        shown = "; ".join(_named(file, [in_one_line(name) for name in names]) for file, names in of_files)
        return f"{shown} … (+{self.count - LISTED})" if self.count > LISTED else shown


def file_of(name: str) -> str:
    """The file of a cell that is in one of several; empty for any other name."""
    return name.file if isinstance(name, CellIn) else ""


def one_file(name: str | None) -> tuple[str, str]:
    """What tells the file of a cell from others of its name; blanks for any other name."""
    return (name.file, name.sha256) if isinstance(name, CellIn) else ("", "")


def _named(file: str, names: Sequence[str]) -> str:
    listed = ", ".join(names)
    return f"{in_one_line(file)}: {listed}" if file else listed


def in_one_line(name: str) -> str:
    """A name in one line, cut off where it would fill the screen."""
    name = " ".join(printable(name).split())
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"

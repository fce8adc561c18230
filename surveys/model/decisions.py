"""What the officer decided on single columns: that one is not personal after all, or that another is dropped."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple


class ColumnOf(NamedTuple):
    """A column of a file, by `Round.sha256` of the file or sheet and its index, counted from 0."""

    sha256: str
    column: int


@dataclass(frozen=True)
class ColumnDecisions:
    """Decisions on columns of files.

    Attributes
    ----------
    keep : frozenset of ColumnOf
        Columns that would be dropped as personal, and are read like any other.
    drop : frozenset of ColumnOf
        Columns that are emptied at reading like a personal one. Those that the scores rest on (code, group, round,
        consent, weight, questions) and those of the tool itself are not; a warning says so.
    """

    keep: frozenset[ColumnOf] = frozenset()
    drop: frozenset[ColumnOf] = frozenset()

    def of_file(self, sha256: str) -> tuple[Collection[int], Collection[int]]:
        """The columns of one file that are kept, and those that are dropped."""
        return _of_file(self.keep, sha256), _of_file(self.drop, sha256)


def _of_file(columns: Collection[ColumnOf], sha256: str) -> frozenset[int]:
    return frozenset(one.column for one in columns if one.sha256 == sha256)


NOTHING_DECIDED = ColumnDecisions()

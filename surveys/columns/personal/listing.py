"""Lists the columns of a file that were dropped, that were kept against the signs, and that could be dropped."""

from __future__ import annotations

from typing import Literal

from surveys.columns.personal import PersonalColumns, is_strong
from surveys.files.cells import column_letters
from surveys.files.table import Table
from surveys.model.decisions import ColumnOf
from surveys.model.inspection import FoundColumn


def found_columns(table: Table, personal: PersonalColumns, sha256: str) -> tuple[FoundColumn, ...]:
    """The columns as the officer sees them, in the order of the file within each state."""

    def found(column: int, state: Literal["dropped", "kept", "in_use"], reasons: tuple[str, ...]) -> FoundColumn:
        return FoundColumn(
            column_of=ColumnOf(sha256, column),
            file=table.file,
            sheet=table.sheet,
            letters=column_letters(column),
            heading=table.written_heading(column),
            state=state,
            reasons=reasons,
            strong=is_strong(reasons),
        )

    return (
        *(found(column, "dropped", reasons) for column, reasons in personal.dropped.items()),
        *(found(column, "kept", reasons) for column, reasons in personal.kept.items()),
        *(found(column, "in_use", ()) for column in personal.in_use),
    )

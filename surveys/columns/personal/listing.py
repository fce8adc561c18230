"""Lists the columns of a file that were dropped, that were kept against the signs, and that could be dropped."""

from __future__ import annotations

from typing import Literal

from surveys.columns.personal import PersonalColumns, is_strong
from surveys.files.table import Table
from surveys.model.decisions import ColumnOf
from surveys.model.inspection import FoundColumn


def found_columns(table: Table, personal: PersonalColumns, sha256: str) -> tuple[FoundColumn, ...]:
    """The columns as the officer sees them, in the order of the file within each state."""

    def found(column: int, state: Literal["dropped", "kept", "in_use"], reasons: tuple[str, ...]) -> FoundColumn:
        file, sheet, cell = table.where(table.heading_cell(column))
        return FoundColumn(
            column_of=ColumnOf(sha256, column),
            file=file,
            sheet=sheet,
            letters=cell.rstrip("0123456789"),
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

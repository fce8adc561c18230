"""The sheet of changes, with why a row lacks numbers."""

from __future__ import annotations

from dataclasses import replace

from metrics import ChangeRow, Protected
from metrics.schema.rows import LEVELS, SPREAD, Field, in_workbook
from reports.workbook.declared_columns import sheet_of
from reports.workbook.sheet import Table, worded


def changes(result: Protected, language: str) -> Table:
    """A row a change; where any lacks numbers for a reason of its own, a column says which."""
    sheet = sheet_of(result, language, "changes")
    lacking = [worded("reason", language, "why_empty")] if any(row.reason for row in result.changes) else []
    known = [field for field in in_workbook(ChangeRow) if _is_known(result, field)]
    withheld = {
        LEVELS: {field.heading for field in known if field.details.is_level},
        SPREAD: {field.heading for field in known if field.is_spread},
    }

    def is_hidden(row: ChangeRow, word: str) -> bool:
        """Whether the whole row is hidden, or this number of it is withheld."""
        return sheet.is_hidden(row, word) or word.removesuffix("_pair") in withheld.get(row.reason or "", ())

    return replace(sheet, columns=[*sheet.columns, *lacking], is_hidden=is_hidden)


def _is_known(result: Protected, field: Field) -> bool:
    """Whether any row has a number in a field: where none has, there is none to be hidden."""
    return field.kind.is_number and any(getattr(row, field.name) is not None for row in result.changes)

"""The workbook: all tables, a sheet a table, with notes on how to read them."""

from __future__ import annotations

from metrics import Protected

NAME = "xlsx"
ENDING = "xlsx"
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RANK = 1
FOR_THE_OFFICER = False


def write(result: Protected, language: str | None = None, heading: str | None = None, units: str = "points") -> bytes:
    """The workbook, in a language and under a heading."""
    from reports.workbook import workbook

    return workbook(result, language, heading, units)

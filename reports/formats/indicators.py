"""The indicator sheet: values as the EU's results system OPSYS takes them, each with a finished comment."""

from __future__ import annotations

from reports.report import Report

NAME = "indicators"
ENDING = "indicators.xlsx"
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RANK = 6
FOR_THE_OFFICER = False


def write(report: Report) -> bytes:
    """The workbook of the indicators, in the report's language."""
    from reports.workbook.indicators import indicators_workbook

    return indicators_workbook(report)

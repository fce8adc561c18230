"""The workbook: a summary on one page, notes, all tables, a sheet a table, and what each column means."""

from __future__ import annotations

from reports.report import Report

NAME = "xlsx"
ENDING = "xlsx"
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RANK = 4
FOR_THE_OFFICER = False


def write(report: Report) -> bytes:
    """The workbook, in the report's language and under its heading; the mission's own, filled, where there is one."""
    if report.template is not None:
        from reports.workbook.template import filled_template

        return filled_template(report)
    from reports.workbook import workbook

    return workbook(report)

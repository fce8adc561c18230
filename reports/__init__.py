"""Results out: workbook, JSON and the headless command."""

from reports.officer.checks_workbook import checks_workbook
from reports.officer.marked_workbook import Mark, marked_name, marked_workbook, marks_of, way_to_mark
from reports.results.document import SCHEMA, results_json
from reports.workbook import workbook

__all__ = [
    "SCHEMA",
    "Mark",
    "checks_workbook",
    "marked_name",
    "marked_workbook",
    "marks_of",
    "results_json",
    "way_to_mark",
    "workbook",
]

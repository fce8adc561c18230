"""Results out: workbook, JSON and the headless command."""

from reports.checks_workbook import checks_workbook
from reports.results import SCHEMA, results_json
from reports.workbook import workbook

__all__ = ["SCHEMA", "checks_workbook", "results_json", "workbook"]

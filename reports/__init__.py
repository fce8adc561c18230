"""Results out: workbook, JSON and the headless command."""

from reports.results import SCHEMA, results_json
from reports.workbook import workbook

__all__ = ["SCHEMA", "results_json", "workbook"]

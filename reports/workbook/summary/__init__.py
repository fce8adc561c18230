"""The first sheet: both sides and the aspects of trust with what was found, and two charts, on one page."""

from reports.workbook.summary.lines import summary_table
from reports.workbook.summary.page import write_summary

__all__ = ["summary_table", "write_summary"]

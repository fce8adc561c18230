"""The results as an XLSX workbook: notes first, then a sheet a table."""

from reports.workbook.book import workbook

__all__ = ["workbook"]

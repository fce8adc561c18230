"""The indicator sheet: values as the EU's results system OPSYS takes them, a row a value, each with its comment."""

from reports.workbook.indicators.book import indicators_workbook

__all__ = ["indicators_workbook"]

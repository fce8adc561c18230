"""The mission's own workbook, filled where its cells have names that begin with ``thiqa_``."""

from reports.workbook.template.filling import filled_template

__all__ = ["filled_template"]

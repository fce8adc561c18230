"""The mission's own workbook, filled where its cells have names that begin with ``thiqa_``."""

from reports.workbook.template.filling import filled_template
from reports.workbook.template.name_sheet import write_names

__all__ = ["filled_template", "write_names"]

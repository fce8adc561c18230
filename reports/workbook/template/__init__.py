"""The mission's own workbook, filled where its cells have names that begin with ``thiqa_``."""

from reports.workbook.template.filling import check_template, filled_template

__all__ = ["check_template", "filled_template"]

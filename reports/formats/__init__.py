"""The formats in which a result is written, found by folder: a new format is a new file, and nothing else changes.

The command writes them, the export page offers them, and the tests read them. Where ``screens.export_<name>``,
``screens.export_<name>_text`` and ``screens.download_<name>`` have words, the page says them.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from reports.report import Report


class ReportFormat(Protocol):
    """A module of this folder. It loads its libraries when it writes, never at import.

    Attributes
    ----------
    NAME : str
        As ``--formats`` takes it.
    ENDING : str
        Of its files' names.
    MIME : str
        Its media type.
    RANK : int
        Its position on the export page: lower is higher up, the lowest stands out.
    FOR_THE_OFFICER : bool
        Whether the command writes it with full numbers, whoever the other files are for.
    """

    __name__: str
    NAME: str
    ENDING: str
    MIME: str
    RANK: int
    FOR_THE_OFFICER: bool

    def write(self, report: Report) -> bytes:
        """The report as a file."""


@cache
def formats() -> dict[str, ReportFormat]:
    """Every format of this folder, by name, in the order of the alphabet."""
    names = (found.name for found in pkgutil.iter_modules(__path__))
    modules = [cast(ReportFormat, importlib.import_module(f"{__name__}.{name}")) for name in names]
    return {one.NAME: one for one in modules}

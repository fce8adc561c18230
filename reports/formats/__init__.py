"""The formats in which a result is written, found by folder: a new format is a new file, and nothing else changes.

The command writes them, the export page offers them, and the tests read them. Where ``screens.export_<name>``,
``screens.export_<name>_text`` and ``screens.download_<name>`` have words, the page says them.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Any, Protocol, cast

from reports.report import Report
from words import digits


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


class _InDigits:
    """A module of this folder, in whose texts numbers have the digits that the report asks for."""

    def __init__(self, module: ReportFormat) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)

    def write(self, report: Report) -> bytes:
        """The report as a file."""
        with digits(report.digits):
            return self._module.write(report)


@cache
def formats() -> dict[str, ReportFormat]:
    """Every format of this folder, by name, in the order of the alphabet.

    Numbers in the texts that they write have the digits that the report asks for.
    """
    names = (found.name for found in pkgutil.iter_modules(__path__))
    modules = [cast(ReportFormat, importlib.import_module(f"{__name__}.{name}")) for name in names]
    return {one.NAME: cast(ReportFormat, _InDigits(one)) for one in modules}

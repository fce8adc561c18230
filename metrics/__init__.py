"""Trust scores, changes and findings of a survey.

>>> from surveys import Upload, read_survey
>>> from metrics import Settings, analyse
>>> survey = read_survey([Upload.from_path("pre.xlsx"), Upload.from_path("post.xlsx")], instrument)  # doctest: +SKIP
>>> result = analyse(survey, Settings(threshold=5))  # doctest: +SKIP
>>> result.changes[0].sentence  # doctest: +SKIP
>>> frame(result, "changes")  # doctest: +SKIP

The names load what they need when they are first asked for, so that `metrics.statistics` comes alone.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from metrics.analysis import analyse
    from metrics.disclosure import Protected, Shared, to_document
    from metrics.disclosure.shared import AUDIENCES, NAMED, shared
    from metrics.frames import frame
    from metrics.measures import Measure
    from metrics.naming import group_label, measure_label, side_label, subject
    from metrics.rows import PROTECTED, ChangeRow, ItemRow, ScoreRow
    from metrics.sentences import sentence
    from metrics.settings import ESTIMANDS, LARGEST_THRESHOLD, SMALLEST_THRESHOLD, TESTS, Settings
    from surveys.instrument import ALL, INDEX, SIDE

__all__ = [
    "ALL",
    "AUDIENCES",
    "ESTIMANDS",
    "INDEX",
    "LARGEST_THRESHOLD",
    "NAMED",
    "PROTECTED",
    "SIDE",
    "SMALLEST_THRESHOLD",
    "TESTS",
    "ChangeRow",
    "ItemRow",
    "Measure",
    "Protected",
    "ScoreRow",
    "Settings",
    "Shared",
    "analyse",
    "frame",
    "group_label",
    "measure_label",
    "sentence",
    "shared",
    "side_label",
    "subject",
    "to_document",
]

_MODULES = {
    "metrics.analysis": ("analyse",),
    "metrics.disclosure": ("Protected", "Shared", "to_document"),
    "metrics.disclosure.shared": ("AUDIENCES", "NAMED", "shared"),
    "metrics.frames": ("frame",),
    "metrics.measures": ("Measure",),
    "metrics.naming": ("group_label", "measure_label", "side_label", "subject"),
    "metrics.rows": ("PROTECTED", "ChangeRow", "ItemRow", "ScoreRow"),
    "metrics.sentences": ("sentence",),
    "metrics.settings": ("ESTIMANDS", "LARGEST_THRESHOLD", "SMALLEST_THRESHOLD", "TESTS", "Settings"),
    "surveys.instrument": ("ALL", "INDEX", "SIDE"),
}
"""The module that each name comes from."""

_HOMES = {name: module for module, names in _MODULES.items() for name in names}


if not TYPE_CHECKING:  # A type checker knows the names from above, and that there are no others.

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(importlib.import_module(_HOMES[name]), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

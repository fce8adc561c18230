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
    from metrics.model.measures import Measure
    from metrics.model.settings import ESTIMANDS, LARGEST_THRESHOLD, SMALLEST_THRESHOLD, TESTS, Settings
    from metrics.publish.round_names import RoundName, with_round_names
    from metrics.publish.shared import shared
    from metrics.publish.written import in_language
    from metrics.result import Protected, Shared, to_document
    from metrics.result.frames import frame
    from metrics.result.names import group_label, measure_label, party_label, round_label, side_label, subject
    from metrics.result.paragraph import paragraph
    from metrics.result.result import AUDIENCES, NAMED
    from metrics.result.sentences import sentence
    from metrics.schema.rows import PROTECTED
    from metrics.tables.attrition import AttritionRow, Standing
    from metrics.tables.between_groups import BetweenGroupsRow, DunnRow
    from metrics.tables.changes import ChangeRow
    from metrics.tables.difference_in_change import DifferenceRow
    from metrics.tables.gaps import GapRow
    from metrics.tables.item_tests import ItemTestRow
    from metrics.tables.items import ItemRow
    from metrics.tables.matrix import MatrixRow
    from metrics.tables.reliability import ItemReliability, ReliabilityRow
    from metrics.tables.robustness import RobustnessRow
    from metrics.tables.scores import ScoreRow
    from surveys.model.instrument import ALL, INDEX, SIDE

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
    "AttritionRow",
    "BetweenGroupsRow",
    "ChangeRow",
    "DifferenceRow",
    "DunnRow",
    "GapRow",
    "ItemReliability",
    "ItemRow",
    "ItemTestRow",
    "MatrixRow",
    "Measure",
    "Protected",
    "ReliabilityRow",
    "RobustnessRow",
    "RoundName",
    "ScoreRow",
    "Settings",
    "Shared",
    "Standing",
    "analyse",
    "frame",
    "group_label",
    "in_language",
    "measure_label",
    "paragraph",
    "party_label",
    "round_label",
    "sentence",
    "shared",
    "side_label",
    "subject",
    "to_document",
    "with_round_names",
]

_MODULES = {
    "analysis": ("analyse",),
    "model.measures": ("Measure",),
    "model.settings": (
        "ESTIMANDS",
        "LARGEST_THRESHOLD",
        "SMALLEST_THRESHOLD",
        "TESTS",
        "Settings",
    ),
    "publish.round_names": (
        "RoundName",
        "with_round_names",
    ),
    "publish.shared": ("shared",),
    "publish.written": ("in_language",),
    "result": (
        "Protected",
        "Shared",
        "to_document",
    ),
    "result.frames": ("frame",),
    "result.names": (
        "group_label",
        "measure_label",
        "party_label",
        "round_label",
        "side_label",
        "subject",
    ),
    "result.paragraph": ("paragraph",),
    "result.result": (
        "AUDIENCES",
        "NAMED",
    ),
    "result.sentences": ("sentence",),
    "schema.rows": ("PROTECTED",),
    "tables.attrition": (
        "AttritionRow",
        "Standing",
    ),
    "tables.between_groups": (
        "BetweenGroupsRow",
        "DunnRow",
    ),
    "tables.changes": ("ChangeRow",),
    "tables.difference_in_change": ("DifferenceRow",),
    "tables.gaps": ("GapRow",),
    "tables.item_tests": ("ItemTestRow",),
    "tables.items": ("ItemRow",),
    "tables.matrix": ("MatrixRow",),
    "tables.reliability": (
        "ItemReliability",
        "ReliabilityRow",
    ),
    "tables.robustness": ("RobustnessRow",),
    "tables.scores": ("ScoreRow",),
}
"""The module of this package that each name comes from."""
_OF_SURVEYS = ("ALL", "INDEX", "SIDE")

_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


if not TYPE_CHECKING:  # A type checker knows the names from above, and that there are no others.

    def __getattr__(name: str) -> object:
        if name in _OF_SURVEYS:
            from surveys.model import instrument as module
        elif name in _MODULE_OF:
            module = importlib.import_module(f"{__name__}.{_MODULE_OF[name]}")
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(module, name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

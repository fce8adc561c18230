"""Trust scores, changes and findings of a survey.

>>> from surveys import Upload, read_survey
>>> from metrics import Settings, analyse
>>> survey = read_survey([Upload.from_path("pre.xlsx"), Upload.from_path("post.xlsx")], instrument)  # doctest: +SKIP
>>> result = analyse(survey, Settings(threshold=5))  # doctest: +SKIP
>>> result.changes[0].sentence  # doctest: +SKIP
>>> frame(result, "changes")  # doctest: +SKIP
"""

from metrics.analysis import analyse
from metrics.model.measures import Measure
from metrics.model.settings import ESTIMANDS, LARGEST_THRESHOLD, SMALLEST_THRESHOLD, TESTS, Settings
from metrics.protection.publish.shared import shared
from metrics.result import Protected, Shared, to_document
from metrics.result.frames import frame
from metrics.result.names import group_label, measure_label, party_label, side_label, subject
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
from metrics.tables.reliability import ReliabilityRow
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
    "ItemRow",
    "ItemTestRow",
    "MatrixRow",
    "Measure",
    "Protected",
    "ReliabilityRow",
    "RobustnessRow",
    "ScoreRow",
    "Settings",
    "Shared",
    "Standing",
    "analyse",
    "frame",
    "group_label",
    "measure_label",
    "party_label",
    "sentence",
    "shared",
    "side_label",
    "subject",
    "to_document",
]

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
from metrics.protection import Protected, Shared, to_document
from metrics.protection.publish.shared import AUDIENCES, NAMED, shared
from metrics.result.frames import frame
from metrics.result.names import group_label, measure_label, side_label, subject
from metrics.result.rows import PROTECTED, ChangeRow, ItemRow, ScoreRow
from metrics.result.sentences import sentence
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

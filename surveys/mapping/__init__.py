"""A questionnaire out of the files themselves, where none is at hand: guessed, corrected, saved as an instrument.

>>> mapping = guess_mapping([Upload.from_path("pre.xlsx"), Upload.from_path("post.xlsx")])  # doctest: +SKIP
>>> survey = read_survey(rounds, instrument_from_mapping(mapping))  # doctest: +SKIP
"""

from surveys.mapping.doubts import Doubt, doubts_of
from surveys.mapping.editing.history import History
from surveys.mapping.guess import asks_group_of_file, guess_mapping
from surveys.mapping.instrument import instrument_from_mapping
from surveys.mapping.mapping import (
    LISTED_ROLES,
    ROLES,
    SIDE_TARGET,
    Answer,
    AnswerList,
    InFile,
    Mapped,
    Mapping,
    Reason,
)
from surveys.mapping.sides import SIDES

__all__ = [
    "LISTED_ROLES",
    "ROLES",
    "SIDES",
    "SIDE_TARGET",
    "Answer",
    "AnswerList",
    "Doubt",
    "History",
    "InFile",
    "Mapped",
    "Mapping",
    "Reason",
    "asks_group_of_file",
    "doubts_of",
    "guess_mapping",
    "instrument_from_mapping",
]

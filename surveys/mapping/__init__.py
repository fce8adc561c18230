"""A questionnaire out of the files themselves, where none is at hand: guessed, corrected, saved as an instrument.

>>> mapping = guess_mapping([Upload.from_path("pre.xlsx"), Upload.from_path("post.xlsx")])  # doctest: +SKIP
>>> survey = read_survey(rounds, instrument_from_mapping(mapping))  # doctest: +SKIP
"""

from surveys.mapping.guess import guess_mapping
from surveys.mapping.instrument import instrument_from_mapping
from surveys.mapping.mapping import LISTED_ROLES, ROLES, Answer, AnswerList, Mapped, Mapping, Reason
from surveys.mapping.sides import SIDES

__all__ = [
    "LISTED_ROLES",
    "ROLES",
    "SIDES",
    "Answer",
    "AnswerList",
    "Mapped",
    "Mapping",
    "Reason",
    "guess_mapping",
    "instrument_from_mapping",
]

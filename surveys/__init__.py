"""Spreadsheets in, one clean `Survey` out: formats, instrument, answer coding, checks and matching.

>>> pre, post, form = (Upload.from_path(path) for path in ("pre.xlsx", "post.xlsx", "instrument.xlsx"))
>>> survey = read_survey([pre, post], form)
"""

from surveys.instrument import Choice, ChoiceList, Dimension, Group, Instrument, Item, Question
from surveys.issues import Issue, SurveyError
from surveys.reading import read_survey
from surveys.survey import Round, Survey
from surveys.upload import Upload
from surveys.xlsform import read_instrument

__all__ = [
    "Choice",
    "ChoiceList",
    "Dimension",
    "Group",
    "Instrument",
    "Issue",
    "Item",
    "Question",
    "Round",
    "Survey",
    "SurveyError",
    "Upload",
    "read_instrument",
    "read_survey",
]

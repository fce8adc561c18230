"""Spreadsheets in, one clean `Survey` out: formats, instrument, answer coding, checks and matching.

>>> pre, post, form = (Upload.from_path(path) for path in ("pre.xlsx", "post.xlsx", "instrument.xlsx"))
>>> survey = read_survey([pre, post], form)
"""

from typing import TYPE_CHECKING, Any

from surveys.files.upload import Upload
from surveys.model.decisions import ColumnDecisions, ColumnOf
from surveys.model.instrument import Choice, ChoiceList, Dimension, Group, Instrument, Item, Question
from surveys.model.issues import Issue, Listing, SurveyError
from surveys.model.survey import Round, Survey

if TYPE_CHECKING:
    from surveys.assembly import CodedFiles
    from surveys.files.opened import OpenFiles
    from surveys.files.sources import FilesOfRound
    from surveys.files.wall import Progress, keep_apart
    from surveys.form.xlsform import read_instrument
    from surveys.model.matching import Join, SubmissionRow
    from surveys.reading import read_files, read_survey

__all__ = [
    "Choice",
    "ChoiceList",
    "CodedFiles",
    "ColumnDecisions",
    "ColumnOf",
    "Dimension",
    "FilesOfRound",
    "Group",
    "Instrument",
    "Issue",
    "Item",
    "Join",
    "Listing",
    "OpenFiles",
    "Progress",
    "Question",
    "Round",
    "SubmissionRow",
    "Survey",
    "SurveyError",
    "Upload",
    "keep_apart",
    "read_files",
    "read_instrument",
    "read_survey",
]


def __getattr__(name: str) -> Any:
    """Loads the readers when one is first asked for: who analyses a survey that is there waits for none."""
    if name in ("Progress", "keep_apart"):
        from surveys.files import wall

        return getattr(wall, name)
    if name == "OpenFiles":
        from surveys.files.opened import OpenFiles

        return OpenFiles
    if name == "FilesOfRound":
        from surveys.files.sources import FilesOfRound

        return FilesOfRound
    if name in ("CodedFiles", "read_files", "read_survey"):
        from surveys import reading

        return getattr(reading, name)
    if name in ("Join", "SubmissionRow"):
        from surveys.model import matching as facts

        return getattr(facts, name)
    if name == "read_instrument":
        from surveys.form.xlsform import read_instrument

        return read_instrument
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

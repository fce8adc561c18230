"""The breakdown that is asked for, and those before it."""

from __future__ import annotations

from metrics.model.settings import Settings
from surveys import Issue, Survey, SurveyError
from surveys.model.survey import Breakdown


def breakdowns_asked_for(survey: Survey, settings: Settings) -> tuple[Breakdown, ...]:
    """The breakdowns in the form's order up to the one asked for; none where none is.

    Raises
    ------
    SurveyError
        If the survey has no answers for it; the error names the breakdowns that there are.
    """
    names = [breakdown.name for breakdown in survey.breakdowns]
    if settings.group_by is None:
        return ()
    if settings.group_by not in names:
        values = {"column": settings.group_by, "columns": ", ".join(names)}
        raise SurveyError(Issue("error", "no_breakdown" if names else "no_breakdowns", values=values))
    return survey.breakdowns[: names.index(settings.group_by) + 1]

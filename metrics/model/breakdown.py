"""The breakdown that is asked for, and those before it."""

from __future__ import annotations

from metrics.model.settings import Settings
from surveys import Issue, Survey, SurveyError
from surveys.model.survey import Breakdown


def check_breakdown(survey: Survey, settings: Settings) -> None:
    """Refuses a breakdown that the survey has no answers for.

    Raises
    ------
    SurveyError
        It names the breakdowns that there are.
    """
    names = [breakdown.name for breakdown in survey.breakdowns]
    if settings.group_by is None or settings.group_by in names:
        return
    values = {"column": settings.group_by, "columns": ", ".join(names)}
    raise SurveyError(Issue("error", "no_breakdown" if names else "no_breakdowns", values=values))


def breakdowns_up_to(survey: Survey, name: str | None) -> tuple[Breakdown, ...]:
    """The breakdowns in the form's order up to one of them; none where none is asked for."""
    names = [breakdown.name for breakdown in survey.breakdowns]
    return () if name is None else survey.breakdowns[: names.index(name) + 1]

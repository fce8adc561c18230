"""The number of people invited, by group: checked against those who answered."""

from __future__ import annotations

from metrics.model.settings import Settings
from surveys import Issue, Survey, SurveyError


def check_invited(survey: Survey, settings: Settings) -> None:
    """Refuses numbers invited that can't be.

    Raises
    ------
    SurveyError
        A group is not one of the survey's, or more of its people answered in a round than were invited.
    """
    names = [group.name for group in survey.groups]
    issues = []
    for name, number in settings.invited.items():
        if name not in names:
            values: dict[str, object] = {"group": name, "groups": ", ".join(names)}
            issues.append(Issue("error", "invited_unknown_group", values=values))
            continue
        members = survey.group == names.index(name)
        for round_ in survey.rounds:
            if int((members & round_.present).sum()) > number:
                values = {"group": name, "invited": number}
                issues.append(Issue("error", "invited_too_few", file=round_.file, values=values))
    if issues:
        raise SurveyError(issues)

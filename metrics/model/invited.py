"""The number of people invited, by group: checked against those who answered."""

from __future__ import annotations

import numpy as np

from metrics.model.settings import Settings
from surveys import Issue, Survey, SurveyError
from surveys.model.instrument import ALL
from surveys.model.survey import Flags


def people_by_name(survey: Survey) -> dict[str, Flags]:
    """The people of whom a number invited may be given, by group; everybody by ``ALL`` where there are no groups."""
    if not survey.groups:
        return {ALL: np.ones(survey.group.size, dtype=np.bool_)}
    return {group.name: survey.group == index for index, group in enumerate(survey.groups)}


def check_invited(survey: Survey, settings: Settings) -> None:
    """Refuses numbers invited that can't be.

    Raises
    ------
    SurveyError
        A group is not one of the survey's, or more of its people answered in a round than were invited.
    """
    members_of = people_by_name(survey)
    issues = []
    for name, number in settings.invited.items():
        if name not in members_of:
            values: dict[str, object] = {"group": name, "groups": ", ".join(members_of)}
            issues.append(Issue("error", "invited_unknown_group", values=values))
            continue
        for round_ in survey.rounds:
            if int((members_of[name] & round_.present).sum()) > number:
                values = {"group": name, "invited": number}
                issues.append(Issue("error", "invited_too_few", file=round_.file, values=values))
    if issues:
        raise SurveyError(issues)

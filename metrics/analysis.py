"""The analysis, from top to bottom: who is compared, in which cells, what is hidden, the tables, the result."""

from __future__ import annotations

from typing import Any

from metrics.model.breakdown import breakdowns_asked_for
from metrics.model.invited import check_invited
from metrics.model.population import populations
from metrics.model.settings import TESTS, Settings
from metrics.protection.mask.layout import lay_out
from metrics.protection.suppression import suppress
from metrics.publish.seal import seal
from metrics.result.result import Protected
from metrics.table_assembly import make_tables
from metrics.tables.headline import headline_checks
from surveys import Issue, Survey, SurveyError


def analyse(survey: Survey, settings: Settings | None = None, **choices: Any) -> Protected:
    """Scores, changes and findings of a survey, after disclosure control.

    Each later round is compared with the first and with the one before it; the headline is first to second.

    Parameters
    ----------
    survey : Survey
        One round or more.
    settings : Settings, optional
        The defaults where absent.
    **choices
        Settings by name, in place of `settings`: ``analyse(survey, margin=3, threshold=10)``.

    Raises
    ------
    SurveyError
        Where the survey can't be analysed with these settings; its issues say why and what to do.
    TypeError, ValueError
        If it is no survey, or there is no such setting, or no such choice of it.
    """
    if not isinstance(survey, Survey):
        raise TypeError(f"analyse takes a Survey, as read_survey gives it; not a {type(survey).__name__}")
    if not isinstance(settings, Settings | None):
        raise TypeError("settings go by name, as in analyse(survey, margin=3), or as a Settings")
    settings = Settings.of(settings, choices)
    check_invited(survey, settings)
    breakdowns = breakdowns_asked_for(survey, settings)
    peoples = populations(survey, settings)
    test = _test(settings, peoples[0].estimand)

    layouts = [lay_out(people.presence, settings.threshold, breakdowns, people.weights) for people in peoples]
    checks = headline_checks(peoples[0], layouts[0], test)
    audited = suppress(peoples, layouts, checks.statistics)
    tables = make_tables(audited, checks, test, settings)
    return seal(audited.comparisons, settings, tables, audited.log)


def _test(settings: Settings, estimand: str) -> str:
    """The test of the settled estimand."""
    if settings.test == "auto":
        return TESTS[estimand][0]
    if settings.test not in TESTS[estimand]:
        values = {"test": settings.test, "estimand": estimand, "tests": ", ".join(TESTS[estimand])}
        raise SurveyError(Issue("error", "test_not_for_estimand", values=values))
    return settings.test

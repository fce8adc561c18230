"""How trust changes around a dialogue platform, measured: the whole program as a library.

>>> import thiqa
>>> survey = thiqa.read_survey(["before.xlsx", "after.xlsx"], "instrument.xlsx")  # doctest: +SKIP
>>> result = thiqa.analyse(survey, margin=5)  # doctest: +SKIP
>>> result.frame("changes")  # doctest: +SKIP

Importing it loads nothing else; each name loads what it needs when it is first asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import charts
    from metrics import (
        Protected,
        RoundName,
        Settings,
        Shared,
        analyse,
        frame,
        sentence,
        shared,
        statistics,
        with_round_names,
    )
    from surveys import Instrument, Issue, Survey, SurveyError, Upload, read_instrument, read_survey

    __version__: str

__all__ = [
    "Instrument",
    "Issue",
    "Protected",
    "RoundName",
    "Settings",
    "Shared",
    "Survey",
    "SurveyError",
    "Upload",
    "analyse",
    "charts",
    "frame",
    "read_instrument",
    "read_survey",
    "sentence",
    "shared",
    "statistics",
    "with_round_names",
]

_OF_SURVEYS = frozenset({"Instrument", "Issue", "Survey", "SurveyError", "Upload", "read_instrument", "read_survey"})


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from words import version

        return version()
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "charts":
        import charts

        return charts
    if name == "statistics":
        from metrics import statistics

        return statistics
    if name in _OF_SURVEYS:
        import surveys

        return getattr(surveys, name)
    import metrics

    return getattr(metrics, name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])

"""What the officer may choose about an analysis; every result carries the choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from numbers import Integral, Real
from typing import Any

from metrics.schema.precision import SIGNIFICANT
from words import LANGUAGES

ESTIMANDS = ("auto", "matched", "all", "independent")
"""Who is compared. ``auto`` is settled from counts alone (`metrics.model.who_is_compared`)."""

TESTS = {
    "matched": ("paired_t", "sign_flip", "wilcoxon", "sign"),
    "all": ("overlapping_t",),
    "independent": ("welch_t", "permutation", "mann_whitney", "brunner_munzel"),
}
"""The tests of each estimand, the default first."""

T_TESTS = ("paired_t", "overlapping_t", "welch_t")
"""Those that can be corrected for the number of people invited."""

CHECKS = {"matched": "sign_flip", "all": None, "independent": "permutation"}
"""The exact test beside each row, which assumes no distribution."""

_WHOLE, _NUMBERS = ("threshold", "seed"), ("threshold", "seed", "margin")
SMALLEST_THRESHOLD, LARGEST_THRESHOLD = 3, 20
LARGEST_SEED = 2**53 - 1
"""The largest whole number that JSON and workbooks keep exactly."""
MOST_INVITED = 10**9
"""More people than any survey invites; far larger numbers overflow."""
ALPHA = SIGNIFICANT
"""The level of every test; rounding takes no p across it."""


@dataclass(frozen=True)
class Settings:
    """Settings of one analysis.

    Attributes
    ----------
    estimand : {"auto", "matched", "all", "independent"}
        Who is compared.
    test : str
        ``auto`` or one of the estimand's `TESTS`.
    threshold : int
        Fewest respondents that a number may rest on, 3 to 20.
    margin : float
        The smallest change that matters, in points of the 0–100 scale.
    weights : bool
        Whether descriptive tables are weighted.
    lang : {"en", "ar", "ku"}
        Language of sentences and messages.
    seed : int
        Seed of everything drawn at random; no number of a result is at present.
    group_by : str or None
        The question of a breakdown to show as well as the stakeholder groups (`Survey.breakdowns`).
    clusters : bool
        Whether test and interval allow for people of one organisation thinking alike, where organisations are known;
        else everybody is taken to answer independently.
    invited : mapping of str to int
        Number of people invited, by group, for which test and interval are corrected; empty: no correction.
    """

    estimand: str = "auto"
    test: str = "auto"
    threshold: int = 5
    margin: float = 5.0
    weights: bool = False
    lang: str = "en"
    seed: int = 0
    group_by: str | None = None
    clusters: bool = True
    invited: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.estimand not in ESTIMANDS:
            raise ValueError(f"estimand must be one of {', '.join(ESTIMANDS)}")
        known = {"auto", *(test for tests in TESTS.values() for test in tests)}
        if self.test not in known:
            raise ValueError(f"test must be one of {', '.join(sorted(known))}")
        if not SMALLEST_THRESHOLD <= self.threshold <= LARGEST_THRESHOLD:
            raise ValueError(f"threshold must lie between {SMALLEST_THRESHOLD} and {LARGEST_THRESHOLD}")
        if not 0 < self.margin < 100:
            raise ValueError("margin must be above 0 and below 100")
        if self.lang not in LANGUAGES:
            raise ValueError(f"lang must be one of {', '.join(LANGUAGES)}")
        if not 0 <= self.seed <= LARGEST_SEED:
            raise ValueError(f"seed must lie between 0 and {LARGEST_SEED}")
        if any(number < 1 for number in self.invited.values()):
            raise ValueError("the number of people invited must be 1 or more")
        if any(number > MOST_INVITED for number in self.invited.values()):
            raise ValueError(f"the number of people invited must be at most {MOST_INVITED}")

    @classmethod
    def of(cls, settings: Settings | None, choices: Mapping[str, Any]) -> Settings:
        """Settings that are there, or those of some choices by name.

        Raises
        ------
        TypeError
            If both are given, or a choice is none of the settings.
        ValueError
            If a choice is not one that is offered.
        """
        if unknown := choices.keys() - cls.__dataclass_fields__.keys():
            known = ", ".join(cls.__dataclass_fields__)
            raise TypeError(f"{', '.join(sorted(unknown))}: no such setting; the settings are {known}")
        if settings is not None and choices:
            raise TypeError("give Settings, or settings by name, not both")
        numbers = {name: _number(name, value) for name, value in choices.items() if name in _NUMBERS}
        return cls(**{**choices, **numbers}) if settings is None else settings

    def as_dict(self) -> dict[str, object]:
        """The settings by name, as ``results.json`` states them."""
        return asdict(self)


def _number(name: str, value: Any) -> int | float:
    """A setting as a number of Python's own, whichever kind was given: NumPy's, a whole one for a share of points."""
    if name in _WHOLE and isinstance(value, Integral):
        return int(value)
    if name not in _WHOLE and isinstance(value, Real):
        return float(value)
    raise TypeError(f"{name} must be a {'whole number' if name in _WHOLE else 'number'}")

"""What the officer may choose about an analysis; every result carries the choice."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from words import LANGUAGES

ESTIMANDS = ("auto", "matched", "independent")
"""Who is compared. ``auto`` is ``matched`` when enough people are found in both rounds."""

TESTS = {"matched": ("wilcoxon",), "independent": ("mann_whitney",)}
"""The tests of each estimand, the default first."""

SMALLEST_THRESHOLD = 3
ALPHA = 0.05


@dataclass(frozen=True)
class Settings:
    """Settings of one analysis.

    Attributes
    ----------
    estimand : {"auto", "matched", "independent"}
        Who is compared.
    test : str
        ``auto`` or one of the estimand's `TESTS`.
    threshold : int
        Fewest respondents that a number may rest on, 3 or more.
    margin : float
        The smallest change that matters, in points of the 0–100 scale.
    weights : bool
        Whether descriptive tables are weighted.
    lang : {"en", "ar", "ku"}
        Language of sentences and messages.
    seed : int
        Seed of everything drawn at random.
    group_by : str or None
        A column to break results down by, beside the stakeholder group.
    """

    estimand: str = "auto"
    test: str = "auto"
    threshold: int = 5
    margin: float = 5.0
    weights: bool = False
    lang: str = "en"
    seed: int = 0
    group_by: str | None = None

    def __post_init__(self) -> None:
        if self.estimand not in ESTIMANDS:
            raise ValueError(f"estimand must be one of {', '.join(ESTIMANDS)}")
        known = {"auto", *(test for tests in TESTS.values() for test in tests)}
        if self.test not in known:
            raise ValueError(f"test must be one of {', '.join(sorted(known))}")
        if self.threshold < SMALLEST_THRESHOLD:
            raise ValueError(f"threshold must be {SMALLEST_THRESHOLD} or more")
        if not 0 < self.margin < 100:
            raise ValueError("margin must lie between 0 and 100")
        if self.lang not in LANGUAGES:
            raise ValueError(f"lang must be one of {', '.join(LANGUAGES)}")
        if self.weights or self.group_by is not None:
            raise ValueError("weights and group_by are not offered yet")

    def as_dict(self) -> dict[str, object]:
        """The settings by name, as ``results.json`` states them."""
        return asdict(self)

"""What bears on the headline: it under other choices, and those who stayed or left. Built once, for audit and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.model.pairs import headline
from metrics.model.population import Population
from metrics.protection.headline_statistics import HeadlineSets
from metrics.protection.mask.layout import Layout
from metrics.tables.attrition import Departures, departures
from metrics.tables.robustness import Variant, headline_variants


@dataclass(frozen=True)
class HeadlineChecks:
    """What bears on the headline; both empty where the first comparison does not carry it.

    Attributes
    ----------
    variants : sequence of Variant
        The headline under each other choice.
    departed : sequence of Departures
        Who stayed and who left.
    """

    variants: Sequence[Variant] = ()
    departed: Sequence[Departures] = ()

    @property
    def statistics(self) -> list[HeadlineSets]:
        """The people behind the numbers of both, for the audit."""
        of_variants = [statistic for variant in self.variants for statistic in variant.statistics]
        return [*of_variants, *(statistic for departed in self.departed for statistic in departed.statistics)]


def headline_checks(people: Population, layout: Layout, test: str) -> HeadlineChecks:
    """The checks of the headline, where the first comparison carries it."""
    if people.pair is None or people.pair != headline([round_.name for round_ in people.survey.rounds]):
        return HeadlineChecks()
    return HeadlineChecks(headline_variants(people, layout, test), departures(layout))

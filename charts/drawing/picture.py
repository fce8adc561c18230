"""A drawn figure with its words, and what a reader chose of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from charts.drawing.frame import Frame
from charts.drawing.rounds import rounds_shown
from charts.drawing.titles import alternative
from charts.primitives.drawing import Drawing
from charts.primitives.look import Look
from metrics import ALL, PROTECTED, SIDE, ChangeRow, Protected, side_label
from metrics.result.units import POINTS, UNITS
from metrics.result.withheld import is_in_part
from metrics.tables.reliability import POOLED
from words import say

if TYPE_CHECKING:
    import plotly.graph_objects as go

ORDERS = ("asked", "change", "dimension")
"""Orders of questions: as asked, most risen first, by dimension."""
RATERS = ("side", "group")
"""Who rates: the sides or the groups."""


@dataclass(frozen=True)
class View:
    """Whom a figure is drawn for, and what is chosen of it; a figure reads the choices that it offers.

    Attributes
    ----------
    look : Look
        Language, ground, screen or report.
    edition : str
        Name of the edition, for the footer.
    group : str, optional
        Side, group or category; where absent, the first row of the headline.
    order : str
        One of `ORDERS`.
    units : str
        One of `metrics.result.units.UNITS`.
    rounds : tuple of str, optional
        A pair that is compared, or a single round; where absent, the headline's.
    raters : str
        One of `RATERS`.
    reliability_of : str
        A round, or all of them together.
    aspect : str, optional
        The dimension whose questions are drawn; where absent, those of all.
    search : str
        What the wording of the questions that are drawn holds; empty: all are.
    """

    look: Look = field(default_factory=Look)
    edition: str = ""
    group: str | None = None
    order: str = ORDERS[0]
    units: str = POINTS
    rounds: tuple[str, ...] | None = None
    raters: str = RATERS[0]
    reliability_of: str = POOLED
    aspect: str | None = None
    search: str = ""

    def __post_init__(self) -> None:
        for name, choices in (("order", ORDERS), ("units", UNITS), ("raters", RATERS)):
            if getattr(self, name) not in choices:
                raise ValueError(f"{name} must be one of {', '.join(choices)}")

    @property
    def language(self) -> str:
        """Its reader's language."""
        return self.look.language

    def group_in(self, result: Protected) -> str:
        """Whose rows are drawn."""
        return self.group or result.headline_groups[0]

    def rounds_in(self, result: Protected) -> tuple[str, ...]:
        """The rounds that are drawn."""
        return rounds_shown(result) if self.rounds is None else self.rounds

    def check_in(self, result: Protected) -> None:
        """Refuses what the result does not know.

        Raises
        ------
        ValueError
            If it has no such group, side or category, no such aspect, no such round, or does not compare these rounds.
        """
        rounds = [one.name for one in result.rounds]
        known = (ALL, *(SIDE + side.name for side in result.sides), *(group.name for group in result.groups))
        _check("group", self.group, (*known, *groups_shown(result)), groups_shown(result))
        aspects = [measure.name for measure in result.measures if measure.level == "dimension"]
        _check("aspect", self.aspect, aspects, aspects)
        offered = (*result.pairs, *((name,) for name in rounds))
        _check("rounds", self.rounds, offered, offered)
        _check("round", self.reliability_of, (POOLED, *rounds), rounds)


def _check(what: str, chosen: object, known: Collection[object], offered: Iterable[object]) -> None:
    if chosen is not None and chosen not in known:
        names = "; ".join(" → ".join(one) if isinstance(one, tuple) else str(one) for one in offered)
        raise ValueError(f"this result has no {what} {chosen!r}; it has {names or 'none'}")


@dataclass(frozen=True)
class Picture:
    """A drawn figure and its words.

    Attributes
    ----------
    title : str
        What it says.
    drawing : Drawing
        On a screen without title and caption; for a report with both drawn in.
    alternative : str
        Its content in words, for those who can't see it.
    caption : str
        What it shows, and what its marks mean.
    hides : bool
        Whether anything in it is not shown, to protect the people who answered.
    at_bars : str
        The end of the caption: what stands at the end of bars, which a chart of Office has nothing of.
    """

    title: str
    drawing: Drawing = field(repr=False)
    alternative: str
    caption: str
    hides: bool = False
    at_bars: str = ""

    @cached_property
    def figure(self) -> go.Figure:
        """The drawing as Plotly draws it."""
        from charts.primitives.plotly import plotly_figure

        return plotly_figure(self.drawing)


def picture_of_changes(
    result: Protected, around: Frame, drawing: Drawing, rows: Sequence[ChangeRow], view: View
) -> Picture:
    """The picture of a figure of changes: in words, the sentence of each row."""
    hides = any(row.verdict == PROTECTED or is_in_part(row) for row in rows)
    return Picture(around.title, drawing, alternative(result, rows, view.language, view.units), around.subtitle, hides)


def dimension_rows(result: Protected, group: str) -> list[ChangeRow]:
    """The changes of a group's dimensions, in the instrument's order."""
    return [row for row in result.change_of.values() if row.level == "dimension" and row.group == group]


def groups_shown(result: Protected) -> list[str]:
    """Those whose answers a figure may show: the headline's rows, the groups that are named, the categories."""
    return [*result.headline_groups, *(group.name for group in (*result.group_rows, *result.category_rows))]


def groups_by_side(
    result: Protected, groups: Iterable[str], language: str
) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """Some groups under the name of their side, in the instrument's order; without a name where there are no sides."""
    known = set(groups)
    for side in [*(side.name for side in result.sides), None]:
        names = tuple(group.name for group in result.groups if group.side == side and group.name in known)
        heading = say("findings.no_side", language) if side is None else side_label(result, side, language)
        if names:
            yield heading if result.sides else None, names

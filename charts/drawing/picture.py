"""A drawn figure with its words, and what a reader chose of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from charts.drawing.frame import Frame
from charts.drawing.rounds import rounds_shown
from charts.drawing.titles import alternative
from charts.primitives.drawing import Drawing
from charts.primitives.look import Look
from metrics import PROTECTED, ChangeRow, Protected
from metrics.result.units import POINTS
from metrics.result.withheld import is_in_part
from metrics.tables.reliability import POOLED

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
    """

    look: Look = field(default_factory=Look)
    edition: str = ""
    group: str | None = None
    order: str = ORDERS[0]
    units: str = POINTS
    rounds: tuple[str, ...] | None = None
    raters: str = RATERS[0]
    reliability_of: str = POOLED

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
    """

    title: str
    drawing: Drawing = field(repr=False)
    alternative: str
    caption: str
    hides: bool = False

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

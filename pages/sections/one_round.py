"""What a page shows of one round: where sides and groups are, each number with a small bar, and no change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from charts.drawing.picture import groups_by_side
from metrics import ALL, INDEX, SIDE, Protected, group_label, measure_label
from metrics.result.names import say_of_index
from metrics.result.units import POINTS
from pages.sections.side_by_side import side_by_side
from pages.shell.actions import add_to_report, table_actions
from pages.shell.editions import ShownEdition
from pages.shell.figure_files import MakeTable, report_of_page
from pages.shell.language import language, words
from pages.shell.plain import escaped
from reports.content.comparison.one_round import levels_by_group, levels_by_measure, levels_said, whole_and_aspects
from reports.content.tables import capital
from words import label_in, say


def levels_of_sides(shown: ShownEdition) -> None:
    """The index and aspects of each side, or of everybody; the same table can be put into the report."""
    result, report = shown.result, report_of_page(shown)
    title = say_of_index("reports.content_levels_sides", result, language())
    groups, measures = result.headline_groups, whole_and_aspects(result)
    make = partial(levels_by_measure, report, groups, measures, "levels_of_sides", title)
    if _shown(shown, make):
        add_to_report(shown, "table", "sides")


def levels_of_groups(shown: ShownEdition) -> None:
    """The index and aspects of each group by side, then of the categories of the breakdown: a table each."""
    result = shown.result
    said: tuple[str, ...] = ()
    for place, (title, groups) in enumerate(_parts(result)):
        make = partial(levels_by_group, report_of_page(shown), groups, f"levels_of_groups_{place}", title)
        said = (*said, *_shown(shown, make, said=said))
    if said and result.group_rows:
        add_to_report(shown, "table", "groups")


def levels_of_group(shown: ShownEdition, group: str) -> None:
    """Where one side or group is, in a sentence and in a table of its aspects."""
    result, report = shown.result, report_of_page(shown)
    st.markdown(escaped(f"{levels_said(report, [group])}."))
    title = say_of_index("reports.content_levels_sides", result, language())
    _shown(shown, partial(levels_by_measure, report, [group], whole_and_aspects(result), "levels_of_group", title))


def levels_of_two(shown: ShownEdition, groups: tuple[str, str]) -> None:
    """Two sides or groups next to each other: the index in a sentence, then aspects and questions."""
    result = shown.result
    report = replace(report_of_page(shown), units=POINTS)
    st.html(f'<p class="lead">{escape(levels_said(report, groups))}</p>')
    st.markdown(say("compare.one_round", language()))
    said: tuple[str, ...] = ()
    for level in ("index", "dimension", "item"):
        measures = [measure.name for measure in result.measures if measure.level == level]
        index = capital(measure_label(result, INDEX, language()))
        title = index if level == "index" else say(f"compare.{level}s", language())
        make = partial(levels_by_measure, report, groups, measures, f"compared_{level}s", title)
        said = (*said, *_shown(shown, make, said=said))


def _parts(result: Protected) -> list[tuple[str, list[str]]]:
    """Titles of tables with their rows: each side with its groups, then the categories of the breakdown."""
    known = [group.name for group in result.group_rows]
    sides = {group_label(result, SIDE + side.name, language()): SIDE + side.name for side in result.sides}
    by_group = say_of_index("reports.content_levels_groups", result, language())
    parts = [
        (heading or by_group, [*([sides[heading]] if heading in sides else [] if result.sides else [ALL]), *groups])
        for heading, groups in groups_by_side(result, known, language())
    ]
    if result.breakdown is not None and result.category_rows:
        by = label_in(result.breakdown.label, language())
        parts.append((by, [category.name for category in result.category_rows]))
    return parts


def _shown(shown: ShownEdition, make: MakeTable, said: Sequence[str] = ()) -> tuple[str, ...]:
    """Draws a table without the notes `said` above, and what can be taken from it; its notes, none of no table."""
    table = make()
    if table is None:
        return ()
    side_by_side(table.without(said))
    table_actions(report_of_page(shown), table, make, editions=(shown.id,))
    return table.notes


def one_round_note() -> None:
    """That there is one round so far, so that no change can be shown yet."""
    st.info(words("no_second_round"))

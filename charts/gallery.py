"""The figures that an edition has: which rows each shows, and what its title says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from charts.drawing.canvas import Frame
from charts.drawing.dumbbells import Section, dumbbells
from charts.drawing.look import Look
from charts.drawing.rounds import pair_label, round_label
from charts.drawing.titles import alternative, counted, frame, who_in
from charts.figures.answers import answers
from charts.figures.cells import heatmap
from charts.figures.dimensions import forest
from charts.figures.reliability import reliability, reliability_sentence, reliability_title
from metrics import ALL, INDEX, PROTECTED, ChangeRow, Protected, group_label, measure_label, side_label
from metrics.result.sentences import finding
from metrics.tables.reliability import POOLED
from words import label_in, say

ORDERS = ("asked", "change", "dimension")
"""Orders of questions: as asked, most risen first, by dimension."""


@dataclass(frozen=True)
class Picture:
    """A drawn figure and its words.

    Attributes
    ----------
    title : str
        What it says.
    figure : plotly.graph_objects.Figure
        On a screen without title and caption; for a report with both drawn in.
    alternative : str
        Its content in words, for those who can't see it.
    caption : str
        What it shows, and what its marks mean.
    hides : bool
        Whether anything in it is not shown, to protect the people who answered.
    """

    title: str
    figure: go.Figure
    alternative: str
    caption: str
    hides: bool = False


def picture_of_sides(result: Protected, edition: str, look: Look) -> Picture:
    """The index of each side before and after, and of all answers together below; where there are no sides, of all.

    The title is made from the sides alone: their average may say "no change" where both moved.
    """
    heads = [result.change_of[INDEX, group] for group in result.headline_groups]
    language = look.language
    title = finding(result, heads[0], language) if len(heads) == 1 else counted(heads, "sides", language)
    around = frame(result, title, "levels", edition, language)
    sections = [Section("", tuple(heads))]
    if ALL not in result.headline_groups and (INDEX, ALL) in result.change_of:
        sections.append(Section("", (result.change_of[INDEX, ALL],), apart=True))
    rows = [row for section in sections for row in section.rows]
    return _picture(result, around, dumbbells(result, sections, around, look), rows, language)


def picture_of_groups(result: Protected, edition: str, look: Look) -> Picture:
    """The index of each group before and after, under the heading of its side."""
    language = look.language
    sections = []
    for side in [*(side.name for side in result.sides), None]:
        rows = tuple(
            result.change_of[INDEX, group.name]
            for group in result.group_rows
            if group.side == side and (INDEX, group.name) in result.change_of
        )
        if rows:
            heading = say("findings.no_side", language) if side is None else side_label(result, side, language)
            sections.append(Section(heading if result.sides else "", rows))
    rows = tuple(row for section in sections for row in section.rows)
    title = counted(rows, "groups", language)
    around = frame(result, title, "levels", edition, language)
    return _picture(result, around, dumbbells(result, sections, around, look), rows, language)


def picture_of_categories(result: Protected, edition: str, look: Look) -> Picture:
    """The index of each category of the breakdown before and after."""
    language = look.language
    found = [(INDEX, category.name) for category in result.category_rows]
    rows = tuple(result.change_of[key] for key in found if key in result.change_of)
    by = label_in(result.breakdown.label, language) if result.breakdown else ""
    title = counted(rows, "categories", language, by=by)
    around = frame(result, title, "levels", edition, language)
    return _picture(result, around, dumbbells(result, [Section("", rows)], around, look), rows, language)


def picture_of_dimensions(result: Protected, group: str, edition: str, look: Look) -> Picture:
    """The change of each dimension for one group or side."""
    rows = dimension_rows(result, group)
    language = look.language
    who = group_label(result, group, language)
    title = say("figures.for_group", language, who=who, title=counted(rows, "dimensions", language))
    around = frame(result, title, "changes", edition, language)
    return _picture(result, around, forest(result, rows, around, look), rows, language)


def picture_of_cells(result: Protected, edition: str, look: Look) -> Picture:
    """The change of each dimension for each group."""
    language = look.language
    groups = [group.name for group in result.group_rows if (INDEX, group.name) in result.change_of]
    measures = [measure.name for measure in result.measures if measure.level == "dimension"]
    rows = [row for group in groups for row in dimension_rows(result, group)]
    title = say("figures.by_group", language, title=counted(rows, "dimensions", language))
    around = frame(result, title, "heatmap", edition, language)
    return _picture(result, around, heatmap(result, measures, groups, around, look), rows, language)


def picture_of_answers(result: Protected, group: str, order: str, edition: str, look: Look) -> Picture:
    """The answers to each question of one group or side, before above after."""
    language = look.language
    of_group = [row for row in result.change_of.values() if row.level == "item" and row.group == group]
    rows = _ordered(of_group, result, order)
    items = [row.measure for row in rows]
    wordings = [measure_label(result, item, language, group) for item in items]
    who = group_label(result, group, language)
    title = say("figures.for_group", language, who=who, title=counted(rows, "questions", language))
    around = frame(result, title, "answers", edition, language)
    picture = _picture(result, around, answers(result, items, group, wordings, around, look), rows, language)
    counts = [row.counts for row in result.items if row.group == group and row.item in items]
    return replace(picture, hides=picture.hides or None in counts)


def picture_of_pairs(result: Protected, edition: str, look: Look) -> Picture:
    """The index of each side in all pairs of rounds, one below the other; where there are no sides, of all."""
    language = look.language
    sections = []
    for group in result.headline_groups:
        known = [(pair, result.changes_of(pair).get((INDEX, group))) for pair in result.pairs]
        rows = tuple(row for _, row in known if row is not None)
        names = tuple(pair_label(pair, language) for pair, row in known if row is not None)
        heading = group_label(result, group, language) if len(result.headline_groups) > 1 else ""
        sections.append(Section(heading, rows, names=names))
    rows = tuple(row for section in sections for row in section.rows)
    who = who_in(result, ("", ""), language)
    around = frame(result, counted(rows, "pairs", language), "pairs", edition, language, who=who)
    return _picture(result, around, dumbbells(result, sections, around, look), rows, language)


def picture_of_reliability(result: Protected, round_: str, edition: str, look: Look) -> Picture:
    """Alpha and omega of the whole and of each dimension, in a round or in all rounds together."""
    language = look.language
    rows = [row for row in result.reliability if row.round == round_]
    pooled = round_ == POOLED
    which = {} if pooled else {"round": round_label(round_, language)}
    who = say("figures.of_pooled" if pooled else "figures.of_round", language, **which)
    title = reliability_title(rows, language)
    around = frame(result, title, "reliability", edition, language, who=who, tested=False)
    told = " ".join(reliability_sentence(result, row, language) for row in rows)
    hides = any(PROTECTED in (row.alpha_reason, row.omega_reason) for row in rows)
    return Picture(title, reliability(result, rows, around, look), told, around.subtitle, hides)


def _picture(result: Protected, around: Frame, figure: go.Figure, rows: Sequence[ChangeRow], language: str) -> Picture:
    hides = any(row.verdict == PROTECTED for row in rows)
    return Picture(around.title, figure, alternative(result, rows, language), around.subtitle, hides)


def dimension_rows(result: Protected, group: str) -> list[ChangeRow]:
    """The changes of a group's dimensions, in the instrument's order."""
    return [row for row in result.change_of.values() if row.level == "dimension" and row.group == group]


def _ordered(rows: list[ChangeRow], result: Protected, order: str) -> list[ChangeRow]:
    """Questions in an order of `ORDERS`; protected ones last where they are sorted by change."""
    if order == "change":
        return sorted(rows, key=lambda row: (row.change is None, -(row.change or 0.0)))
    if order == "dimension":
        places = {measure.name: i for i, measure in enumerate(result.measures)}
        return sorted(rows, key=lambda row: places.get(result.measure_of[row.measure].dimension or "", len(places)))
    return rows

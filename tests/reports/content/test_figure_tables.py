"""The table of a figure says what the figure says: no number more, none less, and of what is hidden none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from charts import Look, Picture, View, all_figures, draw
from charts.primitives.drawing import Bar, Mark, Text
from metrics import Protected
from metrics.result.units import ORIGINAL, UNITS
from reports.content.figure_tables.of_figure import FIGURE_TABLES, figure_table
from reports.content.parts import table_of
from reports.content.tables import NONE, Table
from reports.report import Report
from tests.reports.made_results import made_result
from tests.sample import sample_by, shared_sample
from tests.shown_in_part import shared_in_part
from words import LANGUAGES, digits, plain_numbers, say

_VALUES = ("before", "after", "change", "levels", "total", "apart")
"""Roles of words that are values of a row, which its table has too."""
_ASIDE = ("key", "note", "end", "heading")


KINDS = ("three rounds", "weighted", "one round", "all hidden")


@cache
def results() -> dict[str, Protected]:
    """Of the sample, of people too few to be shown, of several rounds, weighted, broken down, shown in part."""
    return {
        "sample": shared_sample(),
        "by age": sample_by("age_band"),
        "in part": shared_in_part(),
        **{kind: made_result(kind) for kind in KINDS},
    }


def drawn(result: Protected, name: str, language: str, units: str) -> Iterator[tuple[View, Picture, Table]]:
    """Some views of a figure, the first and the last among them, drawn, with their tables."""
    views = all_figures()[name].views(result)
    for view in views[:: max(1, len(views) - 1)]:
        seen = replace(view, look=Look(language), units=units)
        picture = draw(name, result, seen)
        yield seen, picture, figure_table(Report(result, language, units=units), name, seen, picture.title)


def numbers_of(table: Table, language: str, but: tuple[str, ...] = ()) -> Counter[str]:
    """The numbers of a table; on a questionnaire's scale a figure draws intervals and says none of them."""
    return Counter(
        one
        for row in table.rows
        for cell in row[table.row_heads :]
        if cell.kind not in ("text", "finding", *but)
        for one in plain_numbers(cell.text, language)
    )


def values_of(picture: Picture, language: str) -> Iterator[str]:
    """The numbers that stand in the figure as values of its rows."""
    for part in picture.drawing.parts:
        if isinstance(part, Text) and part.role in _VALUES:
            yield from plain_numbers(part.words, language)
        elif isinstance(part, Bar):
            yield from plain_numbers(part.text, language)


def said_in(picture: Picture, language: str) -> set[str]:
    """All numbers that the figure says, also to those who point at a mark or can't see it."""
    words = [picture.alternative]
    for part in picture.drawing.parts:
        if isinstance(part, Text) and part.role not in _ASIDE:
            words.append(part.words)
        elif isinstance(part, Bar | Mark):
            words += [part.hover, getattr(part, "text", "")]
    return {one for text in words for one in plain_numbers(text, language)}


def test_every_figure_has_a_table() -> None:
    assert set(FIGURE_TABLES) == set(all_figures())


@pytest.mark.parametrize("kind", ["sample", "by age", "in part", *KINDS])
@pytest.mark.parametrize("name", all_figures())
def test_the_table_has_the_numbers_of_the_figure(name: str, kind: str) -> None:
    for view, picture, table in drawn(results()[kind], name, "en", "points"):
        assert table.rows, view
        more = set(numbers_of(table, "en")) - said_in(picture, "en") - {"0"}  # an answer that nobody gave has no bar
        assert more == set(), (view, more)
        less = Counter(values_of(picture, "en")) - numbers_of(table, "en")
        assert not less, (view, less)


@pytest.mark.parametrize("units", UNITS[1:])
@pytest.mark.parametrize("language", LANGUAGES)
def test_so_in_every_language_and_in_other_units(language: str, units: str) -> None:
    with digits("arab"):
        for name in all_figures():
            for view, picture, table in drawn(shared_sample(), name, language, units):
                found = numbers_of(table, language, but=("interval",) if units == ORIGINAL else ())
                assert set(found) <= said_in(picture, language) | {"0"}, (name, view)
                assert not Counter(values_of(picture, language)) - numbers_of(table, language), (name, view)


@pytest.mark.parametrize("kind", ["all hidden", "in part"])
def test_what_is_hidden_is_said_in_words_and_in_a_note(kind: str) -> None:
    hidden, hides = say("findings.short_protected", "en"), False
    for name in all_figures():
        for view, _, table in drawn(results()[kind], name, "en", "points"):
            found = [cell for row in table.rows for cell in row if cell.hidden]
            assert all(not plain_numbers(cell.text, "en") and cell.number is None for cell in found), view
            assert all(cell.hidden for row in table.rows for cell in row if cell.text == hidden), view
            assert bool(found) == (say("reports.content_hidden_cells", "en") in table.notes), (name, view)
            hides |= bool(found)
    assert hides


@pytest.mark.parametrize("name", all_figures())
def test_a_table_names_its_columns_for_other_programs(name: str) -> None:
    for result in results().values():
        for _, _, table in drawn(result, name, "en", "points"):
            assert len(table.codes) == len(table.heads)
            names = [one for codes in table.codes for one in codes]
            assert len(set(names)) == len(names)
            assert all(cell.text for row in table.rows for cell in row)


def test_groups_are_under_their_sides_and_have_the_levels_of_the_figure() -> None:
    """By hand: 46 and 46 with +1 stand in the figure of levels, and in its table, which says why."""
    result = made_result("three rounds")
    (_, _, table), *_ = drawn(result, "groups", "en", "points")
    assert table.grouped
    assert table.row_heads == 2
    assert [cell.text for cell in table.rows[0]][:2] == [table.rows[0][0].text, table.rows[0][1].text]
    assert table.heads[:2] == ("Side", "Whose trust")


def test_answers_by_hand() -> None:
    (_, _, table), *_ = drawn(shared_sample(), "answers", "en", "points")
    texts = [[cell.text for cell in row] for row in table.rows]
    question = "The security institutions keep promises made to us"
    before, after = (row for row in texts if row[0] == question)
    nothing = [NONE] * 4
    assert before == [question, "Before", "18%", "41%", "36%", "5%", "0%", NONE, "59%", "5%", "32", *nothing]
    of_change = ["▲ +16", "+9 to +22", "trust rose", "22"]
    assert after == [question, "After", "9%", "14%", "55%", "23%", "0%", NONE, "23%", "23%", "48", *of_change]


def test_a_table_that_is_too_wide_for_paper_keeps_totals_and_leaves_out_single_answers() -> None:
    result = shared_sample()
    (view, _, whole), *_ = drawn(result, "answers", "en", "points")
    paper = table_of(Report(result, "en"), "answers", view)
    assert [head for head in whole.heads if head not in paper.heads] == list(whole.heads[2:8])
    assert len(paper.rows) == len(whole.rows)
    totals = whole.heads.index("Trusting")
    assert [row[paper.heads.index("Trusting")] for row in paper.rows] == [row[totals] for row in whole.rows]


def test_no_table_is_made_of_a_figure_that_the_result_has_not() -> None:
    with pytest.raises(ValueError, match="no table 'categories'"):
        table_of(Report(shared_sample(), "en"), "categories", View())

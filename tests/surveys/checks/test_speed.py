"""Submissions too fast to have been read."""

from __future__ import annotations

import datetime
import math
from typing import Any

import pytest

from surveys.checks.durations import durations
from surveys.files.column import Column
from surveys.files.table import Table
from surveys.files.times import seconds, times
from tests.surveys.questionnaire import HEADER, people, questionnaire, sheet
from tests.surveys.workbooks import codes, issue, read

START = datetime.datetime(2023, 3, 14, 9, 0, 0)


def timed(*seconds: float) -> list[list[Any]]:
    return [[*row, took] for row, took in zip(people(len(seconds)), seconds, strict=True)]


def found_in(*seconds: float) -> list[str]:
    return codes(read(sheet(timed(*seconds), header=[*HEADER, "Duration (in seconds)"]), by=questionnaire()))


def test_less_than_half_the_median_and_two_seconds_an_item_is_too_fast() -> None:
    rows = timed(300, 280, 310, 400, 39, 330)
    survey = read(sheet(rows, header=[*HEADER, "Duration (in seconds)"]), by=questionnaire())
    found = issue(survey, "implausibly_fast")
    assert (found.severity, found.cell, found.values["count"]) == ("warning", "W6", 1)


@pytest.mark.parametrize(
    "seconds",
    [
        (300, 280, 310, 400, 41, 330),
        (35, 30, 38, 36, 31, 33),
        (12, 14, 11, 15, 5, 13),
        (300, 280, 310, 30),
        (300, 280, 310, 400, 0, -5, 330),
        (300, 280, 310, 400, 330, 86_400),
    ],
    ids=["fast reader", "typed in from paper", "minutes", "too few", "no time", "a pause"],
)
def test_others_are_not_suspected(seconds: tuple[float, ...]) -> None:
    assert "implausibly_fast" not in found_in(*seconds)


def test_two_seconds_are_counted_for_the_questions_that_the_person_answered() -> None:
    rows = timed(300, 280, 310, 400, 15, 330)
    rows[4][2:22] = [4, 5, 3, 2, *[""] * 16]
    survey = read(sheet(rows, header=[*HEADER, "Duration (in seconds)"]), by=questionnaire())
    assert "implausibly_fast" not in codes(survey)


def test_without_a_duration_the_end_less_the_start_counts() -> None:
    times = [(START, START + datetime.timedelta(seconds=took)) for took in (300, 280, 310, 400, 20, 330)]
    rows = [[*row, *(one.isoformat() for one in pair)] for row, pair in zip(people(6), times, strict=True)]
    survey = read(sheet(rows, header=[*HEADER, "start", "end"]), by=questionnaire())
    assert issue(survey, "implausibly_fast").cell == "X6"


def table(starts: list[Any], ends: list[Any]) -> Table:
    columns = [Column.of(starts), Column.of(ends)]
    rows = range(1, len(starts) + 1)
    return Table("f", "s", "plain_csv", "CSV", "", 0, ("start", "end"), rows, columns, started=0, ended=1)


@pytest.mark.parametrize(
    ("start", "end", "took"),
    [
        ("2023-03-14T09:00:00.000+03:00", "2023-03-14T09:05:00.000+03:00", 300),
        ("2023-03-14T09:00:00.000+03:00", "2023-03-14T09:05:00.000+04:00", -3300),
        ("2023-03-14T09:00:00Z", "2023-03-14T09:05:00Z", 300),
        ("2023-03-14 09:00:00", "2023-03-14 09:05:00", 300),
        ("Mar 14, 2023 9:00:00 AM", "Mar 14, 2023 9:05:00 AM", 300),
        (START, START + datetime.timedelta(minutes=5), 300),
        ("2023-03-14T09:00:00.5Z", "2023-03-14T09:05:00Z", 300),
        ("14.3.2023 09:00:00", "14.3.2023 09:05:00", 300),
        ("2023-03-14 09:00:00 PM", "2023-03-14 09:05:00 PM", 300),
        ("soon", "2023-03-14 09:05:00", None),
        ("", "2023-03-14 09:05:00", None),
        (7, 8, None),
    ],
)
def test_times_are_read_as_the_tools_write_them(start: Any, end: Any, took: float | None) -> None:
    for starts, ends in (([start], [end]), ([start, "", start], [end, "", end])):
        found = durations(table(starts, ends))
        assert found is not None
        assert found[0] == took if took is not None else found[0] != found[0]


def test_no_columns_of_time_no_durations() -> None:
    assert durations(Table("f", "s", "plain_csv", "CSV", "", 0, ("a",), [1], [Column.of(["x"])])) is None


def test_times_that_are_written_alike_are_what_they_are_one_by_one() -> None:
    zoned = ["2023-03-14T09:00:00.000+03:00", "", "2023-12-31T23:59:59.999+03:00", "2024-02-29T00:00:00.000+03:00"]
    plain = ["2023-03-14 09:00:00", "2023-12-31 23:59:59"]
    for texts in (zoned, plain, [text.replace("+03:00", "Z") for text in zoned]):
        moments = times(Column.of(texts)).tolist()
        assert [math.floor(one) for one in moments if math.isfinite(one)] == [
            math.floor(seconds(text)) for text in texts if text
        ]
        assert [math.isfinite(one) for one in moments] == [bool(text) for text in texts]

"""How far a report is, and that it stops soon where that is asked, whatever its format."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from reports.formats import formats
from reports.report import Report
from reports.running.progress import StoppedError, each, watched
from reports.typst import archive
from tests.sample import shared_sample

OF_PARTS = ("docx", "html", "pdf", "png", "pptx", "svg", "xlsx")
"""Formats that are made part by part; the others are small and whole at once."""


def at_ask(number: int) -> Callable[[], bool]:
    """Whether it is to stop: so from the ask of a number on."""
    asked = count(1)
    return lambda: next(asked) >= number


def test_a_loop_within_a_loop_counts_within_the_part_at_hand() -> None:
    told: list[float] = []
    with watched(lambda: False, told.append):
        gone_over = [(outer, inner) for outer in each("ab") for inner in each((1, 2))]
    assert gone_over == [("a", 1), ("a", 2), ("b", 1), ("b", 2)]
    assert told == [0, 0, 0.25, 0.5, 0.5, 0.75]


def test_what_is_stopped_within_a_part_is_counted_from_the_beginning_the_next_time() -> None:
    told: list[float] = []
    with watched(at_ask(3), told.append), pytest.raises(StoppedError):
        [*each("abcd")]
    with watched(lambda: False, told.append):
        assert [*each("ab")] == ["a", "b"]
    assert told == [0, 0.25, 0, 0.5]
    assert [*each("ab")] == ["a", "b"]  # where nobody watches


@pytest.mark.parametrize("name", OF_PARTS)
def test_a_format_stops_between_its_parts(name: str) -> None:
    told: list[float] = []
    with watched(at_ask(5), told.append), pytest.raises(StoppedError):
        formats()[name].write(Report(shared_sample(), "en"))
    assert len(told) == 4
    assert told == sorted(told)
    assert 0 < told[-1] < 1


def test_an_archive_draws_no_figure_more(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def figure_files(_report: Report, _picture: object, form: str) -> list[bytes]:
        drawn.append(form)
        return [b""]

    monkeypatch.setattr(archive, "figure_files", figure_files)
    with watched(at_ask(3), lambda _: None), pytest.raises(StoppedError):
        archive.figures_archive(Report(shared_sample(), "en"), "svg")
    assert drawn == ["svg", "svg"]

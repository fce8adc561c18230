"""The making of files: whole, in order, and nothing once it is stopped; previews that never come to too much."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from threading import Event

import pytest

from charts import View
from metrics import RoundName, with_round_names
from pages.exporting import contents
from pages.exporting.making import Making, Task
from pages.exporting.previews import Preview, Previews
from pages.shell.basket import part_of
from reports.formats import formats
from reports.office.slides.outline import outline
from reports.report import Part, Report
from reports.running.progress import each
from tests.pages.exporting import drawn_figures
from tests.sample import shared_sample
from words import say

__all__ = ["drawn_figures"]

SOON = 60


@pytest.fixture
def executor() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as made:
        yield made


def task(name: str, content: bytes = b"x") -> Task:
    return Task(name.upper(), f"{name}.txt", "text/plain", lambda: content)


def test_one_file_is_handed_over_as_it_is(executor: Executor) -> None:
    making = Making([task("a", b"1")], "all.zip", executor)
    making.wait(SOON)
    assert making.made is not None
    assert (making.made.name, making.made.mime, making.made.content) == ("a.txt", "text/plain", b"1")


def test_several_files_are_handed_over_in_one_archive_of_the_same_bytes_each_time(executor: Executor) -> None:
    made = []
    for tasks in ([task("a", b"1"), task("b", b"2")], [task("b", b"2"), task("a", b"1")]):
        making = Making(tasks, "all.zip", executor)
        making.wait(SOON)
        assert making.made is not None
        assert making.made.name == "all.zip"
        made.append(making.made.content)
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"a.txt": b"1", "b.txt": b"2"}


def test_stage_and_share_say_how_far_it_is(executor: Executor) -> None:
    begun, go = Event(), Event()

    def wait() -> bytes:
        begun.set()
        assert go.wait(SOON)
        return b""

    making = Making([task("a"), Task("B", "b.txt", "text/plain", wait), task("c")], "all.zip", executor)
    assert begun.wait(SOON)
    assert (making.stage, making.share, making.is_over, making.made) == ("B", 1 / 3, False, None)
    go.set()
    making.wait(SOON)
    assert (making.stage, making.share, making.is_over) == ("C", 1.0, True)


def test_what_is_stopped_begins_no_other_file(executor: Executor) -> None:
    begun, go, written = Event(), Event(), []

    def wait() -> bytes:
        begun.set()
        assert go.wait(SOON)
        return b""

    def write() -> bytes:
        written.append("b")
        return b""

    making = Making(
        [Task("A", "a.txt", "text/plain", wait), Task("B", "b.txt", "text/plain", write)], "all.zip", executor
    )
    assert begun.wait(SOON)
    making.stop()
    go.set()
    making.wait(SOON)
    assert (making.made, making.error, written) == (None, None, [])


def test_a_file_in_the_making_is_stopped_between_two_of_its_parts(executor: Executor) -> None:
    drawn, seen, go = [], Event(), Event()

    def write() -> bytes:
        for part in each(range(4)):
            drawn.append(part)
            if part == 1:
                seen.set()
                assert go.wait(SOON)
        return b"whole"

    making = Making([Task("A", "a.txt", "text/plain", write), task("b")], "all.zip", executor)
    assert seen.wait(SOON)
    assert (making.stage, making.share) == ("A", 1 / 8)
    making.stop()
    go.set()
    making.wait(SOON)
    assert making.is_over
    assert (making.made, making.error, drawn) == (None, None, [0, 1])


def test_what_is_stopped_before_its_turn_is_never_begun(executor: Executor) -> None:
    go, written = Event(), []
    first = Making([Task("A", "a.txt", "text/plain", lambda: b"a" if go.wait(SOON) else b"")], "all.zip", executor)

    def write() -> bytes:
        written.append("b")
        return b""

    second = Making([Task("B", "b.txt", "text/plain", write)], "all.zip", executor)
    second.stop()
    go.set()
    first.wait(SOON)
    second.wait(SOON)
    assert second.is_over
    assert (second.made, second.error, written) == (None, None, [])


def test_what_goes_wrong_leaves_no_file_and_says_why(executor: Executor) -> None:
    def fail() -> bytes:
        raise OSError("full")

    making = Making([task("a"), Task("B", "b.txt", "text/plain", fail)], "all.zip", executor)
    making.wait(SOON)
    assert making.made is None
    assert isinstance(making.error, OSError)
    assert making.stage == "B"


def test_a_preview_is_made_anew_where_a_round_is_called_otherwise(
    drawn_figures: list[tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Previews()
    monkeypatch.setattr(contents, "previews_of_visit", lambda: kept)
    called = with_round_names(shared_sample(), {"pre": RoundName({"en": "Baseline"})})
    for result in (shared_sample(), called, shared_sample(), called):
        found = contents.content_of(part_of("figure", "sides", View()), Report(result, "en"))
        assert found is not None
        assert isinstance(found.shown(), Preview)
    assert len(drawn_figures) == 2


def test_a_text_is_called_as_in_the_report_in_whatever_language_its_page_is_read() -> None:
    part = Part("paragraph", "caveats")
    report = Report(shared_sample(), "ku", parts=(part,))
    found = contents.content_of(part, report)
    assert found is not None
    assert found.title == found.caption == say("reports.text_caveats", "ku")
    assert found.title in [one.title for one in outline(report)]
    assert f">{found.title}<" in formats()["html"].write(report).decode()


def preview(size: int) -> Preview:
    return Preview("words", b"\0" * size)


@pytest.fixture
def made() -> list[str]:
    return []


def look(kept: Previews, made: list[str], *names: str, size: int = 40) -> None:
    """Draws a page with some previews."""
    kept.begin()
    for name in names:

        def make(name: str = name) -> Preview:
            made.append(name)
            return preview(size)

        kept.get(name, make)


def test_a_preview_is_made_once_and_those_not_shown_any_more_are_dropped_first(made: list[str]) -> None:
    kept = Previews(100)
    look(kept, made, "a", "b")
    look(kept, made, "b", "a")
    assert made == ["a", "b"]
    look(kept, made, "a", "c")
    look(kept, made, "a", "c")
    assert made == ["a", "b", "c"]
    assert kept.bytes_held == 80


def test_a_page_with_more_previews_than_there_is_room_for_has_the_first_at_hand(made: list[str]) -> None:
    kept = Previews(100)
    for _ in range(3):
        look(kept, made, "a", "b", "c")
    assert made == ["a", "b", "c", "c", "c"]
    look(kept, made, "large", size=500)
    assert kept.bytes_held <= 100

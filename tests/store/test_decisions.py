"""Decisions on codes that are alike are kept with the edition, by file and row, and found again by the files."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from store import Decision, Shelf
from store.database import FILE
from tests.sample import shared_sample

ONE = Decision(("a" * 64, 12), ("b" * 64, 7), same=True)
TWO = Decision(("a" * 64, 3), ("b" * 64, 9), same=False)
OTHER = Decision(("c" * 64, 2), ("b" * 64, 7), same=True)
FILES = {"a" * 64, "b" * 64}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THIQA_HOME", str(tmp_path))
    return tmp_path


def test_decisions_are_there_after_a_restart() -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "One", decisions=[ONE, TWO])
    shelf.close()
    assert Shelf().decisions(FILES) == (edition, (ONE, TWO))


def test_those_of_the_edition_published_last_are_given() -> None:
    shelf = Shelf()
    shelf.publish(shared_sample(), "One", decisions=[ONE])
    later = shelf.publish(shared_sample(), "Two", decisions=[TWO])
    shelf.publish(shared_sample(), "Three")
    assert shelf.decisions(FILES) == (later, (TWO,))


def test_decisions_on_other_files_stay_behind() -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "One", decisions=[ONE, OTHER])
    assert shelf.decisions(FILES) == (edition, (ONE,))
    assert shelf.decisions({"a" * 64}) is None
    assert shelf.decisions(()) is None


def test_a_database_of_an_earlier_version_opens_and_gains_the_table(home: Path) -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "Old")
    shelf.close()
    engine = create_engine(f"sqlite:///{home / FILE}")
    with engine.begin() as connection:
        for table in ("decisions", "earlier_event", "note", "source", "withdrawn", "writer"):
            connection.execute(text(f"DROP TABLE edition_{table}"))
    assert inspect(engine).get_table_names() == ["edition"]
    again = Shelf()
    assert again.editions() == (edition,)
    assert again.read(edition.id).code == shared_sample().code
    assert again.decisions(FILES) is None
    newer = again.publish(shared_sample(), "New", decisions=[ONE])
    assert again.decisions(FILES) == (newer, (ONE,))

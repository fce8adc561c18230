"""Notes of the officer are kept with an edition in the officer's own words, in a table of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from store import LONGEST_NOTE, OF_EDITION, EditionError, Shelf
from store.database import FILE
from tests.sample import shared_sample

NOTES = {OF_EDITION: {"en": "A new law passed.", "ar": "صدر قانون جديد."}, "groups": {"en": "Few came in May."}}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THIQA_HOME", str(tmp_path))
    return tmp_path


def test_notes_are_there_after_a_restart_and_can_be_changed() -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "One", notes=NOTES)
    shelf.close()
    again = Shelf()
    assert again.notes(edition.id) == NOTES
    again.write_notes(edition.id, {"groups": {"ku": "کەم هاتن."}, OF_EDITION: {"en": " "}})
    assert again.notes(edition.id) == {"groups": {"ku": "کەم هاتن."}}
    assert again.read(edition.id).code == shared_sample().code


def test_a_note_is_plain_lines_without_signs_of_control() -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "One", notes={OF_EDITION: {"en": " One\x07 \n\n \u202eTwo\r\n=1+1"}})
    assert shelf.notes(edition.id) == {OF_EDITION: {"en": "One\N{REPLACEMENT CHARACTER}\nTwo\n=1+1"}}


def test_a_note_that_is_too_long_is_refused_and_nothing_is_stored() -> None:
    shelf = Shelf()
    long = {OF_EDITION: {"en": "x" * (LONGEST_NOTE + 1)}}
    with pytest.raises(EditionError, match="too long"):
        shelf.publish(shared_sample(), "One", notes=long)
    assert shelf.editions() == ()
    edition = shelf.publish(shared_sample(), "One", notes=NOTES)
    with pytest.raises(EditionError, match="too long"):
        shelf.write_notes(edition.id, long)
    assert shelf.notes(edition.id) == NOTES


def test_there_are_no_notes_of_what_is_not_there() -> None:
    shelf = Shelf()
    assert shelf.notes("nothing") == {}
    with pytest.raises(EditionError, match="no such edition"):
        shelf.write_notes("nothing", NOTES)
    with pytest.raises(ValueError, match="language"):
        shelf.publish(shared_sample(), "One", notes={OF_EDITION: {"xx": "Text"}})


def test_notes_go_with_the_edition(home: Path) -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "One", notes=NOTES)
    shelf.withdraw(edition.id)
    assert shelf.notes(edition.id) == {}
    shelf.close()
    assert b"A new law passed" not in home.joinpath(FILE).read_bytes()


def test_a_database_of_an_earlier_version_gains_the_table(home: Path) -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "Old")
    shelf.close()
    engine = create_engine(f"sqlite:///{home / FILE}")
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE edition_note"))
    assert "edition_note" not in inspect(engine).get_table_names()
    again = Shelf()
    assert again.notes(edition.id) == {}
    again.write_notes(edition.id, NOTES)
    assert again.notes(edition.id) == NOTES

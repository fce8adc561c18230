"""The shelf of editions: whole or not at all, protected results only, there again after a restart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import create_engine, text

from metrics import to_document
from store import EditionError, Shelf, data_folder
from store.editions import FILE
from tests.sample import BEFORE, sample_result, shared_sample


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THIQA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_published_edition_is_there_after_a_restart(home: Path) -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "Building trust", "Baghdad", date(2023, 3, 14))
    shelf.close()
    again = Shelf()
    assert again.editions() == (edition,)
    assert again.read(edition.id).code == shared_sample().code
    assert home.joinpath(FILE).is_file()


def test_what_is_read_back_has_the_numbers_that_were_published() -> None:
    shelf = Shelf()
    read = shelf.read(shelf.publish(shared_sample(), "One").id)
    assert to_document(read)["changes"] == to_document(shared_sample())["changes"]
    assert read.measures == shared_sample().measures


def test_the_latest_event_stands_first() -> None:
    shelf = Shelf()
    for title, day in (("old", date(2019, 10, 1)), ("new", date(2023, 3, 14)), ("undated", None)):
        shelf.publish(shared_sample(), title, held_on=day)
    assert [edition.title for edition in shelf.editions()] == ["new", "old", "undated"]


def test_a_half_written_edition_cannot_be_seen(home: Path) -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "Broken")
    with create_engine(f"sqlite:///{home / FILE}").begin() as connection:
        connection.execute(text("UPDATE edition SET document = substr(document, 1, 1000)"))
    assert shelf.editions() == ()
    with pytest.raises(EditionError, match="no such edition"):
        shelf.read(edition.id)


def test_only_a_protected_result_can_be_published() -> None:
    with pytest.raises(TypeError, match="protected"):
        Shelf().publish(to_document(sample_result()), "Raw")  # type: ignore[arg-type]


def test_an_edition_needs_a_title_and_nothing_is_stored_without() -> None:
    shelf = Shelf()
    with pytest.raises(EditionError, match="needs a name"):
        shelf.publish(shared_sample(), "  ")
    assert shelf.editions() == ()


def test_what_was_found_in_the_officers_files_stays_behind() -> None:
    shelf = Shelf()
    assert any(issue.cell for issue in sample_result().issues)
    assert all(issue.file is None and issue.cell is None for issue in shelf.read(
        shelf.publish(shared_sample(), "One").id).issues)  # fmt: skip


def test_no_answer_and_no_code_is_on_disk(home: Path) -> None:
    Shelf().publish(shared_sample(), "One")
    rows = CalamineWorkbook.from_path(str(BEFORE)).get_sheet_by_index(0).to_python()
    code_column = next(j for j, head in enumerate(rows[0]) if "code" in str(head).lower())
    codes = {str(row[code_column]).strip() for row in rows[1:] if len(str(row[code_column]).strip()) > 3}
    stored = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert codes
    assert not [code for code in codes if code.encode() in stored]


def test_the_data_folder_is_the_one_that_thiqa_home_names(home: Path) -> None:
    assert data_folder() == home


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("THIQA_HOME", str(blocked / "home"))
    with pytest.raises(EditionError, match="THIQA_HOME"):
        Shelf()

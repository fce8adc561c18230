"""The shelf of editions: whole or not at all, protected results only, there again after a restart."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import create_engine, text

from metrics import RoundName, Settings, shared, to_document, with_round_names
from metrics.publish.round_names import names_of
from store import Decision, EditionError, Shelf, data_folder, typed_code
from store.database import FILE
from store.formats import FORMAT, WITHOUT_ROUND_NAMES, readable
from surveys import SurveyError
from tests.remembered import analyse
from tests.sample import BEFORE, sample_result, sample_survey, shared_sample
from words import LANGUAGES


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


@pytest.mark.parametrize(
    ("change", "written_by"),
    [
        ("UPDATE edition SET format = 1", "Thiqa .*, format 1"),
        ("DELETE FROM edition_writer; UPDATE edition SET format = 1", r"\(format 1\)"),
    ],
)
def test_an_edition_of_another_format_says_what_wrote_it(home: Path, change: str, written_by: str) -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "Of another version")
    with create_engine(f"sqlite:///{home / FILE}").begin() as connection:
        for statement in change.split(";"):
            connection.execute(text(statement))
    with pytest.raises(EditionError, match=written_by) as caught:
        shelf.read(edition.id)
    assert all("format 1" in caught.value.message(language) for language in LANGUAGES)


def test_a_document_with_other_fields_says_what_wrote_it(home: Path) -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "Of another version")
    document = to_document(shared_sample())
    document["scores"][0]["median"] = 50.0
    stored = json.dumps(document)
    with create_engine(f"sqlite:///{home / FILE}").begin() as connection:
        values = {"document": stored, "digest": sha256(stored.encode()).hexdigest(), "length": len(stored)}
        connection.execute(text("UPDATE edition SET document = :document, digest = :digest, length = :length"), values)
    with pytest.raises(EditionError, match="another version"):
        shelf.read(edition.id)


def test_a_format_that_was_numbered_is_read_while_the_layout_is_the_same(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert readable({2: FORMAT}) == {2, FORMAT, WITHOUT_ROUND_NAMES}
    assert readable({2: FORMAT + 1}) == {FORMAT, WITHOUT_ROUND_NAMES}
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "Stored before")
    with create_engine(f"sqlite:///{home / FILE}").begin() as connection:
        connection.execute(text("UPDATE edition SET format = 2"))
    monkeypatch.setattr("store.editions.READABLE", readable({2: FORMAT}))
    assert shelf.editions() == (edition,)
    assert shelf.read(edition.id).code == shared_sample().code


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


def test_a_folder_that_cannot_be_written_is_reported_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("THIQA_HOME", str(blocked / "home"))
    with pytest.raises(EditionError, match="THIQA_HOME"):
        Shelf()


def test_a_withdrawn_edition_is_gone_with_its_decisions_and_its_bytes(home: Path) -> None:
    shelf = Shelf()
    gone, kept = (
        shelf.publish(
            shared_sample(), title, "Unmistakable Place", decisions=[Decision((digest, 2), (digest, 7), True)]
        )
        for title, digest in (("Withdrawn edition", "d1" * 32), ("Kept edition", "d2" * 32))
    )
    with create_engine(f"sqlite:///{home / FILE}").connect() as connection:
        document = connection.execute(text("SELECT document FROM edition LIMIT 1")).scalar_one()
    before = (home / FILE).read_bytes()
    assert before.count(b'"items"') >= 2
    assert b"Withdrawn edition" in before
    assert b"d1" * 32 in before
    shelf.withdraw(gone.id)
    left = (home / FILE).read_bytes()
    assert [word for word in ("Withdrawn edition", gone.id, "d1" * 32) if word.encode() in left] == []
    assert len(left) < len(before) - len(document) // 2
    assert sorted(path.name for path in home.iterdir()) == [FILE]
    assert shelf.editions() == (kept,)
    assert shelf.decisions({"d1" * 32}) is None
    assert shelf.decisions({"d2" * 32}) is not None
    with pytest.raises(EditionError, match="no such edition"):
        shelf.read(gone.id)


def test_the_last_edition_leaves_no_word_of_its_document(home: Path) -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "Only one")
    survey = to_document(sample_result())["survey"]
    labels = [label for group in (*survey["sides"], *survey["groups"]) for label in group["label"].values()]
    assert all(label.encode() in (home / FILE).read_bytes() for label in labels)
    shelf.withdraw(edition.id)
    assert not [label for label in labels if label.encode() in (home / FILE).read_bytes()]


def test_deleted_bytes_are_overwritten_even_where_the_file_cannot_be_made_smaller(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "Overwritten edition")
    monkeypatch.setattr("store.editions.sql", lambda _: text("VACUUM no_such_schema"))
    with pytest.raises(EditionError, match="is deleted"):
        shelf.withdraw(edition.id)
    assert b"Overwritten edition" not in (home / FILE).read_bytes()
    assert shelf.editions() == ()


def test_what_is_not_there_cannot_be_withdrawn() -> None:
    with pytest.raises(EditionError, match="no such edition"):
        Shelf().withdraw("0" * 16)


def test_name_place_and_day_are_corrected_and_no_number_changes() -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "Buildng trust", "Bagdad", date(2023, 3, 14))
    before = to_document(shelf.read(edition.id))
    corrected = shelf.correct(edition.id, " Building trust ", "Baghdad", date(2023, 3, 15))
    assert (corrected.id, corrected.title, corrected.place) == (edition.id, "Building trust", "Baghdad")
    assert corrected.held_on == date(2023, 3, 15)
    assert Shelf().editions() == (corrected,)
    assert to_document(shelf.read(edition.id)) == before


def test_a_correction_needs_a_name_and_an_edition() -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "One")
    with pytest.raises(EditionError, match="needs a name"):
        shelf.correct(edition.id, "  ")
    with pytest.raises(EditionError, match="no such edition"):
        shelf.correct("0" * 16, "Two")
    assert shelf.editions() == (edition,)


NAMES = {"pre": RoundName({"en": "Baseline", "ar": "القياس الأول"}, date(2026, 3, 3)), "post": RoundName()}


def stored(home: Path) -> tuple[str, int]:
    with create_engine(f"sqlite:///{home / FILE}").begin() as connection:
        document, format_ = connection.execute(text("SELECT document, format FROM edition")).one()
    return str(document), int(format_)


def store_anew(home: Path, document: str, format_: int) -> None:
    values = {"document": document, "digest": sha256(document.encode()).hexdigest(), "length": len(document)}
    with create_engine(f"sqlite:///{home / FILE}").begin() as connection:
        connection.execute(
            text("UPDATE edition SET document = :document, digest = :digest, length = :length, format = :format"),
            {**values, "format": format_},
        )


def as_before_rounds_had_names(document: str) -> str:
    old = json.loads(document)
    for one in old["survey"]["rounds"]:
        assert (one.pop("label"), one.pop("date")) == (None, None)
    return json.dumps(old)


def test_an_edition_keeps_what_its_rounds_are_called() -> None:
    shelf = Shelf()
    edition = shelf.publish(with_round_names(shared_sample(), NAMES), "Named")
    assert names_of(shelf.read(edition.id).rounds) == NAMES


def test_an_edition_of_before_rounds_had_names_is_read_listed_and_corrected(home: Path) -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "Old")
    document, format_ = stored(home)
    assert format_ == FORMAT != WITHOUT_ROUND_NAMES
    store_anew(home, as_before_rounds_had_names(document), WITHOUT_ROUND_NAMES)
    assert shelf.editions() == (edition,)
    assert shelf.read(edition.id) == shared_sample()
    shelf.correct(edition.id, "Old, corrected")
    assert stored(home)[1] == WITHOUT_ROUND_NAMES
    shelf.correct(edition.id, "Old, corrected", rounds=NAMES)
    assert stored(home)[1] == FORMAT
    assert names_of(shelf.read(edition.id).rounds) == NAMES
    assert shelf.read(edition.id).changes == shared_sample().changes


def test_what_rounds_are_called_is_corrected_and_nothing_else_of_the_document(home: Path) -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "One", "Erbil", date(2026, 3, 14))
    before = json.loads(stored(home)[0])
    corrected = shelf.correct(edition.id, "One", "Erbil", date(2026, 3, 14), NAMES)
    assert corrected == edition
    assert shelf.editions() == (edition,)
    after = json.loads(stored(home)[0])
    assert after["survey"]["rounds"][0]["label"] == NAMES["pre"].label
    for document in (before, after):
        del document["survey"]["rounds"]
    assert after == before
    shelf.correct(edition.id, "One", rounds={})
    assert shelf.read(edition.id) == shared_sample()


def test_a_correction_that_calls_rounds_as_they_are_called_writes_no_document(home: Path) -> None:
    shelf = Shelf()
    edition = shelf.publish(with_round_names(shared_sample(), NAMES), "One")
    document, _ = stored(home)
    store_anew(home, document + " ", FORMAT)
    shelf.correct(edition.id, "Two", rounds=NAMES)
    assert stored(home)[0] == document + " "


def test_a_round_that_would_be_called_as_another_is_refused_and_nothing_is_corrected() -> None:
    shelf = Shelf()
    edition = shelf.publish(shared_sample(), "One")
    with pytest.raises(SurveyError, match="another round"):
        shelf.correct(edition.id, "Two", rounds={"pre": RoundName({"en": "After"})})
    assert shelf.editions() == (edition,)


def test_a_name_of_a_round_lets_no_second_version_out() -> None:
    """Two results of other numbers stay two results, whatever their rounds are called (rule 42)."""
    shelf = Shelf()
    shelf.publish(shared_sample(), "One", held_on=date(2026, 3, 14), sources=["a"])
    other = shared(analyse(sample_survey(), Settings(threshold=4)))
    with pytest.raises(EditionError) as caught:
        shelf.publish(with_round_names(other, NAMES), "Another", sources=["a"])
    assert caught.value.code == "lower_threshold"


def test_an_edition_is_found_by_the_code_on_its_papers() -> None:
    shelf = Shelf()
    shelf.publish(shared(analyse(sample_survey(), Settings(threshold=6))), "Another result")
    edition = shelf.publish(shared_sample(), "Building trust", "Baghdad", date(2023, 3, 14))
    code = shared_sample().code
    for typed in (code, code.lower(), f" {code[:4]}-{code[4:]} ", code[:3] + "\u00a0" + code[3:], full_width(code)):
        assert shelf.find(typed) == (edition,)


def test_the_codes_of_both_versions_of_an_edition_find_it() -> None:
    """The public's version shows less of the same numbers, and has their code."""
    edition = Shelf().publish(shared_sample(), "Building trust")
    for audience in ("participants", "public"):
        assert Shelf().find(shared(sample_result(), audience).code) == (edition,)


def test_letters_that_look_like_digits_are_read_as_these() -> None:
    assert typed_code("o1Il-9ab0") == "01119AB0"


def test_editions_of_the_same_numbers_are_all_found_the_latest_event_first() -> None:
    shelf = Shelf()
    for title, day in (("old", date(2019, 10, 1)), ("new", date(2023, 3, 14))):
        shelf.publish(shared_sample(), title, held_on=day)
    assert [edition.title for edition in shelf.find(shared_sample().code)] == ["new", "old"]


@pytest.mark.parametrize("code", ["", " - ", "00000000", "%", "' OR 1=1 --", "9" * 1000])
def test_a_code_of_no_edition_finds_none(code: str) -> None:
    shelf = Shelf()
    shelf.publish(shared_sample(), "Building trust")
    assert shelf.find(code) == ()


def test_an_edition_that_is_not_whole_is_not_found(home: Path) -> None:
    shelf = Shelf()
    shelf.publish(shared_sample(), "Broken")
    with create_engine(f"sqlite:///{home / FILE}").begin() as connection:
        connection.execute(text("UPDATE edition SET document = substr(document, 1, 1000)"))
    assert shelf.find(shared_sample().code) == ()


def full_width(code: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in code)

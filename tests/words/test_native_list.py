"""The list for a native reader: what was not changed stays as it is, and one correction changes one sentence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import native_list
import openpyxl
import pytest

from words import DATA, LANGUAGES
from words.catalogue import HEADINGS

TRANSLATIONS = [language for language in LANGUAGES if language != native_list.SOURCE]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the words."""
    return Path(shutil.copytree(DATA / "words", tmp_path / "words"))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.json"))}


def list_with(folder: Path, cells: dict[tuple[str, str], dict[str, str]], language: str = "ar") -> Path:
    """A list in which some cells of a sentence's row are changed, by their headings."""
    path = folder.parent / "list.xlsx"
    native_list.write(language, path, folder)
    book = openpyxl.load_workbook(path)
    sheet = book[native_list.SHEET]
    rows = {(row[0].value, row[1].value or ""): row for row in sheet.iter_rows()}
    for which, changed in cells.items():
        for head, text in changed.items():
            rows[which][native_list.HEADS.index(head)].value = text
    book.save(path)
    return path


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_list_read_back_as_it_was_changes_no_byte(folder: Path, language: str) -> None:
    before = bytes_of(folder)
    changes = native_list.read(list_with(folder, {}, language), folder)
    assert changes == []
    native_list.apply(changes, language, folder)
    assert bytes_of(folder) == before


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_writing_every_sentence_as_it_is_changes_no_byte(folder: Path, language: str) -> None:
    before = bytes_of(folder)
    native_list.apply([(line, line.now) for line in native_list.lines(language, folder)], language, folder)
    assert bytes_of(folder) == before


def test_a_correction_changes_its_sentence_alone(folder: Path) -> None:
    """And has the marks of direction put back that nobody can type."""
    before = {(line.key, line.form): line.now for line in native_list.lines("ar", folder)}
    others = {name: data for name, data in bytes_of(folder).items() if not name.startswith(("ar", HEADINGS))}
    better = {
        ("findings.increased", ""): "زادت الثقة",
        ("findings.points", "few"): "{n} من النقاط",
        ("headings.finding", ""): "الخلاصة",
        ("findings.allowance", ""): "التغيّر بين {low} و{high} (فترة التقدير 95%).",
    }
    path = list_with(folder, {which: {"Better": text} for which, text in better.items()})
    native_list.apply(native_list.read(path, folder), "ar", folder)
    after = {(line.key, line.form): line.now for line in native_list.lines("ar", folder)}
    better["findings.allowance", ""] = "التغيّر بين {low} و{high} (فترة التقدير \u206695%\u2069)."
    assert after == before | better
    assert {name: data for name, data in bytes_of(folder).items() if name in others} == others


WRONG = {
    "findings.sentence_increased": ({"Better": "{points}{levels}"}, "F", "the placeholder {subject} is missing"),
    "findings.sentence_decreased": ({"Better": "{subject} {points} {levels} {x}"}, "F", "the placeholder {x} is not"),
    "findings.sentence_too_few": ({"Better": "{subject"}, "F", "a brace is missing"),
    "findings.sentence_protected": ({"Better": "{subject}\nلا"}, "F", "a line break"),
    "findings.sentence_no_p": ({"Better": "{went} {reason!r}"}, "F", "nothing else: {n}, not {n!r}"),
    "findings.only_those": ({"Better": "![x](https://example.org/p.png)"}, "F", "not show as words: ![ :// ]("),
    "findings.trivial": ({"Better": "تغيّر", "English": "A change"}, "C", "the English has changed"),
    "findings.equivalent": ({"Better": "تغيّر", "Now": "ارتفعت"}, "D", "the words have changed"),
    "findings.open": ({"Key": "findings.no_such_key"}, "A", "there is no “findings.no_such_key”"),
}


def test_what_is_wrong_is_named_by_its_cell_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = list_with(folder, {(key, ""): changed for key, (changed, _, _) in WRONG.items()})
    places = {line.key: place for place, line in enumerate(native_list.lines("ar", folder), start=2)}
    before = bytes_of(DATA / "words")
    assert native_list.main(["read", str(path)]) == 2
    messages = capsys.readouterr().err.splitlines()
    for key, (_, column, said) in WRONG.items():
        assert [one for one in messages if one.startswith(f"Words!{column}{places[key]}") and said in one]
    assert len(messages) == len(WRONG) + 1
    assert bytes_of(DATA / "words") == before


def test_each_doubt_is_of_a_sentence_that_there_is() -> None:
    doubts = json.loads(native_list.DOUBTS.read_text(encoding="utf-8"))
    assert sorted(doubts) == sorted(TRANSLATIONS)
    for language, found in doubts.items():
        assert found.keys() <= {line.key for line in native_list.lines(language)}

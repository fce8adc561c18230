"""Files that are open are coded again without being opened again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from surveys import OpenFiles, SurveyError, Upload, read_files
from surveys.files import opened as module
from surveys.files.book import Book
from surveys.files.sources import Tables, open_sources
from surveys.files.wall import Progress
from tests.surveys.workbooks import answers, form

HEADER = ["code", "stakeholder", "fair", "fair", "abusive", "able"]
FORM = form()
TWICE = answers([["a", "ngo", "a", "d", "a", "a"]], header=HEADER)


@pytest.fixture
def opening(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened, as they are."""
    names: list[str] = []

    def counted(uploads: Sequence[Upload | Tables], progress: Progress | None = None) -> list[Book | SurveyError]:
        names.extend(upload.name for upload in uploads)
        return open_sources(uploads, progress)

    monkeypatch.setattr(module, "open_sources", counted)
    return names


def test_an_answer_on_one_column_opens_no_file_again(opening: list[str]) -> None:
    opened = OpenFiles().with_files([TWICE, FORM])
    with pytest.raises(SurveyError) as caught:
        read_files([TWICE], FORM, opened=opened)
    assert [issue.code for issue in caught.value.issues] == ["column_twice"]
    chosen_questions = {TWICE.sha256: {3: None}}
    survey = read_files([TWICE], FORM, chosen_questions=chosen_questions, opened=opened).survey()
    assert survey.rounds[0].scores[0, 0] == 4
    assert opening == ["pre.xlsx", "form.xlsx"]


def test_only_what_is_not_open_is_opened(opening: list[str]) -> None:
    opened = OpenFiles().with_files([TWICE]).with_files([TWICE, FORM])
    assert opening == ["pre.xlsx", "form.xlsx"]
    assert isinstance(opened.of(FORM), Book)


def test_a_file_that_cannot_be_opened_says_so_each_time() -> None:
    broken = Upload("broken.xlsx", b"PK\x03\x04")
    opened = OpenFiles().with_files([broken])
    for _ in range(2):
        with pytest.raises(SurveyError, match=r"broken\.xlsx"):
            read_files([broken], FORM, opened=opened)


def test_what_is_open_is_not_shown() -> None:
    assert "ngo" not in repr(OpenFiles().with_files([TWICE]))

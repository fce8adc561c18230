"""Of every column of every real export it is said what it is, or of the file that it holds no answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveys import SurveyError, Upload
from surveys.mapping.source.tables import open_tables, source_columns
from tests.benchmarks.known_columns import NO_ANSWERS, files_named, known_files


def test_every_file_is_known(shared_data: Path) -> None:
    files = [path for folder in ("data", "fixtures") for path in (shared_data / folder).rglob("*") if path.is_file()]
    names = {path.relative_to(shared_data).as_posix() for path in files if path.suffix != ".md"}
    assert names == files_named() | files_named(wide=True) | NO_ANSWERS.keys()


@pytest.mark.parametrize("name", NO_ANSWERS)
def test_what_holds_no_answers_is_refused(shared_data: Path, name: str) -> None:
    with pytest.raises(SurveyError):
        open_tables([Upload.from_path(shared_data / name)])


@pytest.mark.usefixtures("shared_data")
@pytest.mark.parametrize("wide", [False, True])
def test_every_column_is_known(wide: bool) -> None:
    for rounds, meant in known_files(wide=wide):
        columns = [column for column in source_columns(open_tables(rounds))[0] if not column.is_metadata]
        assert [column.heading for column in columns if column.heading not in meant] == []

"""Every format of a report is found, offered and written."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics import Settings
from reports.__main__ import main
from reports.formats import formats
from reports.report import Event, Report
from tests.pages.opening import ROOT, open_edition
from tests.sample import sample_asked_once, sample_result, shared_sample
from words import LANGUAGES

FILES = sorted(path.stem for path in (ROOT / "reports" / "formats").glob("*.py") if path.stem != "__init__")


def test_every_file_of_the_folder_is_the_format_of_its_name() -> None:
    assert sorted(formats()) == FILES
    assert len({one.RANK for one in formats().values()}) == len(FILES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_a_format_writes_the_same_bytes_each_time(name: str, language: str) -> None:
    one = formats()[name]
    report = Report(shared_sample(), language, event=Event("Edition"))
    assert one.write(report) == one.write(report)


def test_a_report_is_of_a_protected_result_only() -> None:
    with pytest.raises(TypeError, match="only a protected result"):
        Report({"changes": sample_result().changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("choice", [{"units": "miles"}, {"language": "xx"}, {"size": "huge"}, {"digits": "roman"}])
def test_a_report_takes_what_is_offered_only(choice: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=f"{next(iter(choice))} must be one of"):
        Report(shared_sample(), **choice)  # type: ignore[arg-type]


def test_the_page_offers_every_format() -> None:
    app = open_edition(None, "export", "en")
    assert sorted(str(box.key) for box in app.checkbox) == [f"format_{name}" for name in FILES]


def test_the_command_takes_every_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["before.xlsx", "--instrument", "form.xlsx", "--out", str(tmp_path), "--formats", "odd"])
    assert f"use {','.join(FILES)}" in capsys.readouterr().err
    assert Settings().lang in LANGUAGES


@pytest.mark.parametrize("what", ["aspect", "most"])
@pytest.mark.parametrize("name", formats())
def test_a_format_writes_what_could_not_be_compared(name: str, what: str) -> None:
    assert formats()[name].write(Report(sample_asked_once(what), "ar"))

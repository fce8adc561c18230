"""The command's options of the event and of the reports' look: they reach every report, or one message says why not."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from reports import __main__ as command
from reports.report import Event, Report
from tests.machine import ROOT
from tests.sample import AFTER, BEFORE, INSTRUMENT
from words import say

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
FILES = (str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT))


class _Kept:
    """A format that keeps the report that it is given."""

    NAME, ENDING, MIME, RANK, FOR_THE_OFFICER = "kept", "pptx", "text/plain", 9, False
    reports: list[Report]

    def write(self, report: Report) -> bytes:
        self.reports.append(report)
        return b""


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[Report]:
    one = _Kept()
    one.reports = []
    monkeypatch.setattr(command, "formats", lambda: {"kept": one})
    return one.reports


def test_every_choice_reaches_the_report(tmp_path: Path, kept: list[Report]) -> None:
    template, asked = tmp_path / "own.pptx", tmp_path / "asked.txt"
    template.write_bytes(b"PK template")
    asked.write_text("\ufeffA road\n\n  A school \x1b[31m\n", encoding="utf-8")
    chosen = ["--event", " Building trust ", "--place", "Baghdad", "--day", "2023-03-14", "--lang", "en"]
    chosen += ["--second-lang", "ar", "--digits", "arab", "--asked", f"@{asked}", "--planned", "Meet again\nin May"]
    chosen += ["--happened", "A new law"]
    chosen += ["--template", str(template), "--size", "slide", "--transparent", "--units", "original"]
    assert command.main([*FILES, "--out", str(tmp_path / "out"), "--formats", "kept", *chosen]) == 0
    (report,) = kept
    assert report.event == Event("Building trust", "Baghdad", date(2023, 3, 14))
    assert (report.language, report.second_language, report.digits) == ("en", "ar", "arab")
    assert (report.asked, report.planned) == ("A road\nA school \N{REPLACEMENT CHARACTER}[31m", "Meet again\nin May")
    assert report.happened == "A new law"
    assert (report.template, report.size, report.transparent) == (b"PK template", "slide", True)
    assert report.units == "original"


def test_texts_by_language_reach_the_report(tmp_path: Path, kept: list[Report]) -> None:
    asked = tmp_path / "asked.txt"
    asked.write_text("طريق\n", encoding="utf-8")
    chosen = ["--event", "en=Building trust", "--event", "ar=بناء الثقة", "--place", "Baghdad", "--place", "ar=بغداد"]
    chosen += ["--asked", f"ar=@{asked}", "--asked", "A road", "--planned", "ku=کۆبوونەوە", "--second-lang", "ar"]
    assert command.main([*FILES, "--out", str(tmp_path / "out"), "--formats", "kept", *chosen]) == 0
    (report,) = kept
    assert report.event == Event({"en": "Building trust", "ar": "بناء الثقة"}, {"en": "Baghdad", "ar": "بغداد"})
    assert (report.asked, report.planned) == ({"en": "A road", "ar": "طريق"}, {"ku": "کۆبوونەوە"})


def test_without_options_nothing_is_chosen(tmp_path: Path, kept: list[Report]) -> None:
    assert command.main([*FILES, "--out", str(tmp_path / "out"), "--formats", "kept"]) == 0
    (report,) = kept
    assert report == Report(report.result)


def test_the_event_stands_in_the_files(tmp_path: Path) -> None:
    chosen = ["--event", "Building trust", "--place", "Baghdad", "--day", "2023-03-14"]
    assert command.main([*FILES, "--out", str(tmp_path), *chosen]) == 0
    document = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert document["survey"]["edition"] == "Building trust · Baghdad · 2023-03-14"
    book = openpyxl.load_workbook(tmp_path / "results.xlsx")
    said = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value}
    assert "Building trust · Baghdad · 14 March 2023" in said


def test_letters_that_cannot_be_drawn_are_named_beside_the_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = ["--event", "漢字", "--formats", "json,brief"]
    assert command.main([*FILES, "--out", str(tmp_path), *chosen]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "These letters can’t be drawn in brief, and are shown there as �. In the name or place of the event: 漢 字.",
        f"results.json: {say('workbook.note_internal', 'en')}",
        say("workbook.note_one_result", "en"),
    ]


def test_arabic_indic_digits_reach_the_texts_of_the_workbook(tmp_path: Path) -> None:
    chosen = ["--event", "لقاء", "--day", "2023-03-14", "--lang", "ar", "--digits", "arab", "--formats", "xlsx"]
    assert command.main([*FILES, "--out", str(tmp_path), *chosen]) == 0
    book = openpyxl.load_workbook(tmp_path / "results.xlsx")
    said = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    texts = " ".join(text for text in said if isinstance(text, str))
    assert "١٤ آذار ٢٠٢٣" in texts
    assert "٩٥٪" in texts
    assert any(isinstance(cell, float) for cell in said)


def refused(capsys: pytest.CaptureFixture[str], out: Path, *arguments: str) -> str:
    """What the command says when it refuses: in one line, with nothing written."""
    with pytest.raises(SystemExit) as done:
        command.main([*FILES, "--out", str(out), *arguments])
    said = capsys.readouterr()
    assert (done.value.code, said.out) == (2, "")
    assert not out.exists()
    (line,) = said.err.splitlines()
    return line


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--day", "14.3.2023"), "--day: “14.3.2023” must be a day, as YYYY-MM-DD: 2026-03-14"),
        (("--day", "2023-02-30"), "must be a day"),
        (("--day", "20230314"), "must be a day"),
        (("--day", ""), "must be a day"),
        (("--event", "x" * 201), "is too long: it may have 200 characters"),
        (("--place", "x" * 201), "is too long"),
        (("--second-lang", "en"), "--second-lang must be another language than --lang (en)"),
        (("--lang", "ar", "--second-lang", "ar"), "another language than --lang (ar)"),
        (("--second-lang", "fr"), "invalid choice"),
        (("--digits", "roman"), "invalid choice"),
        (("--size", "huge"), "invalid choice"),
        (("--event", "en=A", "--event", "ar=B", "--event", "en=C"), "--event is given twice for en"),
        (("--asked", "A road", "--asked", "en=A path"), "--asked is given twice for en"),
        (("--place", "fr=Bagdad"), "--place: “fr=” is not a language of the program; use one of en, ar, ku"),
        (("--event", "ar=" + "x" * 201), "is too long: it may have 200 characters"),
        (("--asked", "@no/such/file.txt"), "--asked: no/such/file.txt is no file that can be read"),
        (("--asked", "@"), "is no file that can be read"),
        (("--planned", "@a\0b"), "that can be read"),
        (("--planned", "x" * 10_001), "the text is too long: it may have 10,000 characters"),
        (("--template", "no/such/file.pptx"), "--template: no/such/file.pptx is no file that can be read"),
        (("--template", ""), "is no file that can be read"),
        (("--template", "."), "is no file that can be read"),
        (
            ("--template", str(BEFORE), "--formats", "json"),
            "before.xlsx is for .xlsx, which --formats does not ask for",
        ),
        (("--template", str(ROOT / "README.md")), "README.md can be no template; it must be one of .docx"),
        (("--template", str(BEFORE), "--template", str(AFTER)), "are for the same report; give one"),
    ],
)
def test_a_bad_value_is_refused_in_one_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], why: str
) -> None:
    assert why in refused(capsys, tmp_path / "out", *arguments)


def test_a_file_of_no_text_and_an_empty_template_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, empty = tmp_path / "text.txt", tmp_path / "empty.pptx"
    text.write_bytes("ليس".encode("cp1256"))
    empty.write_bytes(b"")
    assert "is no text in UTF-8" in refused(capsys, tmp_path / "out", "--asked", f"@{text}")
    assert "is empty" in refused(capsys, tmp_path / "out", "--template", str(empty))


@POSIX
@pytest.mark.parametrize("option", ["--template", "--asked"])
def test_a_pipe_and_a_device_are_refused_without_waiting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    sign = "@" if option == "--asked" else ""
    for name in (tmp_path / "pipe", "/dev/zero"):
        assert "is no file that can be read" in refused(capsys, tmp_path / "out", option, f"{sign}{name}")


def test_a_template_that_is_too_large_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    large = tmp_path / "large.pptx"
    with large.open("wb") as file:
        file.truncate(51 * 2**20)
    assert "is too large" in refused(capsys, tmp_path / "out", "--template", str(large))


def test_signs_of_control_reach_no_message_and_no_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kept: list[Report]
) -> None:
    line = refused(capsys, tmp_path / "out", "--template", "a\x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}.pptx")
    assert not set(line) & set("\x1b\N{RIGHT-TO-LEFT OVERRIDE}")
    chosen = ["--formats", "kept", "--event", "a\x1bb\nc"]
    assert command.main([*FILES, "--out", str(tmp_path / "out"), *chosen]) == 0
    assert kept[0].event.title == "a\N{REPLACEMENT CHARACTER}b c"


@pytest.mark.parametrize("ending", ["docx", "pptx", "xlsx"])
def test_a_template_that_cannot_be_used_is_named_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    bad = tmp_path / f"ours.{ending}"
    bad.write_bytes(b"PK\x03\x04 cut off")
    out = tmp_path / "out"
    assert command.main([*FILES, "--out", str(out), "--formats", f"json,{ending}", "--template", str(bad)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"ours.{ending}: The template is damaged")
    assert len(said.splitlines()) == 1
    assert not out.exists()

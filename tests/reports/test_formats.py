"""Every format of a report is found, offered and written."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from metrics import Settings, Shared, shared
from reports.__main__ import main
from reports.formats import formats
from reports.report import Event, Part, Report
from tests.pages.opening import ROOT, open_edition
from tests.remembered import analyse
from tests.reports.report_cases import UNWRITABLE, labelled
from tests.sample import sample_asked_once, sample_result, shared_sample
from words import LANGUAGES, say

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


@pytest.mark.parametrize("name", ["happened", "asked", "planned"])
def test_points_lose_the_dashes_and_numbers_typed_before_them_and_nothing_else(name: str) -> None:
    typed = "- Meet again\n• Publish minutes\n* 3 seats\n– More time\n1. First\n-5 per cent\n10.5 hours\n-\nwell-known"
    kept = ["Meet again", "Publish minutes", "3 seats", "More time", "First", "-5 per cent", "10.5 hours", "well-known"]
    report = Report(shared_sample(), **{name: typed})  # type: ignore[arg-type]
    assert getattr(report, name).splitlines() == kept


@pytest.mark.parametrize("name", ["png", "svg", "pdf"])
def test_an_archive_without_a_figure_says_so(name: str) -> None:
    content = formats()[name].write(Report(shared_sample(), parts=(Part("paragraph", "summary"),)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (file,) = archive.namelist()
        assert archive.read(file).decode().strip() == say("reports.page_no_figures", "en")


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


@cache
def unwritable(title: str, of_groups: tuple[str, ...]) -> Shared:
    return shared(analyse(labelled(title, of_groups, UNWRITABLE), Settings()))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", FILES)
def test_labels_that_no_file_can_hold_give_a_whole_file(name: str, language: str) -> None:
    """In the names of groups, questions and the event, in captions, notes and the officer's texts."""
    typed = "\n".join(UNWRITABLE)
    nameless = Report(unwritable("", UNWRITABLE[:4]), language, event=Event("\u202e", "\u200b"), asked=typed)
    kinds = (("figure", "groups"), ("table", "groups"), ("table", "robustness"), ("paragraph", "findings"))
    captions = zip(kinds, UNWRITABLE, strict=False)
    parts = tuple(Part(kind, of, caption=text, note=typed) for (kind, of), text in captions)
    broken = Report(
        unwritable("\ud800", UNWRITABLE[4:]), language, event=Event(typed, typed), planned=typed, parts=parts
    )
    for report in (nameless, broken):
        assert whole(name, formats()[name].write(report))
    assert nameless.title == say("reports.content_untitled", language)


def whole(name: str, content: bytes) -> bool:
    """Whether a file can be read to its end, as far as a small look tells."""
    if name == "brief":
        return content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")
    if name in ("html", "json"):
        text = content.decode("utf-8")
        return bool(json.loads(text)) if name == "json" else text.rstrip().endswith("</html>")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = {one: archive.read(one) for one in archive.namelist()}
    for one in (one for one in found if one.endswith((".xml", ".rels", ".svg"))):
        etree.fromstring(found[one])
    return bool(found)

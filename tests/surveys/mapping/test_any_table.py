"""Any table is mapped without a crash, whatever stands in it, and the mapping is one that can be used and saved."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.officer.instrument_workbook import instrument_workbook
from surveys import SurveyError, Upload, read_instrument, read_survey
from surveys.mapping import Mapping, guess_mapping, instrument_from_mapping
from tests.surveys.workbooks import answers

SCALES = (
    ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree", "Stronly agree"),
    ("1 - Never", "2 - Rarely", "3 - Often", "N/A"),
    ("1 (not at all)", "2", "3", "4", "5 (very much)"),
    ("None", "A little", "A lot", "-"),
    ("☹️", "😐", "🙂", "👍🏽"),
    ("لا", "نعم", "null", "٩٩"),
    ("Not at all useful", "Useful", "Very useful", "useful"),
    ("a", "b", "c"),
    ("Agree / أوافق", "Disagree / لا أوافق", "أوافق"),
)
HEADINGS = (
    *("Code", "Your code", "Group", "Sector", "Sex", "Age", "Round", "Weight", "Consent", "Comments", "ID", "", "  "),
    *("I trust the police", "q1", "q2", "q1_1", "trust_2r", "Stem [a]", "Stem [b]", "g/one", "g/two", "g", "Before: x"),
    *("After: x", "x_r", "index", "1", "الرمز", "ڕەگەز", "😀", "How many children?", "name", "true", "${x}", "A: b"),
)
CELLS = st.one_of(
    st.just(""),
    st.integers(-100, 1000),
    st.floats(-1e6, 1e6, allow_nan=False),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12),
    st.sampled_from([text for scale in SCALES for text in scale]),
    st.sampled_from(("99", "-99", "n/a", "—", "#N/A", "None", "Pre", "Post", "TRUE", "1,5", "2024-01-05")),
)


@st.composite
def columns(draw: st.DrawFn, rows: int) -> list[object]:
    kind = draw(st.sampled_from(("scale", "numbers", "codes", "blank", "any")))
    if kind == "scale":
        scale = draw(st.sampled_from(SCALES))
        return draw(st.lists(st.sampled_from((*scale, "")), min_size=rows, max_size=rows))
    if kind == "numbers":
        low, high = sorted(draw(st.tuples(st.integers(-1, 11), st.integers(0, 12))))
        return draw(st.lists(st.integers(low, high), min_size=rows, max_size=rows))
    if kind == "codes":
        return [f"{draw(st.sampled_from('AB'))}{row}" for row in range(rows)]
    return [""] * rows if kind == "blank" else draw(st.lists(CELLS, min_size=rows, max_size=rows))


@st.composite
def tables(draw: st.DrawFn, name: str) -> Upload:
    rows = draw(st.integers(1, 14))
    header = draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=9))
    cells = [draw(columns(rows)) for _ in header]
    return answers([list(row) for row in zip(*cells, strict=True)], name=name, header=header)


def is_usable(mapping: Mapping, rounds: Sequence[Upload]) -> None:
    """Its questionnaire can be saved and read again; the files may be refused by it, with a reason."""
    assert all(column.answers in mapping.list_of for column in mapping.items if column.answers)
    assert all(
        answer.score is None and answer.slip_of in {other.text for other in one.answers if other.score is not None}
        for one in mapping.lists
        for answer in one.answers
        if answer.slip_of
    )
    instrument = instrument_from_mapping(mapping)
    if not mapping.problems:
        assert read_instrument(Upload("saved.xlsx", instrument_workbook(instrument))) == instrument
    with suppress(SurveyError):
        read_survey(rounds, instrument)


@settings(max_examples=150)
@given(before=tables("before.xlsx"), after=st.none() | tables("after.xlsx"))
def test_any_table_is_mapped_or_refused_with_a_reason(before: Upload, after: Upload | None) -> None:
    rounds = [before] if after is None else [before, after]
    with suppress(SurveyError):
        is_usable(guess_mapping(rounds), rounds)


def another(upload: Upload) -> Upload:
    """The same file with other bytes: a file handed in twice is refused for that alone."""
    if not zipfile.is_zipfile(io.BytesIO(upload.content)):
        return Upload(f"later_{upload.name}", upload.content + b"\n")
    content = io.BytesIO(upload.content)
    with zipfile.ZipFile(content, "a") as archive:
        archive.comment = b"later"
    return Upload(f"later_{upload.name}", content.getvalue())


def test_every_real_export_is_mapped_or_refused_alone_and_as_both_rounds(shared_data: Path) -> None:
    files = [path for folder in ("fixtures", "data") for path in sorted((shared_data / folder).rglob("*"))]
    mapped = 0
    for path in files:
        if not path.is_file() or path.suffix == ".md":
            continue
        upload = Upload.from_path(path)
        for rounds in ([upload], [upload, another(upload)]):
            with suppress(SurveyError):
                is_usable(guess_mapping(rounds), rounds)
                mapped += 1
    assert mapped > 40


@pytest.mark.parametrize("other", ["post__labels_en.xlsx", "post__xml.csv"])
def test_two_exports_of_different_kinds_are_mapped_or_refused(shared_data: Path, other: str) -> None:
    folder = shared_data / "fixtures" / "kobo" / "trust_ar_en"
    rounds = [Upload.from_path(folder / "pre__xml.csv"), Upload.from_path(folder / other)]
    is_usable(guess_mapping(rounds), rounds)

"""The synthetic sample edition: that it can be made again, says what it is, and has the flaws that real files have."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from metrics import Protected, analyse
from surveys import Upload, read_survey

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"
LANGUAGE = {"before": "English (en)", "after": "Arabic (ar)"}
METADATA = [
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_tags",
    "meta/rootUuid",
    "_index",
]
CIVIL_SOCIETY = {"human_rights", "minority", "women"}

Row = dict[str, str]
Grid = list[list[str]]


def grid(path: Path, sheet: int | str = 0) -> Grid:
    book = CalamineWorkbook.from_path(path)
    found = book.get_sheet_by_index(sheet) if isinstance(sheet, int) else book.get_sheet_by_name(sheet)
    return [[f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row] for row in found.to_python()]


def form(sheet: str) -> list[Row]:
    header, *rows = grid(ROOT / "data" / "instrument.xlsx", sheet)
    return [dict(zip(header, row, strict=True)) for row in rows]


def questions() -> list[Row]:
    return [row for row in form("survey") if row["type"] not in ("begin_group", "end_group")]


def by_label(name: str) -> dict[str, dict[str, str]]:
    """For every select question, the choice that a label stands for."""
    column = f"label::{LANGUAGE[name]}"
    lists: dict[str, dict[str, str]] = {}
    for row in form("choices"):
        lists.setdefault(row["list_name"], {})[row[column]] = row["name"]
    selects = (row for row in questions() if row["type"].startswith("select_one"))
    return {row["name"]: lists[row["type"].split()[1]] for row in selects}


def submissions(name: str) -> list[Row]:
    """The rows of a round with XML names as keys and choice names as answers."""
    header, *rows = grid(SAMPLE / f"{name}.xlsx")
    named = {row[f"label::{LANGUAGE[name]}"] or row["name"]: row["name"] for row in questions()}
    titles = [named.get(title, title) for title in header]
    choices = by_label(name)
    records = (dict(zip(titles, row, strict=True)) for row in rows)
    return [{k: choices[k][v] if v and k in choices else v for k, v in record.items()} for record in records]


def code(row: Row) -> str:
    return re.sub(r"[^A-Z0-9]", "", row["participant_code"].upper())


def items(row: Row) -> list[str]:
    """A person's answers to the statements put to their side."""
    side = "civil_society" if row["stakeholder_group"] in CIVIL_SOCIETY else "security"
    asked = [q["name"] for q in questions() if q["trust_role"] == "item" and q["trust_asked_of"] == side]
    return [row[name] for name in asked]


def counted(name: str) -> list[Row]:
    """Those who stay: consenting, not rejected, with an answer, the latest of each code."""
    kept = [r for r in submissions(name) if r["consent"] == "yes" and r["_validation_status"] != "Not approved"]
    kept = [r for r in kept if any(items(r))]
    latest = {code(r) or r["_uuid"]: r for r in sorted(kept, key=lambda r: r["_submission_time"])}
    return list(latest.values())


@pytest.mark.parametrize("name", LANGUAGE)
def test_it_looks_like_an_export_by_labels(name: str) -> None:
    book = CalamineWorkbook.from_path(SAMPLE / f"{name}.xlsx")
    assert book.sheet_names == [form("settings")[0]["form_title"][:31]]
    labels = [row[f"label::{LANGUAGE[name]}"] or row["name"] for row in questions()]
    assert grid(SAMPLE / f"{name}.xlsx")[0] == labels + METADATA
    rows = submissions(name)
    assert [int(r["_index"]) for r in rows] == list(range(1, len(rows) + 1))
    assert sorted(rows, key=lambda r: r["_submission_time"]) == rows
    assert len({r["_uuid"] for r in rows}) == len({r["_id"] for r in rows}) == len(rows)
    for r in rows:
        assert r["meta/rootUuid"] == f"uuid:{r['_uuid']}"
        assert datetime.fromisoformat(r["start"]) < datetime.fromisoformat(r["end"])
        assert datetime.fromisoformat(r["end"]) < datetime.fromisoformat(r["_submission_time"] + "+00:00")


@pytest.mark.parametrize("name", LANGUAGE)
def test_it_says_that_it_is_synthetic(name: str) -> None:
    path = SAMPLE / f"{name}.xlsx"
    assert {r["_notes"] for r in submissions(name)} == {"synthetic sample"}
    with zipfile.ZipFile(path) as parts:
        properties = parts.read("docProps/core.xml").decode("utf-8")
        everything = "".join(parts.read(part).decode("utf-8") for part in parts.namelist())
    assert "<dc:title>Synthetic sample data</dc:title>" in properties
    assert "thiqa" not in everything.lower()


def test_its_size() -> None:
    assert len(submissions("before")) == 47
    assert len(submissions("after")) == 40
    assert len(counted("before")) == 41
    assert len(counted("after")) == 38
    matched = {code(r) for r in counted("before")} & {code(r) for r in counted("after")} - {""}
    groups = Counter(r["stakeholder_group"] for r in counted("before") if code(r) in matched)
    assert groups == {
        "human_rights": 8,
        "minority": 6,
        "women": 8,
        "interior": 6,
        "fiia": 3,
        "security_other": 3,
    }


def test_dont_knows_refusals_and_gaps() -> None:
    for name in LANGUAGE:
        answers = Counter(answer for r in counted(name) for answer in items(r))
        assert answers["dont_know"] >= 10
        assert answers["declined"] >= 3
        assert answers[""] >= 8
        assert all(answers[point] for point in ("not_at_all", "a_little", "somewhat", "mostly", "completely"))
        assert any(r["sex"] in ("", "declined") for r in counted(name))


def test_codes_typed_differently_one_mistyped_one_left_blank() -> None:
    printed = {r["participant_code"] for r in counted("before")}
    assert all(re.fullmatch(r"[A-Z]{3}-\d\d", text) for text in printed)
    after = [r["participant_code"] for r in counted("after")]
    odd = [text for text in after if not re.fullmatch(r"[A-Z]{3}-\d\d", text)]
    assert sum(not text for text in odd) == 1
    assert len(odd) == 4
    assert any(text != text.strip() for text in odd)
    assert any(text.islower() for text in odd)
    typed = {code({"participant_code": text}) for text in odd if text}
    assert typed <= {code({"participant_code": text}) for text in printed}


def test_one_code_is_one_sign_off_within_its_group() -> None:
    before = {code(r): r["stakeholder_group"] for r in counted("before")}
    after = {code(r): r["stakeholder_group"] for r in counted("after") if code(r)}
    near = [
        (old, new)
        for new in after.keys() - before.keys()
        for old in before.keys() - after.keys()
        if sum(a != b for a, b in zip(old, new, strict=True)) == 1
    ]
    assert len(near) == 1
    assert before[near[0][0]] == after[near[0][1]]


def test_a_resubmission_a_rejection_a_refusal_and_an_empty_form() -> None:
    rows = submissions("before")
    twice = [text for text, times in Counter(r["participant_code"] for r in rows if code(r)).items() if times > 1]
    assert len(twice) == 1
    first, second = (r for r in rows if r["participant_code"] == twice[0])
    assert sum(map(bool, items(first))) < sum(map(bool, items(second)))
    assert [r["participant_code"] for r in rows if r["_validation_status"] == "Not approved"] == ["TEST"]
    refused = [r for r in rows if r["consent"] == "no"]
    assert len(refused) == 1
    assert not any(refused[0][q["name"]] for q in questions() if q["name"] not in ("start", "end", "consent"))
    assert sum(r["consent"] == "yes" and bool(code(r)) and not any(items(r)) for r in rows) == 3, (
        "two missions, one blank"
    )


def test_a_group_too_small_to_show_on_a_side_that_is_large_enough() -> None:
    for name in LANGUAGE:
        sizes = Counter(r["stakeholder_group"] for r in counted(name))
        assert sizes["fiia"] == 3
        assert sizes["fiia"] + sizes["security_other"] >= 5
        assert min(sizes[group] for group in (*CIVIL_SOCIETY, "interior")) >= 5


def test_nobody_answers_what_was_put_to_the_other_side() -> None:
    for name in LANGUAGE:
        for r in submissions(name):
            group = r["stakeholder_group"]
            side = (
                "civil_society"
                if group in CIVIL_SOCIETY
                else "international"
                if group == "international"
                else "security"
            )
            others = [q["name"] for q in questions() if q["trust_role"] == "item" and q["trust_asked_of"] != side]
            assert not any(r[name] for name in others)


def test_the_script_makes_the_same_cells_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "tools/make_sample.py", str(tmp_path)], cwd=ROOT, check=True)
    for name in LANGUAGE:
        assert grid(tmp_path / f"{name}.xlsx") == grid(SAMPLE / f"{name}.xlsx")


@pytest.fixture(scope="module")
def edition() -> Protected:
    files = [Upload.from_path(SAMPLE / f"{name}.xlsx") for name in LANGUAGE]
    return analyse(read_survey(files, Upload.from_path(ROOT / "data" / "instrument.xlsx")))


@pytest.mark.parametrize(
    ("measure", "group", "verdict"),
    [
        ("trust_index", "SIDE:civil_society", "increased"),
        ("trust_index", "SIDE:security", "not_decreased"),
        ("trust_index", "women", "increased"),
        ("predictability", "SIDE:civil_society", "decreased"),
        ("competence", "SIDE:civil_society", "equivalent"),
    ],
)
def test_what_the_edition_shows(edition: Protected, measure: str, group: str, verdict: str) -> None:
    found = [row.verdict for row in edition.changes if (row.measure, row.group) == (measure, group)]
    assert found == [verdict]


def test_womens_organisations_gain_most_and_the_small_group_is_merged(edition: Protected) -> None:
    gains = {row.group: row.change for row in edition.changes if row.measure == "trust_index"}
    assert max(gains, key=lambda group: gains[group] or 0.0) == "women"
    merged = [group for group in edition.groups if group.merged_from]
    assert [(group.name, group.shown) for group in merged] == [("fiia+security_other", True)]


def test_nearly_every_row_can_be_shown_so_that_the_pages_are_full(edition: Protected) -> None:
    hidden = [row for row in edition.changes if row.verdict == "protected"]
    assert {row.level for row in hidden} == {"item"}
    assert len(hidden) <= 16

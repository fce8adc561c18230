"""The questionnaire that we ship: what form tools make of it, what it asks, and what it never asks."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from pyxform.xls2xform import convert

ROOT = Path(__file__).resolve().parents[2]
INSTRUMENT = ROOT / "data" / "instrument.xlsx"
LANGUAGES = ("English (en)", "Arabic (ar)", "Kurdish (ku)")
DIMENSIONS = (
    "competence",
    "integrity",
    "compassion",
    "compatibility",
    "security",
    "predictability",
    "collaboration",
)
NEGATIONS = r"\b(no|not|never|nobody|none|nothing|neither|nor|without|cannot|hardly|rarely|un\w+able)\b|n['’]t\b"
ARABIC_NEGATIONS = r"(?<!\w)(لا|لم|لن|ليس|ليست|غير|ما لم|دون|بدون|عدم)(?!\w)"
NEVER_ASKED = (
    r"abus|assault|violen|harass|tortur|beat|detain|detention|arrest|prison|brib|corrupt|militia|brigade|battalion|"
    r"\bunit\b|\bsect\b|sunni|shia|religi|ethnic|trib|\bparty\b|political|vote|\brank\b|job title|position|"
    r"\bname\b|phone|e-?mail|address|device|your organi[sz]ation|employer"
)

Row = dict[str, str]


def sheet(name: str, path: Path = INSTRUMENT) -> list[Row]:
    """The rows of a sheet by column title, blank rows left out."""
    header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()
    titled = ({str(title): _plain(cell) for title, cell in zip(header, row, strict=True)} for row in rows)
    return [row for row in titled if any(row.values())]


def _plain(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def cells(path: Path) -> dict[str, list[list[object]]]:
    """Every cell of a workbook by sheet."""
    book = CalamineWorkbook.from_path(path)
    return {name: [list(row) for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}


def items() -> list[Row]:
    return [row for row in sheet("survey") if row["trust_role"] == "item"]


def asked_of(side: str) -> list[Row]:
    return [row for row in items() if row["trust_asked_of"] == side]


def test_pyxform_converts_it_without_a_warning() -> None:
    result = convert(str(INSTRUMENT))
    assert not result.warnings
    assert all(f'<translation lang="{language}"' in result.xform for language in LANGUAGES)


@pytest.mark.parametrize("name", ["survey", "choices", "dimensions"])
def test_whatever_has_a_wording_has_it_in_three_languages(name: str) -> None:
    for row in sheet(name):
        for column in ("label", "hint"):
            wordings = [row.get(f"{column}::{language}", "") for language in LANGUAGES]
            assert all(wordings) or not any(wordings), row
            assert all(text == text.strip() and "  " not in text for text in wordings)


def test_every_question_group_choice_and_dimension_has_a_label() -> None:
    unlabelled = {"start", "end", "end_group"}
    rows = [row for row in sheet("survey") if row["type"] not in unlabelled] + sheet("choices") + sheet("dimensions")
    assert all(row["label::English (en)"] for row in rows)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_arabic_and_kurdish_are_written_in_their_own_letters(language: str) -> None:
    only_kurdish, only_arabic = set("ڕڵێۆەڤگچپژ"), set("ةىيك")
    other = only_kurdish if language == "Arabic (ar)" else only_arabic
    for row in [*sheet("survey"), *sheet("choices"), *sheet("dimensions")]:
        text = row[f"label::{language}"] + row.get(f"hint::{language}", "")
        assert not other & set(text), text


def test_no_two_questions_share_a_label_so_that_an_export_by_labels_can_be_told_apart() -> None:
    for language in LANGUAGES:
        labels = [row[f"label::{language}"] for row in sheet("survey") if row["label::English (en)"]]
        questions = [
            text for text, row in zip(labels, sheet_with_labels(), strict=True) if row["type"] != "begin_group"
        ]
        assert len(set(questions)) == len(questions)


def sheet_with_labels() -> list[Row]:
    return [row for row in sheet("survey") if row["label::English (en)"]]


def test_each_dimension_has_two_items_and_the_overall_item_stands_alone() -> None:
    assert tuple(row["name"] for row in sheet("dimensions")) == DIMENSIONS
    for side in ("civil_society", "security"):
        of = [row["trust_dimension"] for row in asked_of(side)]
        assert sorted(of) == sorted([*DIMENSIONS, *DIMENSIONS, ""])
        overall = next(row for row in asked_of(side) if not row["trust_dimension"])
        assert not overall["trust_target"], "a target without a dimension would go to the matrix only"


def test_every_item_has_one_mirror_that_rates_the_other_side() -> None:
    originals, mirrors = asked_of("civil_society"), asked_of("security")
    assert len(originals) + len(mirrors) == len(items())
    assert [row["trust_same_as"] for row in mirrors] == [row["name"] for row in originals]
    for original, mirror in zip(originals, mirrors, strict=True):
        assert mirror["trust_dimension"] == original["trust_dimension"]
        assert {original["trust_target"], mirror["trust_target"]} in ({"security", "civil_society"}, {""})
        assert original["trust_target"] != original["trust_asked_of"]
        assert mirror["trust_target"] != mirror["trust_asked_of"]


@pytest.mark.parametrize(
    ("language", "security", "civil_society"),
    [
        ("English (en)", "the security institutions", "civil society organisations"),
        ("Arabic (ar)", "المؤسسات الأمنية", "منظمات المجتمع المدني"),
        ("Kurdish (ku)", "دامەزراوە ئەمنییەکان", "ڕێکخراوەکانی کۆمەڵگەی مەدەنی"),
    ],
)
def test_a_mirror_says_the_same_of_the_other_side(language: str, security: str, civil_society: str) -> None:
    for original, mirror in zip(asked_of("civil_society"), asked_of("security"), strict=True):
        of_security = original[f"label::{language}"].lower()
        of_civil_society = mirror[f"label::{language}"].lower()
        assert security in of_security
        assert civil_society in of_civil_society
        # A Kurdish ending may be spelt with a further letter after a vowel.
        swapped = of_security.replace(security, civil_society).replace("مەدەنیەوە", "مەدەنییەوە")
        assert swapped == of_civil_society


def test_each_side_is_shown_its_own_half_only() -> None:
    pages = {row["name"]: row["relevant"] for row in sheet("survey") if row["name"].startswith("asked_of_")}
    for side in ("civil_society", "security"):
        members = {row["name"] for row in sheet("choices") if row["trust_side"] == side}
        assert set(re.findall(r"\$\{stakeholder_group\} = '(\w+)'", pages[f"asked_of_{side}"])) == members
    assert not any("international" in relevant for relevant in pages.values())


def test_stakeholder_groups_and_their_sides() -> None:
    groups = {row["name"]: row["trust_side"] for row in sheet("choices") if row["list_name"] == "stakeholder"}
    assert groups == {
        "human_rights": "civil_society",
        "minority": "civil_society",
        "women": "civil_society",
        "interior": "security",
        "fiia": "security",
        "security_other": "security",
        "international": "international",
    }


def test_scored_lists_have_five_points_and_two_ways_not_to_answer() -> None:
    scored = {row["list_name"] for row in sheet("choices") if row["score"]}
    assert scored == {"extent"}
    scale = [row for row in sheet("choices") if row["list_name"] == "extent"]
    assert [row["score"] for row in scale] == ["1", "2", "3", "4", "5", "", ""]
    assert scale[0]["label::English (en)"] == "Not at all"
    assert scale[4]["label::English (en)"] == "Completely"
    assert [row["label::English (en)"] for row in scale[5:]] == ["Don't know", "Prefer not to say"]
    assert {row["type"] for row in items()} == {"select_one extent"}


def test_no_item_is_negated_or_has_two_ideas() -> None:
    for row in items():
        english, arabic = row["label::English (en)"].lower(), row["label::Arabic (ar)"]
        assert not re.search(NEGATIONS, english), english
        assert not re.search(r"\b(and|or|but)\b", english), english
        assert not re.search(ARABIC_NEGATIONS, arabic), arabic
        assert not re.search(r"(?<!\w)نا\w+ێ|(?<!\w)نییە", row["label::Kurdish (ku)"])
        assert not row["trust_reversed"]


def test_nothing_is_asked_that_could_harm_or_identify() -> None:
    for row in sheet_with_labels():
        assert not re.search(NEVER_ASKED, row["label::English (en)"].lower()), row["name"]
    assert not {"organisation", "round", "weight"} & {row["trust_role"] for row in sheet("survey")}
    recorded = {row["type"].split()[0] for row in sheet("survey")} - {"begin_group", "end_group", "note"}
    assert recorded == {"start", "end", "text", "select_one"}


def test_people_may_skip_every_trust_question() -> None:
    required = {row["name"] for row in sheet("survey") if row["required"]}
    assert required == {"consent", "stakeholder_group"}


def test_the_roles_around_the_items() -> None:
    roles = {row["name"]: row["trust_role"] for row in sheet("survey") if row["trust_role"] not in ("", "item")}
    assert roles == {
        "consent": "consent",
        "participant_code": "respondent_id",
        "stakeholder_group": "group",
        "how_to_answer_civil_society": "ignore",
        "how_to_answer_security": "ignore",
        "sex": "disaggregate",
        "age_band": "disaggregate",
        "one_step": "open_ended",
    }


def test_the_product_is_not_named_anywhere_in_the_questionnaire() -> None:
    with zipfile.ZipFile(INSTRUMENT) as parts:
        everything = "".join(parts.read(part).decode("utf-8") for part in parts.namelist())
    assert "thiqa" not in everything.lower()
    assert not re.search(r"(?<!\w)ثقة(?!\w)", everything)


def test_its_form_columns_are_names_that_form_tools_accept() -> None:
    for name in ("survey", "choices"):
        assert all(" " not in title for title in sheet(name)[0] if not title.startswith(("label::", "hint::")))


def test_the_documentation_holds_every_wording() -> None:
    page = (ROOT / "docs" / "instrument.md").read_text(encoding="utf-8")
    rows = [*items(), *sheet("dimensions"), *(row for row in sheet("choices") if row["list_name"] == "extent")]
    for row in rows:
        for language in LANGUAGES:
            assert row[f"label::{language}"] in page


def test_the_script_writes_the_same_questionnaire(tmp_path: Path) -> None:
    again = tmp_path / "instrument.xlsx"
    subprocess.run([sys.executable, "tools/make_instrument.py", str(again)], cwd=ROOT, check=True)
    assert cells(again) == cells(INSTRUMENT)

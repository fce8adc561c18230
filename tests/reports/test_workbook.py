"""The workbook, read back with a second program: whole tables, words in the reader's language, nothing behind a row."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from metrics import ALL, INDEX, TESTS, Protected, to_document
from metrics.result import from_document
from metrics.tables.reliability import REASONS
from reports import workbook
from reports.report import Event, Report
from reports.workbook.columns import in_words
from tests.reports.made_results import KINDS, made_result
from tests.sample import sample_result
from words import LANGUAGES, has, is_right_to_left, say

ALL_KINDS = [*TESTS, *KINDS]
NOT_SHOWN = "not shown"
PLAIN = ("changes", "scores", "items", "item_tests", "matrix", "gaps", "between_groups", "robustness", "attrition")


@cache
def book_of(kind: str, language: str = "en") -> Workbook:
    result = sample_result() if kind == "sample" else made_result(kind)
    return openpyxl.load_workbook(BytesIO(workbook(Report(result, language))))


def sheet_of(kind: str, name: str) -> Worksheet:
    sheet = book_of(kind)[say(f"headings.sheet_{name}", "en")]
    assert isinstance(sheet, Worksheet)
    return sheet


def rows_of(kind: str, name: str) -> list[dict[str, object]]:
    """The rows of a sheet, by the headings."""
    heads, *rows = sheet_of(kind, name).iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def word(key: str) -> str:
    return say(f"headings.{key}" if has(f"headings.{key}") else f"workbook.{key}", "en")


def titles(result: Protected, language: str) -> list[str]:
    """The sheets that a result calls for, in their order."""
    tables = [name for name in (*PLAIN, "reliability", "groups") if getattr(result, name)]
    names = ["summary", "notes", *tables, *(["hidden"] if result.suppressed else []), "names", "dictionary"]
    return [say(f"headings.sheet_{name}", language) for name in names]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_sheet_a_table_with_a_frozen_header_in_the_readers_direction(language: str) -> None:
    book = book_of("sample", language)
    assert book.sheetnames == titles(sample_result(), language)
    assert all(sheet.freeze_panes for sheet in book)
    assert {sheet.sheet_view.rightToLeft or False for sheet in book} == {is_right_to_left(language)}
    assert book[say("headings.sheet_changes", language)].max_row == 1 + len(sample_result().changes)


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_sheet_that_would_be_empty_is_left_out(kind: str) -> None:
    book = book_of(kind)
    assert book.sheetnames == titles(made_result(kind), "en")
    assert all(sheet.max_row > 1 for sheet in book)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_result_can_be_written_in_every_language(kind: str, language: str) -> None:
    """And no code of the program stands in a cell, but on the sheet of names, which are codes."""
    sheets = [sheet for sheet in book_of(kind, language) if sheet.title != say("headings.sheet_names", language)]
    cells = {cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row}
    assert not [text for text in cells if isinstance(text, str) and re.search(r"[{}]|[a-z]_", text)]


@pytest.mark.parametrize("kind", ["sample", *ALL_KINDS])
def test_no_sheet_row_or_column_is_hidden_and_nothing_hides_in_comments_or_names(kind: str) -> None:
    book = book_of(kind)
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    for sheet in book:
        assert not [row for row in sheet.row_dimensions.values() if row.hidden]
        assert not [column for column in sheet.column_dimensions.values() if column.hidden]
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.comment]
    assert not list(book.defined_names)


@pytest.mark.parametrize("kind", ["sample", *ALL_KINDS])
def test_a_hidden_row_of_the_workbook_holds_no_number(kind: str) -> None:
    for name in ("changes", "scores", "items", "item_tests", "matrix", "gaps"):
        if say(f"headings.sheet_{name}", "en") in book_of(kind).sheetnames:
            for row in rows_of(kind, name):
                numbers = [value for value in row.values() if isinstance(value, int | float)]
                assert NOT_SHOWN not in row.values() or numbers == []


def test_the_numbers_hidden_are_those_that_the_result_hides() -> None:
    changes = rows_of("few in a group", "changes")
    hidden = [row for row in changes if row[word("change")] == NOT_SHOWN]
    assert len(hidden) == sum(row.change is None for row in made_result("few in a group").changes)
    everything = [value for row in rows_of("all hidden", "changes") for value in row.values()]
    assert [value for value in everything if isinstance(value, int | float)] == []


def test_numbers_are_numbers_and_equal_the_result() -> None:
    result = made_result("matched")
    names = [measure.name for measure in result.measures]
    rows = sorted(result.changes, key=lambda row: (names.index(row.measure), row.group == "ALL"))
    columns = ("change", "ci_low", "p", "effect_value", "effect_low", "effect_high", "detectable")
    for cells, row in zip(rows_of("matched", "changes"), rows, strict=True):
        for column in columns:
            value = getattr(row, column)
            expected = NOT_SHOWN if row.change is None else None if value is None else pytest.approx(value)
            assert cells[word(column)] == expected


def test_sides_stand_first_and_all_together_last() -> None:
    for name in ("changes", "scores", "items", "item_tests"):
        groups = [row[word("group")] for row in rows_of("matched", name)]
        assert groups[0] == "Civil society"
        assert groups[-1] == say("findings.all", "en")
    assert [row[word("rater")] for row in rows_of("matched", "matrix")][-1] == say("findings.all", "en")
    assert [row[word("group")] for row in rows_of("matched", "attrition")][-1] == say("findings.all", "en")


def test_changes_have_weights_and_invited_only_where_they_are_used() -> None:
    heads = {kind: list(rows_of(kind, "changes")[0]) for kind in ("matched", "weighted", "invited")}
    for column in ("change_weighted", "weighted_low", "weighted_high"):
        assert [kind for kind, names in heads.items() if word(column) in names] == ["weighted"]
    assert [kind for kind, names in heads.items() if word("invited") in names] == ["invited"]
    mean = say("workbook.heading_weighted", "en", heading=word("mean"))
    assert mean in rows_of("weighted", "scores")[0]
    assert mean in rows_of("weighted, one round", "matrix")[0]
    assert mean not in rows_of("matched", "scores")[0]


def test_the_pair_is_named_where_several_are_compared() -> None:
    pairs = {(row[word("from_round")], row[word("to_round")]) for row in rows_of("three rounds", "changes")}
    assert pairs == {("before", "after"), ("before", "follow-up 1"), ("after", "follow-up 1")}
    for name in ("scores", "items", "item_tests", "matrix"):
        assert word("to_round") in rows_of("three rounds", name)[0]
        assert word("to_round") not in rows_of("matched", name)[0]
    assert word("from_round") not in rows_of("three rounds, independent", "scores")[0]
    assert word("mean_from_pair") in rows_of("three rounds", "changes")[0]


def test_with_several_pairs_the_notes_say_of_each_whom_it_rests_on() -> None:
    result = made_result("three rounds")
    said = [str(cell.value) for row in sheet_of("three rounds", "notes").iter_rows() for cell in row]
    assert say("figures.who_matched_rounds", "en") in said
    assert "People who answered in both rounds: before → after" in [re.sub("[\u2066-\u2069]", "", one) for one in said]
    for word_ in ("estimand_matched", "matched"):
        assert say(f"workbook.{word_}", "en") not in said
        assert say(f"workbook.{word_}", "en") in notes("matched")
    for pair in result.pairs:
        n = result.changes_of(pair)[INDEX, ALL].n_matched
        assert n is None or any(one.endswith(f"; {n} people answered enough questions in both rounds") for one in said)
    assert sum("people answered enough questions in both rounds" in one for one in said) == sum(
        result.people_compared(pair) is not None for pair in result.pairs
    )


def test_a_look_back_is_named_as_such() -> None:
    pairs = {(row[word("from_round")], row[word("to_round")]) for row in rows_of("looking back", "changes")}
    assert pairs == {("before", "after"), (say("findings.round_then", "en"), "after")}
    assert "before and after: the main result" in notes("looking back")


def test_mutual_trust_shows_before_after_and_change() -> None:
    result = made_result("matched")
    found = {(row.rater, row.target, row.round): row.mean for row in result.matrix}
    line = rows_of("matched", "matrix")[0]
    assert (line[word("rater")], line[word("target")]) == ("Civil society", "Civil society")
    means = [found["SIDE:civil_society", "SIDE:civil_society", round_] for round_ in ("pre", "post")]
    assert [line[word("mean_from")], line[word("mean_to")]] == pytest.approx(means)
    assert line[word("change")] == pytest.approx(means[1] - means[0])  # type: ignore[operator]


@pytest.mark.parametrize("estimand", TESTS)
def test_mutual_trust_has_a_line_a_rater_target_and_pair(estimand: str) -> None:
    rows = made_result(estimand).matrix
    assert len(rows_of(estimand, "matrix")) == len({(row.rater, row.target) for row in rows})


def test_the_notes_say_of_colleagues_what_was_done() -> None:
    """The sample's answers name no organisation; one row that counts organisations is enough to know them."""
    document = to_document(sample_result())
    assert said_of_colleagues(document) == word("clusters_unknown")
    document["changes"][0]["clusters"] = 7
    assert said_of_colleagues(document) == word("clusters_on")
    document["survey"]["settings"]["clusters"] = False
    assert said_of_colleagues(document) == word("clusters_off")


def said_of_colleagues(document: dict[str, Any]) -> object:
    book = openpyxl.load_workbook(BytesIO(workbook(Report(from_document(document), "en"))))
    notes = [cell.value for row in book[say("headings.sheet_notes", "en")].iter_rows() for cell in row]
    return notes[notes.index(word("clusters_setting")) + 1]


def test_gaps_are_called_exploratory() -> None:
    assert "exploratory" in say("headings.sheet_gaps", "en").lower()
    notes = [cell.value for row in sheet_of("matched", "notes").iter_rows() for cell in row]
    assert word("note_gaps") in notes
    line, row = rows_of("matched", "gaps")[0], made_result("matched").gaps[0]
    for name in ("a_rates_b", "b_rates_a", "gap"):
        assert line[word(name)] == pytest.approx(getattr(row, name))


def test_groups_compared_hold_every_comparison_once() -> None:
    result = made_result("matched")
    lines = rows_of("matched", "between_groups")
    tests = [str(line[word("between")]) for line in lines]
    assert tests.count(word("between_kruskal_wallis")) == len(result.between_groups)
    assert tests.count(word("between_dunn")) == sum(len(row.dunn) for row in result.between_groups)
    assert tests.count(word("between_difference")) == len(result.difference_in_change)
    whole = next(line for line in lines if line[word("compared")] == "change, before to after")
    row = next(row for row in result.between_groups if row.change)
    assert (whole[word("first_group")], whole[word("n")]) == (word("all_groups"), row.n)
    assert whole[word("statistic")] == pytest.approx(row.statistic)


def test_a_robustness_row_without_numbers_says_why() -> None:
    withheld = [row for row in made_result("few in a group").robustness if row.change is None]
    lines = [row for row in rows_of("few in a group", "robustness") if not isinstance(row[word("change")], float)]
    assert len(lines) == len(withheld)
    assert all(line[word("why_empty")] for line in lines)


def test_attrition_compares_those_who_stayed_with_those_who_left() -> None:
    row = next(row for row in made_result("many left").attrition if row.group == "ALL")
    line = rows_of("many left", "attrition")[-1]
    assert line[word("leavers_n")] == row.leavers.n == 15
    assert line[word("standardised_difference")] == pytest.approx(row.standardised_difference)
    assert line[word("if_leavers_fell_change")] == pytest.approx(row.if_leavers_fell.change)


def test_reliability_has_the_scale_and_below_it_its_questions() -> None:
    lines = [row for row in rows_of("matched", "reliability") if row[word("round")] == "before"]
    assert [row[word("scope_item")] for row in lines[:7]] == [word("scope_whole"), *_items()]
    row = next(row for row in made_result("matched").reliability if row.round == "pre")
    assert lines[0][word("alpha")] == pytest.approx(row.alpha)
    assert lines[1][word("item_rest")] == pytest.approx(row.per_item[0].item_rest)
    assert lines[1][word("alpha")] is None


def _items() -> list[str]:
    return [f"{dimension} {k}" for dimension in ("competence", "integrity") for k in (1, 2, 3)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_test_has_words(language: str) -> None:
    reasons = {*REASONS, "one_group", "all_alike", "no_pairs", "too_few_pairs", "means_protected", "nobody_left"}
    reasons |= {"row", "side", "levels", "spread", "levels_spread", "dropped"}
    assert all(in_words("reason", reason, language) for reason in reasons)
    assert all(in_words("test", test, language) for tests in TESTS.values() for test in tests)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_of_the_sheets_fit_and_differ(language: str) -> None:
    names = [say(f"headings.sheet_{name}", language) for name in ("notes", *PLAIN, "reliability", "groups", "hidden")]
    assert all(len(name) <= 31 for name in names)
    assert len(set(names)) == len(names)


def notes(kind: str) -> str:
    return " ".join(str(cell.value) for row in sheet_of(kind, "notes").iter_rows() for cell in row if cell.value)


@pytest.mark.parametrize("estimand", TESTS)
def test_the_notes_name_estimand_test_weights_and_seed(estimand: str) -> None:
    texts = notes(estimand)
    for text in (
        word(f"estimand_{estimand}"),
        in_words("test", TESTS[estimand][0], "en"),
        f"{word('weights')} {word('weights_off')}",
        word("seed"),
        made_result(estimand).code,
        word("note_scale"),
    ):
        assert text in texts


def test_the_notes_name_weights_the_invited_and_the_rounds_where_they_are_used() -> None:
    assert word("weights_on") in notes("weighted")
    assert "Ngo: 30, Women: 20, Police: 40" in notes("invited")
    assert "before and after: the main result" in notes("three rounds")
    assert "People who answered: follow-up 1 40" in notes("three rounds")


def test_the_heading_is_the_editions_name() -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook(Report(sample_result(), "en", event=Event("My edition")))))["Notes"]
    assert sheet["A1"].value == "My edition"


def test_a_workbook_is_made_of_a_protected_result_only() -> None:
    with pytest.raises(TypeError, match="protected"):
        workbook(Report(to_document(sample_result())))  # type: ignore[arg-type]


def test_the_file_holds_sheets_tables_and_two_charts_and_nothing_else() -> None:
    with zipfile.ZipFile(BytesIO(workbook(Report(sample_result())))) as archive:
        parts = [name for name in archive.namelist() if not name.startswith(("xl/worksheets/", "_rels", "docProps"))]
    assert set(parts) <= {
        "[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml",
        "xl/theme/theme1.xml", "xl/_rels/workbook.xml.rels", "xl/metadata.xml",
        "xl/drawings/drawing1.xml", "xl/drawings/_rels/drawing1.xml.rels",
        "xl/charts/chart1.xml", "xl/charts/chart2.xml",
        *(f"xl/tables/table{number}.xml" for number in range(1, 20)),
    }  # fmt: skip

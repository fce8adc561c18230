"""The tables of a report: by hand on the sample; every number is one of the result's, and no hidden row has one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from charts.primitives.drawing import Drawing, Text
from metrics import INDEX, Protected, shared
from metrics.result.sentences import decimals
from metrics.schema.precision import rounded, rounded_p
from reports.content.figures import figures_of
from reports.content.findings import findings_of, groups
from reports.content.levels import levels_cell, notes_of_levels
from reports.content.parts import TABLES, tables_of
from reports.content.tables import KINDS, Cell, Table
from reports.report import Part, Report
from tests.charts.survey_rounds import result_with
from tests.remembered import analyse
from tests.reports.content.random_results import random_results
from tests.sample import sample_survey, shared_sample
from words import LANGUAGES


def table(name: str, result: Protected | None = None, language: str = "en", units: str = "points") -> Table:
    found = TABLES[name](Report(result or shared_sample(), language, units=units))
    assert found is not None
    return found


def texts(found: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in found.rows]


def test_sides_with_their_aspects() -> None:
    found = table("sides")
    assert found.heads == (
        "Whose trust",
        "What is measured",
        "Before",
        "After",
        "Change",
        "95\N{NO-BREAK SPACE}% interval",
        "Finding",
        "People",
    )
    assert found.row_heads == 2
    assert len(found.rows) == 2 * 8
    assert texts(found)[0] == ["Civil society", "Trust index", "44", "52", "▲ +8", "+5 to +12", "trust rose", "22"]
    hidden = "not shown"
    assert texts(found)[8] == [
        "Security institutions",
        "Trust index",
        hidden,
        hidden,
        "+2",
        "−2 to +6",
        "no large fall; a rise is unclear",
        "12",
    ]
    assert [cell.hidden for cell in found.rows[8]] == [False, False, True, True, False, False, False, False]


def test_sides_beside_each_other() -> None:
    found = table("sides_by_aspects")
    assert found.heads == ("What is measured", "Civil society", "Security institutions")
    assert texts(found)[:3] == [
        ["Trust index", "▲ +8 (+5 to +12)", "+2 (−2 to +6)"],
        ["Competence", "= −1 (−4 to +2)", "= 0 (−3 to +3)"],
        ["Integrity", "▲ +9 (+4 to +14)", "−1 (−9 to +8)"],
    ]


def test_levels_that_rounded_would_not_give_the_change_are_left_out() -> None:
    """Minority organisations: 46, 46 and +1 as rounded each by itself."""
    found = table("groups")
    minority = next(row for row in texts(found) if row[0] == "Minority organisations")
    assert minority == ["Minority organisations", "–", "–", "? +1", "−7 to +9", "can't say", "6"]
    assert found.notes[-1] == _ROUNDED


_ROUNDED = "“–” next to a change: the two means, each rounded, would not give the rounded change, so it is shown alone."
_HIDDEN = "“Not shown”: the number is left out to protect the people who answered."


def test_levels_that_are_hidden_and_levels_that_would_not_add_up_have_signs_and_notes_of_their_own() -> None:
    report = Report(shared_sample(), "en")
    found = {one.who: one for one in groups(report)}
    human_rights, minority, women = (found[name] for name in list(found)[:3])
    assert [levels_cell(report, one).text for one in (human_rights, minority, women)] == ["not shown", "–", "42 → 55"]
    assert notes_of_levels(report, found.values()) == (_HIDDEN, _ROUNDED)
    assert notes_of_levels(report, [human_rights, women]) == (_HIDDEN,)
    assert notes_of_levels(report, [minority, women]) == (_ROUNDED,)
    assert notes_of_levels(report, [women]) == ()
    drawn = {one.figure: one.picture.drawing for one in figures_of(report)}
    rounded_in = {name for name, drawing in drawn.items() if "– the two means, each rounded," in _key_of(drawing)}
    dashed_in = {name for name, drawing in drawn.items() if "–" in _levels_in(drawing)}
    assert rounded_in == dashed_in == {"groups"}


def _key_of(drawing: Drawing) -> str:
    key = [text for text in drawing.parts if isinstance(text, Text) and text.role == "key"]
    return "".join(run.words for text in key for line in text.lines for run in line)


def _levels_in(drawing: Drawing) -> list[str]:
    return [text.words for text in drawing.parts if isinstance(text, Text) and text.role == "levels"]


@pytest.mark.parametrize("units", ["points", "original"])
def test_before_and_after_add_up_to_the_change_in_every_table(units: str) -> None:
    for result in (shared_sample(), *random_results()):
        for found in tables_of(Report(result, "en", units=units)):
            for row in found.rows:
                levels = [_said(cell) for cell in row if cell.kind == "level" and cell.number is not None]
                changes = [_said(cell) for cell in row if cell.kind == "change" and cell.number is not None]
                if len(levels) == 2 and len(changes) == 1:
                    assert round(levels[1] - levels[0] - changes[0], 6) == 0, (found.name, row)


def _said(cell: Cell) -> float:
    """The first number in a cell as it is written, without its signs of a finding."""
    found = re.search(r"[+-]?\d[\d.]*", cell.text.replace("−", "-"))
    assert found is not None
    return float(found[0])


def test_who_rates_whom() -> None:
    assert texts(table("mutual_trust"))[:2] == [
        ["The security institutions' trust in civil society", "not shown", "not shown", "–", "–"],
        ["Civil society's trust in the security institutions", "44", "52", "+8", "22"],
    ]


def test_mutual_trust_says_why_it_is_not_the_index_of_the_same_people() -> None:
    (said,) = (note for note in table("mutual_trust").notes if note.startswith("Mutual trust is a different measure"))
    assert said.endswith("So the two can differ for the same people.")


def test_who_answered() -> None:
    assert texts(table("who_answered")) == [
        ["People who answered: before", "41"],
        ["People who answered: after", "38"],
        ["People who answered both times", "34"],
    ]


def test_the_headline_stands_above_other_methods() -> None:
    found = table("robustness")
    assert found.heads == ("Whose trust", "Method", "Change", "Adjusted p", "Finding")
    both = [row for row in texts(found) if row[1] == "As shown here"]
    small = "<\N{NO-BREAK SPACE}0.001"
    assert both == [
        ["Civil society", "As shown here", "+8", small, "trust rose"],
        ["Security institutions", "As shown here", "+2", "0.234", "no large fall; a rise is unclear"],
    ]
    hidden = ["not shown", "not shown", "no large fall; a rise is unclear"]
    assert texts(found)[2] == ["Civil society", "everyone, as two samples", *hidden]
    assert [cell.hidden for cell in found.rows[2]] == [False, False, True, True, False]
    assert texts(found)[6][1] == "without “The security institutions are good at their work”"


def test_reliability_of_all_rounds_together_comes_first() -> None:
    found = table("reliability")
    assert found.heads[:3] == ("What is measured", "Answers of", "Complete answers")
    alpha = "0.93 (0.89\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}0.96)"
    assert texts(found)[0] == ["All questions of the index", "all rounds together", "42", "14", alpha, "0.93"]
    assert texts(found)[1][-1] == "needs at least 3 questions"
    assert list(dict.fromkeys(row[1] for row in texts(found))) == ["all rounds together", "before", "after"]


def test_groups_that_are_shown_together_name_one_another() -> None:
    assert texts(table("groups_merged"))[-2:] == [
        [
            "Federal Intelligence and Investigations Agency",
            "Security institutions",
            "together with Other security institutions",
        ],
        [
            "Other security institutions",
            "Security institutions",
            "together with Federal Intelligence and Investigations Agency",
        ],
    ]


def test_no_group_is_named_where_the_sides_alone_are() -> None:
    public = shared(analyse(sample_survey()), audience="public")
    names = [found.name for found in tables_of(Report(public, "en"))]
    assert "groups" not in names
    assert "groups_merged" not in names
    groups = [group.label["en"] for group in shared_sample().groups]
    said = " ".join(cell.text for found in tables_of(Report(public, "en")) for row in found.rows for cell in row)
    assert not [name for name in groups if name in said]


def test_one_round_has_levels_and_no_change() -> None:
    found = table("sides", shared(result_with("one")))
    assert found.title == "Trust and its aspects"
    assert found.heads == ("Whose trust", "What is measured", "Before")
    assert texts(found)[0] == ["Civil society", "Trust index", "42"]


def test_a_table_in_the_questionnaires_scale_says_so() -> None:
    found = table("sides", units="original")
    assert texts(found)[0][2:6] == ["2.76", "3.08", "▲ +0.32", "+0.20 to +0.48"]
    assert [cell.number for cell in found.rows[0][2:5]] == [44.0, 52.0, 8.0]
    assert found.notes[0].startswith("Numbers on the questionnaire's original scale")


def test_a_choice_of_the_officer_is_kept_in_its_order_and_must_be_there() -> None:
    parts = (Part("table", "settings"), Part("figure", "sides"), Part("table", "sides"))
    assert [found.name for found in tables_of(Report(shared_sample(), parts=parts))] == ["settings", "sides"]
    for name in ("categories", "nothing"):
        with pytest.raises(ValueError, match=name):
            tables_of(Report(shared_sample(), parts=(Part("table", name),)))


def test_a_table_has_a_cell_under_each_head_of_a_known_kind() -> None:
    with pytest.raises(ValueError, match="1 cells under 2 heads"):
        Table("x", "x", ("a", "b"), ((Cell("1"),),))
    with pytest.raises(ValueError, match="kind must be one of"):
        Cell("1", "number")


def cells(result: Protected, language: str) -> Iterator[Cell]:
    for found in tables_of(Report(result, language)):
        for row in found.rows:
            yield from row


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_that_is_hidden_has_no_number_and_none_is_empty(language: str) -> None:
    for result in (shared_sample(), *random_results()):
        for cell in cells(result, language):
            assert cell.kind in KINDS
            assert cell.text.strip()
            assert not (cell.hidden and (cell.number is not None or any(sign.isdigit() for sign in cell.text)))


def test_the_numbers_of_a_finding_are_those_of_its_row() -> None:
    for result in (shared_sample(), *random_results()):
        report = Report(result, "en")
        for row, found in zip(result.changes, findings_of(report, result.changes), strict=True):
            digits = decimals(row)
            assert found.change == rounded(row.change, digits)
            assert (found.before, found.after) == (rounded(row.mean_from, digits), rounded(row.mean_to, digits))
            assert set(found.counts) <= {row.n_from, row.n_to, row.n_matched}
            if row.change is None:
                assert (found.change_text, found.interval_text, found.before_text, found.after_text) == ("",) * 4
                assert (found.people, found.counts, found.grounds, found.note) == ("", (), (), "")


def test_every_number_of_a_table_is_one_of_the_results() -> None:
    for result in (shared_sample(), *random_results()):
        known = numbers(result)
        for found in tables_of(Report(result, "en")):
            for cell in (cell for row in found.rows for cell in row if cell.number is not None):
                is_of_ratings = cell.kind == "change" and found.name == "mutual_trust"
                assert is_of_ratings or cell.number in known[cell.kind], (found.name, cell)


def numbers(result: Protected) -> dict[str, set[float | None]]:
    """The numbers of a result that a cell of a kind may hold; a change of ratings is the difference of two of them."""
    points = [value for row in result.changes for value in (row.mean_from, row.mean_to)]
    points += [row.mean for row in result.scores] + [row.mean for row in result.matrix]
    people = [n for row in result.changes for n in (row.n_from, row.n_to, row.n_matched)]
    people += [row.n for row in result.scores] + [row.n for row in result.matrix]
    people += [n for row in result.reliability for n in (row.n, row.items)]
    people += [result.matched, *(one.respondents for one in result.rounds)]
    return {
        "level": {rounded(value, digits) for value in points for digits in (0, 1)}
        | {rounded(row.standardised_difference, 2) for row in result.attrition}
        | {rounded(value, 2) for row in result.reliability for value in (row.alpha, row.omega)}
        | {rounded_p(row.p_adjusted) for row in result.changes}
        | {rounded_p(row.p_adjusted) for row in result.robustness},
        "change": {rounded(row.change, digits) for row in result.changes for digits in (0, 1)}
        | {rounded(row.change, digits) for row in result.robustness for digits in (0, 1)},
        "people": set(people),
    }


def test_a_hidden_row_of_the_index_is_hidden_in_every_table() -> None:
    seen = 0
    for result in random_results():
        report = Report(result, "en")
        for name, rows in (("sides", result.headline_groups), ("groups", [one.name for one in result.group_rows])):
            found = TABLES[name](report)
            hidden = [one for one in rows if (row := result.change_of.get((INDEX, one))) and row.verdict == "protected"]
            seen += len(hidden)
            if found is None or not result.change_of:
                assert not hidden
                continue
            of_index = [row for row in found.rows if name == "groups" or row[1].text == "Trust index"]
            gone = [row for row in of_index if all(cell.hidden for cell in row[found.row_heads :])]
            assert len(gone) == len(hidden)
    assert seen

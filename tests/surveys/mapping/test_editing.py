"""What an officer changes of a mapping: columns, scales, names, joins, and back again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import openpyxl
import pytest
from pyxform.xls2xform import convert

from metrics import ALL, INDEX, Settings, analyse, measure_label, sentence
from reports.officer.instrument_workbook import instrument_workbook
from surveys import Survey, Upload, read_instrument, read_survey
from surveys.mapping import SIDE_TARGET, History, Mapping, doubts_of, guess_mapping, instrument_from_mapping
from surveys.mapping.editing.columns import confirmed, with_dimension, with_role, with_roles, with_target
from surveys.mapping.editing.joins import can_join, with_joined, with_parted
from surveys.mapping.editing.names import (
    with_answer_label,
    with_dimension_label,
    with_index_label,
    with_question_label,
    with_same_as,
    with_side,
)
from surveys.mapping.editing.saved import with_questionnaire
from surveys.mapping.editing.scales import (
    with_answer_added,
    with_answer_removed,
    with_ends,
    with_list,
    with_new_list,
    with_order,
    with_scale_turned,
    with_scores,
    with_slips,
)
from tests.surveys.workbooks import answers
from words import say

AGREE = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
HEADER = ["Code", "Group", "The police are fair", "The police are able", "Duty 1", "Duty 2", "Mood"]
MOODS = ["blue", "green", "red"]


def rounds(shift: int = 0) -> list[Upload]:
    """Before and after of twelve people: two questions of agreement, two of 1 to 6, and moods of no known order."""
    made = []
    for number in range(2):
        rows = [
            [
                f"C{n:02}",
                ("NGO", "N.G.O. north", "Ministry")[n % 3],
                AGREE[(n + number) % 5],
                AGREE[(n * 2 + number) % 5],
                1 + (n + number) % 6,
                1 + (n * 5 + number + shift) % 6,
                MOODS[(n + number) % 3],
            ]
            for n in range(12)
        ]
        made.append(answers(rows, header=HEADER, name=f"round {number}.xlsx"))
    return made


@pytest.fixture(scope="module")
def mapping() -> Mapping:
    return guess_mapping(rounds())


def at(mapping: Mapping, heading: str) -> int:
    return next(index for index, column in enumerate(mapping.columns) if column.heading == heading)


def list_of(mapping: Mapping, heading: str) -> dict[str, float | None]:
    name = mapping.columns[at(mapping, heading)].answers
    return {answer.text: answer.score for answer in mapping.list_of[name].answers}


def read(mapping: Mapping) -> Survey:
    return read_survey(rounds(), instrument_from_mapping(mapping))


def reopened(mapping: Mapping) -> Mapping:
    """Saved as a workbook, and read back into a fresh guess about the same files."""
    saved = Upload("saved.xlsx", instrument_workbook(instrument_from_mapping(mapping)))
    back = with_questionnaire(guess_mapping(rounds()), read_instrument(saved))
    assert back.missing == back.lost == ()
    return back.mapping


def test_a_list_of_its_own_is_guessed_from_its_answers_alone(mapping: Mapping) -> None:
    shared = with_list(mapping, [at(mapping, "Duty 2")], mapping.columns[at(mapping, "The police are fair")].answers)
    assert len(list_of(shared, "Duty 2")) == 5 + 6
    alone = with_new_list(shared, [at(shared, "Duty 2")])
    assert list_of(alone, "Duty 2") == {str(n): float(n) for n in range(1, 7)}
    assert list_of(alone, "The police are fair") == dict(zip(AGREE, range(1, 6), strict=True))


def test_a_scale_goes_on_to_the_ends_that_are_set(mapping: Mapping) -> None:
    name = mapping.columns[at(mapping, "Duty 1")].answers
    wide = with_ends(mapping, name, 0, 10)
    assert list_of(wide, "Duty 1") == {str(n): float(n) for n in range(11)}
    assert list_of(with_ends(wide, name, 1, 6), "Duty 1") == {str(n): float(n) for n in range(1, 7)}
    assert min(filter(None, list_of(with_ends(mapping, name, 3, 6), "Duty 1").values())) == 1  # somebody said 1
    for low, high in ((3, 3), (5, 1), (0, 1_000)):
        with pytest.raises(ValueError, match="scale"):
            with_ends(mapping, name, low, high)


def test_a_worded_scale_takes_an_end_that_has_no_words(mapping: Mapping) -> None:
    name = mapping.columns[at(mapping, "The police are fair")].answers
    seven = with_ends(mapping, name, 1, 7)
    assert list_of(seven, "The police are fair")["7"] == 7
    item = next(item for item in instrument_from_mapping(seven).items if item.label["en"] == "The police are fair")
    assert (item.choices.low, item.choices.high) == (1, 7)


def test_answers_are_put_in_order_added_and_taken_off(mapping: Mapping) -> None:
    index = at(mapping, "Mood")
    mapping = with_role(mapping, index, "item")
    assert ("no_scores", "Mood") in mapping.problems
    name = mapping.columns[index].answers
    ordered = with_order(mapping, name, ["red", "green", "blue"])
    assert list_of(ordered, "Mood") == {"red": 1, "green": 2, "blue": 3}
    assert not ordered.problems
    assert list_of(with_scale_turned(ordered, name), "Mood") == {"blue": 1, "green": 2, "red": 3}
    more = with_answer_added(ordered, name, " gold ", 4)
    assert list_of(more, "Mood")["gold"] == 4
    assert list_of(with_answer_added(more, name, "RED", 5), "Mood")["red"] == 5
    assert "gold" not in list_of(with_answer_removed(more, name, "gold"), "Mood")
    assert "red" in list_of(with_answer_removed(more, name, "red"), "Mood")  # somebody gave it


def test_a_slip_is_offered_and_taken_only_when_asked() -> None:
    rows = [[f"C{n}", [*AGREE, "Stronly agree"][n % 6]] for n in range(24)]
    slipped = guess_mapping([answers(rows, header=["Code", "I trust the police"])])
    (column,) = slipped.items
    slip = next(one for one in slipped.list_of[column.answers].answers if one.text == "Stronly agree")
    assert (slip.score, slip.slip_of) == (None, "Strongly agree")
    assert "slips" in [one.code for one in doubts_of(slipped, column)]
    taken = with_slips(slipped, column.answers, ["Stronly agree"])
    assert list_of(taken, "I trust the police")["Stronly agree"] == 5
    assert "slips" not in [one.code for one in doubts_of(taken, column)]


def test_a_score_set_by_hand_reaches_the_numbers(mapping: Mapping) -> None:
    name = mapping.columns[at(mapping, "The police are fair")].answers
    survey = read(with_scores(mapping, name, {AGREE[4]: 9.0, AGREE[2]: None}))
    assert survey.instrument.items[0].choices.scores == (1, 2, 4, 9)


def test_roles_of_several_columns_are_changed_at_once(mapping: Mapping) -> None:
    indices = [at(mapping, heading) for heading in ("Duty 1", "Duty 2")]
    none = with_roles(mapping, indices, "ignore")
    assert [column.heading for column in none.items] == ["The police are fair", "The police are able"]
    again = with_roles(none, indices, "item")
    assert [(column.heading, column.answers) for column in again.items] == [
        (column.heading, column.answers) for column in mapping.items
    ]


def test_what_looks_right_is_in_doubt_no_longer(mapping: Mapping) -> None:
    index = at(mapping, "Mood")
    assert doubts_of(mapping, mapping.columns[index])
    assert not doubts_of(mapping, confirmed(mapping, [index]).columns[index])


def test_without_a_group_it_can_be_used(mapping: Mapping) -> None:
    assert with_role(mapping, at(mapping, "Group"), "ignore").problems == ()


def test_two_names_of_one_group_go_together_and_apart(mapping: Mapping) -> None:
    group = mapping.of_role("group")
    assert group is not None
    mapping = with_same_as(mapping, group.answers, "N.G.O. north", "")
    mapping = with_side(mapping, group.answers, "NGO", "civil_society")
    asked = mapping.with_column(at(mapping, "Duty 1"), asked_of=("N.G.O. north",), target="N.G.O. north")
    joined = with_same_as(asked, group.answers, "N.G.O. north", "NGO")
    assert [answer.text for answer in joined.groups] == ["Ministry", "NGO"]
    assert {answer.text: answer.side for answer in joined.list_of[group.answers].answers}["N.G.O. north"] == (
        "civil_society"
    )
    assert (joined.columns[at(joined, "Duty 1")].asked_of, joined.columns[at(joined, "Duty 1")].target) == (
        ("NGO",),
        "NGO",
    )
    assert len(with_same_as(joined, group.answers, "N.G.O. north", "").groups) == 3


def test_names_in_three_languages_are_shown_and_the_files_are_still_read(mapping: Mapping) -> None:
    group = mapping.of_role("group")
    assert group is not None
    index = at(mapping, "The police are fair")
    renamed = with_question_label(mapping, index, "en", "Fairness")
    renamed = with_question_label(renamed, index, "ar", "عدل الشرطة")
    renamed = with_dimension(renamed, [index], "Fair")
    renamed = with_dimension_label(renamed, "Fair", "ku", "دادپەروەری")
    renamed = with_index_label(renamed, "en", "Confidence")
    renamed = with_answer_label(renamed, group.answers, "Ministry", "en", "Ministry of Interior")
    renamed = with_answer_label(renamed, renamed.columns[index].answers, AGREE[4], "en", "Yes, very")
    survey, before = read(renamed), read(mapping)
    assert [one.scores.tolist() for one in survey.rounds] == [one.scores.tolist() for one in before.rounds]
    item = survey.instrument.items[0]
    assert (item.label["en"], item.label["ar"]) == ("Fairness", "عدل الشرطة")
    assert survey.instrument.index_label == {"en": "Confidence"}
    assert survey.instrument.dimensions[0].label["ku"] == "دادپەروەری"
    assert "Ministry of Interior" in [one.label["en"] for one in survey.instrument.groups]


def test_results_call_the_index_as_the_questionnaire_does(mapping: Mapping) -> None:
    named = with_index_label(with_index_label(mapping, "en", "Confidence"), "ar", "الاطمئنان")
    result = analyse(read(named), Settings())
    row = result.change_of[INDEX, ALL]
    assert "All answers together: Confidence" in sentence(result, row, "en")
    assert "الاطمئنان" in sentence(result, row, "ar")
    assert measure_label(result, INDEX, "en") == "Confidence"
    assert measure_label(result, INDEX, "ku") == "Confidence"  # it has no Kurdish name
    assert measure_label(analyse(read(mapping), Settings()), INDEX, "en") == say("findings.trust_index", "en")


def test_a_name_that_another_goes_by_is_a_problem(mapping: Mapping) -> None:
    index = at(mapping, "The police are fair")
    twice = with_question_label(mapping, index, "en", "the POLICE are able")
    assert ("same_name", "the POLICE are able") in twice.problems
    group = mapping.of_role("group")
    assert group is not None
    assert ("same_name", "NGO") in with_answer_label(mapping, group.answers, "Ministry", "ar", "NGO").problems


def changed(mapping: Mapping) -> Mapping:
    """A mapping with something of each kind changed."""
    group = mapping.of_role("group")
    assert group is not None
    mapping = with_same_as(mapping, group.answers, "N.G.O. north", "NGO")
    mapping = with_side(mapping, group.answers, "NGO", "civil_society")
    mapping = with_side(mapping, group.answers, "Ministry", "security")
    mapping = with_answer_label(mapping, group.answers, "Ministry", "ku", "وەزارەت")
    mapping = with_dimension(mapping, [at(mapping, "The police are fair"), at(mapping, "Duty 1")], "Fair")
    mapping = with_dimension(mapping, [at(mapping, "The police are able"), at(mapping, "Duty 2")], "Able")
    mapping = with_target(mapping, [at(mapping, "The police are fair")], f"{SIDE_TARGET}security")
    mapping = with_target(mapping, [at(mapping, "The police are able")], "Ministry")
    mapping = mapping.with_column(at(mapping, "Duty 2"), asked_of=("NGO",), reversed=True)
    mapping = with_question_label(mapping, at(mapping, "Duty 1"), "en", "Duty, the first")
    mapping = with_index_label(mapping, "ar", "الاطمئنان")
    mapping = with_role(mapping, at(mapping, "Mood"), "item")
    mood = mapping.columns[at(mapping, "Mood")].answers
    return with_answer_added(with_order(mapping, mood, ["red", "green", "blue"]), mood, "gold", 4)


def test_what_is_saved_and_read_back_gives_the_same_questionnaire(mapping: Mapping) -> None:
    mapping = changed(mapping)
    instrument = instrument_from_mapping(mapping)
    assert instrument_from_mapping(reopened(mapping)) == instrument
    assert instrument.items[0].target == "security"
    assert instrument.items[1].target == "ministry"


def test_names_edited_in_excel_are_read_back(mapping: Mapping) -> None:
    book = openpyxl.load_workbook(io.BytesIO(instrument_workbook(instrument_from_mapping(changed(mapping)))))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "Ministry" and cell.column == 3:
                    cell.value = "Security institutions"
                if cell.value == "Duty, the first":
                    cell.value = "Duty, renamed"
                if cell.value == "Strongly agree" and cell.column == 3:
                    cell.value = "Wholly agree"
    buffer = io.BytesIO()
    book.save(buffer)
    edited = read_instrument(Upload("edited.xlsx", buffer.getvalue()))
    back = with_questionnaire(guess_mapping(rounds()), edited).mapping
    assert [answer.text for answer in back.groups] == ["Ministry", "NGO"]
    assert back.groups[0].label["en"] == "Security institutions"
    assert back.columns[at(back, "Duty 1")].label["en"] == "Duty, renamed"
    assert read(back).instrument.groups[0].label["en"] == "Security institutions"
    wanted = read(changed(mapping))
    for form in (edited, instrument_from_mapping(back)):
        for one, other in zip(read_survey(rounds(), form).rounds, wanted.rounds, strict=True):
            np.testing.assert_array_equal(one.scores, other.scores)


def test_pyxform_converts_a_mapping_with_many_spellings(mapping: Mapping, tmp_path) -> None:  # type: ignore[no-untyped-def]
    group = mapping.of_role("group")
    assert group is not None
    rows = [[f"C{n}", f"NGO {'x' * n}", AGREE[n % 5]] for n in range(12) for _ in range(2)]
    many = guess_mapping([answers(rows, header=["Code", "Group", "I trust the police"])])
    answers_of = many.of_role("group")
    assert answers_of is not None
    for n in range(1, 12):
        many = with_same_as(many, answers_of.answers, f"NGO {'x' * n}", "NGO")
    path = tmp_path / "many.xlsx"
    path.write_bytes(instrument_workbook(instrument_from_mapping(many)))
    assert not convert(str(path)).warnings
    form = read_instrument(Upload.from_path(path))
    survey = read_survey([answers(rows, header=["Code", "Group", "I trust the police"])], form)
    assert {int(index) for index in survey.group} == {0}


def differing() -> list[Upload]:
    """Two rounds whose code and first question are worded otherwise; the codes are too short to be known as such."""
    made = []
    for number, header in enumerate(
        (["Your code", "Group", "Fair", "Able"], ["Number on your card", "Group", "Do they act justly?", "Able"])
    ):
        rows = [[10 + n, "NGO", AGREE[(n + number) % 5], AGREE[(n * 3) % 5]] for n in range(10)]
        made.append(answers(rows, header=header, name=f"round {number}.xlsx"))
    return made


def test_columns_that_differ_are_joined_by_hand_the_code_too() -> None:
    mapping = guess_mapping(differing())
    assert [column.files for column in mapping.columns] == [(0,), (0, 1), (0,), (0, 1), (1,), (1,)]
    assert [one.code for one in doubts_of(mapping, mapping.columns[2])] == ["one_file"]
    first, second = at(mapping, "Fair"), at(mapping, "Do they act justly?")
    assert can_join(mapping.columns[first], mapping.columns[second])
    joined = with_joined(mapping, first, second)
    joined = with_joined(joined, at(joined, "Your code"), at(joined, "Number on your card"))
    assert [column.files for column in joined.columns] == [(0, 1)] * 4
    survey = read_survey(differing(), instrument_from_mapping(joined))
    assert [len(survey.group), *(int(one.present.sum()) for one in survey.rounds)] == [10, 10, 10]
    assert survey.rounds[1].scores[:, 0].tolist() == [(n + 1) % 5 + 1 for n in range(10)]
    with pytest.raises(ValueError, match="one file"):
        with_joined(joined, 1, 2)


def test_what_was_joined_is_parted_again() -> None:
    mapping = guess_mapping(differing())
    joined = with_joined(mapping, at(mapping, "Fair"), at(mapping, "Do they act justly?"))
    parted = with_parted(joined, at(joined, "Fair"))
    assert sorted(column.heading for column in parted.columns) == sorted(column.heading for column in mapping.columns)
    assert [answer.count for answer in parted.list_of[parted.columns[at(parted, "Fair")].answers].answers] == (
        [answer.count for answer in mapping.list_of[mapping.columns[at(mapping, "Fair")].answers].answers]
    )


@pytest.mark.parametrize("people", [4, 5, 8, 12, 20, 30])
@pytest.mark.parametrize("heading", ["Kod", "Secret word"])
def test_codes_of_few_people_are_no_group_and_are_not_shown(people: int, heading: str) -> None:
    made = []
    for number in range(2):
        rows = [[f"M{1000 + 37 * n}R", AGREE[(n + number) % 5], AGREE[(n * 3) % 5]] for n in range(people)]
        made.append(answers(rows, header=[heading, "Fair", "Able"], name=f"round {number}.xlsx"))
    column = guess_mapping(made).columns[0]
    assert (column.given, column.role) == ((), "respondent_id")


def test_codes_of_a_file_of_two_rounds_are_people_s_and_are_not_shown() -> None:
    rows = [[f"K{1000 + n}", ("Before", "After")[k], AGREE[n % 5]] for k in range(2) for n in range(12)]
    column = guess_mapping([answers(rows, header=["Karte", "Round", "Fair"])]).columns[0]
    assert (column.given, column.role, column.why_role.code) == ((), "respondent_id", "codes_come_back")


def test_an_answer_without_a_place_leaves_no_doubt_of_the_scale_s_ends() -> None:
    rows = [[AGREE[n % 5], [*AGREE, "Ask my brother"][n % 6]] for n in range(60)]
    mapping = guess_mapping([answers(rows, header=["The police are fair", "The police are able"])])
    codes = [[doubt.code for doubt in doubts_of(mapping, column)] for column in mapping.columns]
    assert codes == [[], ["unscored"]]


@pytest.mark.parametrize(
    ("given", "is_doubtful"),
    [
        (["Strongly disagree", "Disagree", "Agree", "Strongly agree"], False),
        (["Bad", "Average", "Good"], True),
        (["Low", "Medium", "High"], True),
        (["Disagree", "Neither agree nor disagree", "Agree"], True),
        (["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree"], True),
    ],
)
def test_ends_of_a_scale_are_in_doubt_where_they_rest_on_a_guess(given: list[str], is_doubtful: bool) -> None:
    rows = [[given[n % len(given)], f"Text {n}"] for n in range(30)]
    mapping = guess_mapping([answers(rows, header=["How is the school?", "Comments"])])
    assert [doubt.code for doubt in doubts_of(mapping, mapping.columns[0])] == ["list_unsure"] * is_doubtful


def test_codes_that_no_round_of_a_file_shares_with_another_are_nobody_s() -> None:
    rows = [[f"K{1000 + 50 * k + n}", ("Before", "After")[k], AGREE[n % 5]] for k in range(2) for n in range(12)]
    column = guess_mapping([answers(rows, header=["Karte", "Round", "Fair"])]).columns[0]
    assert (column.given, column.role, column.why_role.code) == ((), "ignore", "like_codes")


@pytest.mark.parametrize(
    ("texts", "role"),
    [
        ([f"{n}.{37 * n % 100:02}" for n in range(20)], "ignore"),
        ([f"2024-03-{n + 1:02}" for n in range(20)], "ignore"),
        ([str(100 + 7 * n) for n in range(20)], "ignore"),
        ([f"{'ABCDEFGHIJKLMNOPQRST'[n]}town" for n in range(20)], "open_ended"),
    ],
)
def test_what_few_state_alike_is_text_only_where_it_is_words(texts: list[str], role: str) -> None:
    rows = [[text, AGREE[n % 5]] for n, text in enumerate(texts)]
    assert guess_mapping([answers(rows, header=["Remarks on it", "Fair"])]).columns[0].role == role


def test_what_looks_like_codes_can_be_no_group() -> None:
    rows = [[f"K{1000 + n}", AGREE[n % 5]] for n in range(12)]
    mapping = with_role(guess_mapping([answers(rows, header=["Kod", "Fair"])]), 0, "group")
    assert ("hidden", "Kod") in mapping.problems


def test_names_of_one_group_go_to_the_commonest_and_none_is_lost() -> None:
    made = []
    for number, name in enumerate(("Police force", "Police forces")):
        people = 10 + 2 * number
        rows = [[f"C{n:02}", name, AGREE[n % 5]] for n in range(people)]
        rows += [[f"N{n:02}", "NGO", AGREE[n % 5]] for n in range(6)]
        made.append(answers(rows, header=["Code", "Group", "Fair"], name=f"round {number}.xlsx"))
    mapping = guess_mapping(made)
    assert {answer.text for answer in mapping.groups} == {"Police forces", "NGO"}
    survey = read_survey(made, instrument_from_mapping(mapping))
    assert sorted(np.bincount(survey.group).tolist()) == [6, 12]


def test_a_question_whose_answers_have_no_score_in_one_file_is_a_problem() -> None:
    rounds_ = []
    scales: tuple[Sequence[object], ...] = (AGREE, [1, 2, 3, 4, 5])
    for number, scale in enumerate(scales):
        rows = [[f"C{n:02}", scale[n % 5], AGREE[n % 5]] for n in range(10)]
        rounds_.append(answers(rows, header=["Code", f"Fair {number}", "Able"], name=f"round {number}.xlsx"))
    mapping = guess_mapping(rounds_)
    joined = with_joined(mapping, at(mapping, "Fair 0"), at(mapping, "Fair 1"))
    index = at(joined, "Fair 0")
    assert ("no_scores", "Fair 0") in joined.problems
    assert "unscored" in [one.code for one in doubts_of(joined, joined.columns[index])]
    scored = with_scores(joined, joined.columns[index].answers, {str(n): float(n) for n in range(1, 6)})
    assert scored.problems == ()


def test_a_scale_that_is_parted_keeps_the_names_of_its_answers(mapping: Mapping) -> None:
    first, second = at(mapping, "The police are fair"), at(mapping, "The police are able")
    name = mapping.columns[first].answers
    named = with_answer_label(mapping, name, AGREE[3], "en", "Yes, I agree")
    parted = with_new_list(named, [second])
    for index in (first, second):
        labels = {one.text: one.label for one in parted.list_of[parted.columns[index].answers].answers}
        assert labels[AGREE[3]] == {"en": "Yes, I agree"}


def test_the_score_of_an_answer_is_that_of_its_spellings(mapping: Mapping) -> None:
    name = mapping.columns[at(mapping, "The police are fair")].answers
    spelt = mapping.with_answers(
        name,
        tuple(replace(one, same_as=AGREE[4]) if one.text == AGREE[3] else one for one in mapping.list_of[name].answers),
    )
    scores = {one.text: one.score for one in with_scores(spelt, name, {AGREE[3]: 9.0}).list_of[name].answers}
    assert (scores[AGREE[3]], scores[AGREE[4]]) == (9.0, 9.0)


def test_what_was_joined_by_hand_is_joined_again_from_the_saved_questionnaire() -> None:
    mapping = guess_mapping(differing())
    joined = with_joined(mapping, at(mapping, "Fair"), at(mapping, "Do they act justly?"))
    joined = with_joined(joined, at(joined, "Your code"), at(joined, "Number on your card"))
    saved = read_instrument(Upload("saved.xlsx", instrument_workbook(instrument_from_mapping(joined))))
    back = with_questionnaire(guess_mapping(differing()), saved)
    assert [column.files for column in back.mapping.columns] == [(0, 1)] * 4
    assert instrument_from_mapping(back.mapping) == saved


def test_codes_are_never_among_the_answers_to_be_shown() -> None:
    rows = [[f"K{n:02}X", f"Z{n * 37 % 101:03}Q", AGREE[n % 5]] for n in range(12)]
    mapping = guess_mapping([answers(rows, header=["Your code", "Tag", "Able"])])
    assert [column.given for column in mapping.columns[:2]] == [(), ()]


def test_each_change_is_undone_and_redone(mapping: Mapping) -> None:
    history = History.of(mapping)
    states = [mapping]
    for index in (4, 5):
        history = history.changed(with_role(history.now, index, "ignore"))
        states.append(history.now)
    assert history.changed(history.now) is history
    back = history.undone()
    assert back.now == states[1]
    assert back.undone().now == states[0]
    assert back.undone().undone().now == states[0]
    assert back.redone().now == states[2]
    assert back.changed(with_role(back.now, 6, "ignore")).redone().now != states[2]

"""A mapping: what is guessed of the columns of files, and that it gives the same numbers saved and read again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from pyxform.xls2xform import convert

from metrics import ALL, INDEX, Settings, analyse
from reports.officer.instrument_workbook import instrument_workbook
from surveys import Survey, SurveyError, Upload, read_instrument, read_survey
from surveys.mapping import Mapped, Mapping, guess_mapping, instrument_from_mapping
from surveys.mapping.direction import is_against
from surveys.mapping.editing.columns import with_dimension, with_direction, with_role
from surveys.mapping.editing.names import with_same_as
from surveys.mapping.editing.scales import with_scores
from tests.golden.values import EVENT, PANEL, files
from tests.machine import ROOT
from tests.surveys.workbooks import answers

BILINGUAL = ROOT / "tests" / "data" / "bilingual"
AGREE = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
AGREE_AR = ["لا أوافق بشدة", "لا أوافق", "محايد", "أوافق", "أوافق بشدة"]
MADE = ("typed", "arabic", "numbers", "grid")


def column(mapping: Mapping, heading: str) -> Mapped:
    (found,) = (one for one in mapping.columns if one.heading == heading)
    return found


def scores(mapping: Mapping, heading: str) -> dict[str, float | None]:
    return {one.text: one.score for one in mapping.list_of[column(mapping, heading).answers].answers}


def roles(mapping: Mapping) -> dict[str, str]:
    return {one.heading: one.role for one in mapping.columns if not one.metadata}


def made(kind: str, shift: int) -> Upload:
    """A round of 14 people in a way of writing."""
    people = range(14)
    if kind == "typed":
        header = ["Nr.", "Code", "Organisation type", "The police are honest", "The police lie to us", "Comments"]
        rows = [
            [n + 1, f"A{n:02}", ["NGO", "Ministry "][n % 2], AGREE[(n + shift) % 5], AGREE[-n % 5], "N/A"]
            for n in people
        ]
    elif kind == "arabic":
        header = ["رمز المشاركة", "الفئة", "أثق بالشرطة", "أخاف من الشرطة", "تتعاون الشرطة معنا", "العمر"]
        group = ["منظمات المجتمع المدني", "وزارة الداخلية"]
        rows = [
            [f"ب{n:02}", group[n % 2], AGREE_AR[(n + shift) % 5], AGREE_AR[-n % 5], AGREE_AR[n * 2 % 5], "٢٥"]
            for n in people
        ]
    elif kind == "numbers":
        header = ["id", "group", "police/trust", "police/fair", "court/trust", "court/fair_r"]
        rows = [
            [
                f"N{n}",
                "ab"[n % 2],
                1 + (n + shift) % 5,
                str(1 + n % 4),
                99 if n == 3 else 1 + n % 5,
                "٥" if n % 2 else 2,
            ]
            for n in people
        ]
    else:
        header = ["Timestamp", "Your code", "Stakeholder group"]
        header += [f"How far do you trust … [{who}]" for who in ("the police", "the army")]
        header += [f"How often do they … [{what}]" for what in ("listen", "help")]
        often = ["Never", "Rarely", "Sometimes", "Often", "Always"]
        trust = ["Not at all", "A little", "Somewhat", "A great deal"]
        rows = [
            [
                f"2024-01-{n + 1:02}",
                f"G{n:02}",
                ["Women + youth", "ALL"][n % 2],
                trust[(n + shift) % 4],
                trust[n % 3],
                often[n % 5],
                often[(n + shift) % 5],
            ]
            for n in people
        ]
    return answers(rows, header=header, name=f"{kind}_{shift}.xlsx")


def rounds_of(kind: str) -> list[Upload]:
    return [made(kind, 0), made(kind, 1)]


def same_numbers(one: Survey, other: Survey) -> None:
    for a, b in zip(one.rounds, other.rounds, strict=True):
        for part in ("present", "scores", "was_asked"):
            assert getattr(a, part).tobytes() == getattr(b, part).tobytes()
    assert one.group.tobytes() == other.group.tobytes()
    assert [issue.code for issue in one.issues] == [issue.code for issue in other.issues]
    results = [analyse(survey, Settings()) for survey in (one, other)]
    for table in ("scores", "changes", "items", "reliability", "groups", "measures"):
        assert getattr(results[0], table) == getattr(results[1], table), table


@pytest.mark.parametrize("kind", MADE)
def test_saved_and_read_again_a_mapping_gives_the_same_numbers(kind: str) -> None:
    rounds = rounds_of(kind)
    instrument = instrument_from_mapping(guess_mapping(rounds, f"Made {kind}"))
    saved = Upload("saved.xlsx", instrument_workbook(instrument))
    assert read_instrument(saved) == instrument
    same_numbers(read_survey(rounds, instrument), read_survey(rounds, saved))


@pytest.mark.parametrize("kind", MADE)
def test_pyxform_converts_what_is_saved_without_a_warning(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "saved.xlsx"
    path.write_bytes(instrument_workbook(instrument_from_mapping(guess_mapping(rounds_of(kind)))))
    assert not convert(str(path)).warnings


@pytest.mark.parametrize("kind", MADE)
def test_all_columns_of_made_files_find_their_role(kind: str) -> None:
    mapping = guess_mapping(rounds_of(kind))
    found = list(roles(mapping).values())
    expected = {
        "typed": ["ignore", "respondent_id", "group", "item", "item", "open_ended"],
        "arabic": ["respondent_id", "group", "item", "item", "item", "ignore"],
        "numbers": ["respondent_id", "group", "item", "item", "item", "item"],
        "grid": ["respondent_id", "group", "item", "item", "item", "item"],
    }[kind]
    assert found == expected
    assert not mapping.problems


@pytest.mark.parametrize(
    ("often", "seldom"),
    [("NGO", "the NGOs"), ("منظمة نسائية", "المنظمات النسائيه"), ("مسؤول", "المسئولين"), ("پۆلیس", "پولیسەکان")],
)
def test_two_spellings_of_a_group_are_guessed_to_be_one_and_it_is_said(often: str, seldom: str) -> None:
    """The officer is asked to check, and takes it back with a click."""
    names = [*[often] * 6, *[seldom] * 2, *["Army"] * 6]
    rows = [[f"P{n}", name, AGREE[n % 5], AGREE[-n % 5]] for n, name in enumerate(names)]
    mapping = guess_mapping([answers(rows, header=["Code", "Stakeholder group", "Police are fair", "Police help"])])
    group = column(mapping, "Stakeholder group")
    listed = mapping.list_of[group.answers]
    assert {answer.text: answer.same_as for answer in listed.answers} == {often: "", seldom: often, "Army": ""}
    assert (listed.reason.code, listed.reason.sure) == ("list_joined", False)
    apart = with_same_as(mapping, group.answers, seldom, "")
    assert len(apart.groups) == 3


def test_what_three_people_say_comes_out_as_counted_by_hand() -> None:
    # Six people; A: 5 4 4 2 1 no answer; B is reversed: 1 2 3 4 5 5.
    a, b = [4, 3, 3, 1, 0, None], [0, 1, 2, 3, 4, 4]
    rows = [
        [f"C{n}", "NGO", AGREE[one] if one is not None else "Don't know", AGREE[two]]
        for n, (one, two) in enumerate(zip(a, b, strict=True))
    ]
    upload = answers(rows, header=["code", "group", "I trust the police", "I am afraid of the police"])
    survey = read_survey([upload], instrument_from_mapping(guess_mapping([upload])))
    (first,) = survey.rounds
    expected = [[5, 1], [4, 2], [4, 3], [2, 4], [1, 5], [np.nan, 5]]
    np.testing.assert_array_equal(first.scores, expected)
    mean = {row.measure: row.mean for row in analyse(survey, Settings()).scores if row.group == ALL}
    # Trust: (100 + 75 + 75 + 25 + 0) / 5; fear, turned round: (100 + 75 + 50 + 25 + 0 + 0) / 6.
    assert mean["i_trust_the_police"] == pytest.approx(55)
    assert mean["i_am_afraid_of_the_police"] == pytest.approx(250 / 6)
    # The index: each person's mean of both, of the last the one that is there.
    assert mean[INDEX] == pytest.approx((100 + 75 + 62.5 + 25 + 0 + 0) / 6)


def test_names_are_never_another_columns_heading() -> None:
    header = ["Code!", "code", "group", "I trust X", "i_trust_x"]
    rows = [[f"C{n}", f"text {n}", "NGO", AGREE[n % 5], AGREE[-n % 5]] for n in range(10)]
    upload = answers(rows, header=header)
    mapping = guess_mapping([upload])
    instrument = instrument_from_mapping(mapping)
    names = [question.name for question in instrument.questions]
    assert len(set(names)) == len(names)
    survey = read_survey([upload], instrument)
    assert [issue.code for issue in survey.issues if issue.severity != "note"] == []


def test_before_and_after_in_one_row_are_one_question_asked_twice() -> None:
    header = [
        "code",
        "group",
        "BEFORE: Trust [police]",
        "BEFORE: Trust [army]",
        "AFTER: Trust [police]",
        "AFTER: Trust [army]",
    ]
    rows = [[f"C{n}", "NGO", 1 + n % 5, 1 + n % 4, 1 + (n + 1) % 5, 2 + n % 4] for n in range(10)]
    upload = answers(rows, header=header)
    mapping = guess_mapping([upload])
    assert roles(mapping) == {
        "code": "respondent_id",
        "group": "group",
        "Trust [police]": "item",
        "Trust [army]": "item",
    }
    survey = read_survey([upload], instrument_from_mapping(mapping))
    assert [one.name for one in survey.rounds] == ["post", "then"]


def test_headings_that_hardly_differ_are_one_question_and_it_is_said() -> None:
    rows = [[f"C{n}", "NGO", AGREE[n % 5], AGREE[n % 4]] for n in range(8)]
    before = answers(rows, header=["Code", "Group", "I trust the local police.", "The police listens to us"])
    after = answers(
        rows[::-1],
        header=["code ", "Group", "1. I trust the local police", "The police listen to us"],
        name="post.xlsx",
    )
    mapping = guess_mapping([before, after])
    assert [len(one.wordings) for one in mapping.columns] == [2, 1, 2, 2]
    assert column(mapping, "The police listens to us").why_joined.code == "joined_similar"
    survey = read_survey([before, after], instrument_from_mapping(mapping))
    assert all(np.isfinite(one.scores).all() for one in survey.rounds)
    saved = Upload("saved.xlsx", instrument_workbook(instrument_from_mapping(mapping)))
    same_numbers(survey, read_survey([before, after], saved))


def test_two_languages_are_joined_in_order_and_groups_by_who_is_in_them() -> None:
    groups = (["Ministry of Interior", "Women's organisations"], ["وزارة الداخلية", "المنظمات النسائية"])
    rounds = []
    headers = (
        ["Code", "Your group", "I trust the police", "The police help us"],
        ["رمز المشاركة", "الفئة", "أثق بالشرطة", "تساعدنا الشرطة"],
    )
    for number, (header, group, scale) in enumerate(zip(headers, groups, (AGREE, AGREE_AR), strict=True)):
        rows = [[f"C{n:02}", group[n % 2], scale[n % 5], scale[(n + 1) % 5]] for n in range(12)]
        rounds.append(answers(rows, header=header, name=f"{number}.xlsx"))
    mapping = guess_mapping(rounds)
    assert [len(one.wordings) for one in mapping.columns] == [2, 2, 2, 2]
    instrument = instrument_from_mapping(mapping)
    assert [dict(group.label) for group in instrument.groups] == [
        {"en": "Ministry of Interior", "und": "Ministry of Interior", "ar": "وزارة الداخلية"},
        {"en": "Women's organisations", "und": "Women's organisations", "ar": "المنظمات النسائية"},
    ]
    assert [group.side for group in instrument.groups] == ["security", "civil_society"]
    survey = read_survey(rounds, instrument)
    assert [issue.code for issue in survey.issues if issue.severity != "note"] == []
    same_numbers(survey, read_survey(rounds, Upload("saved.xlsx", instrument_workbook(instrument))))


def test_an_end_of_the_scale_that_nobody_chose_is_added_and_marked() -> None:
    rows = [[f"C{n}", "NGO", AGREE[n % 4], ["Rarely", "Sometimes", "Never"][n % 3]] for n in range(9)]
    mapping = guess_mapping([answers(rows, header=["code", "group", "I trust them", "They listen"])])
    assert scores(mapping, "I trust them")["Strongly agree"] == 5
    assert scores(mapping, "They listen") == {"Never": 1, "Rarely": 2, "Sometimes": 3, "Always": 4}
    assert not any(one.reason.sure for one in mapping.lists if one.scores)


def test_non_answers_have_no_score() -> None:
    rows = [[f"C{n}", "NGO", [0, 10, 5, 88, "N/A", 7][n % 6], 3 + n % 6] for n in range(12)]
    mapping = guess_mapping(
        [answers(rows, header=["code", "group", "Trust in the police, 0 to 10", "Trust in courts"])]
    )
    found = scores(mapping, "Trust in the police, 0 to 10")
    assert found["88"] is None
    assert found["N/A"] is None
    assert [score for score in found.values() if score is not None] == list(range(11))


@pytest.mark.parametrize("heading", ["Serial", "_id", "ID", "Case number"])
def test_a_column_of_different_numbers_is_no_item(heading: str) -> None:
    rows = [[n + 1, AGREE[n % 5], "NGO"] for n in range(9)]
    mapping = guess_mapping([answers(rows, header=[heading, "I trust the police", "Group"])])
    assert column(mapping, heading).role != "item"


def test_what_could_name_a_person_is_never_shown_or_saved() -> None:
    rows = [[f"Name {n}", f"a{n}@b.org", "NGO", AGREE[n % 5]] for n in range(6)]
    mapping = guess_mapping([answers(rows, header=["Full name", "Contact", "Group", "I trust the police"])])
    assert [one.given for one in mapping.columns[:2]] == [(), ()]
    assert [one.label["en"] for one in instrument_from_mapping(mapping).questions] == ["Group", "I trust the police"]


def test_a_question_that_has_a_word_for_a_post_is_still_an_item() -> None:
    rows = [["NGO", AGREE[n % 5]] for n in range(6)]
    mapping = guess_mapping([answers(rows, header=["Group", "The police do a good job"])])
    assert column(mapping, "The police do a good job").role == "item"


@pytest.mark.parametrize(
    ("heading", "against"),
    [
        ("I trust the police", False),
        ("I do not trust the police", True),
        ("I am afraid of the police", True),
        ("I am not afraid of the police", False),
        ("The ministry fights corruption", False),
        ("Officials are corrupt", True),
        ("لا أثق بالشرطة", True),
        ("أثق بالشرطة", False),
        ("متمانەم بە پۆلیس نییە", True),
        ("La police est corrompu", True),
        ("honesty_r", True),
    ],
)
def test_the_direction_of_a_wording(heading: str, against: bool) -> None:
    assert bool(is_against(heading)) is against


def test_a_question_that_goes_against_the_others_is_turned_round_as_a_guess() -> None:
    rows = [["NGO", 1 + n % 5, 1 + n % 5, 1 + n % 5, 5 - n % 5] for n in range(20)]
    mapping = guess_mapping([answers(rows, header=["group", "a1", "a2", "a3", "a4"])])
    assert [one.reversed for one in mapping.items] == [False, False, False, True]
    assert column(mapping, "a4").why_reversed.code == "against_correlation"
    assert not column(mapping, "a4").is_sure


def test_stems_of_headings_are_dimensions() -> None:
    header = ["group", "Honesty [police]", "Honesty [army]", "Skill [police]", "Skill [army]"]
    rows = [["NGO", *(AGREE[(n + k) % 5] for k in range(4))] for n in range(10)]
    instrument = instrument_from_mapping(guess_mapping([answers(rows, header=header)]))
    assert [item.dimension for item in instrument.items] == ["honesty", "honesty", "skill", "skill"]
    assert [dict(one.label) for one in instrument.dimensions] == [{"en": "Honesty"}, {"en": "Skill"}]


def test_one_stem_for_all_is_no_dimension_of_its_own() -> None:
    rows = [["NGO", AGREE[n % 5], AGREE[-n % 5]] for n in range(10)]
    mapping = guess_mapping([answers(rows, header=["group", "Trust in [police]", "Trust in [army]"])])
    assert instrument_from_mapping(mapping).dimensions == ()


def test_an_unlisted_group_in_the_next_edition_is_an_issue() -> None:
    first = made("typed", 0)
    instrument = instrument_from_mapping(guess_mapping([first]))
    rows = [[n, f"A{n:02}", "Embassy", AGREE[n % 5], AGREE[n % 5], ""] for n in range(6)]
    header = ["Nr.", "Code", "Organisation type", "The police are honest", "The police lie to us", "Comments"]
    later = read_survey([answers(rows, header=header)], instrument)
    assert "group_unknown" in [issue.code for issue in later.issues]


def test_an_item_that_a_group_was_never_put_is_asked_of_the_others() -> None:
    rows = [
        ["NGO", AGREE[n % 5], "", AGREE[n % 5]] if n % 2 else ["Ministry", "", AGREE[n % 5], AGREE[n % 4]]
        for n in range(16)
    ]
    instrument = instrument_from_mapping(
        guess_mapping([answers(rows, header=["group", "Police honest", "NGOs honest", "All honest"])])
    )
    assert [sorted(item.questions[0].asked_of) for item in instrument.items] == [["ngo"], ["ministry"], []]


def corrected(mapping: Mapping) -> Mapping:
    mapping = with_role(mapping, 0, "disaggregate")
    index = next(index for index, one in enumerate(mapping.columns) if one.role == "item")
    mapping = with_dimension(with_direction(mapping, [index], is_reversed=True), [index], "Honesty  ")
    return with_scores(mapping, mapping.columns[index].answers, {AGREE[2]: None})


def test_what_a_person_corrects_reaches_the_numbers_and_the_workbook() -> None:
    rounds = rounds_of("typed")
    mapping = corrected(guess_mapping(rounds))
    instrument = instrument_from_mapping(mapping)
    assert instrument.items[0].reversed
    assert instrument.items[0].dimension == "honesty"
    assert list(instrument.items[0].choices.scores) == [1, 2, 4, 5]
    saved = Upload("saved.xlsx", instrument_workbook(instrument))
    same_numbers(read_survey(rounds, instrument), read_survey(rounds, saved))


def test_of_two_questions_of_one_heading_the_one_that_fewer_files_have_may_be_left_unused() -> None:
    """As the advice of the problem says; the other way round, a file's answers would go to a question it never had."""
    people = range(10)
    before = [[f"P{n}", "ab"[n % 2], AGREE[n % 5], AGREE[-n % 5]] for n in people]
    after = [[f"P{n}", "ab"[n % 2], AGREE[-n % 5], AGREE[n % 5], AGREE[2 * n % 5]] for n in people]
    rounds = [
        answers(before, header=["Code", "Group", "Fair", "Able"], name="pre.xlsx"),
        answers(after, header=["Code", "Group", "Fair", "Able", "Fair"], name="post.xlsx"),
    ]
    mapping = guess_mapping(rounds)
    both, alone = (index for index, one in enumerate(mapping.columns) if one.heading == "Fair")
    assert [mapping.columns[index].files for index in (both, alone)] == [(0, 1), (1,)]
    assert mapping.problems == (("same_heading", "fair"),)
    assert with_role(mapping, both, "ignore").problems == (("same_heading", "fair"),)
    left = with_role(mapping, alone, "ignore")
    assert left.problems == ()
    survey = read_survey(rounds, instrument_from_mapping(left))
    assert [one.scores[:, 0].tolist() for one in survey.rounds] == [
        [1.0 + n % 5 for n in people],
        [1.0 + -n % 5 for n in people],
    ]


def test_an_empty_column_of_a_question_that_other_files_have_is_a_problem_too() -> None:
    """Its file would be taken to ask the question of everybody, and nobody to have answered."""
    rows = [[f"P{n}", "ab"[n % 2], AGREE[n % 5], AGREE[-n % 5]] for n in range(10)]
    rounds = [
        answers(rows, header=["Code", "Group", "Fair", "Able"], name="pre.xlsx"),
        answers([[*row, ""] for row in rows], header=["Code", "Group", "Fair", "Able", "Fair"], name="post.xlsx"),
    ]
    mapping = guess_mapping(rounds)
    both, alone = (index for index, one in enumerate(mapping.columns) if one.heading == "Fair")
    assert (mapping.columns[alone].role, mapping.problems) == ("ignore", ())
    assert with_role(mapping, both, "ignore").problems == ()
    before_alone = mapping.with_column(both, found=mapping.columns[both].found[:1])
    assert before_alone.problems == (("same_heading", "fair"),)


def test_a_role_that_one_column_has_is_given_up_by_another() -> None:
    mapping = with_role(guess_mapping(rounds_of("typed")), 0, "respondent_id")
    assert [one.role for one in mapping.columns[:2]] == ["respondent_id", "ignore"]


def test_what_a_form_would_read_as_a_reference_is_kept_apart(tmp_path: Path) -> None:
    upload = answers([["NGO", AGREE[n % 5]] for n in range(8)], header=["Group", "How much do you trust ${who}?"])
    instrument = instrument_from_mapping(guess_mapping([upload]))
    path = tmp_path / "saved.xlsx"
    path.write_bytes(instrument_workbook(instrument))
    assert not convert(str(path)).warnings
    assert np.isfinite(read_survey([upload], Upload.from_path(path)).rounds[0].scores).all()


def test_one_file_of_two_rounds_is_parted_in_the_order_of_time() -> None:
    rows = [[f"C{n % 8}", ["After", "Before"][n // 8], "NGO", AGREE[n % 5]] for n in range(16)]
    upload = answers(rows, header=["Code", "Round", "Group", "I trust the police"])
    survey = read_survey([upload], instrument_from_mapping(guess_mapping([upload])))
    assert [one.name for one in survey.rounds] == ["pre", "post"]
    assert survey.rounds[0].scores[0] == AGREE.index(AGREE[8 % 5]) + 1


def test_a_round_without_a_list_is_ignored() -> None:
    upload = answers([[f"word {n}", "NGO", AGREE[n % 5]] for n in range(60)], header=["Text", "Group", "I trust them"])
    instrument = instrument_from_mapping(with_role(guess_mapping([upload]), 0, "round"))
    assert instrument.questions[0].role == "ignore"


def test_an_item_without_scores_is_a_problem_and_feeds_nothing() -> None:
    rows = [["NGO", AGREE[n % 5], ["blue", "red", "green"][n % 3]] for n in range(12)]
    mapping = guess_mapping([answers(rows, header=["group", "I trust them", "Colour"])])
    mapping = with_role(mapping, 2, "item")
    assert mapping.problems == (("no_scores", "Colour"),)
    assert [item.label["en"] for item in instrument_from_mapping(mapping).items] == ["I trust them"]


def test_a_questionnaire_among_the_files_is_refused() -> None:
    form = Upload.from_path(BILINGUAL / "instrument.xlsx")
    with pytest.raises(SurveyError) as caught:
        guess_mapping([form])
    assert [issue.code for issue in caught.value.issues] == ["is_an_instrument"]


def of_files(folder: Path, names: Sequence[str]) -> tuple[list[Upload], Mapping]:
    rounds = [Upload.from_path(folder / name) for name in names]
    return rounds, guess_mapping(rounds)


@pytest.mark.parametrize("names", [("pre__labels_en.xlsx", "post__labels_en.xlsx"), ("pre__xml.csv", "post__xml.csv")])
def test_a_real_export_without_its_instrument_scores_as_with_it(names: tuple[str, str]) -> None:
    rounds, mapping = of_files(BILINGUAL, names)
    assert [one.role for one in mapping.columns if not one.metadata][:8] == [
        "respondent_id",
        "disaggregate",
        "ignore",
        *["item"] * 5,
    ]
    assert [one.reversed for one in mapping.items] == [False, False, True, False, True]
    survey = read_survey(rounds, instrument_from_mapping(mapping))
    known = read_survey(rounds, Upload.from_path(BILINGUAL / "instrument.xlsx"))
    for one, other in zip(survey.rounds, known.rounds, strict=True):
        np.testing.assert_array_equal(one.scores, other.scores)
    assert [(item.reversed, item.choices.scores) for item in survey.instrument.items] == [
        (item.reversed, item.choices.scores) for item in known.instrument.items
    ]


def test_the_reference_event_without_its_instrument() -> None:
    before, after, form = files(EVENT)
    rounds, mapping = of_files(before.parent, (before.name, after.name))
    known = read_instrument(Upload.from_path(form))
    assert [one.heading for one in mapping.items] == [item.name for item in known.items]
    assert [one.reversed for one in mapping.items] == [item.reversed for item in known.items]
    assert {one.dimension for one in mapping.items} == {*(item.dimension or "" for item in known.items)}
    survey = read_survey(rounds, instrument_from_mapping(mapping))
    other = read_survey(rounds, known)
    assert all(a.scores.tobytes() == b.scores.tobytes() for a, b in zip(survey.rounds, other.rounds, strict=True))


def test_the_shipped_sample_in_two_languages_without_its_questionnaire() -> None:
    sample = Path(__file__).resolve().parents[3] / "data" / "sample"
    rounds, mapping = of_files(sample, ("before.xlsx", "after.xlsx"))
    assert len(mapping.items) == 30
    assert not any(one.reversed for one in mapping.items)
    survey = read_survey(rounds, instrument_from_mapping(mapping))
    known = read_survey(rounds, Upload.from_path(sample.parent / "instrument.xlsx"))
    assert [sorted(one.label) for one in survey.groups] == [["ar", "en", "und"]] * 7
    assert [int(one.present.sum()) for one in survey.rounds] == [int(one.present.sum()) for one in known.rounds]
    # Each item of the questionnaire is two columns here, one a side: together they hold the same scores.
    for one, other in zip(survey.rounds, known.rounds, strict=True):
        both = np.where(np.isnan(one.scores[:, :15]), one.scores[:, 15:], one.scores[:, :15])
        assert np.nansum(both) == np.nansum(other.scores)


def test_a_grid_of_google_forms_is_items_whose_order_is_to_be_stated(shared_data: Path) -> None:
    _, mapping = of_files(shared_data / "fixtures" / "google_forms", ["candy2015_google_form_grid_first400.xlsx"])
    grid = [one for one in mapping.items if one.heading.startswith("[")]
    assert len(grid) > 50
    assert len({one.answers for one in grid}) == 1
    assert ("no_scores", "[Butterfinger]") in mapping.problems


def test_an_open_question_and_an_age_of_google_forms_are_no_items(shared_data: Path) -> None:
    _, mapping = of_files(shared_data / "fixtures" / "google_forms", ["uva_sp24_form_responses.xlsx"])
    assert column(mapping, "What is the rationale behind your opinion?").role == "open_ended"
    assert len(mapping.items) == 1


def test_favour_of_surveymonkey_is_a_scale_and_its_id_none(shared_data: Path) -> None:
    _, mapping = of_files(shared_data / "fixtures" / "surveymonkey", ["538_StarWars.csv"])
    known = [one for one in mapping.items if one.heading.startswith("Please state whether you view")]
    assert len(known) == 14
    assert len({one.answers for one in known}) == 1
    found = scores(mapping, known[0].heading)
    assert (found["Very unfavorably"], found["Very favorably"], found["Unfamiliar (N/A)"]) == (1, 5, None)
    assert column(mapping, "RespondentID").role in ("respondent_id", "ignore")


def test_value_labels_of_spss_are_the_answers(shared_data: Path) -> None:
    rounds, mapping = of_files(shared_data / "fixtures" / "spss", ["pyreadstat_sample_missing.sav"])
    assert scores(mapping, "myord") == {"low": 1, "medium": 2, "high": 3, "N/A": None}
    (first,) = read_survey(rounds, instrument_from_mapping(mapping)).rounds
    assert np.unique(first.scores[np.isfinite(first.scores)]).tolist() == [1, 2, 3]


def test_the_panel_is_mapped_with_its_weights_and_codes() -> None:
    before, after, _ = files(PANEL)
    _, mapping = of_files(before.parent, (before.name, after.name))
    found = roles(mapping)
    assert (found["respondent"], found["group"], found["weight"]) == ("respondent_id", "group", "weight")
    assert scores(mapping, "conarmy") == {"Hardly any": 1, "Only some": 2, "a Great Deal": 3}


@pytest.mark.parametrize("role", ["ignore", "disaggregate"])
def test_without_a_column_of_the_group_everybody_is_one_group(role: str) -> None:
    rows = [
        ["NGO", AGREE[n % 5], "", AGREE[n % 5]] if n % 2 else ["Ministry", "", AGREE[n % 5], AGREE[n % 4]]
        for n in range(16)
    ]
    upload = answers(rows, header=["group", "Police honest", "NGOs honest", "All honest"])
    mapping = with_role(guess_mapping([upload]), 0, role)
    instrument = instrument_from_mapping(mapping)
    assert not [choice for one in instrument.questions if one.choices for choice in one.choices.choices if choice.side]
    survey = read_survey([upload], instrument)
    assert (survey.groups, set(survey.group.tolist())) == ((), {-1})
    saved = Upload("saved.xlsx", instrument_workbook(instrument))
    same_numbers(survey, read_survey([upload], saved))

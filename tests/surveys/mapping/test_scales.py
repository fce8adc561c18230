"""Scales: known by their words, shared by columns whose own answers say so, with slips proposed, never scored."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence

import numpy as np
import pytest

from surveys import Upload, read_survey
from surveys.coding.answers import is_non_answer
from surveys.mapping import Mapped, Mapping, guess_mapping, instrument_from_mapping
from surveys.mapping.scales import UNKNOWN, scale_kind, scale_of, slip_of, with_scored_words
from surveys.mapping.scales.slips import edits
from tests.surveys.workbooks import answers

FIVE = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
FOUR = (FIVE[0], FIVE[1], FIVE[3], FIVE[4])


def column(mapping: Mapping, heading: str) -> Mapped:
    (found,) = (one for one in mapping.columns if one.heading == heading)
    return found


def scored(mapping: Mapping, heading: str) -> dict[str, float | None]:
    return {one.text: one.score for one in mapping.list_of[column(mapping, heading).answers].answers}


def ends(mapping: Mapping, heading: str) -> tuple[float, float]:
    found = mapping.list_of[column(mapping, heading).answers].scores
    return found[0], found[-1]


def file(questions: Dictionary[str, Sequence[object]], people: int, name: str = "pre.xlsx") -> Upload:
    """People who give the answers to each question in turn, beside a group."""
    rows = [["NGO", *(given[person % len(given)] for given in questions.values())] for person in range(people)]
    return answers(rows, header=["Group", *questions], name=name)


def order(texts: Sequence[str]) -> list[float | None]:
    """The scores of answers that were given twenty times each."""
    given = with_scored_words(texts)
    scale = scale_of(scale_kind(given), dict.fromkeys(given, 20))
    keys = {text.casefold(): score for text, score in scale.scores.items()}
    return [keys.get(text.casefold(), list(scale.scores.values())[index]) for index, text in enumerate(given)]


# Numbers


@pytest.mark.parametrize("heads", [("duty", "trust"), ("Duty: ", "Trust: ")])
def test_a_battery_to_5_and_one_to_6_are_two_scales_and_5_of_5_is_the_most(heads: tuple[str, str]) -> None:
    six, five = heads
    questions: dict[str, Sequence[object]] = {f"{six}{n}": [1, 2, 3, 4, 5, 6] for n in range(1, 4)}
    questions |= {f"{five}{n}": [1, 2, 3, 4, 5, 5] for n in range(1, 4)}
    upload = file(questions, 60)
    mapping = guess_mapping([upload])
    assert ends(mapping, f"{six}1") == (1, 6)
    assert ends(mapping, f"{five}1") == (1, 5)
    assert len({column(mapping, f"{five}{n}").answers for n in range(1, 4)}) == 1
    survey = read_survey([upload], instrument_from_mapping(mapping))
    assert [item.choices.high for item in survey.instrument.items] == [6, 6, 6, 5, 5, 5]


def test_neighbours_without_a_stem_are_parted_by_what_many_people_never_chose() -> None:
    questions: dict[str, Sequence[object]] = {
        "I trust the police": [1, 2, 3, 4, 5, 6],
        "Courts are fair": [6, 5, 4, 3, 2, 1],
        "My street is safe": [1, 2, 3, 4, 5, 4],
        "Officials listen": [5, 4, 3, 2, 1, 2],
    }
    mapping = guess_mapping([file(questions, 300)])
    assert [ends(mapping, one) for one in questions] == [(1, 6), (1, 6), (1, 5), (1, 5)]
    assert column(mapping, "My street is safe").is_sure


def test_where_few_people_leave_it_open_whether_5_is_the_end_the_column_is_marked() -> None:
    questions: dict[str, Sequence[object]] = {
        "I trust the police": [1, 2, 3, 4, 5, 6],
        "Courts are fair": [6, 5, 4, 3, 2, 1],
        "My street is safe": [1, 2, 3, 4, 5, 4],
    }
    mapping = guess_mapping([file(questions, 12)])
    assert not column(mapping, "My street is safe").is_sure
    assert column(mapping, "Courts are fair").why_role.sure


def test_a_row_of_a_grid_where_nobody_chose_an_end_is_on_the_scale_of_the_grid() -> None:
    questions: dict[str, Sequence[object]] = {
        "How far do you trust [the police]": [1, 2, 3, 4, 5],
        "How far do you trust [the army]": [1, 2, 3],
        "How far do you trust [the courts]": [2, 3, 4],
    }
    mapping = guess_mapping([file(questions, 200)])
    assert len({column(mapping, one).answers for one in questions}) == 1
    assert ends(mapping, "How far do you trust [the army]") == (1, 5)


def test_a_rarely_chosen_end_that_one_column_misses_parts_no_battery() -> None:
    rare: Sequence[object] = [1] + [2, 3, 4] * 16 + [5]
    questions: dict[str, Sequence[object]] = {f"q1_{n}": rare for n in range(1, 4)}
    questions |= {"q1_4": [2, 3, 4]}
    mapping = guess_mapping([file(questions, 50)])
    assert len({column(mapping, one).answers for one in questions}) == 1


def test_zero_to_ten_beside_one_to_five() -> None:
    questions: dict[str, Sequence[object]] = {f"t{n}": list(range(11)) for n in range(1, 4)}
    questions |= {f"u{n}": [1, 2, 3, 4, 5] for n in range(1, 4)}
    mapping = guess_mapping([file(questions, 55)])
    assert (ends(mapping, "t1"), ends(mapping, "u1")) == ((0, 10), (1, 5))


# Words


def test_four_points_without_a_middle_and_five_with_one_are_two_lists() -> None:
    questions: dict[str, Sequence[object]] = {"I trust the police": FIVE, "Courts are fair": FIVE}
    questions |= {"Officials listen": FOUR, "My street is safe": FOUR}
    mapping = guess_mapping([file(questions, 60)])
    assert scored(mapping, "Courts are fair") == {text: score for score, text in enumerate(FIVE, start=1)}
    assert scored(mapping, "Officials listen") == {text: score for score, text in enumerate(FOUR, start=1)}


def test_so_are_those_with_numbers_in_front() -> None:
    questions: dict[str, Sequence[object]] = {
        name: [f"{number} - {text}" for number, text in enumerate(scale, start=1)]
        for name, scale in {"I trust them": FIVE, "They listen": FIVE, "They help": FOUR, "They care": FOUR}.items()
    }
    mapping = guess_mapping([file(questions, 60)])
    assert (ends(mapping, "I trust them"), ends(mapping, "They care")) == ((1, 5), (1, 4))
    assert scored(mapping, "They care")["3 - Agree"] == 3


def test_a_number_in_front_tells_the_levels_that_nobody_chose() -> None:
    mapping = guess_mapping([file({"I trust them": ["2 - Disagree", "3 - Neutral", "4 - Agree"]}, 30)])
    assert (ends(mapping, "I trust them"), scored(mapping, "I trust them")["4 - Agree"]) == ((1, 5), 4)


def test_a_column_that_misses_the_ends_shares_the_list_of_its_battery() -> None:
    questions: dict[str, Sequence[object]] = {"I trust them": FIVE, "They listen": FIVE, "They help": FIVE[1:4]}
    mapping = guess_mapping([file(questions, 25)])
    assert scored(mapping, "They help")["Agree"] == 4


def test_a_slip_is_proposed_and_has_no_score() -> None:
    given = [*FIVE * 4, "Stronly agree", "Agre", "whatever else"]
    mapping = guess_mapping([file({"I trust them": given, "They listen": FIVE}, 69)])
    of_list = {one.text: one for one in mapping.list_of[column(mapping, "I trust them").answers].answers}
    assert (of_list["Stronly agree"].slip_of, of_list["Stronly agree"].score) == ("Strongly agree", None)
    assert (of_list["Agre"].slip_of, of_list["whatever else"].slip_of) == ("Agree", "")
    assert of_list["Strongly agree"].score == 5


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Stronly agree", "Strongly agree"),
        ("Strongly agrre", "Strongly agree"),
        ("Agere", "Agree"),
        ("Disagre", "Disagree"),
        ("Agree", ""),
        ("Yes", ""),
        ("5", ""),
        ("agree!", ""),
    ],
)
def test_what_a_text_is_a_slip_of(text: str, meant: str) -> None:
    assert slip_of(text, FIVE) == meant


def test_what_is_near_two_answers_is_a_slip_of_neither() -> None:
    assert slip_of("nsafe place", ["safe place", "unsafe place"]) == ""


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("agree", "agree", 0), ("agree", "agere", 1), ("ca", "abc", 3), ("kitten", "sitting", 3)],
)
def test_edits_as_counted_by_hand(one: str, other: str, count: int) -> None:
    assert edits(one, other, 3) == count


KNOWN = [
    ("Never", "Once a year", "Monthly", "Weekly", "Daily"),
    ("Low", "Medium", "High"),
    ("Very uncomfortable", "Uncomfortable", "Neither", "Comfortable", "Very comfortable"),
    ("Not at all important", "Somewhat important", "Important", "Very important"),
    ("Disagree", "Neutral", "Agree"),
    ("Not at all confident", "Somewhat confident", "Very confident"),
    ("Hardly any", "Only some", "A great deal"),
    ("Much worse", "Worse", "About the same", "Better", "Much better"),
    ("☹️", "😐", "🙂"),
    ("👎🏽", "👍🏿"),
    ("False", "True"),
    ("No", "Yes"),
    ("None", "A little", "A lot"),
    ("Not at all useful", "Slightly useful", "Useful", "Very useful", "Extremely useful"),
    ("Never", "Sometimes", "Often", "Very often"),
    ("أبداً", "مرة في السنة", "شهرياً", "أسبوعياً", "يومياً"),
    ("منخفض", "متوسط", "مرتفع"),
    ("غير مهم", "مهم إلى حد ما", "مهم", "مهم جداً"),
    ("غير مرتاح", "محايد", "مرتاح"),
    ("غير واثق على الإطلاق", "واثق إلى حد ما", "واثق جدا"),
    ("غير مفيد على الإطلاق", "مفيد إلى حد ما", "مفيد", "مفيد جدا"),
    ("خطأ", "صحيح"),
    ("هەرگیز", "ساڵی جارێک", "مانگانە", "هەفتانە", "ڕۆژانە"),
    ("نزم", "مامناوەند", "بەرز"),
    ("گرنگ نییە", "گرنگە", "زۆر گرنگە"),
    ("نەخێر", "بەڵێ"),
    ("Jamais", "Une fois par an", "Une fois par mois", "Chaque semaine", "Tous les jours"),
    ("Faible", "Moyen", "Élevé"),
    ("Pas du tout important", "Peu important", "Important", "Très important"),
    ("Pas du tout utile", "Un peu utile", "Utile", "Très utile"),
    ("Mal à l'aise", "Neutre", "À l'aise"),
    ("Faux", "Vrai"),
    ("Disagree / لا أوافق", "Neutral / محايد", "Agree / أوافق"),
    ("Disagree (1)", "Neutral (2)", "Agree (3)"),
]


@pytest.mark.parametrize("texts", KNOWN, ids=lambda texts: texts[-1])
def test_everyday_scales_are_known_in_their_order(texts: Sequence[str]) -> None:
    shuffled = [*texts[1:], texts[0]]
    kind = scale_kind(with_scored_words(shuffled))
    assert kind != UNKNOWN
    mapping = guess_mapping([file({"I trust them": shuffled, "They listen": shuffled}, 120)])
    found = scored(mapping, "I trust them")
    values = [found[text] for text in texts]
    assert None not in values
    assert values == sorted(values, key=lambda value: value or 0.0)
    assert len(set(values)) == len(texts)


# What is no answer


@pytest.mark.parametrize(
    "text",
    [
        *("NA", "null", "-", "—", "n.a.", "#N/A", "NULL", "N/A", "None", "n.d.", "–", "99", "-99", "88", "98"),
        *("Don't know", "Not sure", "Prefer not to answer", "لا أدري", "لا ينطبق", "غير متأكد", "أفضل عدم الإجابة"),
        *("نازانم", "نامەوێت وەڵام بدەمەوە", "پەیوەندی نییە", "NSP", "Sans opinion", "Ne se prononce pas"),
    ],
)
def test_usual_ways_to_give_no_answer(text: str) -> None:
    assert is_non_answer(text)


@pytest.mark.parametrize("text", ["No", "Neutral", "0", "5", "لا", "Never", "Non", "نا"])
def test_answers_that_are_answers(text: str) -> None:
    assert not is_non_answer(text)


def test_none_is_an_answer_of_a_scale_that_has_it_and_missing_on_others() -> None:
    questions: dict[str, Sequence[object]] = {
        "How much trust in the police": ["None", "A little", "Some", "A lot"],
        "I trust the army": [*FIVE, "None"],
    }
    upload = file(questions, 120)
    mapping = guess_mapping([upload])
    assert scored(mapping, "How much trust in the police")["None"] == 1
    assert scored(mapping, "I trust the army")["None"] is None
    (first,) = read_survey([upload], instrument_from_mapping(mapping)).rounds
    assert np.isfinite(first.scores).sum(axis=0).tolist() == [120, 100]


# Groups and what tells people apart


def rounds_with(heading: str, given: Sequence[object], *, in_both: bool) -> list[Upload]:
    header = ["Code", heading, "I trust them", "They listen"]
    rows = [[f"C{n:02}", given[n % len(given)], FIVE[n % 5], FIVE[n % 4]] for n in range(20)]
    later = rows if in_both else [[row[0], *row[2:]] for row in rows]
    later_header = header if in_both else [header[0], *header[2:]]
    return [answers(rows, header=header), answers(later, header=later_header, name="post.xlsx")]


@pytest.mark.parametrize(("heading", "given"), [("Group", ["NGO", "Police"]), ("Sex", ["Male", "Female"])])
def test_a_group_that_stands_in_one_file_only_is_never_guessed(heading: str, given: Sequence[object]) -> None:
    mapping = guess_mapping(rounds_with(heading, given, in_both=False))
    assert mapping.of_role("group") is None
    assert column(mapping, heading).role == "disaggregate"
    everywhere = guess_mapping(rounds_with(heading, given, in_both=True))
    assert column(everywhere, heading).role == ("group" if heading == "Group" else "disaggregate")


def test_a_list_with_a_name_that_one_person_gives_is_no_group() -> None:
    rounds = rounds_with("Place", ["Basra"] * 9 + ["Erbil"] * 10 + ["Duhok"], in_both=True)
    assert guess_mapping(rounds[:1]).of_role("group") is None

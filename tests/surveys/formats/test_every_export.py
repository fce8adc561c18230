"""One survey, exported by every tool in every way: whichever it is, every number is the same to the last bit."""

from __future__ import annotations

import csv
import io
import pickle
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from typing import Any, ParamSpec, TypeVar

import numpy as np
import pytest

from metrics import Settings, analyse, to_document
from metrics.statistics.programs import solve
from surveys import Instrument, Survey, Upload, read_instrument, read_survey
from surveys.formats import formats
from tests.surveys.exports.answers import ITEMS, POST, PRE, Filled, Submission
from tests.surveys.exports.everyway import EXPORTS
from tests.surveys.exports.export import Export
from tests.surveys.exports.instrument import BY_NAME, DIMENSIONS, LISTS, form

P = ParamSpec("P")
R = TypeVar("R")
SETTINGS = Settings(threshold=3)
OF_THE_FILE = ("survey", "issues")
"""The parts of a result that name files, or what was found in them."""
SAID_OF_ANSWERS = {"answers_without_home", "group_unknown", "items_missing", "no_code_column", "round_not_stated"}
"""The issues of answers and questions that found no home."""
NOT_IN_THE_FORM = re.compile(
    r"contacts_count|who_met_\d|source_other|Total points|Quiz feedback|(?:Points|Feedback) - .*"
)
"""Headings that the form does not have, and a reader need not know."""


@cache
def instrument(with_round: bool = False) -> Instrument:
    return read_instrument(Upload("form.xlsx", form(with_round=with_round)))


def bare(filled: Filled) -> Upload:
    """The answers as the plainest of tables: names, a row a person."""
    buffer = io.StringIO(newline="")
    names = ["code", "stakeholder", *ITEMS]
    csv.writer(buffer).writerows([names, *([one.text(name) for name in names] for one in filled.submissions)])
    return Upload(f"{filled.name}.csv", buffer.getvalue().encode())


@cache
def reference() -> Survey:
    return read_survey([bare(PRE), bare(POST)], instrument())


@cache
def reference_document() -> dict[str, Any]:
    return to_document(analyse(reference(), SETTINGS))


def once(function: Callable[P, R]) -> Callable[P, R]:
    """A function that is asked once for the same arguments, bit by bit: any other bit, and it is asked again."""
    answers: dict[bytes, R] = {}

    def asked(*arguments: P.args, **named: P.kwargs) -> R:
        key = pickle.dumps((arguments, named))
        if key not in answers:
            answers[key] = function(*arguments, **named)
        return answers[key]

    return asked


@pytest.fixture(scope="module", autouse=True)
def the_longest_steps_once() -> Iterator[None]:
    """All exports have the same people: a program over their answers is solved once."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("metrics.publish.linked.search.solve", once(solve))
        yield


@cache
def exported(export: Export) -> Survey:
    return read_survey(export.uploads(PRE, POST), instrument(export.together))


def without_files(survey: dict[str, Any]) -> dict[str, Any]:
    """What a result says of the survey, but for its files: of each round the name and the number of people."""
    rounds = [(one["name"], one["respondents"]) for one in survey["rounds"]]
    return survey | {"rounds": rounds}


every_export = pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)


@every_export
def test_people_groups_and_scores_are_those_of_the_answers(export: Export) -> None:
    survey, known = exported(export), reference()
    assert [one.name for one in survey.rounds] == ["pre", "post"]
    assert survey.groups == known.groups
    assert survey.group.tobytes() == known.group.tobytes()
    for one, other in zip(survey.rounds, known.rounds, strict=True):
        assert one.present.tolist() == other.present.tolist()
        assert one.was_asked.tolist() == other.was_asked.tolist()
        np.testing.assert_array_equal(one.scores, other.scores)
        assert one.scores.tobytes() == other.scores.tobytes()


@every_export
def test_every_table_of_the_result_is_that_of_the_answers(export: Export) -> None:
    document = to_document(analyse(exported(export), SETTINGS))
    known = reference_document()
    for table in known.keys() - set(OF_THE_FILE):
        assert document[table] == known[table], table
    assert without_files(document["survey"]) == without_files(known["survey"])


def test_every_format_is_exported() -> None:
    tools = {one.__name__.rpartition(".")[2] for one in formats()}
    assert tools == {export.tool for export in EXPORTS}


@every_export
def test_the_tool_is_recognised(export: Export) -> None:
    assert all(one.format.startswith(f"{export.tool}_") for one in exported(export).rounds)


@every_export
def test_no_answer_and_no_question_stays_without_a_home(export: Export) -> None:
    assert [issue.code for issue in exported(export).issues if issue.code in SAID_OF_ANSWERS] == []


@every_export
def test_no_column_of_the_form_or_the_tool_is_called_homeless(export: Export) -> None:
    listed = [issue for issue in exported(export).issues if issue.code == "columns_without_home"]
    headings = [heading for issue in listed for heading in str(issue.values["headings"]).split(", ")]
    assert [heading for heading in headings if not NOT_IN_THE_FORM.fullmatch(heading)] == []


# The same numbers, counted from the answers by hand.


@dataclass(frozen=True)
class Pair:
    """The scores of one measure of the people who have it in both rounds."""

    before: tuple[Fraction, ...]
    after: tuple[Fraction, ...]

    @property
    def moves(self) -> list[Fraction]:
        return [later - earlier for earlier, later in zip(self.before, self.after, strict=True)]

    @property
    def counts(self) -> tuple[int, int, int]:
        moves = self.moves
        return sum(move > 0 for move in moves), sum(move == 0 for move in moves), sum(move < 0 for move in moves)


def item_score(one: Submission, item: str) -> Fraction | None:
    scores = {choice.name: choice.score for choice in LISTS[BY_NAME[item].list] if choice.score != ""}
    if one.items[item] not in scores:
        return None
    low, high = min(map(int, scores.values())), max(map(int, scores.values()))
    share = Fraction(100 * (int(scores[one.items[item]]) - low), high - low)
    return 100 - share if BY_NAME[item].scoring["trust_reversed"] == "yes" else share


def mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def dimension_score(one: Submission, dimension: str) -> Fraction | None:
    items = [item for item in ITEMS if BY_NAME[item].scoring["trust_dimension"] == dimension]
    answered = [score for item in items if (score := item_score(one, item)) is not None]
    return mean(answered) if 2 * len(answered) >= len(items) else None


def index(one: Submission) -> Fraction | None:
    present = [
        (weight, score) for name, (_, weight) in DIMENSIONS.items() if (score := dimension_score(one, name)) is not None
    ]
    if 2 * len(present) < len(DIMENSIONS):
        return None
    return sum((weight * score for weight, score in present), Fraction(0)) / sum(weight for weight, _ in present)


def pair(score: Callable[[Submission], Fraction | None], groups: Sequence[str] = ()) -> Pair:
    later = {one.code: one for one in POST.submissions if one.code}
    both = [
        (first, second)
        for one in PRE.submissions
        if one.code in later and (not groups or one.group in groups)
        if (first := score(one)) is not None and (second := score(later[one.code])) is not None
    ]
    return Pair(tuple(first for first, _ in both), tuple(second for _, second in both))


MEASURES: dict[str, Callable[[Submission], Fraction | None]] = {
    "trust_index": index,
    **{name: partial(dimension_score, dimension=name) for name in DIMENSIONS},
    **{name: partial(item_score, item=name) for name in ITEMS},
}
SIDES = {"ALL": ()} | {
    f"SIDE:{side}": tuple(choice.name for choice in LISTS["who"] if choice.side == side)
    for side in ("civil_society", "security")
}


def test_the_made_survey_is_what_it_is_meant_to_be() -> None:
    sizes = [len(one.submissions) for one in (PRE, POST)]
    codes = [{one.code for one in filled.submissions if one.code} for filled in (PRE, POST)]
    assert (sizes, len(codes[0] & codes[1])) == ([24, 22], 18)
    present = [one.present for one in reference().rounds]
    assert [int(one.sum()) for one in present] == sizes
    assert int((present[0] & present[1]).sum()) == 18
    assert len(pair(index).before) == 17


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("group", SIDES)
def test_a_change_is_that_of_the_hand_count(measure: str, group: str) -> None:
    rows = reference_document()["changes"]
    (row,) = (row for row in rows if (row["measure"], row["group"]) == (measure, group))
    if row["verdict"] == "protected":
        pytest.fail("the made survey is to show every measure of every side")
    counted = pair(MEASURES[measure], SIDES[group])
    assert (row["n_from"], row["n_to"], row["n_matched"]) == (len(counted.before),) * 3
    assert (row["rose"], row["same"], row["fell"]) == counted.counts
    assert row["mean_from"] == pytest.approx(float(mean(counted.before)), abs=1e-9)
    assert row["mean_to"] == pytest.approx(float(mean(counted.after)), abs=1e-9)
    assert row["change"] == pytest.approx(float(mean(counted.moves)), abs=1e-9)


@pytest.mark.parametrize("item", ITEMS)
def test_the_answers_to_an_item_are_those_of_the_hand_count(item: str) -> None:
    later = {one.code: one for one in POST.submissions if one.code}
    matched = [(one, later[one.code]) for one in PRE.submissions if one.code in later]
    names = {choice.score: choice.name for choice in LISTS[BY_NAME[item].list] if choice.score != ""}
    counted = pair(MEASURES[item])
    for round_index, (name, scores) in enumerate((("pre", counted.before), ("post", counted.after))):
        rows = reference_document()["items"]
        (row,) = (row for row in rows if (row["item"], row["group"], row["round"]) == (item, "ALL", name))
        base = [people for people in matched if None not in [item_score(one, item) for one in people]]
        answers = [people[round_index].items[item] for people in base]
        assert row["counts"] == {str(score): answers.count(choice) for score, choice in sorted(names.items())}
        assert row["non_answers"] == sum(item_score(people[round_index], item) is None for people in matched)
        assert row["trusting"] == pytest.approx(100 * sum(score > 50 for score in scores) / len(scores), abs=1e-9)
        assert row["distrusting"] == pytest.approx(100 * sum(score < 50 for score in scores) / len(scores), abs=1e-9)

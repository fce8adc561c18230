"""A sample of the hostile files: each is read, or refused by our own error, soon and within bounds of memory."""

from __future__ import annotations

import io
import time
from functools import cache
from pickle import UnpicklingError
from typing import Any

import pytest

from surveys import Instrument, Issue, SurveyError, Upload, read_instrument, read_survey
from surveys.coding.answers import AnswerKey
from surveys.coding.coder import Coder
from surveys.files.times import seconds
from surveys.files.wall.messages import receive, send
from surveys.language.wording import normalise
from surveys.people.matching.near_codes import one_edit_apart
from tests.fuzz.batch import LONGEST_MESSAGE, Peak, peak, wrong_messages
from tests.fuzz.hostile import HOSTILE, many_lists
from tests.fuzz.of_cells import KILLERS, workbook
from tests.fuzz.outcome import LONGEST, MOST_MEMORY, Became, FuzzRun
from tests.fuzz.run import TARGETS
from tests.fuzz.through_command import run_case
from tests.sample import AFTER, BEFORE, INSTRUMENT
from tests.surveys.exports.containers import text_table
from tests.surveys.exports.instrument import form
from tests.surveys.workbooks import CHOICES, HEADER, SURVEY
from words import number

FIRST = 1


def look(target: str, count: int) -> FuzzRun:
    """So many files were given to a target, and none did what it may not."""
    run = TARGETS[target](FIRST, count, 2)
    assert len(run.cases) == count
    assert run.violations == []
    return run


def test_a_sample_of_hostile_files_is_read_or_refused() -> None:
    assert look("reader", 100).outcomes["clean"] > 5


@pytest.mark.long
def test_twenty_thousand_hostile_files_are_read_or_refused() -> None:
    assert look("reader", 20_000).outcomes["clean"] > 2_000


@pytest.mark.parametrize("number", range(FIRST, FIRST + 6))
def test_the_command_writes_all_or_says_why_not(number: int) -> None:
    assert run_case(number).all_wrong == []


@pytest.mark.long
def test_the_command_writes_all_of_three_hundred_files_or_says_why_not() -> None:
    look("command", 300)


@pytest.mark.long
def test_a_dashboard_under_two_hundred_hostile_uploads_stays_up() -> None:
    look("dashboard", 200)


def test_a_violation_is_listed_with_what_repeats_it() -> None:
    run = FuzzRun("command")
    for wrong in ({"wrong": "KeyError"}, {"seconds": LONGEST + 1}, {"behind": MOST_MEMORY + 1}):
        well: dict[str, Any] = {"number": 7, "how": "x", "outcome": "clean", "seconds": 1.0}
        run.cases.append(Became(**{**well, **wrong}))
    assert len(run.violations) == 3
    assert all("--target command --count 1 --seed 7 " in line for line in run.violations)


@cache
def instrument() -> Instrument:
    return read_instrument(Upload("form.xlsx", form(with_round=False)))


@cache
def watch() -> Peak:
    return Peak()


def read(upload: Upload) -> tuple[set[str], tuple[Issue, ...]]:
    """The codes of what stands in the way, and all that is to be said."""
    try:
        return set(), read_survey([upload], instrument()).issues
    except SurveyError as error:
        return {issue.code for issue in error.issues}, error.issues


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_harm_is_refused_or_read_within_bounds(name: str) -> None:
    make, code = HOSTILE[name]
    hostile = Upload("hostile", make())
    others = peak("self", "VmRSS")  # what the tests before it left in this process is not the file's
    watch().begin()
    codes, issues = read(hostile)
    assert codes == ({code} if code else set())
    assert wrong_messages(issues) == ""
    own, behind = watch().end()
    assert max(own - others, behind) < MOST_MEMORY
    good = read_survey([Upload.from_path(BEFORE), Upload.from_path(AFTER)], Upload.from_path(INSTRUMENT))
    assert len(good.rounds) == 2


def test_a_form_of_ten_thousand_wrong_lists_says_the_first_problems_and_counts_the_rest() -> None:
    with pytest.raises(SurveyError) as caught:
        read_instrument(Upload("form.xlsx", many_lists()))
    *listed, last = caught.value.issues
    assert (len(listed), last.code) == (200, "more_problems")
    assert number(int(str(last.values["count"])), "en") in last.message("en")


@pytest.mark.parametrize(("rows", "deep"), [(3, 31), (50_002, 0)])
def test_a_form_of_too_many_rows_or_groups_is_refused(rows: int, deep: int) -> None:
    survey = [["type", "name"], *([["begin_group", "g"]] * deep), *([["text", "a"]] * rows)]
    with pytest.raises(SurveyError) as caught:
        read_instrument(Upload("form.xlsx", workbook({"survey": survey})))
    assert [issue.code for issue in caught.value.issues] == ["form_too_large"]


def test_groups_that_nobody_can_compare_are_refused() -> None:
    survey = [["text", *row[1:]] if row[1] == "stakeholder" else row for row in SURVEY]
    typed = read_instrument(Upload("form.xlsx", workbook({"survey": survey, "choices": CHOICES})))
    for each, count, is_refused in ((1, 1_999, False), (1, 2_001, True), (3, 1_333, False), (3, 1_334, True)):
        rows = [[f"c{n}", f"group {n // each}", "a", "d", "sa"] for n in range(each * count)]
        upload = Upload("pre.csv", text_table([HEADER, *rows]))
        if not is_refused:
            assert len(read_survey([upload], typed).groups) == count
            continue
        with pytest.raises(SurveyError) as caught:
            read_survey([upload], typed)
        assert [issue.code for issue in caught.value.issues] == ["too_many_groups"]


def test_answers_on_a_sheet_that_is_called_survey_may_have_more_rows_than_a_form() -> None:
    content = workbook({"survey": [["code", "stakeholder"], *([["a", "ngo"]] * 50_001)]})
    with pytest.raises(SurveyError) as caught:
        read_survey([Upload("pre.xlsx", content)], instrument())
    assert [issue.code for issue in caught.value.issues] == ["no_known_item"]


@pytest.mark.parametrize("text", KILLERS, ids=lambda text: text[:12])
def test_no_wording_takes_long_to_compare(text: str) -> None:
    for length in (5_000, len(text)):
        assert len(normalise(text[:length])) <= 5_000 or length > 5_000


@pytest.mark.parametrize("text", KILLERS, ids=lambda text: text[:12])
def test_no_answer_takes_long_to_find(text: str) -> None:
    choices = next(question.choices for question in instrument().questions if question.role == "item")
    assert choices is not None
    start = time.process_time()
    assert AnswerKey(choices, scored=True).find(text) < 0
    assert time.process_time() - start < 0.5


def test_a_survey_may_be_put_together_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveys.columns.headings._MOST_COMPARED", 3_000)
    coder = Coder.of(instrument())
    for _ in range(100):
        assert coder.headings.for_a_file().fits("Some group / trust in the police, the courts and others") == ()


def test_what_a_file_says_is_shortened_in_a_message() -> None:
    issue = Issue("error", "column_twice", "f" * 9_000, "s" * 9_000, "A1", {"heading": "h\n" * 9_000, "question": "q"})
    assert len(issue.message("en")) < LONGEST_MESSAGE


def test_long_codes_are_not_compared_and_long_texts_are_no_times() -> None:
    assert one_edit_apart(["x" * 65], ["x" * 64 + "y"]) == []
    assert one_edit_apart(["x" * 64], ["x" * 63 + "y"]) == [(0, 0)]
    assert seconds("2024-01-01" + " " * 120 + "x") == float("-inf")


def test_what_comes_back_through_the_wall_is_taken_whole_or_not_at_all() -> None:
    buffer = io.BytesIO()
    send(buffer, ("share", 0.5))
    send(buffer, "x" * 1_000_000)
    whole = buffer.getvalue()
    buffer.seek(0)
    assert receive(buffer) == ("share", 0.5)
    assert receive(buffer) == "x" * 1_000_000
    with pytest.raises(EOFError):
        receive(io.BytesIO(whole[:20]))
    for claimed in (b"\xff" * 8, (3 * 1024**3).to_bytes(8, "little")):
        with pytest.raises(UnpicklingError):
            receive(io.BytesIO(claimed + whole))

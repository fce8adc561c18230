"""Random sequences of clicks on a mapping: nothing breaks, no choice is lost, and only what stands at the end counts.

A plain dictionary keeps what was chosen last; after each click the mapping must say the same. At the end the files are
read with the questionnaire, and its scores are counted again from the cells.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from reports.officer.instrument_workbook import instrument_workbook
from surveys import Instrument, OpenFiles, Survey, SurveyError, Upload, read_files, read_instrument
from surveys.mapping import ROLES, History, Mapped, Mapping, doubts_of, guess_mapping, instrument_from_mapping
from surveys.mapping.editing.columns import with_dimension, with_direction, with_role, with_target
from surveys.mapping.editing.joins import can_join, with_joined, with_parted
from surveys.mapping.editing.names import with_index_label, with_question_label, with_same_as, with_side
from surveys.mapping.editing.saved import with_questionnaire
from surveys.mapping.editing.scales import (
    with_answer_added,
    with_ends,
    with_list,
    with_new_list,
    with_order,
    with_scale_turned,
    with_scores,
)
from surveys.mapping.mapping import ONE_COLUMN_ROLES
from tests.surveys.workbooks import answers

AGREE = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
WORDS = ["red", "green", "blue"]
CODES = ("Code", "Your number")
LEAVE_OUT = ("respondent_id", "consent", "round", "weight", "group")
"""Roles by which people, or cells, may be left out."""
NOBODY = frozenset({"no_respondents"})
"""Why files may be refused with a questionnaire set up from them: a column taken for consent says no for everybody."""
LABELS = ("", "Honesty", "النزاهة", "دادپەروەری", "A name, quite long, with “marks”")


@cache
def cells(number: int, round_: int) -> tuple[tuple[Any, ...], ...]:
    """A round of one of a few surveys as strangers make them: headings that differ, and scales, and spellings."""
    rng = np.random.default_rng([number, round_])
    header = ["Code" if round_ == 0 or number % 2 else "Your number", "Group", "Trust 1", "Trust 2", "Duty"]
    header += ["Fair" if round_ == 0 else f"Fair {'now' * (number % 2)}", "Colour", "Sex", f"Extra {round_}"]
    rows = [
        (
            f"K{n:02}",
            ["NGO", "N.G.O.", "Ministry"][int(rng.integers(3))],
            AGREE[int(rng.integers(5))],
            [*AGREE, "Don't know"][int(rng.integers(6))],
            int(rng.integers(1, 6)),
            int(rng.integers(1, 7)),
            WORDS[int(rng.integers(3))],
            ["Woman", "Man"][int(rng.integers(2))],
            AGREE[int(rng.integers(5))],
        )
        for n in range(6 + number)
    ]
    return (tuple(heading.strip() for heading in header), *rows)


@cache
def files(number: int) -> tuple[Upload, ...]:
    """The rounds of a survey: one, two or three."""
    rounds = (cells(number, round_) for round_ in range(1 + number % 3))
    return tuple(answers(rows, header=header, name=f"round {at}.xlsx") for at, (header, *rows) in enumerate(rounds))


@cache
def opened(number: int) -> OpenFiles:
    return OpenFiles().with_files(files(number))


@cache
def guess(number: int) -> Mapping:
    return guess_mapping(files(number))


def read_or_refused(number: int, instrument: Instrument) -> Survey | frozenset[str]:
    """The survey of the files, or the codes of why they can't be read so."""
    try:
        return read_files(files(number), instrument, opened=opened(number)).survey()
    except SurveyError as error:
        return frozenset(issue.code for issue in error.issues)


class Clicks(RuleBasedStateMachine):
    """An officer who clicks at random, and a dictionary of what was chosen last."""

    @initialize(number=st.integers(0, 7))
    def open(self, number: int) -> None:
        self.number = number
        self.history = History.of(guess(number))
        self.chosen: dict[tuple[Any, ...], Any] = {}

    @property
    def now(self) -> Mapping:
        return self.history.now

    def column(self, at: int) -> int:
        return at % len(self.now.columns)

    def item(self, at: int) -> int | None:
        items = [index for index, column in enumerate(self.now.columns) if column.role == "item"]
        return items[at % len(items)] if items else None

    def choose(self, index: int, what: str, value: Any, change: Callable[[Mapping], Mapping]) -> None:
        self.chosen = {**self.chosen, (self.now.columns[index].found[0], what): value}
        self.history = self.history.changed(change(self.now))

    @rule(at=st.integers(0, 30), role=st.sampled_from(ROLES))
    def role(self, at: int, role: str) -> None:
        index = self.column(at)
        if role in ONE_COLUMN_ROLES:
            for column in self.now.columns:
                if column.role == role:
                    self.chosen = {**self.chosen, (column.found[0], "role"): "ignore"}
        self.choose(index, "role", role, lambda mapping: with_role(mapping, index, role))

    @rule(at=st.integers(0, 30), label=st.sampled_from(LABELS))
    def dimension(self, at: int, label: str) -> None:
        index = self.column(at)
        self.choose(index, "dimension", label, lambda mapping: with_dimension(mapping, [index], label))

    @rule(at=st.integers(0, 30), is_reversed=st.booleans())
    def direction(self, at: int, is_reversed: bool) -> None:
        index = self.column(at)
        self.choose(index, "reversed", is_reversed, lambda m: with_direction(m, [index], is_reversed=is_reversed))

    @rule(at=st.integers(0, 30), language=st.sampled_from(("en", "ar", "ku")), text=st.sampled_from(LABELS))
    def name(self, at: int, language: str, text: str) -> None:
        index = self.column(at)
        self.choose(index, f"label {language}", text, lambda m: with_question_label(m, index, language, text))

    @rule(at=st.integers(0, 30), whom=st.sampled_from(("", "NGO", "Ministry", "SIDE:security")))
    def rated(self, at: int, whom: str) -> None:
        index = self.column(at)
        self.choose(index, "target", whom, lambda mapping: with_target(mapping, [index], whom))

    @rule(text=st.sampled_from(LABELS))
    def index_name(self, text: str) -> None:
        self.history = self.history.changed(with_index_label(self.now, "en", text))

    @rule(at=st.integers(0, 30), to=st.integers(0, 30))
    def scale(self, at: int, to: int) -> None:
        index, scales = self.item(at), [one.name for one in self.now.lists if len(one.scores) > 1]
        if index is not None and scales:
            self.history = self.history.changed(with_list(self.now, [index], scales[to % len(scales)]))

    @rule(at=st.integers(0, 30))
    def own_scale(self, at: int) -> None:
        index = self.item(at)
        if index is not None:
            self.history = self.history.changed(with_new_list(self.now, [index]))

    @rule(at=st.integers(0, 30), score=st.sampled_from((None, 0.0, 1.0, 2.5, 7.0)), which=st.integers(0, 9))
    def score(self, at: int, score: float | None, which: int) -> None:
        index = self.item(at)
        if index is not None and (name := self.now.columns[index].answers):
            texts = [answer.text for answer in self.now.list_of[name].answers]
            self.history = self.history.changed(with_scores(self.now, name, {texts[which % len(texts)]: score}))

    @rule(at=st.integers(0, 30), low=st.integers(-1, 3), length=st.integers(1, 8))
    def ends(self, at: int, low: int, length: int) -> None:
        index = self.item(at)
        if index is not None and (name := self.now.columns[index].answers):
            self.history = self.history.changed(with_ends(self.now, name, low, low + length))

    @rule(at=st.integers(0, 30), seed=st.randoms(use_true_random=False))
    def order(self, at: int, seed: Any) -> None:
        index = self.item(at)
        if index is not None and (name := self.now.columns[index].answers):
            texts = [answer.text for answer in self.now.list_of[name].answers]
            seed.shuffle(texts)
            self.history = self.history.changed(with_order(self.now, name, texts[: max(2, len(texts) - 1)]))
            self.history = self.history.changed(with_scale_turned(self.now, name))
            self.history = self.history.changed(with_answer_added(self.now, name, "none of these", None))

    @rule(one=st.integers(0, 5), other=st.integers(0, 5), side=st.sampled_from(("", "security", "our own")))
    def groups(self, one: int, other: int, side: str) -> None:
        group = self.now.of_role("group")
        if group is not None and group.answers:
            texts = [answer.text for answer in self.now.list_of[group.answers].answers]
            main = ["", *(answer.text for answer in self.now.groups)]
            text = texts[one % len(texts)]
            self.history = self.history.changed(with_side(self.now, group.answers, text, side))
            same_as = main[other % len(main)]
            self.history = self.history.changed(with_same_as(self.now, group.answers, text, same_as))
            self.chosen = {key: value for key, value in self.chosen.items() if key[1] != "target"}  # it goes along

    @rule(one=st.integers(0, 30), other=st.integers(0, 30))
    def join(self, one: int, other: int) -> None:
        first, second = self.column(one), self.column(other)
        if first != second and can_join(self.now.columns[first], self.now.columns[second]):
            self.history = self.history.changed(with_joined(self.now, first, second))
            self.chosen = {}

    @rule(at=st.integers(0, 30))
    def part(self, at: int) -> None:
        before = self.now
        self.history = self.history.changed(with_parted(self.now, self.column(at)))
        self.chosen = self.chosen if self.now is before else {}

    @rule(times=st.integers(1, 4))
    def undo_and_redo(self, times: int) -> None:
        before = self.now
        times = min(times, len(self.history.past))
        for _ in range(times):
            self.history = self.history.undone()
        for _ in range(times):
            self.history = self.history.redone()
        assert self.now == before

    @rule()
    def save_and_go_on(self) -> None:
        if self.now.problems:
            return
        instrument = instrument_from_mapping(self.now)
        saved = read_instrument(Upload("saved.xlsx", instrument_workbook(instrument)))
        assert saved == instrument
        back = with_questionnaire(guess(self.number), saved)
        again = instrument_from_mapping(back.mapping)
        assert {item.name for item in again.items} == {item.name for item in instrument.items}

    @invariant()
    def no_choice_is_lost(self) -> None:
        for column in self.now.columns:
            for (found, what), value in self.chosen.items():
                if found == column.found[0]:
                    language = what.removeprefix("label ")
                    heading = column.heading.strip()
                    kept = column.label.get(language, "") if language != what else getattr(column, what)
                    assert kept == ("" if language != what and value == heading else value)

    @invariant()
    def all_of_it_can_be_shown(self) -> None:
        for column in self.now.columns:
            assert column.given or column.distinct or not column.filled
            doubts_of(self.now, column)
            assert not column.answers or column.answers in self.now.list_of
        for one in self.now.lists:
            assert len({answer.text for answer in one.answers}) == len(one.answers)

    def teardown(self) -> None:
        if not hasattr(self, "history"):
            return
        end, start = self.history, self.history
        while start.past:
            start = start.undone()
        assert start.now == guess(self.number)
        while start.future:
            start = start.redone()
        assert start.now == end.now
        if not self.now.problems:
            self.numbers_are_those_of_the_answers()

    def numbers_are_those_of_the_answers(self) -> None:
        """Read with what was set up, and with what was saved of it, each item has the scores counted by hand."""
        instrument = instrument_from_mapping(self.now)
        saved = read_instrument(Upload("saved.xlsx", instrument_workbook(instrument)))
        survey, again = (read_or_refused(self.number, form) for form in (instrument, saved))
        if isinstance(survey, frozenset) or isinstance(again, frozenset):
            assert survey == again == NOBODY
            assert self.now.of_role("consent") is not None
            return
        items = [column for column in self.now.columns if column.role == "item"]
        for one, other in zip(survey.rounds, again.rounds, strict=True):
            np.testing.assert_array_equal(one.scores, other.scores)
            for place, column in enumerate(items if self.all_people_count() else ()):
                scores = one.scores[:, place]
                assert sorted(scores[~np.isnan(scores)].tolist()) == self.counted(int(one.file[6]), column)

    def all_people_count(self) -> bool:
        """Whether nobody is left out for a role that a column was given at random."""
        roles = {column.heading: column.role for column in self.now.columns if column.role in LEAVE_OUT}
        return all(role == "respondent_id" and heading in CODES for heading, role in roles.items())

    def counted(self, file: int, column: Mapped) -> list[float]:
        """The scores of a column of a file, from its cells and the list alone."""
        heading = next((found.heading for found in column.found if found.file == file), None)
        header, *rows = cells(self.number, file)
        score = {answer.text.casefold(): answer.score for answer in self.now.list_of[column.answers].answers}
        texts = [str(row[header.index(heading)]).casefold() for row in rows] if heading else []
        return sorted(value for text in texts if (value := score.get(text)) is not None)


def test_random_clicks_on_a_mapping_lose_nothing() -> None:
    search(60)


@pytest.mark.long
def test_very_many_random_clicks_on_a_mapping_lose_nothing() -> None:
    search(2_000)


def search(sequences: int) -> None:
    run_state_machine_as_test(
        Clicks,
        settings=settings(
            max_examples=sequences,
            stateful_step_count=20,
            deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a failing sequence is short enough as it is
            suppress_health_check=list(HealthCheck),
        ),
    )

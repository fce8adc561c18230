"""What the raw files say of each person: group, category, presence and scores, before any protection."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from metrics.model.scored_survey import ScoredSurvey
from surveys import Choice, ChoiceList, Instrument, Item, Question, Round, Survey, Upload, read_instrument, read_survey
from surveys.model.survey import THEN, Flags, Floats
from tests.attacker.asked import Asked, Pair, Version
from tests.attacker.merging import Cells, settle
from tests.attacker.workbook_cells import sheets_of

PERSONAL = ("name", "phone", "email", "code", "kode")
"""Parts of the headings under which the scenarios plant what names a person."""
_CONTACT = re.compile(r"[^@\s]+@[^@\s]+\.\w{2,}|\+?\d[\d ().-]{7,}\d")
_DECIMALS = 9


@dataclass(frozen=True)
class Truth:
    """A survey before its protection.

    Attributes
    ----------
    survey : Survey
    threshold : int
        The lowest of all runs: what holds for one output need not hold for another, this must for all.
    categories : dict
        By breakdown column, each person's category; None where there is none.
    personal : frozenset of str
        Texts in the raw files that name somebody: codes, names, phones, e-mail addresses.
    files : tuple of Upload
    """

    survey: Survey
    threshold: int
    categories: dict[str, list[str | None]] = field(default_factory=dict)
    personal: frozenset[str] = frozenset()
    files: tuple[Upload, ...] = ()

    @cached_property
    def scored(self) -> ScoredSurvey:
        """The scores of all people."""
        return ScoredSurvey(self.survey)

    @cached_property
    def measures(self) -> dict[str, int]:
        """Columns of `scores` by name."""
        return {measure.name: column for column, measure in enumerate(self.scored.measures)}

    @cached_property
    def level(self) -> dict[str, str]:
        """Level of each measure."""
        return {measure.name: measure.level for measure in self.scored.measures}

    @cached_property
    def round_indices(self) -> dict[str, int]:
        """Places of the rounds by name."""
        return {round_.name: round_index for round_index, round_ in enumerate(self.survey.rounds)}

    @property
    def people(self) -> int:
        """How many people there are."""
        return int(self.survey.group.size)

    @cached_property
    def pairs(self) -> list[Pair]:
        """The comparisons, the headline's first."""
        in_time = [round_index for name, round_index in self.round_indices.items() if name != THEN]
        found: list[Pair] = []
        for step, later in enumerate(in_time[1:], start=1):
            found += dict.fromkeys([(in_time[0], later), (in_time[step - 1], later)])
        if THEN in self.round_indices and "post" in self.round_indices:
            found.append((self.round_indices[THEN], self.round_indices["post"]))
        return found or [(0,)]

    def pair_named(self, first: str, second: str) -> Pair:
        """The indices of two rounds."""
        return self.round_indices[first], self.round_indices[second]

    def present(self, round_index: int) -> Flags:
        """Who is in a round."""
        return self.survey.rounds[round_index].present

    def values(self, measure: str, round_index: int, version: Version = None) -> Floats:
        """Everybody's score of a measure in a round, rounded so that equal ones are equal; see `version`."""
        key = version, round_index
        if key not in self._rounded:
            scored = self.scored if version is None else self.asked.scored_by(version)
            self._rounded[key] = np.round(scored.scores[round_index], _DECIMALS)
        column: Floats = self._rounded[key][:, self.measures[measure]]
        return column

    @cached_property
    def _rounded(self) -> dict[tuple[Version, int], Floats]:
        return {}

    def version(self, measure: str, pair: Pair, estimand: str) -> Version:
        """By which questions a row's measure is scored: the rounds that asked them all; None for all answers."""
        if not self.asked.lacks or self.level[measure] == "item" or self.is_apart(measure):
            return None
        return self.asked.feeding(pair, estimand)

    def is_apart(self, measure: str) -> bool:
        """Whether a measure was asked in one round of the survey alone."""
        return measure in self.asked.apart

    def has(self, measure: str, round_index: int, pair: Pair = (), estimand: str = "matched") -> Flags:
        """Who is in a round and has a measure there; in a comparison, of what it compares."""
        if not self.asked.lacks or not pair or self.is_apart(measure):
            return self._has(measure, round_index, None)
        if self.level[measure] == "item":
            return self._has(measure, round_index, None) & self.asked.compared(measure, pair)
        return self._has(measure, round_index, self.version(measure, pair, estimand))

    def _has(self, measure: str, round_index: int, version: Version) -> Flags:
        return np.asarray(self.present(round_index) & ~np.isnan(self.values(measure, round_index, version)))

    @cached_property
    def asked(self) -> Asked:
        """What each round asked of whom."""
        return Asked(self.survey)

    def counted(self, measure: str, pair: Pair, round_index: int, estimand: str) -> Flags:
        """Who counts in a row: who has the measure in that round, under ``matched`` in both."""
        if estimand == "matched" and len(pair) == 2 and not self.is_apart(measure):
            return self.has(measure, pair[0], pair, estimand) & self.has(measure, pair[1], pair, estimand)
        return self.has(measure, round_index, pair, estimand)

    def weight(self, round_index: int) -> Floats:
        """Weights in a round; NaN for none."""
        weight = self.survey.rounds[round_index].weight
        return np.full(self.people, np.nan) if weight is None else weight

    def smallest(self, members: Flags, pair: Pair, estimand: str, measure: str = "trust_index") -> int:
        """The smallest number that a set of people has in a comparison: heads and a measure, each round and both."""
        having = {one: self.has(measure, one, pair, estimand) for one in pair}
        if measure == "trust_index" and self.asked.lacks:  # nobody is few because questions were not asked again
            having = {one: has | self.asked.lost(pair, estimand, one) for one, has in having.items()}
        numbers = []
        for round_index in pair:
            numbers += [members & self.present(round_index), members & having[round_index]]
        if len(pair) == 2 and estimand != "independent":
            numbers.append(members & self.present(pair[0]) & self.present(pair[1]))
            numbers.append(members & having[pair[0]] & having[pair[1]])
        return min(int(some.sum()) for some in numbers)

    def cells(self, pair: Pair, estimand: str, threshold: int) -> Cells:
        """The cells of the stakeholder groups in a comparison, by rules 4 and 33 to 35; without groups, everybody."""
        key = pair, estimand, threshold
        if not self.survey.groups:
            everybody = np.ones(self.people, dtype=bool)
            few = self.smallest(everybody, pair, estimand) < threshold
            return Cells(~everybody if few else everybody, {}, {}, {}, {})
        if key not in self._cells:
            members = {group.name: self.group(group.name) for group in self.survey.groups}
            asked = [group for group in self.survey.groups if self._is_asked(group.name, group.side)]
            self._cells[key] = settle(
                asked,
                members,
                self.survey.group >= 0,
                lambda some: self.smallest(some, pair, estimand),
                threshold,
            )
        return self._cells[key]

    @cached_property
    def _cells(self) -> dict[tuple[Pair, str, int], Cells]:
        return {}

    def group(self, name: str) -> Flags:
        """Who states a group."""
        index = [group.name for group in self.survey.groups].index(name)
        return np.asarray(self.survey.group == index)

    def side(self, name: str) -> Flags:
        """Who is of a side."""
        own = [index for index, group in enumerate(self.survey.groups) if group.side == name]
        return np.isin(self.survey.group, own)

    def category(self, column: str, name: str | None) -> Flags:
        """Who is of a category."""
        return np.array([category == name for category in self.categories[column]], dtype=bool)

    def _is_asked(self, name: str, side: str | None) -> bool:
        scored = set(self.measures)
        return any(
            question.is_asked_of(name, side)
            for item in self.survey.instrument.items
            if item.name in scored
            for question in item.questions
        )


def load_truth(
    rounds: Sequence[Upload],
    instrument: Upload,
    threshold: int = 5,
    breakdowns: Sequence[str] = (),
    *,
    finished_only: bool = False,
) -> Truth:
    """Reads the raw files; categories of `breakdowns` (columns) ride along as if they were questions with scores."""
    form = read_instrument(instrument)
    wider = form
    for column in breakdowns:
        wider = _with_category(wider, column, rounds)
    survey = read_survey(rounds, wider, finished_only=finished_only)
    if breakdowns and _heads(survey) != _heads(read_survey(rounds, form, finished_only=finished_only)):
        raise ValueError("somebody answered a breakdown and no scored item: categories would shift")
    own = len(form.items)
    categories = {column: _categories(survey, wider, column) for column in breakdowns}
    kept = tuple(_without_categories(one, own) for one in survey.rounds)
    survey = replace(survey, instrument=form, rounds=kept)
    return Truth(survey, threshold, categories, _personal(rounds, form), tuple(rounds))


def _without_categories(round_: Round, own: int) -> Round:
    """A round without the items that ride along behind the form's own."""
    question = None if round_.question is None else round_.question[:, :own]
    return replace(round_, scores=round_.scores[:, :own], was_asked=round_.was_asked[:, :own], question=question)


def _heads(survey: Survey) -> list[list[bool]]:
    return [round_.present.tolist() for round_ in survey.rounds]


def _with_category(form: Instrument, column: str, rounds: Sequence[Upload]) -> Instrument:
    """The form with a breakdown column as one scored item more, behind all others."""
    question = next(one for one in form.questions if one.name == column)
    known = question.choices.choices if question.choices else _typed(rounds, question)
    choices = ChoiceList(f"{column} as scores", tuple(replace(one, score=float(k)) for k, one in enumerate(known)))
    scored = replace(question, kind="select_one", role="item", choices=choices)
    questions = tuple(scored if one.name == column else one for one in form.questions)
    item = Item(column, scored.label, choices, (scored,))
    return replace(form, questions=questions, items=(*form.items, item))


def _typed(rounds: Sequence[Upload], question: Question) -> tuple[Choice, ...]:
    """The texts of a column that people typed, as choices."""
    headings = {question.name, *question.label.values()}
    found: dict[str, None] = {}
    for header, rows in map(_table, rounds):
        for column in [column for column, heading in enumerate(header) if heading in headings]:
            found |= dict.fromkeys(str(row[column]).strip() for row in rows if row[column] is not None)
    return tuple(Choice(text, {"en": text}) for text in found)


def _categories(survey: Survey, form: Instrument, column: str) -> list[str | None]:
    """Each person's category: that of the earliest round that states one."""
    index = [item.name for item in form.items].index(column)
    choices = form.items[index].choices.choices
    found: list[str | None] = [None] * int(survey.group.size)
    for round_ in survey.rounds:
        for person, score in enumerate(round_.scores[:, index].tolist()):
            if found[person] is None and not np.isnan(score):
                found[person] = choices[int(score)].name
    return found


def _table(upload: Upload) -> tuple[list[str], list[tuple[object, ...]]]:
    """The first row of a raw file, and the rows below it."""
    header, *rows = sheets_of(upload.content)[0].rows
    return [str(cell or "") for cell in header], rows


def _personal(rounds: Sequence[Upload], form: Instrument) -> frozenset[str]:
    """Texts of columns that name people, and contacts anywhere; fewer than 4 characters could be any word."""
    codes = {text for one in form.questions if one.role == "respondent_id" for text in (one.name, *one.label.values())}
    found: set[str] = set()
    for header, rows in map(_table, rounds):
        for column, heading in enumerate(header):
            is_personal = heading in codes or any(part in heading.casefold() for part in PERSONAL)
            texts = {str(row[column]).strip() for row in rows if row[column] is not None}
            found |= {text for text in texts if is_personal or _CONTACT.fullmatch(text)}
    return frozenset(text for text in found if len(text) >= 4)

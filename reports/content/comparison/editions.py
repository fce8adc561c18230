"""Two editions side by side: the levels that each shows in one round, and in what the two differ.

Nothing is worked out from the two together: no change, no test, no mean over questions in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from metrics import INDEX, Measure, Protected, group_label, measure_label, party_label, round_label
from metrics.result import GroupFacts
from metrics.result.names import index_name, who_is_compared
from reports.content.basis.settings import setting_label, weights_words
from reports.content.comparison.questions import (
    OtherQuestion,
    QuestionsSideBySide,
    differing_language,
    questions_side_by_side,
    same_words,
)
from reports.content.comparison.rounds import LEVELS_OF_TWO
from reports.content.findings import what, who
from reports.content.levels import level_cell, level_of, subject_heads
from reports.content.tables import NONE, Cell, Table, capital
from reports.report import Report
from surveys.language.wording import normalise
from surveys.model.survey import THEN
from words import day, label_in, number, own_direction, printable, say


@dataclass(frozen=True)
class TwoEditions:
    """Two editions, in one language and in points.

    Attributes
    ----------
    first, second : Report
    """

    first: Report
    second: Report

    @property
    def language(self) -> str:
        """The reader's language."""
        return self.first.language

    @cached_property
    def questions(self) -> QuestionsSideBySide:
        """Their questions."""
        return questions_side_by_side(self.first.result.measures, self.second.result.measures)

    @cached_property
    def rounds(self) -> tuple[str, ...]:
        """The rounds that both have, the headline's first ones first; looking back last."""
        ours, theirs = ([one.name for one in report.result.rounds] for report in (self.first, self.second))
        both = [name for name in ours if name in theirs]
        return tuple(sorted(both, key=lambda name: name == THEN))

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Whose answers both show: sides, or everybody where neither has sides, then groups of the same name."""
        first, second = self.first.result, self.second.result
        heads = [name for name in first.headline_groups if name in second.headline_groups]
        theirs = {group.name: group for group in second.group_rows}
        groups = [one.name for one in first.group_rows if one.name in theirs and _is_same(one, theirs[one.name])]
        return (*heads, *groups)

    @cached_property
    def has_same_index(self) -> bool:
        """Whether the index is one measure in both: all questions, their aspects and its name are the same."""
        first, second = self.first.result, self.second.result
        if not self.questions.all_same or index_name(first, self.language) != index_name(second, self.language):
            return False
        return all(_is_same_aspect(first, second, *pair) for pair in self.questions.same)

    @property
    def names(self) -> tuple[str, str]:
        """What the two are called in short: by title, by day too where that tells more, in full where it must."""
        reports = (self.first, self.second)
        short = [_name(report, with_day=False) for report in reports]
        if short[0] == short[1]:
            short = [_name(report, with_day=True) for report in reports]
        if short[0] == short[1]:
            short = [
                " · ".join(part for part in (name, report.result.code) if part)
                for name, report in zip(short, reports, strict=True)
            ]
        return short[0], short[1]


def levels_of_questions(two: TwoEditions, group: str, round_: str) -> Table | None:
    """A row a question in common: its mean and people in either edition; None where neither has such a row."""
    pairs = [*([(INDEX, INDEX)] if two.has_same_index else []), *two.questions.same]
    rows = [row for pair in pairs if (row := _row(two, pair, group, round_))]
    if not rows:
        return None
    title = say("compare.levels_of", two.language, who=who(two.first, group))
    heads = (say("reports.content_head_what", two.language), *_heads(two, round_))
    codes = (("measure",), *LEVELS_OF_TWO)
    return Table("editions_questions", title, heads, tuple(rows), _notes(two, rows), codes=codes)


def levels_of_parties(two: TwoEditions, round_: str) -> Table | None:
    """A row a side or group of both: its index and people; None where the index is not the same measure."""
    if not two.has_same_index:
        return None
    rows = []
    for group in two.parties:
        if found := _row(two, (INDEX, INDEX), group, round_):
            rows.append((Cell(who(two.first, group)), *found[1:]))
    if not rows:
        return None
    heads = (*subject_heads(two.first, ("who",)), *_heads(two, round_))
    title = capital(measure_label(two.first.result, INDEX, two.language))
    codes = (("group",), *LEVELS_OF_TWO)
    return Table("editions_index", title, heads, tuple(rows), _notes(two, rows), codes=codes)


def index_in_both(two: TwoEditions, group: str, round_: str) -> str:
    """The index of a side or group in either edition as one sentence; empty where it is not shown in both."""
    reports = (two.first, two.second)
    found = [level_of(report, INDEX, group, round_) for report in reports] if two.has_same_index else []
    texts = [level.text for level in found if level is not None and level.number is not None]
    if len(texts) < len(reports):
        return ""
    first, second = texts
    one, other = two.names
    when = round_label(two.first.result, round_, two.language)
    subject = {"what": capital(what(two.first, INDEX, group)), "who": who(two.first, group), "round": when}
    levels = {"first": first, "second": second, "one": one, "other": other}
    return say("compare.index_in_both", two.language, **subject, **levels)


def _heads(two: TwoEditions, round_: str) -> Iterator[str]:
    for report, name in zip((two.first, two.second), two.names, strict=True):
        when = round_label(report.result, round_, two.language)
        yield say("compare.head_level", two.language, edition=name, round=when)
        yield say("compare.head_people", two.language, edition=name)


def _row(two: TwoEditions, pair: tuple[str, str], group: str, round_: str) -> tuple[Cell, ...] | None:
    """What is measured, then level and people of either edition; None where neither asked this group."""
    found = [level_of(report, name, group, round_) for report, name in zip((two.first, two.second), pair, strict=True)]
    if all(level is None for level in found):
        return None
    cells: list[Cell] = []
    for level in found:
        if level is None:
            cells += [Cell(NONE), Cell(NONE)]
        else:
            people = Cell(NONE) if level.people is None else _people(level.people, two.language)
            cells += [level_cell(level), people]
    return (Cell(capital(what(two.first, pair[0], group))), *cells)


def _people(n: int, language: str) -> Cell:
    return Cell(number(n, language), "people", n)


def _notes(two: TwoEditions, rows: Iterable[tuple[Cell, ...]]) -> tuple[str, ...]:
    hides = any(cell.hidden for row in rows for cell in row)
    why = [say("reports.content_hidden_cells", two.language)] if hides else []
    return (say("workbook.note_scale", two.language), *why)


def differences(two: TwoEditions) -> Table | None:
    """In what the two differ, a row each: settings, groups, questions; None where nothing does."""
    rows = tuple(
        tuple(Cell(text) for text in (label, first or NONE, second or NONE))
        for label, first, second in (*_settings(two), *_groups(two), *_questions(two))
    )
    if not rows:
        return None
    heads = (say("compare.differs_in", two.language), *two.names)
    codes = (("difference",), ("first",), ("second",))
    return Table("editions_differ", say("compare.differs", two.language), heads, rows, codes=codes)


Difference = tuple[str, str, str]
"""In what two editions differ, and how it is in either."""


def _settings(two: TwoEditions) -> Iterator[Difference]:
    language = two.language
    first, second = two.first.result, two.second.result
    facts = (
        (setting_label("estimand", language), *(who_is_compared(one, language) for one in (first, second))),
        (setting_label("threshold", language), *(number(one.settings.threshold, language) for one in (first, second))),
        (setting_label("weights", language), *(weights_words(one, language) for one in (first, second))),
        (say("screens.set_named", language), *(say(f"screens.named_{one.named}", language) for one in (first, second))),
        (say("compare.index", language), *(measure_label(one, INDEX, language) for one in (first, second))),
    )
    for label, ours, theirs in facts:
        if ours != theirs:
            yield label, ours, theirs


def _groups(two: TwoEditions) -> Iterator[Difference]:
    """Sides and groups of one edition alone, and those of one name that are not the same."""
    first, second = two.first.result, two.second.result
    ours, theirs = _labels(first, two.parties, two.language), _labels(second, two.parties, two.language)
    for name in ours.keys() & theirs.keys():
        yield say("compare.group_other", two.language), ours.pop(name), theirs.pop(name)
    if ours or theirs:
        listed = (", ".join(labels.values()) for labels in (ours, theirs))
        alone, other = listed
        yield say("compare.group_only", two.language), alone, other


def _labels(result: Protected, known: Iterable[str], language: str) -> dict[str, str]:
    """The sides and groups that are not among those in both, by name."""
    names = [*result.headline_groups, *(group.name for group in result.group_rows)]
    return {
        name: own_direction(printable(group_label(result, name, language)), language)
        for name in names
        if name not in set(known)
    }


def _questions(two: TwoEditions) -> Iterator[Difference]:
    first, second = two.first.result.measure_of, two.second.result.measure_of
    for one in two.questions.other:
        yield from _other_question(two, one, first[one.first], second[one.second])
    alone = say("compare.question_only", two.language)
    for name in two.questions.only_first:
        yield alone, _wording(two.first, name), ""
    for name in two.questions.only_second:
        yield alone, "", _wording(two.second, name)


def _other_question(two: TwoEditions, one: OtherQuestion, first: Measure, second: Measure) -> Iterator[Difference]:
    """A row a reason: the wordings, who is asked, or the answers."""
    language = two.language
    for reason in one.reasons:
        spoken = differing_language(first, second, language) if reason == "wording" else language
        wordings = _wording(two.first, one.first, spoken), _wording(two.second, one.second, spoken)
        label = say(f"compare.question_{reason}", language)
        more = ("", "")
        if reason in ("scale", "scale_unknown"):
            more = (_answers(first, language), _answers(second, language))
        elif reason == "asked_of":
            more = _asked_of(two.first.result, first, language), _asked_of(two.second.result, second, language)
        elif reason == "reversed":
            more = _way(first, language), _way(second, language)
        found = [f"{wording}: {text}" if text else wording for wording, text in zip(wordings, more, strict=True)]
        yield label, found[0], found[1]


def _wording(report: Report, name: str, spoken: str = "") -> str:
    """A question as it was put to everybody, in the reader's language or another one, in its own direction."""
    text = printable(measure_label(report.result, name, spoken or report.language))
    return own_direction(text, report.language)


def _answers(measure: Measure, language: str) -> str:
    """The answers in their order, each by its words and score."""
    named = ((printable(label_in(one.label, language)), one.score) for one in measure.answers)
    return ", ".join(f"{text} ({score})" if text and text != score else score for text, score in named)


def _asked_of(result: Protected, measure: Measure, language: str) -> str:
    names = list(measure.wordings or {"": {}})
    return ", ".join(
        printable(party_label(result, name, language)) if name else say("findings.all", language) for name in names
    )


def _way(measure: Measure, language: str) -> str:
    return say(f"compare.way_{'reversed' if measure.reversed else 'plain'}", language)


def _is_same(first: GroupFacts, second: GroupFacts) -> bool:
    """Whether two groups of one name are the same: of one side, of the same parts, and not called otherwise."""
    return (
        first.side == second.side
        and sorted(first.merged_from) == sorted(second.merged_from)
        and same_words(first.label, second.label) is not False
    )


def _is_same_aspect(first: Protected, second: Protected, ours: str, theirs: str) -> bool:
    """Whether a question in common is of the same aspect in both."""
    aspects = [
        None if (aspect := result.measure_of[name].dimension) is None else result.measure_of[aspect]
        for result, name in ((first, ours), (second, theirs))
    ]
    one, other = aspects
    if one is None or other is None:
        return one is other
    return normalise(one.name) == normalise(other.name) or same_words(one.label, other.label) is True


def _name(report: Report, *, with_day: bool) -> str:
    """An edition by its title, with its day where wanted."""
    title = own_direction(report.title, report.language)
    when = day(report.event.held_on, report.language) if with_day else ""
    return " · ".join(part for part in (title, when) if part)

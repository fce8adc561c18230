"""Which questions a heading may stand for: by name, by label in any language, with or without its groups."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import partial

from surveys.language.vocabulary import phrases
from surveys.language.wording import bare_name, normalise
from surveys.model.instrument import Label, Question

BY_NAME = ""
"""In place of a language: the heading is the question's XML name."""

_SEPARATION = re.compile(r"[\W_]+")
_BEFORE_NAME = re.compile(r"[/.\-%|>]+")
_BEFORE_LABEL = re.compile(r"[/%|>]+")
_BEFORE_OPTION = re.compile(r"[/.\-%_|]+")
_IN_BRACKETS = re.compile(r"(.+)\[([^\[\]]+)\]", re.DOTALL)
_OTHERS = phrases("headings", "other_option")
_BEFORE_ROW = re.compile(r"[-–—:|»›]+\s*")
_NAME_AND_TEXT = re.compile(r"(\w{1,60})\s*[-–—:.)|=]\s*(.+)", re.DOTALL)
_ROW_CUT_OFF = re.compile(r".*\[\s*([^\[\]]+?)\s*(?:\.{2,}|…)\s*()\]\s*", re.DOTALL)
_CUT_OFF = re.compile(r"(.+?)\s*(?:\.{2,}|…)\s*(?:[-–—]\s*(.+))?", re.DOTALL)
_SHORTEST_CUT, _LONGEST_CUT = 10, 500
_SEPARATORS_LOOKED_AT = 16
_MOST_COMPARED = 8_000_000


class TooMuchToCompareError(Exception):
    """The headings of a file are longer and more than those of any survey: to compare them would take minutes."""


@dataclass(frozen=True)
class Fit:
    """A question that a heading may stand for, and the language of the heading (`BY_NAME` for names)."""

    question: Question
    language: str


@dataclass(frozen=True)
class _Step:
    """One way of comparing: how both sides are written, and the questions by what that gives."""

    write: Callable[[str], str]
    fits: Mapping[str, tuple[Fit, ...]]


class Headings:
    """The headings that an instrument's questions may have, asked from the exact to the loosely worded."""

    def __init__(self, questions: Iterable[Question]) -> None:
        questions = tuple(questions)
        names, labels = _spellings(questions, _names), _spellings(questions, _labels)
        deep_names, deep_labels = _spellings(questions, _names_in_groups), _spellings(questions, _labels_in_groups)
        numbered = partial(normalise, numbering=True)
        self._names = (_step(str.strip, names), _step(_joined, deep_names))
        self._labels = (_step(str.strip, labels), _step(_joined, deep_labels))
        self._loose_names = (_step(normalise, names + deep_names),)
        self._bare_names = _step(bare_name, names + deep_names)
        self._loose_labels = (_step(numbered, labels + deep_labels), _step(normalise, labels + deep_labels))
        self._begin()

    def for_a_file(self) -> Headings:
        """The same, asked for the first time: what is compared in one file is bounded, and each heading once."""
        other = copy(self)
        other._begin()
        return other

    def _begin(self) -> None:
        self._left = _MOST_COMPARED
        self._wholes: dict[str, tuple[Fit, ...]] = {}
        self._options: dict[str, bool] = {}

    def fits(self, heading: str) -> tuple[Fit, ...]:
        """The questions that a heading fits best, all equally; none if it fits none."""
        whole = self.whole(heading)
        if whole or self.is_option(heading):
            return whole
        return self._behind(heading) or self._name_and_text(heading) or self._cut(heading)

    def whole(self, heading: str) -> tuple[Fit, ...]:
        """The questions that a heading fits with nothing in front of it that the form does not know.

        Raises
        ------
        TooMuchToCompareError
            If more was compared in a file than any survey holds; so do all that ask it.
        """
        known = self._wholes.get(heading)
        if known is None:
            self._spend(heading)
            known = _first(self._steps, heading)
            self._wholes[heading] = known
        return known

    @property
    def _steps(self) -> tuple[_Step, ...]:
        return (*self._names, *self._labels, *self._loose_names, *self._loose_labels)

    def with_ignored(self, heading: str) -> tuple[Fit, ...]:
        """The questions that a heading fits as a whole, and those to be ignored that it fits as well."""
        self._spend(heading)
        return _known(self._steps, heading)

    def _spend(self, text: str) -> None:
        self._left -= len(text) + 1
        if self._left < 0:
            raise TooMuchToCompareError

    def behind_stem(self, heading: str) -> tuple[Fit, ...]:
        """The questions that the last part of a heading fits: the row of a grid (``Question [Row]``, ``Stem-Row``)."""
        return next((fits for row in _rows(heading) if row and (fits := self.whole(row))), ())

    def bare_name(self, heading: str) -> tuple[Fit, ...]:
        """The question whose name a heading, or the row of a grid in it, is but for separators that a tool left out.

        ``stakeholdergroup`` is ``stakeholder_group`` where no other name is written so.
        """
        for text in (heading, *_rows(heading)):
            self._spend(text)
            if fits := self._bare_names.fits.get(bare_name(text), ()):
                return fits if len(fits) == 1 else ()
        return ()

    def is_option(self, heading: str) -> bool:
        """Whether a heading is one option of a question with several answers, or what was typed for "other"."""
        if heading not in self._options:
            self._options[heading] = any(
                _has_option(fit.question, mark, option)
                for stem, mark, option in _parts(heading)
                for fit in self.whole(stem)
            )
        return self._options[heading]

    def _behind(self, heading: str) -> tuple[Fit, ...]:
        """What stands behind a group that the form does not know."""
        after_name = self._after(heading, _BEFORE_NAME, (self._names[0], *self._loose_names))
        return after_name or self._after(heading, _BEFORE_LABEL, (self._labels[0], *self._loose_labels))

    def _name_and_text(self, heading: str) -> tuple[Fit, ...]:
        """The questions that a heading names first and then words: ``fair - The police are fair``."""
        match = _NAME_AND_TEXT.fullmatch(heading.strip())
        if not match:
            return ()
        named = {fit.question.name for fit in self.whole(match.group(1)) if fit.language == BY_NAME}
        return tuple(fit for fit in self.whole(match.group(2)) if fit.question.name in named) if named else ()

    def _cut(self, heading: str) -> tuple[Fit, ...]:
        """The questions whose label begins as a heading that ends in dots, as tools write what they shorten."""
        is_short = len(heading) <= _LONGEST_CUT
        row = _ROW_CUT_OFF.fullmatch(heading) if is_short else None
        match = row or (_CUT_OFF.fullmatch(heading) if is_short else None)
        begins, ends = (normalise(match.group(1)), normalise(match.group(2) or "")) if match else ("", "")
        if len(begins) < _SHORTEST_CUT:
            return ()
        fits = self._loose_labels[-1].fits.items()
        found = [fit for text, of in fits if text.startswith(begins) and text.endswith(ends) for fit in of]
        return tuple({(*fit.question.path, fit.question.name): fit for fit in found}.values())

    def _after(self, heading: str, separator: re.Pattern[str], steps: Sequence[_Step]) -> tuple[Fit, ...]:
        """What stands behind a group that the instrument does not know, the longest part first."""
        for match in itertools.islice(separator.finditer(heading), _SEPARATORS_LOOKED_AT):
            rest = heading[match.end() :]
            self._spend(rest)
            if fits := _first(steps, rest):
                return fits
        return ()


def _rows(heading: str) -> list[str]:
    """What may be the row of a grid in a heading: in brackets at its end, or behind a separator."""
    bracket = _IN_BRACKETS.fullmatch(heading.strip())
    rows = [bracket.group(2)] if bracket else []
    return rows + [heading[found.end() :] for found in at_either_end(_BEFORE_ROW, heading)]


def at_either_end(separator: re.Pattern[str], heading: str) -> list[re.Match[str]]:
    """The first and the last separators of a heading: what stands behind or in front of one of them counts."""
    found = list(separator.finditer(heading))
    few = len(found) <= 2 * _SEPARATORS_LOOKED_AT
    return found if few else [*found[:_SEPARATORS_LOOKED_AT], *found[-_SEPARATORS_LOOKED_AT:]]


def _parts(heading: str) -> Iterator[tuple[str, str, str]]:
    """Stem, separator and rest of a heading, wherever it may be parted into a question and its option."""
    for found in at_either_end(_BEFORE_OPTION, heading):
        yield heading[: found.start()], found.group(), heading[found.end() :]
    row = _IN_BRACKETS.fullmatch(heading)
    if row:
        yield row.group(1), "/", row.group(2)


def _has_option(question: Question, separator: str, option: str) -> bool:
    """Whether a text behind a question's heading is one of its options; behind a slash it can be nothing else."""
    if question.choices is None:
        return False
    if question.kind != "select_multiple":
        return normalise(option) in _OTHERS
    names = (text for choice in question.choices.choices for text in (choice.name, *choice.label.values()))
    return separator == "/" or normalise(option) in {*_OTHERS, *map(normalise, names)}


def _first(steps: Sequence[_Step], heading: str) -> tuple[Fit, ...]:
    """What the first step that knows a heading gives; a question to be ignored gives way to any other."""
    found = _known(steps, heading)
    wanted = tuple(fit for fit in found if fit.question.role != "ignore")
    return wanted or found


def _known(steps: Sequence[_Step], heading: str) -> tuple[Fit, ...]:
    """All that the first step that knows a heading gives."""
    written: dict[Callable[[str], str], str] = {}
    for step in steps:
        if step.write not in written:
            written[step.write] = step.write(heading)
        if found := step.fits.get(written[step.write], ()):
            return found
    return ()


def _joined(text: str) -> str:
    """A path whose separator, whatever it is, is a slash."""
    return _SEPARATION.sub("/", text.strip()).rstrip("/")


_Spelling = tuple[str, Fit]


def _step(write: Callable[[str], str], spellings: Iterable[_Spelling]) -> _Step:
    """Questions by their written form: one and the same question once, however often it is spelt."""
    fits: dict[str, dict[tuple[str, ...], Fit]] = {}
    for text, fit in spellings:
        path = (*fit.question.path, fit.question.name)
        fits.setdefault(write(text), {}).setdefault(path, fit)
    return _Step(write, {text: tuple(found.values()) for text, found in fits.items() if text})


def _spellings(
    questions: Sequence[Question], of: Callable[[Question], Iterator[tuple[str, str]]]
) -> tuple[_Spelling, ...]:
    return tuple((text, Fit(question, language)) for question in questions for text, language in of(question))


def _names(question: Question) -> Iterator[tuple[str, str]]:
    yield question.name, BY_NAME


def _names_in_groups(question: Question) -> Iterator[tuple[str, str]]:
    for outermost in range(len(question.path)):
        yield "/".join((*question.path[outermost:], question.name)), BY_NAME


def _labels(question: Question) -> Iterator[tuple[str, str]]:
    for language, text in question.label.items():
        yield text, language


def _labels_in_groups(question: Question) -> Iterator[tuple[str, str]]:
    for language, text in question.label.items():
        groups = [_group_label(*group, language) for group in zip(question.path_labels, question.path, strict=True)]
        for outermost in range(len(groups)):
            yield "/".join((*groups[outermost:], text)), language


def _group_label(label: Label, name: str, language: str) -> str:
    return label.get(language) or name

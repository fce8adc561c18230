"""Which questions of two editions are the same: asked in the same words, of the same people, on the same scale.

Words are compared as the reader of spreadsheets compares labels (`surveys.language.wording.normalise`), in every
language that both questionnaires have. What an edition does not hold can't be compared, and is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from metrics import Measure
from surveys.language.wording import normalise

REASONS = ("wording", "asked_of", "scale", "reversed", "wording_unknown", "scale_unknown")
"""Why two questions are not the same, the first that holds said first."""


@dataclass(frozen=True)
class OtherQuestion:
    """Two questions that go together, by their wording or their name, and are not the same.

    Attributes
    ----------
    first, second : str
        Their names in either edition.
    reasons : tuple of str
        Some of `REASONS`.
    """

    first: str
    second: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class QuestionsSideBySide:
    """The questions of two editions.

    Attributes
    ----------
    same : tuple of (str, str)
        Names in either edition of the questions in common, in the first one's order.
    other : tuple of OtherQuestion
    only_first, only_second : tuple of str
        Asked in one edition alone.
    """

    same: tuple[tuple[str, str], ...]
    other: tuple[OtherQuestion, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]

    @property
    def all_same(self) -> bool:
        """Whether all questions of both are in common."""
        return bool(self.same) and not (self.other or self.only_first or self.only_second)

    @property
    def count(self) -> int:
        """How many different questions the two have together."""
        return len(self.same) + len(self.other) + len(self.only_first) + len(self.only_second)


def questions_side_by_side(first: Sequence[Measure], second: Sequence[Measure]) -> QuestionsSideBySide:
    """Holds the questions among the measures of two editions against each other.

    A question is looked for by its wording, then by its name.
    """
    ours = {one.name: one for one in first if one.level == "item"}
    theirs = {one.name: one for one in second if one.level == "item"}
    partners = _partners(ours, theirs)
    pairs = [(name, partners[name]) for name in ours if name in partners]
    reasons = {pair: tuple(_reasons(ours[pair[0]], theirs[pair[1]])) for pair in pairs}
    taken = set(partners.values())
    return QuestionsSideBySide(
        tuple(pair for pair in pairs if not reasons[pair]),
        tuple(OtherQuestion(*pair, reasons[pair]) for pair in pairs if reasons[pair]),
        tuple(name for name in ours if name not in partners),
        tuple(name for name in theirs if name not in taken),
    )


def same_words(first: Mapping[str, str], second: Mapping[str, str]) -> bool | None:
    """Whether two labels by language say the same in every language that both have; None where they have none."""
    both = [language for language, text in first.items() if text.strip() and second.get(language, "").strip()]
    if not both:
        return None
    return all(normalise(first[language]) == normalise(second[language]) for language in both)


def differing_language(first: Measure, second: Measure, language: str) -> str:
    """A language in which two questions are put otherwise, the reader's before others; the reader's where none is."""
    ours, theirs = _wordings(first), _wordings(second)
    spoken = {one: None for label in ours.values() for one in (language, *label)}
    for one in spoken:
        alone = ({asked: {one: label.get(one, "")} for asked, label in labels.items()} for labels in (ours, theirs))
        left, right = alone
        if any(same_words(left[asked], right[asked]) is False for asked in left.keys() & right.keys()):
            return one
    return language


def _partners(ours: Mapping[str, Measure], theirs: Mapping[str, Measure]) -> dict[str, str]:
    """The question of the other edition that goes with each, by wording (of two such by name), else by name."""
    partners: dict[str, str] = {}
    free = dict(theirs)
    for name, measure in ours.items():
        alike = [other for other, found in free.items() if _words_in_common(measure, found)]
        if alike:
            partners[name] = name if name in alike else alike[0]
            del free[partners[name]]
    for name in ours:
        if name not in partners and name in free:
            partners[name] = name
            del free[name]
    return partners


def _words_in_common(first: Measure, second: Measure) -> bool:
    """Whether one is asked of anybody in the words in which the other is asked of anybody."""
    return any(same_words(one, other) for one in _wordings(first).values() for other in _wordings(second).values())


def _wordings(measure: Measure) -> Mapping[str, Mapping[str, str]]:
    return measure.wordings or {"": measure.label}


def _reasons(first: Measure, second: Measure) -> Iterator[str]:
    ours, theirs = _wordings(first), _wordings(second)
    if ours.keys() != theirs.keys():
        yield "asked_of"
    found = [same_words(ours[asked], theirs[asked]) for asked in ours.keys() & theirs.keys()]
    if False in found:
        yield "wording"
    elif None in found:
        yield "wording_unknown"
    scale = _same_scale(first, second)
    if scale is not True:
        yield "scale" if scale is False else "scale_unknown"
    if first.reversed != second.reversed:
        yield "reversed"


def _same_scale(first: Measure, second: Measure) -> bool | None:
    """Whether the answers have the same scores and words; None where only one edition has words for them."""
    if [one.score for one in first.answers] != [one.score for one in second.answers]:
        return False
    if not first.answers:
        return None
    found = [_same_answer(one.label, other.label) for one, other in zip(first.answers, second.answers, strict=True)]
    return False if False in found else None if None in found else True


def _same_answer(first: Mapping[str, str], second: Mapping[str, str]) -> bool | None:
    has_words = [any(text.strip() for text in label.values()) for label in (first, second)]
    return True if not any(has_words) else same_words(first, second)

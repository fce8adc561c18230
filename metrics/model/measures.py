"""What is measured: the trust index, its dimensions and the items, in the instrument's order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from surveys import Instrument, Item
from surveys.model.instrument import INDEX

INDEX_COLUMN = 0
"""The column of the trust index among the measures: always the first."""


@dataclass(frozen=True)
class Answer:
    """One scored answer of an item: its score as the instrument writes it, and its label by language."""

    score: str
    label: Mapping[str, str]


@dataclass(frozen=True)
class Measure:
    """One measure on 0–100.

    Attributes
    ----------
    name, level
        ``trust_index`` (level ``index``), a dimension's or an item's name.
    label : mapping
        Its words by language; empty for an index that the questionnaire does not name: it measures trust.
    dimension : str or None
        The dimension of an item.
    reversed : bool
        Whether a high raw score of the item means low trust.
    wordings : mapping
        Of an item: its question as each side or group is asked it (``""``: all), by language.
    answers : tuple of Answer
        Of an item: its scored answers, ascending.
    """

    name: str
    level: str
    label: Mapping[str, str]
    dimension: str | None = None
    reversed: bool = False
    wordings: Mapping[str, Mapping[str, str]] | None = None
    answers: tuple[Answer, ...] = ()


def score_key(score: float) -> str:
    """A raw score as a key of a distribution: ``"1"``, ``"2.5"``."""
    return f"{score:.12g}"


def scored_dimension(instrument: Instrument) -> dict[str, str | None]:
    """The dimension under which each item feeds the index; items that feed none are left out.

    Where no item has a dimension, all items without a target form one (all, if all have a target), named None.
    """
    items = instrument.items
    if any(item.dimension for item in items):
        return {item.name: item.dimension for item in items if item.dimension}
    untargeted = [item for item in items if item.target is None]
    return {item.name: None for item in untargeted or items}


def reported_items(instrument: Instrument) -> tuple[Item, ...]:
    """Items with rows of their own: all but those that have a target and feed no dimension."""
    feeding = scored_dimension(instrument)
    return tuple(item for item in instrument.items if item.name in feeding or item.target is None)


def measures_of(instrument: Instrument) -> tuple[Measure, ...]:
    """All measures: the index, the dimensions, the reported items."""
    feeding = set(scored_dimension(instrument).values())
    dimensions = [
        Measure(dimension.name, "dimension", dimension.label)
        for dimension in instrument.dimensions
        if dimension.name in feeding
    ]
    return (
        Measure(INDEX, "index", instrument.index_label),
        *dimensions,
        *map(_item_measure, reported_items(instrument)),
    )


def _item_measure(item: Item) -> Measure:
    wordings = {asked: question.label for question in item.questions for asked in (sorted(question.asked_of) or [""])}
    answers = []
    for score in item.choices.scores:
        label = next(choice.label for choice in item.choices.choices if choice.score == score)
        answers.append(Answer(score_key(score), label))
    return Measure(item.name, "item", item.label, item.dimension, item.reversed, wordings, tuple(answers))


def items_by_measure(instrument: Instrument) -> dict[str, frozenset[str]]:
    """The items that each measure rests on, by name."""
    feeding = scored_dimension(instrument)
    found: dict[str, frozenset[str]] = {}
    for measure in measures_of(instrument):
        if measure.level == "index":
            found[measure.name] = frozenset(feeding)
        elif measure.level == "dimension":
            found[measure.name] = frozenset(item for item, dimension in feeding.items() if dimension == measure.name)
        else:
            found[measure.name] = frozenset({measure.name})
    return found

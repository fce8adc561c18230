"""The questionnaire with its scoring rules, as its XLSForm states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

Label = Mapping[str, str]
"""A text by language code (``en``, ``ar``, ``ku``); a form without languages has the one code ``en``."""

INDEX = "trust_index"
"""The measure that stands above all dimensions; no item or dimension bears its name."""
ALL = "ALL"
"""In place of a group: everybody."""
SIDE = "SIDE:"
"""In place of a group, before the name of a side: everybody of that side."""
NOT_STATED = "not_stated"
"""In place of a group: everybody who states none."""
JOINED = "+"
"""Stands between the names of groups that are shown as one."""


def is_reserved_group(name: str) -> bool:
    """Whether a name, in any case, is one that stands in place of a group."""
    plain = name.casefold()
    return plain in (ALL.casefold(), NOT_STATED.casefold()) or plain.startswith(SIDE.casefold())


@dataclass(frozen=True)
class Choice:
    """One answer of a list; `score` is None where it is not an answer on the scale ("don't know")."""

    name: str
    label: Label
    score: float | None = None
    side: str | None = None


@dataclass(frozen=True)
class ChoiceList:
    """A list of answers; the scale's ends are the lowest and highest score, whatever was answered."""

    name: str
    choices: tuple[Choice, ...]

    @cached_property
    def scores(self) -> tuple[float, ...]:
        """The distinct scores, ascending."""
        return tuple(sorted({choice.score for choice in self.choices if choice.score is not None}))

    @property
    def low(self) -> float:
        """The scale's lower end."""
        return self.scores[0]

    @property
    def high(self) -> float:
        """The scale's upper end."""
        return self.scores[-1]


@dataclass(frozen=True)
class Question:
    """One row of the form's survey sheet that can have a column in an export.

    Attributes
    ----------
    name, label
        XML name, and the question's text by language.
    path : tuple of str
        Names of the groups around it, outermost first; `path_labels` their labels.
    kind : str
        The XLSForm type without its list: ``select_one``, ``text``, ``start``…
    choices : ChoiceList or None
        The list of a select question.
    role : str
        ``respondent_id``, ``group``, ``organisation``, ``round``, ``consent``, ``item``, ``disaggregate``,
        ``weight``, ``open_ended``, ``ignore``; empty where the form states none.
    dimension, reversed, target, asked_of, same_as
        The scoring columns of the form; `asked_of` empty means asked of all.
    """

    name: str
    label: Label
    path: tuple[str, ...] = ()
    path_labels: tuple[Label, ...] = ()
    kind: str = "text"
    choices: ChoiceList | None = None
    role: str = ""
    dimension: str | None = None
    reversed: bool = False
    target: str | None = None
    asked_of: frozenset[str] = frozenset()
    same_as: str | None = None

    @property
    def answers(self) -> ChoiceList:
        """The list that it is answered from.

        Raises
        ------
        ValueError
            If it has none: then its answers are text or numbers.
        """
        if self.choices is None:
            raise ValueError(f"{self.name} is answered from no list")
        return self.choices

    @property
    def wordings(self) -> str:
        """Its name and its labels in all languages, as a message names the heading of its column."""
        return " / ".join(dict.fromkeys((self.name, *self.label.values())))

    def is_asked_of(self, name: str, side: str | None) -> bool:
        """Whether it is asked of a group of that name and side: asked of all, of the group, or of its side."""
        return not self.asked_of or name in self.asked_of or side in self.asked_of


@dataclass(frozen=True)
class Item:
    """One scored question: the question of that name and those that mirror it (``trust_same_as``).

    Dimension, direction and scale are those of the question that names it.
    """

    name: str
    label: Label
    choices: ChoiceList
    questions: tuple[Question, ...]
    dimension: str | None = None
    reversed: bool = False
    target: str | None = None


@dataclass(frozen=True)
class Dimension:
    """Items scored together."""

    name: str
    label: Label
    weight: float = 1.0


@dataclass(frozen=True)
class Group:
    """A stakeholder group and the side that it belongs to (None: none)."""

    name: str
    label: Label
    side: str | None = None


@dataclass(frozen=True)
class Instrument:
    """A questionnaire; everything stands in the form's order.

    `dimensions` holds those that have items. `groups` are the choices of the question whose role is ``group``;
    empty where that question is free text, or there is none. `index_label` is what the index measures, by language;
    empty for trust.
    """

    title: str
    form_id: str
    version: str
    languages: tuple[str, ...]
    questions: tuple[Question, ...]
    items: tuple[Item, ...]
    dimensions: tuple[Dimension, ...]
    groups: tuple[Group, ...]
    index_label: Label = field(default_factory=dict)

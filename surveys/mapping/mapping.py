"""A mapping: what each column of the files means, as guessed and as corrected; every change gives a new one."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, replace
from functools import cached_property

from surveys.form.questions import ROLES

__all__ = ["LISTED_ROLES", "ONE_COLUMN_ROLES", "ROLES", "Answer", "AnswerList", "Mapped", "Mapping", "Reason"]

LISTED_ROLES = ("item", "group", "round", "consent", "disaggregate")
"""The roles whose answers are choices of a list."""
ONE_COLUMN_ROLES = ("respondent_id", "group", "round", "consent", "weight")
"""The roles that only one column can have."""

_SHOWN = 6


@dataclass(frozen=True)
class Reason:
    """Why something was guessed (a code of the words), and whether that is more than a guess."""

    code: str
    sure: bool = True


@dataclass(frozen=True)
class Answer:
    """One answer of a list.

    Attributes
    ----------
    text : str
        As it stands in the files.
    count : int
        How often it was given; 0 for one that the scale has and nobody gave.
    score : float or None
        None where it is no answer on the scale.
    side : str
        The side of a group; empty for none.
    same_as : str
        The text of the answer that this one is another spelling of; empty for none. (Of answers of a scale, equal
        scores say so.)
    slip_of : str
        The text of the answer of its scale that this one, which has no score, is probably a slip of; empty for none.
    """

    text: str
    count: int = 0
    score: float | None = None
    side: str = ""
    same_as: str = ""
    slip_of: str = ""


@dataclass(frozen=True)
class AnswerList:
    """Answers that one or several columns share, in order."""

    name: str
    kind: str
    answers: tuple[Answer, ...]
    reason: Reason

    @property
    def scores(self) -> tuple[float, ...]:
        """The distinct scores, ascending."""
        return tuple(sorted({answer.score for answer in self.answers if answer.score is not None}))


@dataclass(frozen=True)
class Mapped:
    """One column.

    Attributes
    ----------
    wordings : tuple of str
        Its headings in the files, the earliest round's first.
    given : tuple of (str, int)
        Its answers and how often each was given, the commonest first; some of them where there are very many, none
        where they could name a person or are codes.
    distinct, filled : int
        Distinct answers, and cells that hold any.
    role : str
        One of `ROLES`.
    answers : str
        The name of its list; empty for none.
    reversed : bool
        A high answer means low trust.
    dimension : str
        What it is scored together with, as a label; empty for none.
    asked_of : tuple of str
        The answers that name the groups who were asked the item; empty for all.
    personal, metadata : bool
        It could name a person, or the survey tool added it: unless it is given a role, no questionnaire has it.
    why_role, why_joined, why_reversed, why_dimension : Reason
        Where the guesses come from.
    """

    wordings: tuple[str, ...]
    given: tuple[tuple[str, int], ...]
    distinct: int
    filled: int
    role: str
    answers: str = ""
    reversed: bool = False
    dimension: str = ""
    asked_of: tuple[str, ...] = ()
    personal: bool = False
    metadata: bool = False
    why_role: Reason = Reason("")
    why_joined: Reason = Reason("")
    why_reversed: Reason = Reason("")
    why_dimension: Reason = Reason("")

    @property
    def heading(self) -> str:
        """The earliest heading."""
        return self.wordings[0]

    @property
    def sample(self) -> tuple[tuple[str, int], ...]:
        """Some of the commonest answers, to be shown; none for a column that could name a person."""
        return () if self.personal else self.given[:_SHOWN]

    @property
    def is_sure(self) -> bool:
        """Whether no guess about the column calls for a look."""
        joined = () if self.role == "ignore" else (self.why_joined,)
        reasons = (self.why_role, *joined, *((self.why_reversed,) if self.role == "item" else ()))
        return all(reason.sure for reason in reasons)


@dataclass(frozen=True)
class Mapping:
    """What the columns of an edition's files mean.

    Attributes
    ----------
    title : str
        The title of the questionnaire that it makes.
    columns : tuple of Mapped
        In the order of the earliest file, those that only later ones have behind.
    lists : tuple of AnswerList
    """

    title: str
    columns: tuple[Mapped, ...]
    lists: tuple[AnswerList, ...]

    @cached_property
    def list_of(self) -> Dictionary[str, AnswerList]:
        """The lists by name."""
        return {one.name: one for one in self.lists}

    @property
    def items(self) -> tuple[Mapped, ...]:
        """The columns that are scored."""
        return tuple(column for column in self.columns if column.role == "item")

    def of_role(self, role: str) -> Mapped | None:
        """The first column of a role."""
        return next((column for column in self.columns if column.role == role), None)

    def with_column(self, index: int, **values: object) -> Mapping:
        """The mapping with something of one column changed."""
        columns = list(self.columns)
        columns[index] = replace(columns[index], **values)  # type: ignore[arg-type]
        return replace(self, columns=tuple(columns))

    def with_answers(self, name: str, answers: tuple[Answer, ...]) -> Mapping:
        """The mapping with the answers of one list changed."""
        lists = tuple(replace(one, answers=answers) if one.name == name else one for one in self.lists)
        return replace(self, lists=lists)

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """What keeps it from being used: codes of the words, and the heading each is about (empty: all)."""
        found = [("no_group", "")] if self.of_role("group") is None else []
        found += [] if self.items else [("no_items", "")]
        for role in ONE_COLUMN_ROLES:
            several = [column for column in self.columns if column.role == role]
            found += [(f"twice_{role}", column.heading) for column in several[1:]]
        for column in self.items:
            if len(self.list_of[column.answers].scores if column.answers else ()) < 2:
                found.append(("no_scores", column.heading))
        return tuple(found)

"""A mapping: what each column of the files means, as guessed and as corrected; every change gives a new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from surveys.coding.answers import is_non_answer
from surveys.form.questions import ROLES
from surveys.mapping.source.columns import answer_key
from surveys.model.instrument import Label

__all__ = [
    "LISTED_ROLES",
    "MOST_ANSWERS",
    "NO_LABEL",
    "ONE_COLUMN_ROLES",
    "ROLES",
    "SIDE_TARGET",
    "Answer",
    "AnswerList",
    "InFile",
    "Mapped",
    "Mapping",
    "Reason",
    "pooled",
]

LISTED_ROLES = ("item", "group", "round", "consent", "disaggregate")
"""The roles whose answers are choices of a list."""
ONE_COLUMN_ROLES = ("respondent_id", "group", "round", "consent", "weight")
"""The roles that only one column can have."""

MOST_ANSWERS = 40
"""A column of more distinct answers is no list."""
SIDE_TARGET = "SIDE:"
"""In front of the name of a side that an item rates; a group that it rates is written as it stands in the files."""
NO_LABEL: Label = MappingProxyType({})
"""The label of what is called as the files call it."""

_SHOWN = 6
_PUBLISHED = ("group", "organisation", "disaggregate")
"""The roles whose answers are names in a result."""


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
    label : Label
        What it is to be called, by language, where not as in the files.
    slip_of : str
        The text of the answer of its scale that this one, which has no score, is probably a slip of; empty for none.
    """

    text: str
    count: int = 0
    score: float | None = None
    side: str = ""
    same_as: str = ""
    label: Label = field(default_factory=dict)
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

    @cached_property
    def keys(self) -> frozenset[str]:
        """What its answers are known by (`answer_key`)."""
        return frozenset(answer_key(answer.text) for answer in self.answers)


@dataclass(frozen=True)
class InFile:
    """A column as one file holds it.

    Attributes
    ----------
    file : int
        Which of the rounds' tables, counted from 0.
    heading, sheet, cell : str
        The heading as it stands there, and where: the sheet's name and the cell's address.
    wordings : tuple of str
        What it is found by: the heading, marks of before and after taken off, and what the tool wrote with it.
    given : tuple of (str, int)
        Its answers and how often each was given, the commonest first; some of them where there are very many, none
        where they could name a person or are codes.
    distinct, filled : int
        Distinct answers, and cells that hold any.
    """

    file: int
    heading: str
    wordings: tuple[str, ...]
    given: tuple[tuple[str, int], ...] = ()
    distinct: int = 0
    filled: int = 0
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Mapped:
    """One question: a column of each file that asks it.

    Attributes
    ----------
    found : tuple of InFile
        Where it stands, the earliest file first; at least one, and of each file one.
    role : str
        One of `ROLES`.
    label : Label
        What it is to be called, by language, where not as in the files.
    answers : str
        The name of its list; empty for none.
    reversed : bool
        A high answer means low trust.
    dimension : str
        What it is scored together with, as a label; empty for none.
    target : str
        The group that the item rates, by the answer that names it, or `SIDE_TARGET` and a side; empty for none.
    asked_of : tuple of str
        The answers that name the groups who were asked the item; empty for all.
    looked_at : frozenset of str
        The doubts (`surveys.mapping.doubts`) that a person has looked at and found to be none.
    personal, metadata : bool
        It could name a person, or the survey tool added it: unless it is given a role, no questionnaire has it.
    why_role, why_joined, why_reversed, why_dimension : Reason
        Where the guesses come from.
    """

    found: tuple[InFile, ...]
    role: str
    label: Label = field(default_factory=dict)
    answers: str = ""
    reversed: bool = False
    dimension: str = ""
    target: str = ""
    asked_of: tuple[str, ...] = ()
    looked_at: frozenset[str] = frozenset()
    personal: bool = False
    metadata: bool = False
    why_role: Reason = Reason("")
    why_joined: Reason = Reason("")
    why_reversed: Reason = Reason("")
    why_dimension: Reason = Reason("")

    @property
    def wordings(self) -> tuple[str, ...]:
        """All that it is found by, the earliest file's first."""
        return tuple(dict.fromkeys(wording for one in self.found for wording in one.wordings))

    @property
    def place(self) -> tuple[int, str, str, str]:
        """Where it stands first: what no other column has, whatever is joined or parted."""
        first = self.found[0]
        return first.file, first.sheet, first.cell, first.heading

    @property
    def heading(self) -> str:
        """The earliest wording."""
        return self.found[0].wordings[0]

    @property
    def files(self) -> tuple[int, ...]:
        """The files that ask it."""
        return tuple(one.file for one in self.found)

    @cached_property
    def given(self) -> tuple[tuple[str, int], ...]:
        """Its answers in all files and how often each was given, the commonest first."""
        return pooled(pair for one in self.found for pair in one.given)

    @property
    def distinct(self) -> int:
        """Distinct answers: at least as many as this."""
        return max(len(self.given), *(one.distinct for one in self.found))

    @property
    def filled(self) -> int:
        """Cells that hold an answer."""
        return sum(one.filled for one in self.found)

    @property
    def is_hidden(self) -> bool:
        """Whether its answers are not known here, because they could be codes or name a person."""
        return bool(self.filled) and not self.given

    @property
    def has_list(self) -> bool:
        """Whether its answers are known, and few enough to be those of a list."""
        return bool(self.given) and self.distinct <= MOST_ANSWERS

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


def _taken(named: Sequence[tuple[Label, Sequence[str]]]) -> Iterator[str]:
    """The names of things that others go by too: each thing has names by language, and wordings in the files."""
    owners: dict[str, set[int]] = {}
    for index, (label, wordings) in enumerate(named):
        for text in (*label.values(), *(wordings if any(other for other, _ in named) else ())):
            owners.setdefault(answer_key(text), set()).add(index)
    for label, _ in named:
        yield from dict.fromkeys(text for text in label.values() if len(owners[answer_key(text)]) > 1)


def pooled(answers: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Answers and their counts with the spellings of one answer put together, in the one that is commonest."""
    counts: dict[str, int] = {}
    spelling: dict[str, tuple[int, str]] = {}
    for text, count in answers:
        key = answer_key(text)
        counts[key] = counts.get(key, 0) + count
        if count > spelling.get(key, (0, ""))[0]:
            spelling[key] = (count, text)
    found = [(spelling[key][1], count) for key, count in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))


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
    dimension_label : mapping
        By the dimension, what it is to be called by language, where not as `Mapped.dimension` has it.
    index_label : Label
        What the index measures, by language; empty for trust.
    """

    title: str
    columns: tuple[Mapped, ...]
    lists: tuple[AnswerList, ...]
    dimension_label: Dictionary[str, Label] = field(default_factory=dict)
    index_label: Label = field(default_factory=dict)

    @cached_property
    def list_of(self) -> Dictionary[str, AnswerList]:
        """The lists by name."""
        return {one.name: one for one in self.lists}

    @property
    def items(self) -> tuple[Mapped, ...]:
        """The columns that are scored."""
        return tuple(column for column in self.columns if column.role == "item")

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that items are in."""
        return tuple(dict.fromkeys(column.dimension for column in self.items if column.dimension))

    @property
    def groups(self) -> tuple[Answer, ...]:
        """The groups, each once; none where there is no list of them."""
        group = self.of_role("group")
        answers = self.list_of[group.answers].answers if group and group.answers else ()
        return tuple(answer for answer in answers if not answer.same_as)

    @property
    def files(self) -> int:
        """How many tables the columns come from."""
        return 1 + max((file for column in self.columns for file in column.files), default=0)

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

    def unplaced(self, column: Mapped) -> tuple[str, ...]:
        """The answers of a column that its list gives no place: they would match nothing."""
        if column.role not in LISTED_ROLES or column.answers not in self.list_of:
            return ()
        known = self.list_of[column.answers].keys
        return tuple(text for text, _ in column.given if answer_key(text) not in known and not is_non_answer(text))

    def unscored(self, column: Mapped) -> tuple[str, ...]:
        """The answers of an item that have no score though they are no way to give none; slips are counted apart."""
        answers = self.list_of[column.answers].answers if column.answers in self.list_of else ()
        scored = {answer_key(answer.text) for answer in answers if answer.score is not None or answer.slip_of}
        return tuple(text for text, _ in column.given if answer_key(text) not in scored and not is_non_answer(text))

    def files_unscored(self, column: Mapped) -> tuple[int, ...]:
        """The files in which no answer to an item has a score."""
        answers = self.list_of[column.answers].answers if column.answers in self.list_of else ()
        scored = {answer_key(answer.text) for answer in answers if answer.score is not None}
        return tuple(
            one.file
            for one in column.found
            if any(not is_non_answer(text) for text, _ in one.given)
            and not any(answer_key(text) in scored for text, _ in one.given)
        )

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """What keeps it from being used: codes of the words, and the heading each is about (empty: all)."""
        found = [] if self.items else [("no_items", "")]
        for role in ONE_COLUMN_ROLES:
            several = [column for column in self.columns if column.role == role]
            found += [(f"twice_{role}", column.heading) for column in several[1:]]
        for column in self.columns:
            if column.role in _PUBLISHED and column.is_hidden:
                found.append(("hidden", column.heading))
        for column in self.items:
            if len(self.list_of[column.answers].scores if column.answers else ()) < 2 or self.files_unscored(column):
                found.append(("no_scores", column.heading))
        found += [("same_name", name) for name in self._same_names()]
        return (*found, *(("same_heading", heading) for heading in self._same_headings()))

    def _same_headings(self) -> Iterator[str]:
        """Headings by which one file's column would be taken for another's too: two questions that are used have them.

        Of questions that the same files have under one heading, the order in the files tells which is which.
        """
        files: dict[str, dict[int, frozenset[int]]] = {}
        for index, column in enumerate(self.columns):
            for one in column.found if column.role not in ("ignore", "open_ended") else ():
                for wording in one.wordings:
                    of = files.setdefault(answer_key(wording), {})
                    of[index] = of.get(index, frozenset()) | {one.file}
        for wording, of in files.items():
            if len(set(of.values())) > 1:
                yield wording

    def _same_names(self) -> Iterator[str]:
        """Names that were given to one question or answer and that another goes by."""
        yield from _taken(
            [(column.label if column.role != "ignore" else {}, column.wordings) for column in self.columns]
        )
        yield from _taken([(self.dimension_label.get(name, {}), (name,)) for name in self.dimensions])
        asked = [column for column in self.columns if column.role != "ignore"]
        used = {column.answers for column in asked}
        for one in self.lists:
            if one.name in used:
                own = {answer.text: answer.same_as or answer.text for answer in one.answers}
                spellings = {
                    main: tuple(text for text, its_main in own.items() if its_main == main) for main in own.values()
                }
                yield from _taken([(answer.label, spellings[own[answer.text]]) for answer in one.answers])

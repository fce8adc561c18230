"""What the matching shows: pairs offered to the officer, what they decided, and how sure the matches are.

All of it is for the officer's eyes, in memory: nothing here is carried into a result, a message or the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from surveys.model.instrument import Label

Span = tuple[int, int]


class SubmissionRow(NamedTuple):
    """A submission by where it stands: `Round.sha256` of its file or sheet, and the row as its sheet numbers it."""

    sha256: str
    row: int


@dataclass(frozen=True)
class Join:
    """Two submissions of two rounds that the officer says are of one person."""

    first: SubmissionRow
    later: SubmissionRow

    @property
    def rows(self) -> frozenset[SubmissionRow]:
        """The two, in whichever order they are named."""
        return frozenset((self.first, self.later))


@dataclass(frozen=True)
class OfferedSubmission:
    """One submission of an offered pair.

    Attributes
    ----------
    file, sheet, cell : str
        Where its code stands.
    round : str
        The round's name.
    row : SubmissionRow
        The same submission for the program.
    code : str
        As normalised; parts stand apart where several columns make it up.
    differs : tuple of int
        From where up to where it differs from the other code.
    submitted : str
        When it was sent or ended, as the file states it, to the minute; empty where it does not.
    """

    file: str
    sheet: str
    cell: str
    round: str
    row: SubmissionRow
    code: str = field(repr=False)
    differs: Span = (0, 0)
    submitted: str = ""


@dataclass(frozen=True)
class Fact:
    """A question that both submissions answer (organisation, sex…), and whether they answer it alike."""

    name: str
    label: Label
    agrees: bool


@dataclass(frozen=True)
class OfferedPair:
    """Two submissions whose codes match nobody and are one slip apart.

    Attributes
    ----------
    slip : {"changed", "left_out", "swapped"}
        What would make the codes equal.
    group : Label or None
        The group that both state; None where nobody states one in one of the two rounds.
    facts : tuple of Fact
        What else both state of themselves.
    equal, compared : int
        Of the items that both answer, how many they answer alike. People change their minds; strangers do it more.
    rivals : int
        How many other pairs one of the two is offered in.
    """

    first: OfferedSubmission
    later: OfferedSubmission
    slip: str
    group: Label | None
    facts: tuple[Fact, ...]
    equal: int
    compared: int
    rivals: int

    @property
    def join(self) -> Join:
        """What joins the two."""
        return Join(self.first.row, self.later.row)


@dataclass(frozen=True)
class Agreement:
    """How many of the people found by code say the same of themselves in both rounds.

    Attributes
    ----------
    label : Label
        What they say it of; empty for the stakeholder group.
    people, differing : int
        Those who state it in both rounds, and those of them who state it differently.
    chance : float
        The share of strangers who would state the same: the sum over answers of the product of their shares in the
        two rounds.
    """

    label: Label
    people: int
    differing: int
    chance: float


@dataclass(frozen=True)
class Wrong:
    """The estimated share of matches that are of different people, with its 95 % interval."""

    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Sureness:
    """How sure the matching of two rounds is.

    Attributes
    ----------
    first, later : str
        The rounds' names.
    by_code, joined : int
        People found in both by their code, and by the officer's decision.
    only_first, only_later : int
        People of a round who are not found in the other.
    no_code_first, no_code_later : int
        Those of them without a code.
    agreement : Agreement or None
        What the estimate rests on.
    wrong : Wrong or None
        None where too few people state anything to estimate it.
    """

    first: str
    later: str
    by_code: int
    joined: int
    only_first: int
    only_later: int
    no_code_first: int
    no_code_later: int
    agreement: Agreement | None
    wrong: Wrong | None


@dataclass(frozen=True)
class Matching:
    """What the officer sees of the matching.

    Attributes
    ----------
    offered : tuple of OfferedPair
        Pairs to decide, those without a rival first.
    joined : tuple of OfferedPair
        Pairs that were made one person.
    beyond : int
        Pairs more than are offered at a time.
    sureness : tuple of Sureness
        One a pair of rounds: each later round with the first, and with the one before it.
    """

    offered: tuple[OfferedPair, ...] = ()
    joined: tuple[OfferedPair, ...] = ()
    beyond: int = 0
    sureness: tuple[Sureness, ...] = ()

    def pair(self, join: Join) -> OfferedPair | None:
        """The pair of two rows; None where it is neither offered nor joined."""
        pairs: Sequence[OfferedPair] = (*self.offered, *self.joined)
        return next((pair for pair in pairs if pair.join.rows == join.rows), None)

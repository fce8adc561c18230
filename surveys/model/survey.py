"""A survey: the rounds of one questionnaire, read, coded and matched."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from surveys.model.inspection import NOTHING_FOUND, Inspection
from surveys.model.instrument import NOT_STATED, Group, Instrument, Label
from surveys.model.issues import Issue
from surveys.model.round_names import THEN as THEN
from surveys.model.summary import Summary
from words import LANGUAGES, label_in, say

if TYPE_CHECKING:
    from surveys.model.matching import Matching

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Round:
    """One filling-in of the questionnaire, a row a person of the survey.

    Attributes
    ----------
    name : str
        ``pre``, ``post``, ``followup_1``, ``followup_2``…; or `THEN`: the answers to questions marked BEFORE that stand
        beside questions marked AFTER, whose answers are ``post``. It is of the file, the submissions and the people of
        ``post``; those who leave one of the two blank are present in the other alone. No other round has one.
    file, sha256, format : str
        The bare file name, the digest of its bytes (of a sheet that is one of several rounds, its own:
        `surveys.files.table.digest_of`), and the format it was recognised as.
    rows_read : int
        Submissions of the round in the file, before any was left out.
    present : array of bool, shape (people,)
        Who filled it in and stayed (not a duplicate, not rejected, not without any answer).
    scores : array of float, shape (people, items)
        The raw score of each answer, unreversed; NaN where there is none.
    was_asked : array of bool, shape (people, items)
        Whether the item was asked of that person in this round; False for those who are not present.
    weight : array of float, shape (people,), or None
        NaN where missing, zero, negative or of a size that no weight has; None where the instrument has no weight.
    question : array of int, shape (people, items), or None
        Which of the item's questions has the person's answer; where none has, the first that was put to the person; -1
        for none. None where each item is one question.
    lacks : frozenset of str
        The names of the items' questions that its file has no column of.
    of_files : tuple of str
        The digest of the bytes of each file that it is in: of the workbook where it is a sheet, of each of several.
    """

    name: str
    file: str
    sha256: str
    format: str
    rows_read: int
    present: Flags
    scores: Floats
    was_asked: Flags
    weight: Floats | None = None
    question: Integers | None = None
    lacks: frozenset[str] = frozenset()
    of_files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Breakdown:
    """What people state of themselves beside their group: sex, age, their organisation.

    Attributes
    ----------
    name : str
        The question's name; `label` its text by language.
    categories : tuple of Group
        Without sides.
    category : array of int, shape (people,)
        Index in `categories`; -1 where the person states none in any round.
    typed : bool
        Whether people typed the categories themselves, so that a category's name is somebody's answer.
    """

    name: str
    label: Label
    categories: tuple[Group, ...]
    category: Integers
    typed: bool = False

    @property
    def not_stated(self) -> Group:
        """In place of a category: those who state none."""
        label = {language: say("findings.category_not_stated", language) for language in LANGUAGES}
        return Group(f"{self.name}:{NOT_STATED}", label)


@dataclass(frozen=True, repr=False)
class Survey:
    """One edition's answers: people are rows, and a person in two rounds is one row of both.

    People stand sorted by normalised code (those without one behind, by content), so that the order of rows in a
    file changes no bit of any result. Codes themselves are not kept, but for those of `matching`.

    Attributes
    ----------
    rounds : tuple of Round
        In order of time, `THEN` behind all others. A survey whose first file asks of before and after has no ``pre``:
        its first round is ``post``.
    group : array of int, shape (people,)
        Index into `groups`; -1 where the person stated none in any round.
    groups : tuple of Group
        The instrument's, or those that a free-text column holds (name trimmed and lower-case, in sorted order).
    breakdowns : tuple of Breakdown
        In the form's order.
    matching : Matching or None
        For the officer's eyes: pairs of codes to decide, and how sure the matching is. No result carries it. None
        for a survey that no file was read for.
    inspection : Inspection
        What was found and is for the officer alone: no result carries it.
    """

    instrument: Instrument
    rounds: tuple[Round, ...]
    groups: tuple[Group, ...]
    group: Integers
    issues: tuple[Issue, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    matching: Matching | None = field(default=None, repr=False)
    inspection: Inspection = field(default=NOTHING_FOUND, repr=False)

    @property
    def organisations(self) -> Breakdown | None:
        """Which organisation each person comes from; None where no file has a column of it."""
        asked = {question.name for question in self.instrument.questions if question.role == "organisation"}
        return next((one for one in self.breakdowns if one.name in asked), None)

    def __repr__(self) -> str:
        return self._summary().as_text()

    def _repr_html_(self) -> str:
        """The same as a table, for notebooks."""
        return self._summary().as_html()

    def _summary(self) -> Summary:
        """The survey on one screen. It is the officer's: groups stand with their numbers, however small."""
        form = self.instrument
        names = [label_in(group.label, form.languages[0]) or group.name for group in self.groups]
        sizes = np.bincount(self.group[self.group >= 0], minlength=len(self.groups)).tolist()
        found = Counter(issue.severity for issue in self.issues)
        parts = [
            ("rounds", [f"{one.name}: {one.present.sum()} people in {one.file} ({one.format})" for one in self.rounds]),
            ("people", [str(len(self.group))]),
            ("groups", [f"{name}: {size}" for name, size in zip(names, sizes, strict=True)]),
            ("questions", [f"{len(form.items)} scored, in {len(form.dimensions)} dimensions"]),
            ("breakdowns", [one.name for one in self.breakdowns]),
            ("issues", [f"{severity}: {found[severity]}" for severity in ("warning", "note") if found[severity]]),
        ]
        return Summary("Survey", form.title, "en", parts)

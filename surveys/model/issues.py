"""What is worth telling the officer about a file: an `Issue`, and the error that carries those that stop a reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from surveys.model.round_names import round_words
from words import has, isolate, label_in, number, printable, say

_BLANKS = re.compile(" +")

Severity = Literal["error", "warning", "note"]
MOST_PROBLEMS = 200
"""The most problems that are reported at a time."""
_LONGEST = 300


_LOCATIONS = ("where_file", "where_line", "where_sheet", "where_sheet_brief", "where_cell", "where_cells")
"""The ways in which a sentence may name its location in front: words of their own, so that it can be said without."""


@dataclass(frozen=True)
class Explanation:
    """An issue in words: what is wrong, and what to do about it; the latter is empty where there is nothing to do."""

    wrong: str
    to_do: str


LISTED = 20
"""How many cells or headings a message names before it only counts the rest."""
KEPT = 1_000
"""How many of them are kept, to be listed in a workbook."""
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Listing:
    """Cells or headings that a message names, as text in one line.

    Attributes
    ----------
    names : tuple of str
        Addresses or headings; of very many, the first `KEPT`.
    count : int
        How many there are.
    """

    names: tuple[str, ...]
    count: int

    @classmethod
    def of(cls, names: Sequence[str]) -> Listing:
        """The listing of these."""
        return cls(tuple(names[:KEPT]), len(names))

    def __str__(self) -> str:
        """The first `LISTED`, then how many more, in no language's words."""
        shown = ", ".join(map(_in_one_line, self.names[:LISTED]))
        return f"{shown} … (+{self.count - LISTED})" if self.count > LISTED else shown


def _in_one_line(name: str) -> str:
    name = " ".join(printable(name).split())
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"


@dataclass(frozen=True)
class Issue:
    """One thing found in the input.

    Attributes
    ----------
    severity : {"error", "warning", "note"}
        An error stops the analysis; a warning may change numbers; a note says what was done.
    code : str
        Names the sentences of the word lists: ``issues.<code>`` says what is wrong, ``issues.<code>.to_do`` what to do.
    file, sheet : str or None
        Where: a bare file name, and a sheet's name.
    cells : Listing or str or None
        Which cells; text is one address, or a range such as ``"C1:F1"``.
    values : mapping
        What the sentence is filled with. Never a respondent's code or answer.
    alike : Listing or None
        The cells of further issues of the same kind in the same place, which this one stands for (`grouped`).
    """

    severity: Severity
    code: str
    file: str | None = None
    sheet: str | None = None
    cells: Listing | str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    alike: Listing | None = None

    @property
    def cell(self) -> str | None:
        """The cells in one line, as the message names them."""
        return None if self.cells is None else str(self.cells)

    def message(self, language: str) -> str:
        """Where it is, what is wrong and what to do, in one of the program's languages."""
        values = self._values(language)
        return " ".join(filter(None, (self._wrong(language, values), self._to_do(language, values))))

    def explained(self, language: str) -> Explanation:
        """What is wrong, without the file and sheet in front, which may stand beside it; and what to do."""
        values = self._values(language)
        bare = say(f"issues.{self.code}", language, **dict.fromkeys(_LOCATIONS, ""), **values)
        wrong = self._with_alike(bare, language)
        if wrong != self._wrong(language, values):
            wrong = wrong[:1].upper() + wrong[1:]
        return Explanation(wrong, self._to_do(language, values))

    def _wrong(self, language: str, values: Mapping[str, object]) -> str:
        locations = {name: say(f"issues.{name}", language, **values) for name in _LOCATIONS}
        return self._with_alike(say(f"issues.{self.code}", language, **locations, **values), language)

    def _with_alike(self, wrong: str, language: str) -> str:
        """What is wrong, and where the same is wrong too."""
        if self.alike is None:
            return wrong
        n = number(self.alike.count, language)
        return f"{wrong} {say('checks.alike', language, n=n, cells=self.alike)}"

    def _to_do(self, language: str, values: Mapping[str, object]) -> str:
        key = f"issues.{self.code}.to_do"
        return say(key, language, **values) if has(key) else ""

    def _values(self, language: str) -> dict[str, object]:
        """All that a sentence may be filled with."""
        location = {"file": _shortened(self.file), "sheet": _shortened(self.sheet), "cell": self.cell, "line": ""}
        values = {name: _shortened(value) for name, value in self.values.items()}
        if has(f"sides.{values.get('side')}"):
            values["side"] = say(f"sides.{values['side']}", language)
        if "asked_in" in values:
            values["asked_in"] = _asked_in(self.values["asked_in"], language)
        if "taken_from" in values:
            values["taken_from"] = _taken_from(self.values["taken_from"], language)
        return {**location, **values}


def _asked_in(parts: Any, language: str) -> str:
    """Which items were asked in which rounds alone, in one sentence for each set of rounds.

    `parts`: for each, the names of the ``rounds`` and the ``labels`` of the items by language, as a stored result has
    them too.
    """
    sentences, between = [], say("figures.separator", language)
    for part in parts:
        labels = [label_in(label, language) for label in part["labels"]]
        named = [say("screens.quoted", language, name=isolate(_in_one_line(label), language)) for label in labels]
        items = between.join([*named[:LISTED], *([f"… (+{len(named) - LISTED})"] if len(named) > LISTED else [])])
        rounds = between.join(round_words(name, language) for name in part["rounds"])
        sentences.append(say("findings.asked_only", language, rounds=rounds, items=items))
    return " ".join(sentences)


def _taken_from(parts: Any, language: str) -> str:
    """How many people's answer each round knows: for each, its name (``round``) and how many (``count``)."""
    counts = [(round_words(part["round"], language), number(part["count"], language)) for part in parts]
    texts = (say("findings.taken_from", language, round=name, n=n) for name, n in counts)
    return say("figures.separator", language).join(texts)


def grouped(issues: Iterable[Issue]) -> list[Issue]:
    """Issues in their order, those of one kind that name a cell each on one sheet as one.

    A form with twelve wrong scores has one thing wrong with it, in twelve cells: the first issue says it, and lists the
    cells of the others. What is said twice in the same words is said once. For whoever reads them; a program reads each
    by itself.
    """
    first: dict[tuple[object, ...], Issue] = {}
    others: dict[tuple[object, ...], list[str]] = {}
    for index, issue in enumerate(issues):
        if issue.cells is None and issue in first.values():
            continue
        has_cell = isinstance(issue.cells, str)
        key = (
            issue.severity,
            issue.code,
            issue.file,
            issue.sheet,
            issue.values.get("sha256"),
            None if has_cell else index,
        )
        if first.setdefault(key, issue) is not issue:
            others.setdefault(key, []).append(str(issue.cells))
    return [replace(issue, alike=Listing.of(others[key])) if key in others else issue for key, issue in first.items()]


def _shortened(value: object) -> object:
    """What was written in a file, in one line and cut off where it would fill the screen."""
    if type(value) is not str:
        return value
    text = _BLANKS.sub(" ", printable(value)).strip()
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _counted(left_out: Sequence[Issue]) -> Iterator[Issue]:
    if left_out:
        yield Issue("error", "more_problems", left_out[0].file, values={"count": len(left_out)})


class SurveyError(Exception):
    """The input can't be analysed; `issues` says why, an issue a problem; of very many, the last counts the rest."""

    def __init__(self, issues: Issue | Iterable[Issue]) -> None:
        every = (issues,) if isinstance(issues, Issue) else tuple(issues)
        self.issues: tuple[Issue, ...] = (*every[:MOST_PROBLEMS], *_counted(every[MOST_PROBLEMS:]))
        super().__init__("; ".join(issue.message("en") for issue in grouped(self.issues)))

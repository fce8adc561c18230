"""What is worth telling the officer about a file: an `Issue`, and the error that carries those that stop a reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from surveys.model.listing import KEPT as KEPT
from surveys.model.listing import LISTED, CellIn, in_one_line, one_file
from surveys.model.listing import Listing as Listing
from surveys.model.round_names import round_words
from words import day, has, isolate, label_in, number, printable, say, say_about_index

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
        What the sentence is filled with. Never a respondent's code or answer. Under ``index`` what the questionnaire
        calls the index, by language, of an issue that would speak of trust without.
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
        if isinstance(self.cells, CellIn):
            return str(Listing.of([self.cells]))
        return None if self.cells is None else str(self.cells)

    def in_its_file(self) -> Issue:
        """The same, said of one of several files of a round where all its cells are in that one.

        The value ``of_file`` is the digest of that file then.
        """
        names = self.cells.names if isinstance(self.cells, Listing) else (self.cells,)
        first = names[0] if names else None
        if not isinstance(first, CellIn) or {one_file(name) for name in names} != {one_file(first)}:
            return self
        cells: Listing | str = str(first)
        if isinstance(self.cells, Listing):
            if self.cells.count > len(names):
                return self
            cells = Listing.of([str(name) for name in names])
        values = {**self.values, "of_file": first.sha256}
        if "heading" in values and first.heading:
            values["heading"] = first.heading
        return replace(self, file=first.file, sheet=first.sheet, cells=cells, values=values)

    def message(self, language: str) -> str:
        """Where it is, what is wrong and what to do, in one of the program's languages."""
        values = self._values(language)
        return " ".join(filter(None, (self._wrong(language, values), self._to_do(language, values))))

    def explained(self, language: str) -> Explanation:
        """What is wrong, without the file and sheet in front, which may stand beside it; and what to do."""
        values = self._values(language)
        bare = self._said("", language, {**dict.fromkeys(_LOCATIONS, ""), **values})
        wrong = self._with_alike(bare, language)
        if wrong != self._wrong(language, values):
            wrong = wrong[:1].upper() + wrong[1:]
        return Explanation(wrong, self._to_do(language, values))

    def _wrong(self, language: str, values: Mapping[str, object]) -> str:
        locations = {name: say(f"issues.{name}", language, **values) for name in _LOCATIONS}
        return self._with_alike(self._said("", language, {**locations, **values}), language)

    def _with_alike(self, wrong: str, language: str) -> str:
        """What is wrong, and where the same is wrong too."""
        if self.alike is None:
            return wrong
        n = number(self.alike.count, language)
        return f"{wrong} {say('checks.alike', language, n=n, cells=self.alike)}"

    def _to_do(self, language: str, values: Mapping[str, object]) -> str:
        return self._said(".to_do", language, values) if has(f"issues.{self.code}.to_do") else ""

    def _said(self, part: str, language: str, values: Mapping[str, object]) -> str:
        """One of its sentences; about trust, or what the questionnaire calls the index."""
        fields = {name: value for name, value in values.items() if name != "index"}
        return say_about_index(f"issues.{self.code}{part}", language, str(values.get("index", "")), **fields)

    def of_index(self, label: Mapping[str, str]) -> Issue:
        """The issue with what the questionnaire calls the index, by language; as it is, where it does not speak of it.

        `label` is empty for trust.
        """
        speaks = any(has(f"issues.{self.code}{part}_of_index") for part in ("", ".to_do"))
        return replace(self, values={**self.values, "index": dict(label)}) if label and speaks else self

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
        if "days" in values:
            values["days"] = _days(self.values["days"], language)
        if isinstance(label := self.values.get("index"), Mapping):
            values["index"] = _shortened(label_in(label, language))
        return {**location, **values}


def _asked_in(parts: Any, language: str) -> str:
    """Which items were asked in which rounds alone, in one sentence for each set of rounds.

    `parts`: for each, the names of the ``rounds`` and the ``labels`` of the items by language, as a stored result has
    them too.
    """
    sentences, between = [], say("figures.separator", language)
    for part in parts:
        labels = [label_in(label, language) for label in part["labels"]]
        named = [say("screens.quoted", language, name=isolate(in_one_line(label), language)) for label in labels]
        items = between.join([*named[:LISTED], *([f"… (+{len(named) - LISTED})"] if len(named) > LISTED else [])])
        rounds = between.join(round_words(name, language) for name in part["rounds"])
        sentences.append(say("findings.asked_only", language, rounds=rounds, items=items))
    return " ".join(sentences)


def _taken_from(parts: Any, language: str) -> str:
    """How many people's answer each round knows: for each, its name (``round``) and how many (``count``)."""
    counts = [(round_words(part["round"], language), number(part["count"], language)) for part in parts]
    texts = (say("findings.taken_from", language, round=name, n=n) for name, n in counts)
    return say("figures.separator", language).join(texts)


def _days(parts: Any, language: str) -> str:
    """When rounds were: for each, its name (``round``) and its ``day``."""
    named = ((round_words(part["round"], language), day(date.fromisoformat(part["day"]), language)) for part in parts)
    texts = (say("findings.round_on_day", language, round=name, day=when) for name, when in named)
    return say("findings.between_rounds", language).join(texts)


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
        cell = issue.cells if isinstance(issue.cells, str) else None
        key = (
            issue.severity,
            issue.code,
            issue.file,
            issue.sheet,
            issue.values.get("sha256"),
            index if cell is None else None,
        )
        if first.setdefault(key, issue) is not issue:
            others.setdefault(key, []).append(cell or "")
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

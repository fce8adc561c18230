"""What is worth telling the officer about a file: an `Issue`, and the error that carries those that stop a reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from words import has, say

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")

Severity = Literal["error", "warning", "note"]
MOST_PROBLEMS = 200
"""The most problems that are told at a time."""
_LONGEST = 300


@dataclass(frozen=True)
class Issue:
    """One thing found in the input.

    Attributes
    ----------
    severity : {"error", "warning", "note"}
        An error stops the analysis; a warning may change numbers; a note tells what was done.
    code : str
        Names the sentence ``issues.<code>`` of the word lists, which says what is wrong and what to do.
    file, sheet, cell : str or None
        Where: a bare file name, a sheet's name, and cells such as ``"C5"`` or ``"C5, C9"``.
    values : mapping
        What the sentence is filled with. Never a respondent's code or answer.
    """

    severity: Severity
    code: str
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def message(self, language: str) -> str:
        """What is wrong and what to do, in one of the program's languages."""
        values = {name: _shortened(value) for name, value in self.values.items()}
        if has(f"sides.{values.get('side')}"):
            values["side"] = say(f"sides.{values['side']}", language)
        file, sheet = _shortened(self.file), _shortened(self.sheet)
        return say(f"issues.{self.code}", language, file=file, sheet=sheet, cell=self.cell, **values)

    def told(self, language: str) -> tuple[str, str]:
        """The message in two: what is wrong, without the file and sheet in front; and what to do, if it says so."""
        file, sheet, cell = (name and _unbroken(name) for name in (self.file, self.sheet, self.cell))
        values = {name: _unbroken(value) if isinstance(value, str) else value for name, value in self.values.items()}
        wrong, end, to_do = Issue(self.severity, self.code, file, sheet, cell, values).message(language).partition(". ")
        where, _, found = wrong.partition(": ")
        if found and file and file in where and (sheet or "") in where:
            wrong = found[:1].upper() + found[1:]
        return _broken(wrong + end.strip()), _broken(to_do)


def _shortened(value: object) -> object:
    """What was written in a file, in one line and cut off where it would fill the screen."""
    if type(value) is not str:
        return value
    text = _BLANKS.sub(" ", value).strip()
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _counted(left_out: Sequence[Issue]) -> Iterator[Issue]:
    if left_out:
        yield Issue("error", "more_problems", left_out[0].file, values={"count": len(left_out)})


_UNBROKEN = "\N{NO-BREAK SPACE}\N{WORD JOINER}"
"""In place of a blank in what fills a sentence, so that the sentence does not end there."""


def _unbroken(text: str) -> str:
    return text.replace(" ", _UNBROKEN)


def _broken(text: str) -> str:
    return text.replace(_UNBROKEN, " ")


class SurveyError(Exception):
    """The input can't be analysed; `issues` says why, an issue a problem; of very many, the last counts the rest."""

    def __init__(self, issues: Issue | Iterable[Issue]) -> None:
        every = (issues,) if isinstance(issues, Issue) else tuple(issues)
        self.issues: tuple[Issue, ...] = (*every[:MOST_PROBLEMS], *_counted(every[MOST_PROBLEMS:]))
        super().__init__("; ".join(issue.message("en") for issue in self.issues))

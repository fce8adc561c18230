"""Submissions that are out before anything is coded: rejected or previews in the tool, or without consent."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from surveys.coding.answers import AMBIGUOUS, NO_MATCH, NON_ANSWER, OUT_OF_SCALE
from surveys.coding.coder import Coder
from surveys.columns.question_columns import Columns
from surveys.files.cells import text_of
from surveys.files.table import Excluded, Table
from surveys.language.vocabulary import phrases
from surveys.language.wording import normalise
from surveys.model.addresses import column_cells
from surveys.model.instrument import Choice
from surveys.model.issues import Issue, Severity

_GRAVE: dict[str, Severity] = {"consent_unclear": "warning"}
_NUMBERS = ("1", "0")
_YES = phrases("answers", "yes")
_NO = phrases("answers", "no")


def exclude(coder: Coder, table: Table, columns: Columns, *, finished_only: bool = False) -> tuple[Table, list[Issue]]:
    """The table without those submissions, and a note that counts each kind.

    Parameters
    ----------
    finished_only : bool
        Leaves out the submissions that were broken off too; otherwise they stay, and a note counts them.
    """
    issues: list[Issue] = []
    refused = _unwilling(coder, table, columns)
    consent = coder.column_of(columns, "consent")
    reasons = [*table.excluded]
    if refused and consent is not None:
        reasons.append(Excluded("consent_refused", consent, refused))
    unclear = _unclear(coder, table, columns)
    if unclear and consent is not None:
        reasons.append(Excluded("consent_unclear", consent, unclear))
    if table.unfinished and table.unfinished.indices and not finished_only:
        issues.append(_note(table, table.unfinished))
    elif table.unfinished:
        reasons.append(replace(table.unfinished, code="unfinished_left_out"))
    issues += [_note(table, one) for one in reasons if one.indices]
    gone = {index for one in reasons for index in one.indices}
    if not gone:
        return table, issues
    return table.at([index for index in range(len(table.rows)) if index not in gone]), issues


def _note(table: Table, gone: Excluded) -> Issue:
    cells = column_cells([table.rows[index] for index in gone.indices], gone.column)
    return Issue(_GRAVE.get(gone.code, "note"), gone.code, table.file, table.sheet, cells, {"count": len(gone.indices)})


def _unwilling(coder: Coder, table: Table, columns: Columns) -> tuple[int, ...]:
    column = coder.column_of(columns, "consent")
    if column is None:
        return ()
    says_no = table.columns[column].flags(lambda cell: _says_in_any(text_of(cell)) is False)
    question = coder.roles["consent"]
    if question.choices is None:
        return tuple(np.flatnonzero(says_no).tolist())
    choice = coder.answers(table, column, question).choice
    refuses = np.array([*map(_refuses, question.choices.choices), False], dtype=np.bool_)
    refused = np.where(choice >= 0, refuses[np.maximum(choice, -1)], says_no)
    return tuple(np.flatnonzero(refused).tolist())


def _unclear(coder: Coder, table: Table, columns: Columns) -> tuple[int, ...]:
    """Those whose answer on consent is none of the list's and neither a yes nor a no: unclear is no consent.

    So is a choice that is neither, where another is a clear yes.
    """
    column, question = coder.column_of(columns, "consent"), coder.roles.get("consent")
    if column is None or question is None or question.choices is None:
        return ()
    said = table.columns[column].flags(lambda cell: _says_in_any(text_of(cell)) is not None)
    choice = coder.answers(table, column, question).choice
    unclear = np.isin(choice, (NO_MATCH, OUT_OF_SCALE, AMBIGUOUS, NON_ANSWER)) & ~said
    meanings = [_meaning(choice) for choice in question.choices.choices]
    silent = np.array([True in meanings and one is None for one in meanings] + [False], dtype=np.bool_)
    return tuple(np.flatnonzero(unclear | silent[np.maximum(choice, -1)]).tolist())


def _says_in_any(text: str) -> bool | None:
    """As `says`, also of a text in two languages; a "no" in any of them is one."""
    answers = {says(part) for part in (text, *re.split(r"[/|\n]", text)[:4])}
    return False if False in answers else True if True in answers else None


def _refuses(choice: Choice) -> bool:
    return _meaning(choice) is False


def _meaning(choice: Choice) -> bool | None:
    """Whether a choice is a yes or a no, by its name where that is a word for yes or no, else by its whole labels.

    "No objection" agrees, so that the first word of a label decides nothing. A number as a name is asked last, since a
    list may count "no" as 1 and "yes" as 2.
    """
    name, labels = says(choice.name), [says(text) for text in choice.label.values()]
    said = [*labels, name] if normalise(choice.name) in _NUMBERS else [name, *labels]
    return next((answer for answer in said if answer is not None), None)


def says(text: str) -> bool | None:
    """Whether a whole text is a yes (True) or a no (False); None where it is neither."""
    plain = normalise(text)
    return True if plain in _YES else False if plain in _NO else None

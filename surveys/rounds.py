"""Names rounds, and parts a file that holds several (the role ``round``)."""

from __future__ import annotations

import numpy as np

from surveys.answers import homeless_issues
from surveys.cells import column_cells
from surveys.coder import Coder
from surveys.columns import Columns
from surveys.issues import Issue
from surveys.table import Table

_FIRST = ("pre", "post")


def round_name(place: int) -> str:
    """The name of a round by its place: ``pre``, ``post``, ``followup_1``, and so on."""
    return _FIRST[place] if place < len(_FIRST) else f"followup_{place - 1}"


def split_rounds(coder: Coder, table: Table, columns: Columns) -> tuple[list[Table], list[Issue]]:
    """The rounds that a file holds, in the order of the list of its round question; the file itself if it has none.

    Submissions that state no round can't be placed: they are left out, with a warning, unless none states any.
    """
    question, column = coder.roles.get("round"), coder.place(columns, "round")
    if question is None or column is None:
        return [table], []
    answers = coder.answers(table, column, question)
    stated = sorted(set(answers.place[answers.place >= 0].tolist()))
    issues = list(homeless_issues(table, column, answers, "round_unknown"))
    if not stated:
        return [table], issues
    blank = table.rows_where(~answers.given)
    if blank:
        cells = column_cells(blank, column)
        issues.append(Issue("warning", "round_not_stated", table.file, table.sheet, cells, {"count": len(blank)}))
    if len(stated) == 1 and not issues:
        return [table], []
    return [table.at(np.flatnonzero(answers.place == place).tolist()) for place in stated], issues

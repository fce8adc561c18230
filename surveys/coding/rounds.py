"""Names rounds, and parts a file that holds several: by the role ``round``, or by questions marked BEFORE and AFTER."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from surveys.coding.answers import NO_MATCH, Answers, unmatched_issues
from surveys.coding.coder import Coder
from surveys.coding.submissions import Before, Submissions, is_any
from surveys.columns.question_columns import Columns
from surveys.columns.retrospective import AFTER, BEFORE
from surveys.files.cells import Cell, is_filled, number_of, text_of
from surveys.files.column import Column
from surveys.files.table import Table
from surveys.language.wording import normalise
from surveys.model.addresses import column_cells
from surveys.model.issues import Issue, Listing, Severity
from surveys.model.round_names import POST, THEN, round_name


def split_rounds(coder: Coder, table: Table, columns: Columns) -> tuple[list[Table], list[Issue]]:
    """The rounds that a file holds, in the order of the list of its round question; the file itself if it has none.

    Submissions that state no round belong to none: they are left out, with a warning, unless none states any.
    """
    question, column = coder.roles.get("round"), coder.column_of(columns, "round")
    if question is None or column is None:
        return [table], []
    answers = _with_words(coder.answers(table, column, question), table.columns[column])
    stated = sorted(set(answers.choice[answers.choice >= 0].tolist()))
    issues = list(unmatched_issues(table, column, answers, "round_unknown"))
    if not stated:
        several = len([cell for cell in table.columns[column].used if is_filled(cell)]) > 1
        return [table], [replace(issue, severity="error") for issue in issues] if several else issues
    blank = table.rows_where(~answers.given)
    if blank:
        cells = column_cells(blank, column)
        issues.append(Issue("warning", "round_not_stated", table.file, table.sheet, cells, {"count": len(blank)}))
    if len(stated) == 1 and not issues:
        return [table], []
    return [table.at(np.flatnonzero(answers.choice == choice).tolist()) for choice in stated], issues


def stated_round(coder: Coder, table: Table, columns: Columns) -> int:
    """Which round of its list a table of one round states, by its index; -1 where nothing tells rounds apart."""
    question, column = coder.roles.get("round"), coder.column_of(columns, "round")
    if question is None or column is None or not table.rows:
        return -1
    answers = _with_words(coder.answers(table, column, question), table.columns[column])
    return max(-1, int(answers.choice[0]))


def unknown_rounds(coder: Coder, table: Table, columns: Columns) -> dict[int, Counter[str]]:
    """How often each value of the round's column stands there that is no round, by the column."""
    question, column = coder.roles.get("round"), coder.column_of(columns, "round")
    if question is None or column is None:
        return {}
    answers = _with_words(coder.answers(table, column, question), table.columns[column])
    rows = np.flatnonzero(answers.choice == NO_MATCH).tolist()
    return {column: Counter(text_of(table.columns[column][row]) for row in rows)} if rows else {}


def _with_words(answers: Answers, column: Column) -> Answers:
    """The rounds of cells that are none of the list's choices but say before or after, or number the rounds in time."""
    choices = answers.choices.choices
    is_numbered = any(number_of(text) is not None for one in choices for text in (one.name, *one.label.values()))
    words = [{normalise(text).split(" ")[0] for text in (one.name, *one.label.values())} for one in choices]

    def choice_of(cell: Cell) -> int:
        text = normalise(text_of(cell))
        alike = BEFORE if text in BEFORE else AFTER if text in AFTER else frozenset()
        found = [number for number, of in enumerate(words) if of & alike]
        number = number_of(cell)
        if number is not None and not is_numbered and number in range(1, len(choices) + 1):
            return int(number) - 1
        return found[0] if len(found) == 1 else NO_MATCH

    by_words = column.numbers(choice_of).astype(np.intp)
    return replace(answers, choice=np.where(answers.choice == NO_MATCH, by_words, answers.choice))


def name_rounds(coder: Coder, parts: Sequence[Submissions]) -> list[Submissions]:
    """Name each round, and make what ``post`` says of the time before a round of its own, the last.

    Whoever is asked how it was before the event and how it is after has been there: where the first file asks so, the
    first round is ``post``. What another round says of before is not used, with a warning.

    Parameters
    ----------
    parts : sequence of Submissions
        The rounds in order of time, at least one.
    """
    first = int(_asks_of_before(parts[0], parts))
    rounds = [_now(part, round_name(index)) for index, part in enumerate(parts, start=first)]
    if first:
        table = parts[0].table
        rounds[0] = rounds[0].noting(Issue("note", "retrospective_no_pre", table.file, table.sheet))
    names = [one.name for one in rounds]
    post = parts[names.index(POST)] if POST in names else None
    befores = [(post, post.before)] if post is not None and post.before is not None else []
    return [*rounds, *(_then(coder, part, before) for part, before in befores if before.given.any())]


def _asks_of_before(part: Submissions, parts: Sequence[Submissions]) -> bool:
    """Whether a round asks how it was before; in a file of several rounds, only where somebody answers."""
    if part.before is None:
        return False
    rounds_of_file = sum(other.sha256 == part.sha256 for other in parts)
    return rounds_of_file == 1 or bool(part.before.given.any())


def _now(part: Submissions, name: str) -> Submissions:
    """The round of that name, without the submissions that only say how it was before."""
    now = replace(part, name=name, before=None)
    if part.before is None or not part.before.given.any():
        return now
    silent = np.logical_not(is_any(part.given))
    if name == POST:
        return now.without(silent, *part.issues_at("after_no_answers", silent, 0, "note"))
    unused = _before_issue(part, "then_not_used", "warning")
    return now.without(silent, unused, *part.issues_at("no_answers", silent, 0, "note"))


def _then(coder: Coder, part: Submissions, before: Before) -> Submissions:
    """What submissions say of the time before, as a round of its own; those that say nothing of it are not in it."""
    then = replace(
        part,
        name=THEN,
        columns=Columns(part.columns.before, ()),
        scores=before.scores,
        given=before.given,
        before=None,
        issues=(),
    )
    silent = np.logical_not(is_any(before.given))
    notes = [_before_issue(part, "retrospective", "note"), *_items_missing(coder, part)]
    return then.without(silent, *notes, *part.issues_at("then_no_answers", silent, 0, "note"))


def _before_issue(part: Submissions, code: str, severity: Severity) -> Issue:
    """An issue that names the columns that ask how it was before."""
    table, columns = part.table, sorted(part.columns.before.values())
    cells = Listing.of([table.heading_cell(column) for column in columns])
    values = {"headings": Listing.of([table.headings[column] for column in columns]), "count": len(columns)}
    return Issue(severity, code, table.file, table.sheet, cells, values)


def _items_missing(coder: Coder, part: Submissions) -> list[Issue]:
    """A warning that names the items asked of now alone."""
    table, columns = part.table, part.columns
    names = [question.name for question in coder.questions]
    items = [name for name in names if name in columns.by_question and name not in columns.before]
    if not items:
        return []
    cells = Listing.of([table.heading_cell(columns.by_question[name]) for name in items])
    values = {"items": Listing.of(items), "count": len(items)}
    return [Issue("warning", "then_items_missing", table.file, table.sheet, cells, values)]

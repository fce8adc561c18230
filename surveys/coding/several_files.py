"""The files that hold a round together: their groups, what they ask alike, and codes that stand in several of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from surveys.coding.coded_table import codes_in
from surveys.coding.coder import Coder
from surveys.columns.question_columns import Columns, find_columns
from surveys.columns.rounds.several_files import GROUP_OF_FILE, keys_by_question, put_together, with_group
from surveys.files.table import Table
from surveys.model.issues import Issue, Listing, SurveyError


@dataclass(frozen=True)
class OneOfSeveral:
    """One of the files of a round: its submissions, where its questions stand, and the group of everybody in it.

    `group` is empty where the file says it itself.
    """

    table: Table
    columns: Columns
    sha256: str
    group: str = ""


def with_groups(coder: Coder, tables: Sequence[Table], groups: Sequence[str]) -> list[tuple[Table, str]]:
    """The tables with a column of the group that each file is of, and that group; as they are where nobody says so.

    The column is headed as the questionnaire's group question; as `GROUP_OF_FILE` where the questionnaire was made of
    such files, so that it knows a question of that heading, whatever its role.

    Raises
    ------
    SurveyError
        If the questionnaire asks for no group, a group is none of its list, or a file states groups itself.
    """
    if not groups:
        return [(table, "") for table in tables]
    made_of_files = coder.headings.for_a_file().whole(GROUP_OF_FILE)
    if made_of_files:
        is_group = made_of_files[0].question.role == "group"
        with_column = [with_group(table, GROUP_OF_FILE, one) for table, one in zip(tables, groups, strict=True)]
        return [(table, one if is_group else "") for table, one in zip(with_column, groups, strict=True)]
    question = coder.roles.get("group")
    if question is None:
        raise SurveyError(Issue("error", "group_of_file_not_asked", tables[0].file, values={"group": groups[0]}))
    stated = [issue for table, group in zip(tables, groups, strict=True) for issue in _refused(coder, table, group)]
    if stated:
        raise SurveyError(stated)
    return [(with_group(table, question.name, group), group) for table, group in zip(tables, groups, strict=True)]


def _refused(coder: Coder, table: Table, group: str) -> Iterator[Issue]:
    """Why a file can't be of a group."""
    question = coder.roles["group"]
    key = coder.keys.get(question.name)
    if not group or (key is not None and key.find(group) < 0):
        known = [choice.name for choice in question.choices.choices] if question.choices else []
        yield Issue("error", "group_of_file_unknown", table.file, values={"group": group, "known": Listing.of(known)})
    yield from _says_itself(coder, table, group)


def _says_itself(coder: Coder, table: Table, group: str) -> Iterator[Issue]:
    """An error where a file has a column of the group with anything in it."""
    columns = find_columns(table, coder.instrument, coder.headings.for_a_file())
    column = coder.column_of(columns, "group")
    if column is not None and table.is_used(column):
        cell = table.heading_cell(column)
        yield Issue("error", "group_of_file_and_column", table.file, table.sheet, cell, {"group": group})


def together(files: Sequence[OneOfSeveral]) -> Table:
    """The files of a round as one table, in which a question has one column."""
    tables = [one.table for one in files]
    return put_together(
        tables, [keys_by_question(one.table, one.columns) for one in files], [one.sha256 for one in files]
    )


def asked_in_some_files(files: Sequence[OneOfSeveral]) -> Iterator[Issue]:
    """A warning for each file that lacks questions of another file of its round."""
    asked = [one.columns.by_question.keys() | one.columns.before.keys() for one in files]
    for one, its in zip(files, asked, strict=True):
        lacks = [name for name in dict.fromkeys(name for of in asked for name in sorted(of)) if name not in its]
        if lacks:
            values = {"items": Listing.of(lacks), "count": len(lacks)}
            cell = one.table.corner
            yield Issue("warning", "asked_in_other_files", one.table.file, one.table.sheet, cell, values)


def codes_in_several(coder: Coder, files: Sequence[OneOfSeveral]) -> tuple[int, int]:
    """How many codes stand in several files of one round: in those of different groups, and in others."""
    if any(coder.column_of(one.columns, "round") is not None for one in files):
        return 0, 0
    codes = [{code for code in codes_in(coder, one.table, one.columns).tolist() if code} for one in files]
    pairs = [*combinations(range(len(files)), 2)]
    of_other_groups = [codes[a] & codes[b] for a, b in pairs if files[a].group != files[b].group]
    of_others = [codes[a] & codes[b] for a, b in pairs if files[a].group == files[b].group]
    return len(frozenset().union(*of_other_groups)), len(frozenset().union(*of_others))


def notes_on_codes(files: Sequence[OneOfSeveral], shared: tuple[int, int]) -> Iterator[Issue]:
    """What is to be said of codes in several files of a round (`codes_in_several`)."""
    names = " + ".join(one.table.file for one in files)
    for code, count in zip(("codes_within_groups", "codes_in_several_files"), shared, strict=True):
        if count:
            yield Issue("warning", code, names, values={"count": count})

"""The files that hold a round together: their groups, what they ask alike, and codes that stand in several of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from surveys.coding.coder import Coder
from surveys.coding.submissions import Submissions
from surveys.columns.question_columns import Columns, find_columns
from surveys.columns.rounds.several_files import GROUP_OF_FILE, keys_by_question, put_together
from surveys.files.table import Table
from surveys.model.addresses import RowIn
from surveys.model.issues import Issue, Listing, SurveyError

_CHOSEN = frozenset({"columns_by_order", "columns_chosen"})
"""What is said of columns that were found in a file by itself."""


@dataclass(frozen=True)
class OneOfSeveral:
    """One of the files of a round.

    Attributes
    ----------
    table : Table
        Its submissions; with a column more where the officer says what group the file is of.
    columns : Columns
        Where its questions stand.
    sha256 : str
        The digest of its bytes.
    without_question : frozenset of int
        Columns that the officer said have none.
    """

    table: Table
    columns: Columns
    sha256: str
    without_question: frozenset[int] = frozenset()


@dataclass(frozen=True)
class SharedCodes:
    """Codes in files of a round whose groups the officer said.

    Attributes
    ----------
    groups_of : mapping of str to frozenset of str
        The groups that each code stands in.
    in_other_groups, in_one_group : int
        Codes that stand in several files of one round: of different groups, and of one (or of none that was said).
    """

    groups_of: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    in_other_groups: int = 0
    in_one_group: int = 0


def heading_of_group(coder: Coder, tables: Sequence[Table], groups: Sequence[str]) -> str:
    """What the column is headed that says which group each file is of.

    As the questionnaire's group question; as `GROUP_OF_FILE` where the questionnaire was made of such files, so that it
    knows a question of that heading, whatever its role.

    Raises
    ------
    SurveyError
        If the questionnaire asks for no group, a group is none of its list, or a file states groups itself.
    """
    made_of_files = coder.headings.for_a_file().whole(GROUP_OF_FILE)
    question = coder.roles.get("group")
    if made_of_files and made_of_files[0].question != question:
        return GROUP_OF_FILE
    if question is None:
        raise SurveyError(Issue("error", "group_of_file_not_asked", tables[0].file, values={"group": groups[0]}))
    stated = [issue for table, group in zip(tables, groups, strict=True) for issue in _refused(coder, table, group)]
    if stated:
        raise SurveyError(stated)
    return GROUP_OF_FILE if made_of_files else question.name


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


def one_table(tables: Sequence[Table], files: Sequence[OneOfSeveral]) -> tuple[Table, dict[int, str | None]]:
    """The tables of a round's files as one, in which a question has one column; and the question of each such column.

    Parameters
    ----------
    tables : sequence of Table
        As the files hold them.
    files : sequence of OneOfSeveral
        The same files, with their questions.
    """
    keys = [keys_by_question(table, one.columns) for table, one in zip(tables, files, strict=True)]
    table = put_together(tables, keys, [one.sha256 for one in files])
    if any(one.columns.before for one in files):
        return table, {}  # which of two columns asks of before is found by their headings
    questions: dict[int, str | None] = {}
    for place, one in zip(table.places, files, strict=True):
        name_of: dict[int, str | None] = dict.fromkeys(one.without_question)
        found = {**one.columns.open, **one.columns.facts, **one.columns.by_question}
        name_of |= {column: name for name, column in found.items()}
        questions |= {here: name_of[own] for here, own in place.columns.items() if own in name_of}
    return table, questions


def found_in_files(columns: Columns, files: Sequence[OneOfSeveral]) -> Columns:
    """The columns of all files together, with what was found of the columns of each file by itself."""
    own = (issue for one in files for issue in one.columns.issues if issue.code in _CHOSEN)
    return replace(columns, issues=(*(issue for issue in columns.issues if issue.code not in _CHOSEN), *own))


def asked_in_some_files(files: Sequence[OneOfSeveral]) -> Iterator[Issue]:
    """A warning for each file that lacks questions of another file of its round."""
    asked = [one.columns.by_question.keys() | one.columns.before.keys() for one in files]
    for one, its in zip(files, asked, strict=True):
        lacks = [name for name in dict.fromkeys(name for of in asked for name in sorted(of)) if name not in its]
        if lacks:
            values = {"items": Listing.of(lacks), "count": len(lacks)}
            cell = one.table.corner
            yield Issue("warning", "asked_in_other_files", one.table.file, one.table.sheet, cell, values)


def shared_codes(parts: Iterable[Submissions], rounds: Iterable[int], *, are_of_groups: bool) -> SharedCodes:
    """Which codes of people who count stand in several files of one round, and in which groups.

    Parameters
    ----------
    parts : iterable of Submissions
        What the files hold together, a part a round, before a later submission takes the place of an earlier one.
    rounds : iterable of int
        Which round each part states.
    are_of_groups : bool
        Whether the officer said the group of each file.
    """
    found: dict[tuple[int, str], dict[str, str]] = {}
    for part, round_ in zip(parts, rounds, strict=True):
        for row, code, group in zip(part.table.rows, part.code.tolist(), part.group.tolist(), strict=True):
            if code and isinstance(row, RowIn):
                found.setdefault((round_, code), {})[row.place.sha256] = group if are_of_groups else ""
    several = [set(groups.values()) for groups in found.values() if len(groups) > 1]
    groups_of: dict[str, frozenset[str]] = {}
    for (_, code), groups in found.items():
        groups_of[code] = groups_of.get(code, frozenset()) | {group for group in groups.values() if group}
    other = sum(len(groups) > 1 for groups in several)
    return SharedCodes(groups_of, other, len(several) - other)


def codes_of_groups(rounds: Iterable[SharedCodes]) -> frozenset[str]:
    """The codes that count within their group: where files of two groups share any, all that two groups have."""
    shared = list(rounds)
    if not any(one.in_other_groups for one in shared):
        return frozenset()
    groups_of: dict[str, frozenset[str]] = {}
    for one in shared:
        for code, groups in one.groups_of.items():
            groups_of[code] = groups_of.get(code, frozenset()) | groups
    return frozenset(code for code, groups in groups_of.items() if len(groups) > 1)


def notes_on_codes(file: str, shared: SharedCodes) -> Iterator[Issue]:
    """What is to be said of codes in several files of a round."""
    if shared.in_other_groups:
        yield Issue("warning", "codes_within_groups", file, values={"count": shared.in_other_groups})
    if shared.in_one_group:
        yield Issue("warning", "codes_in_several_files", file, values={"count": shared.in_one_group})

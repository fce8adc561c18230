"""What the files of all rounds hold, column by column: the same question of every round is one column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

import numpy as np

from surveys.coding.answers import is_non_answer
from surveys.columns.personal import personal_columns
from surveys.columns.retrospective import marked_parts
from surveys.columns.rounds import tables_of
from surveys.files.book import Book
from surveys.files.cells import number_of, text_of
from surveys.files.column import Column
from surveys.files.table import Table
from surveys.files.upload import Upload
from surveys.files.wall import open_all
from surveys.language.wording import bare_name, normalise
from surveys.mapping.codes import come_back, look_like_codes
from surveys.model.issues import SurveyError

_MOST_COMPARED, _LONGEST = 40_000, 500
_ALIKE = 0.9
"""How alike two headings are that are taken for one question (Ratcliff & Obershelp 1988)."""
_IN_ANOTHER_LANGUAGE = 3
"""From how many columns on, headings in another language, or names beside labels, are joined by their order."""
_FEWEST_COMPARED, _LONGEST_LIST, _LENGTHS_APART = 10, 25, 2
"""Cells that tell what a column holds; answers of a list; how many of a list may be given in one round alone."""


def open_tables(rounds: Sequence[Upload]) -> tuple[Table, ...]:
    """The submissions of each round: of each file; of one file alone, of all rounds that it holds.

    Raises
    ------
    SurveyError
        With what stands in the way of opening one of them, or if one is a questionnaire.
    """
    opened = [_tables(book, len(rounds) == 1) for book in open_all(rounds)]
    problems = [issue for one in opened if isinstance(one, SurveyError) for issue in one.issues]
    if problems:
        raise SurveyError(problems)
    return tuple(table for one in opened if not isinstance(one, SurveyError) for table in one)


def _tables(book: Book | SurveyError, is_alone: bool) -> tuple[Table, ...] | SurveyError:
    """The rounds of a book, or what stands in the way."""
    if isinstance(book, SurveyError):
        return book
    try:
        return tables_of(book, is_alone=is_alone)
    except SurveyError as error:
        return error


def answer_key(text: str) -> str:
    """By what two spellings of one answer are known: numbers by their value, texts by their wording."""
    number = number_of(text)
    return normalise(text, numbering=True) if number is None else text_of(number)


@dataclass(frozen=True)
class FileColumn:
    """A column of one file, and whether it asks how it was before the event."""

    table: int
    column: int
    before: bool = False


@dataclass(frozen=True)
class SourceColumn:
    """One question as the files hold it.

    Attributes
    ----------
    wordings : tuple of str
        Its headings, the earliest round's first; marks of before and after taken off.
    file_columns : tuple of FileColumn
        Where it stands.
    joined : str
        How headings that differ were joined: ``similar`` (they hardly differ, or a name is the same), ``order``,
        ``codes`` (the same codes stand in both); empty where they did not have to be.
    parts : tuple of SourceColumn
        The same question of each file by itself, where several files ask it.
    """

    tables: Sequence[Table]
    wordings: tuple[str, ...]
    file_columns: tuple[FileColumn, ...]
    joined: str = ""
    parts: tuple[SourceColumn, ...] = ()

    @property
    def heading(self) -> str:
        """The earliest heading."""
        return self.wordings[0]

    @property
    def of_each_file(self) -> tuple[SourceColumn, ...]:
        """The same question of each file by itself."""
        return self.parts or (self,)

    @property
    def is_metadata(self) -> bool:
        """Whether the survey tool added the column."""
        return any(file_column.column in self.tables[file_column.table].metadata for file_column in self.file_columns)

    @cached_property
    def answers(self) -> Mapping[str, int]:
        """Every distinct text by how often it was given, in the spelling of most; non-answers too, blanks not."""
        spellings: dict[str, Counter[str]] = {}
        for file_column in self.file_columns:
            table = self.tables[file_column.table]
            labels = table.value_labels.get(file_column.column, {})
            for cell, count in table.columns[file_column.column].counts().items():
                text = labels.get(cell, text_of(cell)).strip()
                if text and text not in table.blanks:
                    spellings.setdefault(answer_key(text), Counter())[text] += count
        return {max(sorted(of), key=of.__getitem__): of.total() for of in spellings.values()}

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The distinct answers, non-answers left out."""
        return tuple(text for text in self.answers if not is_non_answer(text))

    @property
    def filled(self) -> int:
        """How many cells hold anything."""
        return sum(self.answers.values())

    def heading_in(self, table: int) -> str:
        """Its heading in one round as the file has it, mark and all; empty where the round lacks the question."""
        found = (self.tables[table].written_heading(one.column) for one in self.file_columns if one.table == table)
        return next(found, "")

    def column(self, table: int) -> Column:
        """The cells of one round, asked of now; an empty column where the round lacks the question."""
        column = next(
            (
                file_column.column
                for file_column in self.file_columns
                if file_column.table == table and not file_column.before
            ),
            None,
        )
        of_round = self.tables[table]
        if column is None:
            return Column.empty(len(of_round.rows))
        cells, labels = of_round.columns[column], of_round.value_labels.get(column, {})
        return Column(tuple(labels.get(cell, cell) for cell in cells.values), cells.codes) if labels else cells

    @cached_property
    def rounds(self) -> tuple[list[str], ...]:
        """The cells of each round as texts."""
        return tuple(self.texts(table) for table in range(len(self.tables)))

    @cached_property
    def looks_like_codes(self) -> bool:
        """Whether the answers look like people's codes, which are never shown."""
        return look_like_codes(self.given, self.rounds)

    def texts(self, table: int) -> list[str]:
        """The cells of one round as texts, in the order of its rows."""
        return self.column(table).texts(text_of)


def source_columns(tables: Sequence[Table]) -> tuple[tuple[SourceColumn, ...], frozenset[int]]:
    """The questions of all files in the order of their columns, and the positions of those that could name a person.

    Columns without a heading are left out: nothing would find them again.
    """
    found: list[SourceColumn] = []
    personal: set[FileColumn] = set()
    for number, table in enumerate(tables):
        personal |= {FileColumn(number, column) for column in personal_columns(table, [()] * len(table.headings))}
        found = _joined(found, _of_table(tables, number))
    is_personal = [
        any(FileColumn(file_column.table, file_column.column) in personal for file_column in source.file_columns)
        for source in found
    ]
    return tuple(found), frozenset(np.flatnonzero(is_personal).tolist())


def _of_table(tables: Sequence[Table], number: int) -> list[SourceColumn]:
    """The questions of one file; BEFORE and AFTER of the same question are one."""
    table = tables[number]
    headings = {column: heading for column, heading in enumerate(table.headings) if heading}
    pairs = _before_and_after(headings)
    found: list[SourceColumn] = []
    for column in headings:
        if column in pairs:
            other, rest, is_before = pairs[column]
            if column < other:
                file_columns = (FileColumn(number, column, is_before), FileColumn(number, other, not is_before))
                found.append(SourceColumn(tables, (_closed(rest),), file_columns))
        else:
            found.append(SourceColumn(tables, _wordings(table, column), (FileColumn(number, column),)))
    return found


def _closed(text: str) -> str:
    """A heading whose mark was taken off, with the bracket at its end that may have gone with it."""
    return f"{text}]" if text.count("[") > text.count("]") else text


def _wordings(table: Table, column: int) -> tuple[str, ...]:
    """A heading; where it is a bare name and the tool wrote the question too, the question and then the name."""
    heading = table.headings[column]
    texts = table.wordings[column] if table.wordings else ()
    if not texts or " " in heading or " " not in texts[0]:
        return (heading,)
    is_shared = any(texts[0] in others for index, others in enumerate(table.wordings) if index != column)
    return (heading,) if is_shared else (texts[0], heading)


def _before_and_after(headings: Mapping[int, str]) -> dict[int, tuple[int, str, bool]]:
    """Of each column with a twin of the other time: the twin, the heading without its mark, whether it is before."""
    parts = {column: tuple(marked_parts(heading)) for column, heading in headings.items()}
    asked: dict[tuple[bool, str], tuple[int, str]] = {}
    for column, its in parts.items():
        for is_before, rest in its:
            asked.setdefault((is_before, normalise(rest)), (column, rest))
    found: dict[int, tuple[int, str, bool]] = {}
    for column, its in parts.items():
        for is_before, rest in its:
            twin = asked.get((not is_before, normalise(rest)))
            if twin and column not in found and twin[0] not in found:
                found[column] = (twin[0], rest, is_before)
                found[twin[0]] = (column, rest, not is_before)
    return found


def _joined(earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> list[SourceColumn]:
    """The questions of earlier rounds with those of a later one joined to them; those that are new come last."""
    found = list(earlier)
    left = list(range(len(later)))
    for same in (_exact, _worded, _named, _similar, _in_order, _codes):
        free = [index for index, source in enumerate(found) if not _is_in(source, later)]
        pairs = same([found[index] for index in free], [later[index] for index in left])
        for one, other in pairs:
            found[free[one]] = _join(found[free[one]], later[left[other]], same)
        taken = {other for _, other in pairs}
        left = [index for number, index in enumerate(left) if number not in taken]
    return found + [later[index] for index in left]


def _is_in(source: SourceColumn, later: Sequence[SourceColumn]) -> bool:
    return bool(later) and later[0].file_columns[0].table in [one.table for one in source.file_columns]


def _join(one: SourceColumn, other: SourceColumn, same: object) -> SourceColumn:
    wordings = tuple(dict.fromkeys((*one.wordings, *other.wordings)))
    joined = {_named: "similar", _similar: "similar", _in_order: "order", _codes: "codes"}.get(same, one.joined)  # type: ignore[call-overload]
    parts = (*one.of_each_file, *other.of_each_file)
    return SourceColumn(one.tables, wordings, (*one.file_columns, *other.file_columns), joined, parts)


_Pairs = list[tuple[int, int]]


def _by(write: Callable[[str], str], earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> _Pairs:
    known: dict[str, int] = {}
    for index, source in enumerate(earlier):
        for wording in source.wordings:
            known.setdefault(write(wording), index)
    pairs: dict[int, int] = {}
    for other, source in enumerate(later):
        one = known.get(write(source.heading))
        if one is not None:
            pairs.setdefault(one, other)
    return list(pairs.items())


def _exact(earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> _Pairs:
    return _by(str.strip, earlier, later)


def _worded(earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> _Pairs:
    return _by(normalise, earlier, later)


def _named(earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> _Pairs:
    """Names that are the same but for their separators, where each is so once in its file."""
    mine, theirs = (_once(side) for side in (earlier, later))
    return [(mine[name], other) for name, other in theirs.items() if name in mine]


def _once(side: Sequence[SourceColumn]) -> dict[str, int]:
    """The columns by their bare names, those that two have left out."""
    names = [bare_name(source.wordings[-1]) for source in side]
    times = Counter(names)
    return {name: index for index, name in enumerate(names) if name and times[name] == 1}


def _similar(earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> _Pairs:
    """Headings that hardly differ, each the other's nearest; digits have to be the same."""
    wanted = [(index, normalise(source.heading)) for index, source in enumerate(later) if not source.is_metadata]
    scores: list[tuple[float, int, int]] = []
    if len(earlier) * len(wanted) > _MOST_COMPARED:
        return []
    for one, source in enumerate(earlier):
        mine = normalise(source.wordings[-1])
        for other, theirs in wanted:
            if len(mine) > 2 * _IN_ANOTHER_LANGUAGE and _digits(mine) == _digits(theirs):
                likeness = SequenceMatcher(None, mine[:_LONGEST], theirs[:_LONGEST], autojunk=False)
                if likeness.real_quick_ratio() >= _ALIKE and likeness.quick_ratio() >= _ALIKE:
                    scores.append((likeness.ratio(), one, other))
    pairs: dict[int, int] = {}
    for score, one, other in sorted(scores, key=lambda found: (-found[0], *found[1:])):
        if score >= _ALIKE and one not in pairs and other not in pairs.values():
            pairs[one] = other
    return list(pairs.items())


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _in_order(earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> _Pairs:
    """Questions of files that have as many, where one is in letters of another kind, or has names for labels."""
    mine = [index for index, source in enumerate(earlier) if not source.is_metadata]
    theirs = [index for index, source in enumerate(later) if not source.is_metadata]
    if len(mine) != len(theirs) or len(mine) < _IN_ANOTHER_LANGUAGE:
        return []
    sides = [earlier[index] for index in mine], [later[index] for index in theirs]
    fit = _in_other_letters(*sides) or (_names_and_labels(*sides) and _agree(*sides))
    return list(zip(mine, theirs, strict=True)) if fit else []


def _codes(earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> _Pairs:
    """The one column of codes that each side has left, where codes of one come back in the other."""
    mine, theirs = ([at for at, one in enumerate(side) if one.looks_like_codes] for side in (earlier, later))
    pairs = [
        (one, other)
        for one in mine
        for other in theirs
        if come_back(
            [[text for texts in side[at].rounds for text in texts] for side, at in ((earlier, one), (later, other))]
        )
    ]
    return pairs if len(pairs) == 1 else []


def _in_other_letters(*sides: Sequence[SourceColumn]) -> bool:
    return [{is_arabic(source.heading) for source in side} for side in sides] in ([{True}, {False}], [{False}, {True}])


def _names_and_labels(*sides: Sequence[SourceColumn]) -> bool:
    """Whether the headings of one side are names, and most of the other's are worded."""
    worded = [sum(not bare_name(source.heading) for source in side) for side in sides]
    return min(worded) == 0 and 2 * max(worded) > len(sides[0])


def _agree(*sides: Sequence[SourceColumn]) -> bool:
    """Whether columns at the same place hold the same kind of answers, and those of some the very same."""
    pairs = list(zip(*sides, strict=True))
    return not any(_contradict(*pair) for pair in pairs) and any(_answers_in_both(*pair) for pair in pairs)


def _contradict(one: SourceColumn, other: SourceColumn) -> bool:
    """Whether what two columns hold can't be answers to one question: a list and texts, or lists of other lengths.

    Lists may have nothing in common, as labels and numbers haven't; where some answers are the same, half must be.
    """
    if min(one.filled, other.filled) < _FEWEST_COMPARED:
        return False
    if _is_short(one) != _is_short(other):
        return True
    if not _is_short(one):
        return _are_numbers(one) != _are_numbers(other)
    shared = _answers_in_both(one, other)
    lengths = sorted((len(one.given), len(other.given)))
    return 2 * shared < lengths[0] if shared else lengths[1] - lengths[0] > _LENGTHS_APART


def _answers_in_both(one: SourceColumn, other: SourceColumn) -> int:
    return len(set(map(answer_key, one.given)) & set(map(answer_key, other.given)))


def _is_short(one: SourceColumn) -> bool:
    """Whether the answers look like those of a list."""
    return len(one.given) <= _LONGEST_LIST and 2 * len(one.given) <= one.filled


def _are_numbers(one: SourceColumn) -> bool:
    return all(number_of(text) is not None for text in one.given)


def is_arabic(text: str) -> bool:
    """Whether a text is written in Arabic letters, Kurdish ones among them."""
    return any("؀" <= letter <= "ۿ" for letter in text)


def is_kurdish(text: str) -> bool:
    """Whether a text has letters that Kurdish (Sorani) has and Arabic lacks."""
    return bool(set("ڕڵێۆەڤگچپژ") & set(text))


def language_of(texts: Iterable[str]) -> str:
    """The language that most texts seem to be in: Kurdish, Arabic or, of Latin letters, English."""
    found = ["ku" if is_kurdish(text) else "ar" if is_arabic(text) else "en" for text in texts] or ["en"]
    best = max(dict.fromkeys(found), key=found.count)
    return "ku" if best == "ar" and found.count("ku") > 0.2 * found.count("ar") else best

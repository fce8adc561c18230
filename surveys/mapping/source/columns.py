"""A question as the files hold it: the columns of all rounds that ask it, and what they hold."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from surveys.coding.answers import is_non_answer
from surveys.coding.person_codes import normalise_code
from surveys.files.cells import number_of, text_of
from surveys.files.column import Column
from surveys.files.table import Table
from surveys.language.wording import normalise
from surveys.mapping.source.codes import Codes, look_like_codes


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
        totals: dict[str, int] = {}
        spelling: dict[str, tuple[int, str]] = {}
        for text, (key, count) in self._texts.items():
            spelling[key] = min(spelling[key], (-count, text)) if key in spelling else (-count, text)
            totals[key] = totals.get(key, 0) + count
        return {spelling[key][1]: count for key, count in totals.items()}

    @cached_property
    def _texts(self) -> Mapping[str, tuple[str, int]]:
        """Of every text as it is spelt what it is known by (`answer_key`), and how often it was given."""
        found: dict[str, tuple[str, int]] = {}
        for part in self.parts:
            for text, (key, count) in part._texts.items():
                found[text] = (key, count + found[text][1] if text in found else count)
        for file_column in () if self.parts else self.file_columns:
            for text, count in self._counts(file_column):
                found[text] = (found[text][0], count + found[text][1]) if text in found else (answer_key(text), count)
        return found

    def _counts(self, at: FileColumn) -> Iterator[tuple[str, int]]:
        """What one column's cells say and how often, a text once a distinct cell; blanks not."""
        table = self.tables[at.table]
        labels = table.value_labels.get(at.column, {})
        for cell, count in table.columns[at.column].counts().items():
            text = labels.get(cell, text_of(cell)).strip()
            if text and text not in table.blanks:
                yield text, count

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The distinct answers, non-answers left out."""
        return self.given_first(len(self.answers))

    def given_first(self, most: int) -> tuple[str, ...]:
        """The first of the distinct answers, non-answers left out: so many at most."""
        return tuple(itertools.islice((text for text in self.answers if not is_non_answer(text)), most))

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
    def codes(self) -> tuple[Codes, ...]:
        """How often each code stands in each round, were the column one of codes."""
        return tuple(_codes_of(self.column(table)) for table in range(len(self.tables)))

    @cached_property
    def codes_in_files(self) -> tuple[Codes, ...]:
        """The same of each file: several may hold a round, and count their people from 1 each."""
        if not any(table.places for table in self.tables):
            return self.codes
        of_files = ((number, part) for number, table in enumerate(self.tables) for part in table.of_files)
        return tuple(_codes_of(self.column(number).at(part)) for number, part in of_files)

    def codes_by(self, rounds: SourceColumn) -> tuple[Codes, ...]:
        """How often each code stands in each round that another column states, in the order of the rows."""
        found: dict[str, dict[str, int]] = {}
        for table in range(len(self.tables)):
            stated = rounds.column(table).texts(lambda cell: answer_key(text_of(cell)))
            for round_, code in zip(stated, self.column(table).texts(normalise_code), strict=True):
                if code and round_:
                    of_round = found.setdefault(round_, {})
                    of_round[code] = of_round.get(code, 0) + 1
        return tuple(found.values())

    @cached_property
    def looks_like_codes(self) -> bool:
        """Whether the answers look like people's codes, which are never shown."""
        return look_like_codes(self.given, lambda: self.codes_in_files)


def _codes_of(column: Column) -> Codes:
    """How often each code stands in a column."""
    found: dict[str, int] = {}
    for cell, count in column.counts().items():
        if code := normalise_code(cell):
            found[code] = found.get(code, 0) + count
    return found


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

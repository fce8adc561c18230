"""A question as the files hold it: the columns of all rounds that ask it, and what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from surveys.coding.answers import is_non_answer
from surveys.files.cells import number_of, text_of
from surveys.files.column import Column
from surveys.files.table import Table
from surveys.language.wording import normalise
from surveys.mapping.source.codes import look_like_codes


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

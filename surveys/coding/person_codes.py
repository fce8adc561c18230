"""Codes made comparable, and the one submission that counts where a code occurs twice."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np

from surveys.coding.answers import is_non_answer_word
from surveys.files.cells import Cell, number_of, text_of
from surveys.files.column import Column
from surveys.files.table import Table
from surveys.files.times import times
from surveys.language.digits import western_digits
from surveys.language.vocabulary import phrases
from surveys.language.wording import normalise
from surveys.model.survey import Flags, Floats

BETWEEN_PARTS = "-"
"""Stands between the parts of a code that several columns make up, so that 1 and 12 are not 11 and 2."""

WITHIN = ":"
"""Stands between a group and a code that counts in that group alone."""

_NO_CODE = phrases("answers", "no_code")
_TATWEEL = "ـ"


def normalise_code(cell: Cell) -> str:
    """A participant's code, upper-case, letters and digits only; empty where the cell states none.

    9.0 is the code 9, in any digits; ``N/A``, "unknown", a row of noughts and the like are no code.
    """
    return _normalised(text_of(cell))


def _normalised(text: str) -> str:
    if text.isascii() and text.isalnum() and not text.isalpha():
        return text.upper() if text.strip("0") else ""
    if text.isascii() and "." not in text and any(map(str.isdigit, text)):
        return "".join(filter(str.isalnum, text)).upper()
    text = western_digits(text)
    if "." in text and (number := number_of(text)) is not None and number.is_integer():
        text = text_of(number)
    if not any(map(str.isdigit, text)) and (is_non_answer_word(text) or normalise(text) in _NO_CODE):
        return ""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text).replace(_TATWEEL, "")
    return "".join(filter(str.isalnum, plain.upper()))


def codes_of(column: Column, blanks: frozenset[str] = frozenset()) -> list[str]:
    """The normalised code of each submission; none where the cell holds one of the tool's words for missing."""
    return column.texts(lambda cell: "" if (text := text_of(cell)) in blanks else _normalised(text))


def joined_codes(parts: Sequence[Sequence[str]]) -> list[str]:
    """One code of each submission out of the parts that its columns hold; none where any part is missing.

    Day and month of birth without the year would be the code of many people.

    Parameters
    ----------
    parts : sequence of sequence of str
        The normalised parts, a sequence a column, at least one.
    """
    if len(parts) == 1:
        return list(parts[0])
    return [BETWEEN_PARTS.join(code) if all(code) else "" for code in zip(*parts, strict=True)]


def within_groups(groups: Sequence[str], codes: Sequence[str], of_groups: frozenset[str]) -> list[str]:
    """Codes, those that several groups have with the group in front: of an unknown group with none."""
    return [f"{group}{WITHIN}{code}" if code in of_groups else code for group, code in zip(groups, codes, strict=True)]


def own_code(code: str) -> str:
    """A code as it was given, without the group that it counts in."""
    return code.rpartition(WITHIN)[2]


def superseded(codes: Sequence[str], table: Table) -> Flags:
    """Which submissions give way to a later one of the same code.

    The latest is known by the tool's time of submission, then the end of the interview, then the order in the file.
    A blank code matches nobody.

    Returns
    -------
    array of bool, shape (submissions,)
    """
    indices: dict[str, list[int]] = {code: [] for code, times in Counter(codes).items() if code and times > 1}
    for index, code in enumerate(codes):
        if code in indices:
            indices[code].append(index)
    gone = np.zeros(len(codes), dtype=np.bool_)
    if not indices:
        return gone
    submitted, ended = (_times(table, column) for column in (table.submitted, table.ended))
    for among in indices.values():
        latest = max(among, key=lambda index: (submitted[index], ended[index], index))
        gone[[index for index in among if index != latest]] = True
    return gone


def _times(table: Table, column: int | None) -> Floats:
    return np.full(len(table.rows), -np.inf) if column is None else times(table.columns[column])

"""Text tables (.csv, .tsv, .txt): which encoding, which separator, and the rows."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from surveys.files.guards.inflation import MOST_CELLS

MOST_FILLED_UP = 1_000_000
"""The most cells of a table of which less than half stand in the file: a few short rows can ask for any number."""

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEPARATORS = ",;\t|"
_ROWS_TRIED = 25
_TEXT_TRIED = csv.field_size_limit()  # so that no separator can make a cell too long to read
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


class BrokenTableError(Exception):
    """A row of a text table has a quotation mark too few or too many; `line` is where it begins, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def decode(content: bytes) -> str | None:
    """The text of a file in UTF-8, UTF-16, windows-1256 or windows-1252; None where it is no text."""
    text = _decoded(content)
    return None if text is None or _CONTROL.search(text) else text


def _decoded(content: bytes) -> str | None:
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), None)
    encoding = encoding or _unmarked_utf16(content)
    if encoding:
        return _text_in(encoding, content)
    text = _text_in("utf-8", content)
    return _text_in(_code_page(content), content) if text is None else text


def _text_in(encoding: str, content: bytes) -> str | None:
    """The text in an encoding; a letter that is cut off at the end is let go."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(content)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without its mark shows as a zero in every second byte of the separators and digits."""
    sample = content[:4096]
    zeros = sample[1::2].count(0), sample[0::2].count(0)
    if max(zeros) * 10 <= len(sample) or min(zeros) > 0:
        return None
    return "utf-16-le" if zeros[0] else "utf-16-be"


def _code_page(content: bytes) -> str:
    """Arabic letters stand in runs (windows-1256); accents stand alone among Latin letters (windows-1252)."""
    runs = _HIGH_RUN.findall(content)
    in_words = sum(len(run) for run in runs if len(run) > 1)
    return "cp1256" if in_words > sum(map(len, runs)) / 2 else "cp1252"


def separator_of(text: str) -> str:
    """The separator that cuts the first rows most evenly into the most columns."""
    return max(_SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> float:
    rows = csv.reader(io.StringIO(text[:_TEXT_TRIED], newline=""), delimiter=separator)
    widths = Counter(len(row) for row in itertools.islice(rows, _ROWS_TRIED) if any(row))
    if not widths:
        return 0.0
    width, rows_of_it = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return (width - 1) * rows_of_it / sum(widths.values())


def read_rows(text: str) -> tuple[list[list[str]], str]:
    """The rows of a text table, each as wide as it is written, and its separator.

    Raises
    ------
    BrokenTableError
        If a quoted cell never ends, grows without bound, or goes on behind its quotation mark.
    """
    stated = _SEPARATOR_LINE.match(text)
    if stated:
        text = text[stated.end() :]
    separator = stated.group(1) if stated else separator_of(text)
    return list(_strictly(text, separator, 1 if stated else 0)), separator


def _strictly(text: str, separator: str, line: int) -> Iterator[list[str]]:
    """The rows of a text in front of which so many lines stand."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        first = line + reader.line_num + 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BrokenTableError(first) from error


def limit_passed(rows: Sequence[Sequence[str]]) -> int | None:
    """The number of cells that a table may not span and does, once its rows are of one width; None where it may."""
    spanned, written = len(rows) * _width(rows), sum(map(len, rows))
    most = MOST_CELLS if 2 * written >= spanned else MOST_FILLED_UP
    return most if spanned > most else None


def filled_up(rows: Sequence[list[str]]) -> list[list[str]]:
    """Rows with empty cells behind them, all as wide as the widest."""
    width = _width(rows)
    return [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]


def _width(rows: Sequence[Sequence[str]]) -> int:
    return max(map(len, rows), default=0)

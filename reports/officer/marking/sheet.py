"""The cells of a sheet's XML in other styles; cells that are not written there yet are added, with nothing in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from reports.officer.marking.marks import Position
from reports.officer.marking.xml import NotEditableError, attribute, masked, with_attribute, without_attribute
from surveys.model.addresses import address, column_number
from surveys.model.issues import Severity

Restyle = Callable[[int, Severity], int]
"""The index of the style that a cell of that style has in the colour of that severity."""
_LETTERS = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True)
class _Row:
    """A row as it is written: its number counted from 0, its tag, and where its tag and its cells begin and end."""

    number: int
    tag: str
    start: int
    inside: int
    end: int

    @property
    def is_closed(self) -> bool:
        """Whether it is one tag alone (``<row r="5"/>``)."""
        return self.tag.endswith("/>")


class SheetXml:
    """The XML of a sheet.

    Parameters
    ----------
    xml : bytes
        The part, in UTF-8.
    prefix : str
        The prefix of its tags.

    Raises
    ------
    NotEditableError
        If it has no rows at all.
    """

    def __init__(self, xml: bytes, prefix: str) -> None:
        self._xml, self._prefix = xml, prefix
        self._shadow = masked(xml)
        begin = re.search(rf"<{prefix}sheetData\b[^<>]*[^/]>|<{prefix}sheetData>".encode(), self._shadow)
        end = self._shadow.rfind(f"</{prefix}sheetData>".encode())
        empty = re.search(rf"<{prefix}sheetData\b[^<>]*/>".encode(), self._shadow)
        if begin is not None and end >= 0:
            self._begin, self._end = begin.end(), end
        elif empty is not None:  # a sheet on which nothing stands: there are no cells to restyle
            self._begin = self._end = empty.start()
        else:
            raise NotEditableError

    def with_styles(self, instead: Mapping[int, int]) -> SheetXml:
        """The sheet with other styles in place of some, wherever they are."""
        if not instead:
            return self
        among = "|".join(map(str, instead))
        cells = re.compile(rf"""<{self._prefix}c\b[^<>]*\ss\s*=\s*["'](?:{among})["'][^<>]*>""".encode())
        pieces, done = [], 0
        for found in cells.finditer(self._shadow, self._begin, self._end):
            tag = found.group().decode()
            pieces += [self._xml[done : found.start()], _restyled(tag, instead).encode()]
            done = found.end()
        return SheetXml(b"".join([*pieces, self._xml[done:]]), self._prefix)

    @property
    def xml(self) -> bytes:
        """The part."""
        return self._xml

    def restyled(self, cells: Mapping[Position, Severity], restyle: Restyle) -> bytes:
        """The sheet with these cells in the colours of their severities."""
        wanted: dict[int, dict[int, Severity]] = {}
        for (number, column), severity in sorted(cells.items()):
            wanted.setdefault(number, {})[column] = severity
        waiting = sorted(wanted, reverse=True)
        column_style = self._column_styles()
        pieces, done = [], 0
        for row in self._rows():
            new = []
            while waiting and waiting[-1] < row.number:
                new.append(waiting.pop())
            changed = wanted[waiting.pop()] if waiting and waiting[-1] == row.number else None
            if new or changed:
                pieces.append(self._xml[done : row.start])
                pieces += [self._new_row(number, wanted[number], column_style, restyle) for number in new]
                done = row.start
            if changed:
                pieces.append(self._changed(row, changed, column_style, restyle))
                done = row.end
        pieces.append(self._xml[done : self._end])
        pieces += [self._new_row(number, wanted[number], column_style, restyle) for number in reversed(waiting)]
        pieces.append(self._xml[self._end :])
        return b"".join(pieces)

    def _rows(self) -> Iterator[_Row]:
        number, closing = -1, f"</{self._prefix}row>".encode()
        rows = re.compile(rf"<{self._prefix}row\b[^<>]*>".encode())
        for found in rows.finditer(self._shadow, self._begin, self._end):
            tag = found.group().decode()
            written = attribute(tag, "r")
            number = int(written) - 1 if written and written.isdigit() else number + 1
            end = found.end()
            if not tag.endswith("/>"):
                end = self._shadow.index(closing, found.end()) + len(closing)
            yield _Row(number, tag, found.start(), found.end(), end)

    def _changed(
        self, row: _Row, wanted: Mapping[int, Severity], columns: Iterable[_Columns], restyle: Restyle
    ) -> bytes:
        """A row with some of its cells in other styles, and those added that it lacks."""
        closing = f"</{self._prefix}row>".encode()
        tag, missing = row.tag, dict(wanted)
        pieces: list[bytes] = []
        done = row.inside
        style = _style_of_row(tag)

        def add_missing(before: int) -> None:
            for column in [column for column in missing if column < before]:
                base = style if style is not None else _style_of_column(columns, column)
                pieces.append(self._blank(row.number, column, restyle(base, missing.pop(column))))

        for column, start, end, cell in self._cells(row):
            if any(other < column for other in missing):
                pieces.append(self._xml[done:start])
                done = start
                add_missing(column)
            if column in missing:
                index = restyle(_number(attribute(cell, "s")), missing.pop(column))
                pieces += [self._xml[done:start], with_attribute(cell, "s", str(index)).encode()]
                done = end
        last = row.inside if row.is_closed else row.end - len(closing)
        pieces.append(self._xml[done:last])
        add_missing(1 << 30)
        opened = without_attribute(tag, "spans")
        opened = f"{opened[:-2].rstrip()}>" if row.is_closed else opened
        return b"".join([opened.encode(), *pieces, closing])

    def _cells(self, row: _Row) -> Iterator[tuple[int, int, int, str]]:
        """The cells of a row: column, start and end of the tag, and the tag."""
        if row.is_closed:
            return
        column = -1
        for found in re.compile(rf"<{self._prefix}c\b[^<>]*>".encode()).finditer(self._shadow, row.inside, row.end):
            tag = found.group().decode()
            letters = _LETTERS.match(attribute(tag, "r") or "")
            column = column_number(letters.group()) if letters else column + 1
            yield column, found.start(), found.end(), tag

    def _new_row(
        self, number: int, cells: Mapping[int, Severity], columns: Iterable[_Columns], restyle: Restyle
    ) -> bytes:
        blank = [
            self._blank(number, column, restyle(_style_of_column(columns, column), severity))
            for column, severity in cells.items()
        ]
        p = self._prefix
        return f'<{p}row r="{number + 1}">'.encode() + b"".join(blank) + f"</{p}row>".encode()

    def _blank(self, row: int, column: int, style: int) -> bytes:
        return f'<{self._prefix}c r="{address(row, column)}" s="{style}"/>'.encode()

    def _column_styles(self) -> list[_Columns]:
        """The styles that whole columns have."""
        tags = re.compile(rf"<{self._prefix}col\b[^<>]*>".encode()).findall(self._shadow, 0, self._begin)
        found = [[attribute(tag.decode(), name) for name in ("min", "max", "style")] for tag in tags]
        return [
            _Columns(_number(first) - 1, _number(last) - 1, _number(style)) for first, last, style in found if style
        ]


@dataclass(frozen=True)
class _Columns:
    """Columns from the first to the last, counted from 0, and their style."""

    first: int
    last: int
    style: int


def _restyled(tag: str, instead: Mapping[int, int]) -> str:
    return with_attribute(tag, "s", str(instead[_number(attribute(tag, "s"))]))


def _style_of_column(columns: Iterable[_Columns], column: int) -> int:
    return next((one.style for one in columns if one.first <= column <= one.last), 0)


def _style_of_row(tag: str) -> int | None:
    has_own = attribute(tag, "customFormat") in ("1", "true")
    return _number(attribute(tag, "s")) if has_own else None


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0

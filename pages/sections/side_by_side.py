"""Tables of what is put side by side: levels with a small bar each, or two groups with two columns each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from html import escape

import streamlit as st

from pages.shell.language import language, look
from pages.shell.plain import escaped
from reports.content.tables import NONE, Cell, Table
from words import number, say


def side_by_side(table: Table, *, with_title: bool = True) -> None:
    """Shows a table of `reports.content`, its title above and its notes below.

    How many people a level rests on is written behind it, not in a column of its own.
    """
    joined = _with_people_behind(table)
    heads = [head for position, head in enumerate(table.heads) if position not in joined]
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    _show(table, f"<tr>{top}</tr>", "".join(_row(heads, row, joined) for row in table.rows), with_title=with_title)


def groups_side_by_side(table: Table) -> None:
    """Shows a table that has a row for each of two groups: one row of both, with levels and change of either.

    What is measured is said once; in the words of either where they are not the same.
    """
    names = [row[1].text for row in table.rows[:2]]
    words = (say("figures.from_to", language(), before=table.heads[2], after=table.heads[3]), table.heads[4])
    over = "".join(f'<th scope="colgroup" colspan="{len(words)}">{escape(name)}</th>' for name in names)
    under = "".join(f'<th scope="col">{escape(word)}</th>' for _ in names for word in words)
    top = f'<tr><th scope="col" rowspan="2">{escape(table.heads[0])}</th>{over}</tr><tr>{under}</tr>'
    body = "".join(_row_of_two(table.rows[at : at + 2]) for at in range(0, len(table.rows), 2))
    _show(table, top, body, legend=f"{words[0]} · {words[1]} ({table.heads[5]})")


def _show(table: Table, top: str, body: str, *, with_title: bool = True, legend: str = "") -> None:
    """Shows a table; `legend`: what is in a row, where a phone has no other words for it."""
    if with_title:
        st.header(escaped(table.title), anchor=False)
    said = f'<p class="legend">{escape(legend)}</p>' if legend else ""
    st.html(
        f'{said}<table class="facts compared"><caption>{escape(table.title)}</caption>'
        f"<thead>{top}</thead><tbody>{body}</tbody></table>"
    )
    for note in table.notes:
        st.caption(escaped(note))


def _with_people_behind(table: Table) -> set[int]:
    """The columns of people that follow a column of levels."""
    levels = {position for row in table.rows for position, cell in enumerate(row) if cell.kind == "level"}
    people = {position for row in table.rows for position, cell in enumerate(row) if cell.kind == "people"}
    return {position for position in people if position - 1 in levels}


def _row(heads: Sequence[str], row: tuple[Cell, ...], joined: Collection[int]) -> str:
    written = [
        _cell(cell, row[position + 1] if position + 1 in joined else None)
        for position, cell in enumerate(row)
        if position not in joined
    ]
    cells = (f'<td data-head="{escape(head)}">{cell}</td>' for head, cell in zip(heads[1:], written[1:], strict=True))
    return f'<tr><th scope="row">{escape(row[0].text)}</th>{"".join(cells)}</tr>'


def _cell(cell: Cell, people: Cell | None) -> str:
    """The words of a cell; behind those of a level its people, and under it a bar from 0 to 100."""
    if cell.hidden:
        return _quiet(cell.text)
    if cell.kind == "change":
        return _change(cell)
    if cell.kind != "level" or cell.number is None:
        return escape(cell.text)
    n = number(people.number, language()) if people is not None and people.number is not None else None
    behind = "" if n is None else f" {_quiet('· ' + say('figures.n', language(), n=n))}"
    return (
        f'<span class="level">{escape(cell.text)}{behind}'
        f'<span class="bar" aria-hidden="true"><span style="inline-size:{cell.number:g}%"></span></span></span>'
    )


def _row_of_two(rows: Sequence[Sequence[Cell]]) -> str:
    named = "".join(f"<span>{escape(text)}</span>" for text in dict.fromkeys(row[0].text for row in rows))
    return f'<tr><th scope="row">{named}</th>{"".join(cell for row in rows for cell in _of_group(row))}</tr>'


def _of_group(row: Sequence[Cell]) -> Iterator[str]:
    """Levels, then the change with its interval and finding; on a phone the levels are behind the group's name."""
    _, name, before, after, change, interval, finding, _ = row
    levels = _quiet(before.text) if before.hidden else escape(before.text)
    if "level" in (before.kind, after.kind):
        levels = escape(say("figures.from_to", language(), before=before.text, after=after.text))
    yield f'<td data-head="{escape(name.text)}"><span class="whole">{levels}</span></td>'
    parts = [_cell(change, None)] if change.text != NONE else []
    if interval.kind == "interval":
        parts.append(_quiet(f"({interval.text})"))
    said = "" if finding.hidden else f'<span class="said">{escape(finding.text)}</span>'
    if finding.text == NONE and parts:
        said = ""
    yield f'<td data-head="" class="found-of"><span>{" ".join(parts)}</span>{said}</td>'


def _change(cell: Cell) -> str:
    """A change, coloured where it rose or fell or points there."""
    colour = f' style="color:{look().finding_colour(cell.verdict, cell.number)}"' if cell.way else ""
    return f'<span class="whole"{colour}>{escape(cell.text)}</span>'


def _quiet(text: str) -> str:
    return f'<span class="quiet">{escape(text)}</span>'

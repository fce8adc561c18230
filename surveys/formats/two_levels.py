"""Headings in two rows: a question above its columns, and in the row below what each column holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def spans(upper: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The columns from one to before another over which each text of the upper row stands."""
    starts = [column for column, text in enumerate(upper) if text]
    yield from zip(starts, [*starts[1:], len(upper)], strict=True)


def both_levels(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """One heading a column: ``question [part]``, or the one of the two that there is."""
    headings = list(lower)
    for first, last in spans(upper):
        for column in range(first, last):
            part = lower[column]
            headings[column] = f"{upper[first]} [{part}]" if part else upper[first] if column == first else ""
    return tuple(headings)

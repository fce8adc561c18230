"""What the officer chose for a report, in order: kept for the visit, each edition's apart from the others'.

A part is kept without language, ground and units, so that it is the same part however it is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from charts import Look, View
from metrics.result.units import POINTS
from reports.report import Part

_STATE, _COUNT, _TEXTS, _TAKEN_OUT = "baskets", "basket_count", "basket_texts", "basket_taken_out"


@dataclass(frozen=True)
class Entry:
    """A part in the basket.

    Attributes
    ----------
    id : str
        Its own in this visit, whatever else is chosen: also where the same part is put in again.
    part : Part
    """

    id: str
    part: Part


@dataclass(frozen=True)
class TakenOut:
    """What was taken out last: an entry, with the officer's words, of an edition, and its place from 0."""

    edition: str
    entry: Entry
    place: int


def part_of(kind: str, name: str, view: View | None = None) -> Part:
    """A figure, a table or a paragraph as it is chosen, whoever reads it how."""
    chosen = None if view is None else replace(view, look=Look(), edition="", units=POINTS)
    return Part(kind, name, chosen)


def entries(edition: str) -> tuple[Entry, ...]:
    """What is chosen of an edition, in order."""
    return tuple(_baskets().get(edition, ()))


def holds(edition: str, part: Part) -> bool:
    """Whether a part of an edition is chosen, whatever is written under it."""
    return any(_same(entry.part, part) for entry in entries(edition))


def toggle(edition: str, part: Part) -> None:
    """Puts a part in, at the end, or takes it out; for callbacks.

    What was taken out last has the officer's words again when it is put in.
    """
    held = next((entry for entry in entries(edition) if _same(entry.part, part)), None)
    if held is not None:
        remove(edition, held.id)
        return
    if (last := taken_out(edition)) is not None and _same(last.entry.part, part):
        del st.session_state[_TAKEN_OUT]
        part = last.entry.part
    number = st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1
    _change(edition, lambda kept: [*kept, Entry(str(number), part)])


def remove(edition: str, id_: str) -> None:
    """Takes an entry out, and keeps it in mind for `put_back`; for callbacks."""
    for place, entry in enumerate(entries(edition)):
        if entry.id == id_:
            st.session_state[_TAKEN_OUT] = TakenOut(edition, entry, place)
            _change(edition, lambda kept: [one for one in kept if one.id != id_])


def taken_out(edition: str) -> TakenOut | None:
    """What was taken out last, where that was of this edition."""
    last: TakenOut | None = st.session_state.get(_TAKEN_OUT)
    return last if last is not None and last.edition == edition else None


def put_back(edition: str) -> None:
    """Puts in what was taken out last, at its place, as it was; for callbacks."""
    if (last := taken_out(edition)) is not None:
        del st.session_state[_TAKEN_OUT]
        _change(edition, lambda kept: [*kept[: last.place], last.entry, *kept[last.place :]])


def move(edition: str, id_: str, by: int) -> None:
    """Moves an entry by so many places, no further than the ends; for callbacks."""

    def moved(kept: list[Entry]) -> list[Entry]:
        place = next((place for place, entry in enumerate(kept) if entry.id == id_), None)
        if place is not None:
            kept.insert(max(0, place + by), kept.pop(place))
        return kept

    _change(edition, moved)


def describe(edition: str, id_: str, caption: str, note: str) -> None:
    """Writes the officer's own caption and note under an entry."""
    _change(
        edition,
        lambda kept: [
            replace(entry, part=replace(entry.part, caption=caption, note=note)) if entry.id == id_ else entry
            for entry in kept
        ],
    )


def text_kept(edition: str, name: str, usual: str = "") -> str:
    """What the officer wrote for the report under a name; `usual` where nothing was written or deleted."""
    return _texts().get((edition, name), usual)


def keep_text(edition: str, name: str, text: str) -> None:
    """Keeps what the officer wrote for the report under a name."""
    _texts()[edition, name] = text


def hand_over(before: str, after: str) -> None:
    """What was chosen and written of a draft is that of the edition that it became; for callbacks."""
    baskets, texts = _baskets(), _texts()
    if (last := taken_out(before)) is not None:
        st.session_state[_TAKEN_OUT] = replace(last, edition=after)
    if before in baskets:
        baskets[after] = baskets.pop(before)
    for edition, name in [key for key in texts if key[0] == before]:
        texts[after, name] = texts.pop((edition, name))


def forget_chosen(edition: str) -> None:
    """Forgets all that was chosen and written of an edition; for callbacks."""
    _baskets().pop(edition, None)
    if taken_out(edition) is not None:
        del st.session_state[_TAKEN_OUT]
    for key in [key for key in _texts() if key[0] == edition]:
        del _texts()[key]


def _same(one: Part, other: Part) -> bool:
    return (one.kind, one.name, one.view) == (other.kind, other.name, other.view)


def _change(edition: str, change: Callable[[list[Entry]], list[Entry]]) -> None:
    baskets = _baskets()
    baskets[edition] = change(list(baskets.get(edition, ())))


def _baskets() -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = st.session_state.setdefault(_STATE, {})
    return found


def _texts() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = st.session_state.setdefault(_TEXTS, {})
    return found

"""The basket: what goes into the report, in order, a line a part, which unfolds into words and a preview."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts import View
from pages.exporting.contents import OFFERED, Content, content_of, show_content
from pages.exporting.previews import previews_of_visit
from pages.shell.basket import Entry, describe, entries, holds, move, part_of, put_back, remove, taken_out, toggle
from pages.shell.choices import begun_with
from pages.shell.editions import ShownEdition
from pages.shell.language import language, words
from pages.shell.plain import plain
from reports.report import Part, Report
from words import number

_LONGEST_CAPTION, _LONGEST_NOTE = 300, 2_000


@dataclass(frozen=True)
class ChosenParts:
    """The basket as a report takes it.

    Attributes
    ----------
    parts : tuple of Part, optional
        What of it is in the report's version; None where nothing is chosen.
    opened : tuple
        Where a preview belongs, of what, and the id of its entry; of the entries that are open.
    """

    parts: tuple[Part, ...] | None
    opened: tuple[tuple[DeltaGenerator, Content, str], ...]


def chosen_parts(shown: ShownEdition, report: Report) -> ChosenParts:
    """Shows the basket of an edition, a line an entry; `show_previews` draws what is in those that are open."""
    kept = entries(shown.id)
    found, opened = [], []
    for place, entry in enumerate(kept):
        with st.container(key=f"entry_{entry.id}"):
            content = content_of(entry.part, report)
            if content is None:
                _left_out(shown, report, entry)
                continue
            _line(shown, entry, content.title, (place, len(kept)))
            with st.expander(words("export_preview"), key=f"open_entry_{entry.id}", on_change="rerun") as within:
                found.append(_words_of(shown, entry, content.caption))
                if within.open:
                    opened.append((st.container(), content, entry.id))
    _offer_back(shown, report)
    parts = tuple(replace(part, view=_in_units(part.view, report.units)) for part in found)
    return ChosenParts(parts if kept else None, tuple(opened))


def show_previews(chosen: ChosenParts, speech: str) -> None:
    """Draws how the parts of open entries will look, in the report's language."""
    previews_of_visit().begin()
    for place, content, key in chosen.opened:
        with place:
            show_content(content, key, speech)


def _in_units(view: View | None, units: str) -> View | None:
    return None if view is None else replace(view, units=units)


def _words_of(shown: ShownEdition, entry: Entry, by_rule: str) -> Part:
    """Caption and note of an entry, in the officer's own words; the part as it is then.

    `by_rule`: its caption where the officer writes none.
    """
    part, key = entry.part, entry.id
    caption = st.text_input(
        words("export_caption"),
        max_chars=_LONGEST_CAPTION,
        placeholder=by_rule,
        key=f"caption_{key}",
        **begun_with(f"caption_{key}", part.caption),
    )
    note = st.text_area(
        words("export_note"),
        max_chars=_LONGEST_NOTE,
        height=80,
        key=f"note_{key}",
        **begun_with(f"note_{key}", part.note),
    )
    written = replace(part, caption=str(caption or "").strip(), note=str(note or "").strip())
    if written != part:
        describe(shown.id, key, written.caption, written.note)
    return written


def _line(shown: ShownEdition, entry: Entry, title: str, where: tuple[int, int]) -> None:
    """Number and title of an entry, and the buttons that move it or take it out; `where`: its place, of how many."""
    place, many = where
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"order_{entry.id}"):
        st.markdown(f"**{number(place + 1, language())} · {plain(title)}**", width="stretch")
        with st.container(horizontal=True, gap="small", width="content", key=f"order_buttons_{entry.id}"):
            for name, by, icon, off in (
                ("up", -1, "arrow_upward", place == 0),
                ("down", 1, "arrow_downward", place == many - 1),
            ):
                st.button(
                    _of_part(name, title),
                    icon=f":material/{icon}:",
                    help=words(f"export_{name}"),
                    disabled=off,
                    on_click=move,
                    args=(shown.id, entry.id, by),
                    key=f"{name}_{entry.id}",
                )
            _remove_button(shown, entry, title)


def _left_out(shown: ShownEdition, report: Report, entry: Entry) -> None:
    """That this version has no such part; it stays in the basket for another version."""
    title = _name_of(shown, report, entry)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"order_{entry.id}"):
        st.caption(f":material/lock: {words('export_left_out', part=plain(title))}", width="stretch")
        _remove_button(shown, entry, title)


def _offer_back(shown: ShownEdition, report: Report) -> None:
    """What was taken out last, and a button that puts it back at its place, with the officer's words."""
    if (last := taken_out(shown.id)) is None:
        return
    title = _name_of(shown, report, last.entry)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="taken_out"):
        st.caption(words("export_taken_out", part=plain(title)), width="stretch")
        st.button(words("export_put_back"), icon=":material/undo:", on_click=put_back, args=(shown.id,), key="put_back")


def _name_of(shown: ShownEdition, report: Report, entry: Entry) -> str:
    """What an entry is called that is not in the list: by the officer, else as the edition has it."""
    known = content_of(entry.part, replace(report, result=shown.result))
    return entry.part.caption or (known.title if known else words(f"export_kind_{entry.part.kind}"))


def _remove_button(shown: ShownEdition, entry: Entry, title: str) -> None:
    st.button(
        _of_part("remove", title),
        icon=":material/delete:",
        help=words("export_remove"),
        on_click=remove,
        args=(shown.id, entry.id),
        key=f"remove_{entry.id}",
    )


def _of_part(name: str, title: str) -> str:
    """What a button does, and to which entry: seen as an icon alone, and read out whole."""
    return words("export_of_part", what=words(f"export_{name}"), part=plain(title))


def more_parts(shown: ShownEdition, report: Report) -> None:
    """The tables and texts of the version that are not in the basket, each with a button that puts it there."""
    offered = [part_of(kind, name) for kind, names in OFFERED.items() for name in names]
    with st.expander(words("export_more"), key="open_more", on_change="rerun") as more:
        if not more.open:
            return
        for part in offered:
            if not holds(shown.id, part) and (content := content_of(part, report)) is not None:
                st.button(
                    plain(content.title),
                    icon=":material/add:",
                    on_click=toggle,
                    args=(shown.id, part),
                    key=f"more_{part.kind}_{part.name}",
                )

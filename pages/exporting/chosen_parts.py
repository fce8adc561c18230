"""The basket: what goes into the report, in order, with the officer's own words beside the preview of each part."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from charts import View
from pages.exporting.contents import OFFERED, content_of, show_content
from pages.exporting.previews import previews_of_visit
from pages.shell.basket import Entry, describe, entries, holds, move, part_of, remove, toggle
from pages.shell.choices import begun_with
from pages.shell.editions import ShownEdition
from pages.shell.language import language, words
from pages.shell.plain import plain
from reports.report import Part, Report
from words import number

_LONGEST_CAPTION, _LONGEST_NOTE = 300, 2_000


def chosen_parts(shown: ShownEdition, report: Report) -> tuple[Part, ...] | None:
    """Shows the basket of an edition; returns what of it is in the report's version, or None where it is empty."""
    kept = entries(shown.id)
    previews_of_visit().begin()
    found = []
    for place, entry in enumerate(kept):
        with st.container(key=f"entry_{entry.id}"):
            content = content_of(entry.part, report)
            if content is None:
                _left_out(shown, entry)
                continue
            words_of_it, preview = st.columns(2)
            with words_of_it:
                st.markdown(f"**{number(place + 1, language())} · {plain(content.title)}**")
                found.append(_words_of(shown, entry))
                _buttons(shown, entry, place, len(kept))
            with preview:
                show_content(content, entry.id, report.language)
    return tuple(replace(part, view=_in_units(part.view, report.units)) for part in found) if kept else None


def _in_units(view: View | None, units: str) -> View | None:
    return None if view is None else replace(view, units=units)


def _words_of(shown: ShownEdition, entry: Entry) -> Part:
    """Caption and note of an entry, in the officer's own words; the part as it is then."""
    part, key = entry.part, entry.id
    caption = st.text_input(
        words("export_caption"),
        max_chars=_LONGEST_CAPTION,
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


def _buttons(shown: ShownEdition, entry: Entry, place: int, many: int) -> None:
    with st.container(horizontal=True, gap="small", key=f"order_{entry.id}"):
        for name, by, icon, off in (
            ("up", -1, "arrow_upward", place == 0),
            ("down", 1, "arrow_downward", place == many - 1),
        ):
            st.button(
                words(f"export_{name}"),
                icon=f":material/{icon}:",
                disabled=off,
                on_click=move,
                args=(shown.id, entry.id, by),
                key=f"{name}_{entry.id}",
            )
        _remove_button(shown, entry)


def _left_out(shown: ShownEdition, entry: Entry) -> None:
    """That this version has no such part; it stays in the basket for another version."""
    name = plain(entry.part.caption) or words(f"export_kind_{entry.part.kind}")
    st.caption(f":material/lock: {words('export_left_out', part=name)}")
    _remove_button(shown, entry)


def _remove_button(shown: ShownEdition, entry: Entry) -> None:
    st.button(
        words("export_remove"),
        icon=":material/delete:",
        on_click=remove,
        args=(shown.id, entry.id),
        key=f"remove_{entry.id}",
    )


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

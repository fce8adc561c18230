"""The officer's notes, typed before publishing or later: on what happened between the rounds, and under figures.

A note is typed in the reader's language and kept for it; readers of another language see it too, unless there is one in
theirs. What was typed and is not published or corrected yet is kept in this visit's memory.
"""

from __future__ import annotations

import streamlit as st

from charts import all_figures
from metrics import Protected
from metrics.result.names import say_of_index
from pages.shell.choices import choose_option
from pages.shell.language import language
from pages.steps.publish.words import path_words
from store import LONGEST_NOTE, OF_EDITION, Notes
from surveys.columns.personal.texts import names_somebody
from surveys.model.open_answers import without_contacts
from words import LANGUAGES, has, own_direction, text_in

_DRAFT = "draft"
_TYPED = "typed_notes_"
"""State, with what the notes are of behind it: what was typed in this visit, by what a note is about and language."""
_PREVIEW = 200
"""Characters of the note of another language that are shown in an empty field."""


def ask_draft_notes(result: Protected) -> None:
    """The fields of the draft's notes."""
    with st.expander(path_words("notes"), icon=":material/format_quote:", key="open_notes"):
        fields_of_notes(result, _DRAFT, {})


def typed_notes() -> dict[str, dict[str, str]]:
    """What was typed in this visit for the draft."""
    return corrected_notes(_DRAFT, {})


def forget_typed_notes() -> None:
    """Forgets what was typed, so that the next survey begins without."""
    for key in [key for key in st.session_state if str(key).startswith(f"{_DRAFT}_note_")]:
        del st.session_state[key]
    forget_corrected_notes(_DRAFT)


def fields_of_notes(result: Protected, of: str, now: Notes) -> None:
    """The field of the edition's note, one of a figure that is chosen, and what is doubtful about them.

    Parameters
    ----------
    of : str
        Begins the keys of the fields.
    now : Notes
        The notes that there are.
    """
    st.caption(path_words("notes_text"))
    _field(of, OF_EDITION, path_words("notes_edition"), now, height=120)
    figures = {one.NAME: _title(result, one.NAME) for one in all_figures().values() if one.views(result)}
    figure = choose_option(
        st.selectbox,
        f"{of}_note_figure",
        path_words("notes_figure"),
        ("", *figures),
        lambda name: figures.get(name, path_words("notes_no_figure")),
    )
    if figure:
        _field(of, figure, path_words("notes_under"), now, height=80)
    _warn(corrected_notes(of, now))


def corrected_notes(of: str, now: Notes) -> dict[str, dict[str, str]]:
    """What the fields hold now; where there is no field, what was typed there or was stored."""
    about = dict.fromkeys((OF_EDITION, *all_figures(), *now))
    found = {one: {speech: _read(of, one, speech, now) for speech in LANGUAGES} for one in about}
    return {one: texts for one, by in found.items() if (texts := {speech: text for speech, text in by.items() if text})}


def forget_corrected_notes(of: str) -> None:
    """Forgets what was typed for a published edition, which has these notes now."""
    st.session_state.pop(f"{_TYPED}{of}", None)


def _field(of: str, about: str, label: str, now: Notes, *, height: int) -> None:
    """The field of one note in the reader's language; that of another language stands in it where it is empty."""
    speech = language()
    texts = {other: _read(of, about, other, now) for other in LANGUAGES if other != speech}
    st.text_area(
        label,
        value=_read(of, about, speech, now),
        placeholder=own_direction(text_in(texts, speech)[:_PREVIEW], speech),
        max_chars=LONGEST_NOTE,
        height=height,
        key=_key(of, about, speech),
    )
    for one in LANGUAGES:
        _typed(of)[about, one] = _read(of, about, one, now)


def _read(of: str, about: str, speech: str, now: Notes) -> str:
    kept = _typed(of).get((about, speech), now.get(about, {}).get(speech, ""))
    return str(st.session_state.get(_key(of, about, speech), kept) or "").strip()


def _title(result: Protected, figure: str) -> str:
    """A figure by what it shows."""
    key = f"reports.content_title_{figure}"
    return say_of_index(key, result, language()) if has(key) else figure


def _warn(notes: Notes) -> None:
    """Says where a note seems to name or to lead to somebody; nothing is refused."""
    texts = [text for by_language in notes.values() for text in by_language.values()]
    if any(without_contacts(text) != text for text in texts):
        st.warning(path_words("notes_contact"), icon=":material/visibility:")
    if any(map(names_somebody, texts)):
        st.warning(path_words("notes_name"), icon=":material/visibility:")


def _key(of: str, about: str, speech: str) -> str:
    return f"{of}_note_{about}_{speech}"


def _typed(of: str) -> dict[tuple[str, str], str]:
    typed: dict[tuple[str, str], str] = st.session_state.setdefault(f"{_TYPED}{of}", {})
    return typed

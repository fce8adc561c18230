"""What the officer writes for a report, in each of its languages: name and place of the event, and three texts.

What happened between the rounds begins with the note of the edition.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.shell.basket import keep_text, text_kept
from pages.shell.choices import begun_with
from pages.shell.editions import ShownEdition
from pages.shell.language import words
from reports.report import LONGEST_NAME, LONGEST_TEXT, Event, Report
from store import OF_EDITION
from words import LANGUAGES, own_direction, own_first, say, text_in

_NAMES = {"title": "event_title", "place": "event_place"}
"""What is written of the event, and the words for it."""
_TEXTS = {"happened": "export_happened", "asked": "export_asked", "planned": "export_planned"}
_OF_EDITION = "happened"
"""The text that begins with the note of the edition."""
_SHOWN = 200
"""Characters of what stands in an empty field's place."""


def ask_texts(shown: ShownEdition, report: Report) -> Report:
    """Asks for the words in the report's languages; returns the report with them.

    A name that is left empty is the edition's. A text that is left empty is taken from another language, the report's
    before others; one that is empty in all is left out.
    """
    st.markdown(words("export_texts_text"))
    languages = [one for one in (report.language, report.second_language) if one]
    for column, speech in zip(st.columns(len(languages)), languages, strict=True):
        with column:
            for name, label in _NAMES.items():
                _ask_name(shown, name, _label(label, speech, languages), speech)
            for name, label in _TEXTS.items():
                _ask_text(shown, name, _label(label, speech, languages), (speech, report.language))
    written = {name: _written(shown, name, report.language) for name in (*_NAMES, *_TEXTS)}
    event = _named(report, shown, written["title"], written["place"])
    happened, asked, planned = (written[name] for name in _TEXTS)
    return replace(report, event=event, happened=happened, asked=asked, planned=planned)


def _named(report: Report, shown: ShownEdition, title: dict[str, str], place: dict[str, str]) -> Event:
    """The event with the names that are written; those of the edition in all other languages."""
    event, languages = report.event, (report.language, *LANGUAGES)
    for name, texts, usual in (("title", title, shown.title), ("place", place, shown.place)):
        if texts:
            event = replace(event, **{name: dict.fromkeys(languages, usual) | texts})  # type: ignore[arg-type]
    return event


def _label(label: str, speech: str, languages: list[str]) -> str:
    """What a field is called: with its language where there are several."""
    if len(languages) == 1:
        return words(label)
    return words("export_text_in", what=words(label), spoken=say("language.name", speech))


def _ask_name(shown: ShownEdition, name: str, label: str, speech: str) -> None:
    """The field of a name; the edition's stands in it where it is empty."""
    key, kept = _key(shown.id, name, speech), _typed(shown, name, speech)
    usual = own_direction(str(getattr(shown, name)), speech)
    st.text_input(label, max_chars=LONGEST_NAME, placeholder=usual, key=key, **begun_with(key, kept))
    _keep(shown, name, speech)


def _ask_text(shown: ShownEdition, name: str, label: str, spoken: tuple[str, str]) -> None:
    """The field of a text; that of another language stands in it where it is empty.

    `spoken`: its language, and the report's.
    """
    speech, first = spoken
    key, kept = _key(shown.id, name, speech), _typed(shown, name, speech)
    usual = own_direction(text_in(_written(shown, name, first), speech)[:_SHOWN], speech)
    st.text_area(label, max_chars=LONGEST_TEXT, height=120, placeholder=usual, key=key, **begun_with(key, kept))
    _keep(shown, name, speech)


def _written(shown: ShownEdition, name: str, first: str) -> dict[str, str]:
    """What is written under a name, by language, `first` before others.

    What was typed just before the language was switched is still in the field of the language before.
    """
    texts = {speech: _keep(shown, name, speech) for speech in LANGUAGES}
    return own_first({speech: text for speech, text in texts.items() if text}, first)


def _keep(shown: ShownEdition, name: str, speech: str) -> str:
    """Keeps what is typed in a field, and returns it."""
    text = _typed(shown, name, speech)
    if text != _kept(shown, name, speech):
        keep_text(shown.id, _kept_as(name, speech), text)
    return text


def _typed(shown: ShownEdition, name: str, speech: str) -> str:
    """What is in a field now; where there is none, what is kept."""
    kept = _kept(shown, name, speech)
    return str(st.session_state.get(_key(shown.id, name, speech), kept) or "").strip()


def _kept(shown: ShownEdition, name: str, speech: str) -> str:
    """What is kept; where nothing was written, what the edition has of it."""
    usual = shown.notes.get(OF_EDITION, {}).get(speech, "") if name == _OF_EDITION else ""
    return text_kept(shown.id, _kept_as(name, speech), usual)


def _kept_as(name: str, speech: str) -> str:
    return f"{name}_{speech}"


def _key(edition: str, name: str, speech: str) -> str:
    return f"export_text_{name}_{speech}_{edition}"

"""What the officer calls the rounds, and their days: typed with the event, and corrected in a published edition.

Both are optional. A name is typed in the reader's language and kept for it; a language in which none was typed shows
that of another, as the field says. What was typed for the draft or for an edition, and is not published or corrected
yet, is kept in this visit's memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import streamlit as st

from metrics import Protected, RoundName
from metrics.publish.round_names import LONGEST_NAME, checked_names, doubts_about_days, names_of
from metrics.result import RoundFacts
from pages.shell.language import language
from pages.steps.issues import issue_list
from pages.steps.publish.words import path_words
from surveys import SurveyError
from surveys.model.round_names import round_words
from words import LANGUAGES, label_in

_DRAFT = "draft"
_TYPED = "typed_rounds_"
"""State, with what the fields are of behind it: what was typed in this visit, by the rounds' names in code."""


def ask_round_names(rounds: Sequence[str]) -> None:
    """The fields of the draft's rounds, and what is wrong with them."""
    with st.container(border=True, key="round_names"):
        st.markdown(f"**{path_words('round_names')}**")
        st.caption(path_words("round_names_text"))
        names = _all_fields({name: RoundName() for name in rounds}, _DRAFT)
        try:
            checked_names(names, rounds)
        except SurveyError as error:
            issue_list(error.issues)


def typed_names(rounds: Iterable[RoundFacts]) -> dict[str, RoundName]:
    """What was typed in this visit for the rounds of a result."""
    return {one.name: _read(one.name, RoundName(), _DRAFT) for one in rounds}


def forget_typed_names() -> None:
    """Forgets what was typed, so that the next survey begins without."""
    for key in [key for key in st.session_state if str(key).startswith(f"{_DRAFT}_round_")]:
        del st.session_state[key]
    forget_corrected_names(_DRAFT)


def fields_of_rounds(result: Protected, of: str) -> None:
    """The fields of a published edition's rounds, with what they are called now; `of` begins their keys."""
    st.caption(path_words("round_names_text"))
    _all_fields(names_of(result.rounds), of)


def corrected_names(result: Protected, of: str) -> dict[str, RoundName]:
    """What the fields of a published edition's rounds hold now, what they don't ask for as it was."""
    return {name: _read(name, called, of) for name, called in names_of(result.rounds).items()}


def forget_corrected_names(of: str) -> None:
    """Forgets what was typed for a published edition, which is called so now."""
    st.session_state.pop(f"{_TYPED}{of}", None)


def _all_fields(called: Mapping[str, RoundName], of: str) -> dict[str, RoundName]:
    """The fields of all rounds, in their order, and what is doubtful about their days; what is typed is kept.

    `called`: what the rounds are called where nothing else was typed.
    """
    typed, names = _typed(of), {}
    for name, now in called.items():
        names[name] = held = _fields(name, now, of)
        if held == now:
            typed.pop(name, None)
        else:
            typed[name] = held
    issue_list(doubts_about_days(names, list(names)))
    return names


def _fields(name: str, called: RoundName, of: str) -> RoundName:
    """The fields of one round's name and day, beginning with what was typed or it is called; returns what they hold."""
    called = _read(name, called, of)
    left, right = st.columns([2, 1])
    words = round_words(name, language())
    left.text_input(
        path_words("round_name", round=words),
        value=called.label.get(language(), ""),
        placeholder=label_in(called.label, language()) or words,
        max_chars=LONGEST_NAME,
        key=_key(name, of, language()),
    )
    right.date_input(path_words("round_day", round=words), value=called.day, key=_key(name, of, "day"))
    return _read(name, called, of)


def _read(name: str, called: RoundName, of: str) -> RoundName:
    """What the fields of a round hold; where there is no field now, what was typed there or it is called.

    A name that was typed just before the language was switched is still in the field of the language before.
    """
    called, state = _typed(of).get(name, called), st.session_state
    label = {one: state.get(_key(name, of, one), called.label.get(one, "")) for one in LANGUAGES}
    day = state.get(_key(name, of, "day"), called.day)
    return RoundName({one: text for one, text in label.items() if text}, day if isinstance(day, date) else None)


def _key(name: str, of: str, what: str) -> str:
    return f"{of}_round_{name}_{what}"


def _typed(of: str) -> dict[str, RoundName]:
    typed: dict[str, RoundName] = st.session_state.setdefault(f"{_TYPED}{of}", {})
    return typed

"""What is chosen from a list is kept by its own name, so that another language or page changes its words alone.

Streamlit knows a chosen option by the words it is shown in, and a widget redrawn in another language may ask for
words that are no longer there. So each language has a widget of its own, which begins with what is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pages.shell.address import begin_with
from pages.shell.language import language

_CHOSEN = "chosen_options"


def chosen_option(name: str, options: Sequence[str]) -> str:
    """The option that is kept under a name; the first where none is, or it is none of these any more."""
    kept = _kept().get(name)
    return kept if kept is not None and kept in options else options[0]


def keep_option(name: str, option: str) -> None:
    """Chooses an option; for callbacks."""
    _kept()[name] = option


def choose_option(
    widget: Callable[..., Any],
    name: str,
    label: str,
    options: Sequence[str],
    words: Callable[[str], str],
    *,
    is_switch: bool = False,
    **more: Any,
) -> str:
    """A widget that chooses one of several options; returns the option chosen.

    Parameters
    ----------
    widget : callable
        ``selectbox``, ``radio`` or ``segmented_control`` of a container, or of Streamlit itself.
    name : str
        What the choice is kept under. The widget's key is the name and the language, joined by an underscore.
    words : callable
        What an option is called in the reader's language.
    is_switch : bool
        Whether the widget is a ``segmented_control``.
    **more
        Further arguments of the widget.
    """
    value, key = chosen_option(name, options), f"{name}_{language()}"
    kept, called = _kept(), {option: words(option) for option in options}

    def changed() -> None:
        kept[name] = st.session_state[key]

    begin = begin_with(key, value, options, is_switch=is_switch)
    widget(label, options, format_func=called.__getitem__, key=key, on_change=changed, **begin, **more)
    return value


def begun_with(key: str, value: object) -> dict[str, Any]:
    """The argument by which a field that is new begins with what is kept elsewhere."""
    return {} if key in st.session_state else {"value": value}


def _kept() -> dict[str, str]:
    kept: dict[str, str] = st.session_state.setdefault(_CHOSEN, {})
    return kept

"""What is chosen stands in the page's address, so that a link opens what its sender saw.

A choice is kept over the pages of a visit; each page writes it into its own address again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pages.shell.plain import plain

_KEPT = "kept_choices"


def choice(name: str, options: Sequence[str], *, always: bool = False) -> str:
    """The option chosen under a name: as the address says, else as chosen before in this visit, else the first.

    The first option needs no word in the address, unless it may be another one tomorrow (`always`).
    """
    kept = _kept()
    given = (st.query_params.get(name), kept.get(name))
    value = next((option for option in given if option is not None and option in options), options[0])
    kept[name] = value
    if always or value != options[0]:
        if st.query_params.get(name) != value:
            st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]
    return value


def unknown(name: str, options: Sequence[str]) -> bool:
    """Whether the address asks for something that there is not; to be asked before `choice`, which mends it."""
    asked = st.query_params.get(name)
    return asked is not None and asked not in options


def choose(name: str, value: str) -> None:
    """Chooses an option; for callbacks."""
    _kept()[name] = value
    st.query_params[name] = value


def pick(
    name: str,
    label: str,
    options: Sequence[str],
    words: Callable[[str], str],
    *,
    as_list: bool = False,
    always: bool = False,
) -> str:
    """A widget that chooses: a switch, or a list where there are many options; returns the option chosen.

    Its label is part of its key: in another language it is another widget, whose options are read anew.
    """
    value, key = choice(name, options, always=always), f"pick_{name}_{label}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value

    def changed() -> None:
        choose(name, st.session_state[key])

    if as_list:
        st.selectbox(label, options, format_func=words, key=key, on_change=changed)
    else:
        st.segmented_control(
            label, options, format_func=lambda o: plain(words(o)), key=key, on_change=changed, required=True
        )
    return value


def _kept() -> dict[str, str]:
    kept: dict[str, str] = st.session_state.setdefault(_KEPT, {})
    return kept

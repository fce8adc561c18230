"""What is chosen stands in the page's address, so that a link opens what its sender saw.

A choice is kept over the pages of a visit; each page writes it into its own address again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

_KEPT = "kept_choices"


def choice(name: str, options: Sequence[str]) -> str:
    """The option chosen under a name: as the address says, else as chosen before in this visit, else the first."""
    kept = _kept()
    given = (st.query_params.get(name), kept.get(name))
    value = next((option for option in given if option is not None and option in options), options[0])
    if value != options[0]:
        kept[name] = value
    else:
        kept.pop(name, None)
    _write(name, value, options)
    return value


def choose(name: str, value: str) -> None:
    """Chooses an option; for callbacks."""
    _kept()[name] = value
    st.query_params[name] = value


def pick(name: str, label: str, options: Sequence[str], words: Callable[[str], str], *, as_list: bool = False) -> str:
    """A widget that chooses: a switch, or a list where there are many options; returns the option chosen."""
    value, key = choice(name, options), f"pick_{name}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value

    def changed() -> None:
        choose(name, st.session_state[key])

    if as_list:
        st.selectbox(label, options, format_func=words, key=key, on_change=changed)
    else:
        st.segmented_control(label, options, format_func=words, key=key, on_change=changed, required=True)
    return value


def _kept() -> dict[str, str]:
    kept: dict[str, str] = st.session_state.setdefault(_KEPT, {})
    return kept


def _write(name: str, value: str, options: Sequence[str]) -> None:
    """The first option needs no word in the address."""
    if value != options[0]:
        if st.query_params.get(name) != value:
            st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]

"""The officer's own templates: looked through when they are given, and kept for the visit, one a kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

import streamlit as st

from pages.exporting.refusals import refusal_words
from pages.shell.language import words
from pages.shell.plain import plain
from reports.office.template import checked_template
from reports.workbook.template.looking_through import look_through
from surveys import SurveyError

_STATE, _REFUSED, _UPLOADER = "export_templates", "export_templates_refused", "export_template_number"
_KINDS = {"docx": ("docx", "dotx"), "pptx": ("pptx", "potx", "ppsx"), "xlsx": ("xlsx", "xltx")}
"""The endings of the files that may be given, by what they are used for."""
_CHECKS: Mapping[str, Callable[[bytes], object]] = {
    "docx": partial(checked_template, ending="docx"),
    "pptx": partial(checked_template, ending="pptx"),
    "xlsx": look_through,
}


@dataclass(frozen=True)
class Template:
    """A file that was given."""

    name: str
    content: bytes


def choose_templates(endings: Sequence[str]) -> dict[str, bytes]:
    """Asks for templates; returns their bytes by the ending of the files that they are for.

    Parameters
    ----------
    endings : sequence of str
        Of the files that are chosen: nothing is asked where none of them takes a template.
    """
    if not any(ending in _KINDS for ending in endings):
        return {}
    with st.expander(words("export_template"), key="open_templates"):
        st.markdown(words("export_template_text"))
        key = f"template_{st.session_state.get(_UPLOADER, 0)}"
        st.file_uploader(
            words("export_template_give"),
            type=[ending for endings in _KINDS.values() for ending in endings],
            accept_multiple_files=True,
            key=key,
            on_change=_take,
            args=(key,),
        )
        for name, error in st.session_state.get(_REFUSED, ()):
            st.error(f"{plain(name)}: {refusal_words(error)}", icon=":material/error:")
        for ending, template in _kept().items():
            with st.container(horizontal=True, key=f"template_given_{ending}"):
                st.markdown(f":material/draft: {plain(template.name)}")
                st.button(words("export_remove"), on_click=_forget, args=(ending,), key=f"template_forget_{ending}")
    return {ending: template.content for ending, template in _kept().items()}


def _take(key: str) -> None:
    """Keeps what can be used, keeps in mind why the rest can't, and empties the uploader."""
    refused = []
    for file in st.session_state[key]:
        given = PurePath(file.name).suffix.lower().removeprefix(".")
        kind = next(kind for kind, endings in _KINDS.items() if given in endings)
        content = file.getvalue()
        try:
            _CHECKS[kind](content)
        except SurveyError as error:
            refused.append((file.name, error))
            continue
        _kept()[kind] = Template(file.name, content)
    st.session_state[_REFUSED] = refused
    st.session_state[_UPLOADER] = st.session_state.get(_UPLOADER, 0) + 1


def _forget(ending: str) -> None:
    _kept().pop(ending, None)
    st.session_state.pop(_REFUSED, None)


def _kept() -> dict[str, Template]:
    found: dict[str, Template] = st.session_state.setdefault(_STATE, {})
    return found

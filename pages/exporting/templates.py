"""The officer's own templates: looked through when they are given, and kept for the visit, one a kind of file."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.exporting.refusals import refusal_words
from pages.shell.language import words
from pages.shell.plain import plain
from reports.templates.given import KINDS, Template, kind_of
from surveys import SurveyError

_STATE, _REFUSED, _UPLOADER = "export_templates", "export_templates_refused", "export_template_number"


def choose_templates(endings: Sequence[str]) -> dict[str, bytes]:
    """Asks for templates; returns their bytes by the ending of the files that they are for.

    Parameters
    ----------
    endings : sequence of str
        Of the files that are chosen: nothing is asked where none of them takes a template.
    """
    if not any(ending in KINDS for ending in endings):
        return {}
    with st.expander(words("export_template"), key="open_templates"):
        st.markdown(words("export_template_text"))
        key = f"template_{st.session_state.get(_UPLOADER, 0)}"
        st.file_uploader(
            words("export_template_give"),
            type=[ending for endings in KINDS.values() for ending in endings],
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
        kind, content = kind_of(file.name), file.getvalue()
        if kind is None:
            raise ValueError(f"the uploader takes no {file.name}")
        try:
            _check(kind, content)
        except SurveyError as error:
            refused.append((file.name, error))
            continue
        _kept()[kind] = Template(file.name, kind, content)
    st.session_state[_REFUSED] = refused
    st.session_state[_UPLOADER] = st.session_state.get(_UPLOADER, 0) + 1


def _check(kind: str, content: bytes) -> None:
    """Looks through a template, and at what a report would take from it."""
    if kind == "docx":
        from reports.office.annex.base_document import base_document

        base_document(content)
    elif kind == "pptx":
        from reports.office.slides.base import presentation_of

        presentation_of(content)
    else:
        from reports.workbook.template import check_template

        check_template(content)


def _forget(ending: str) -> None:
    _kept().pop(ending, None)
    st.session_state.pop(_REFUSED, None)


def _kept() -> dict[str, Template]:
    found: dict[str, Template] = st.session_state.setdefault(_STATE, {})
    return found

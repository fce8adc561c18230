"""A result found again by the code that stands on a paper, with its settings."""

from __future__ import annotations

import streamlit as st

from pages.shell.address import choose
from pages.shell.editions import EDITION, ShownEdition, with_code
from pages.shell.language import language, words
from pages.shell.plain import escaped, plain
from reports.content.provenance import provenance
from reports.report import Report
from store import EditionError, typed_code

_FIELD = "find_by_code"


def find_by_code() -> None:
    """A field for a code; below it each edition that has it, with its settings and a button that opens it."""
    st.header(words("find_by_code"), anchor=False)
    st.markdown(words("find_by_code_text"))
    code = str(st.text_input(words("find_by_code_label"), key=_FIELD, max_chars=40) or "")
    if not typed_code(code):
        return
    try:
        found = with_code(code)
    except EditionError as error:
        st.error(plain(error.message(language())))
        return
    if not found:
        st.info(words("find_by_code_none", code=plain(typed_code(code))))
    for edition in found:
        _show(edition)


def _show(edition: ShownEdition) -> None:
    facts = provenance(Report(edition.result, language(), event=edition.event))
    st.markdown("\n".join(f"- {escaped(fact.label)}: **{escaped(fact.value)}**" for fact in facts))
    st.button(
        words("find_by_code_open", name=plain(edition.name)),
        key=f"{_FIELD}_{edition.id}",
        on_click=choose,
        args=(EDITION, edition.id),
    )

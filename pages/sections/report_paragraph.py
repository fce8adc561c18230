"""The result as one paragraph for a report, to be copied as it is."""

from __future__ import annotations

from html import escape

import streamlit as st

from metrics import paragraph
from pages.server.copy_button import copy_button
from pages.shell.actions import add_to_report
from pages.shell.editions import SAMPLE, ShownEdition
from pages.shell.language import language, words


def report_paragraph(shown: ShownEdition) -> None:
    """Shows the paragraph with a button that copies it; that of the sample names no event."""
    st.header(words("for_report"))
    st.markdown(words("for_report_text"))
    text = paragraph(shown.result, language(), "" if shown.id == SAMPLE else shown.name)
    st.html(f'<p class="paragraph">{escape(text)}</p>')
    copy_button("paragraph", text, label=words("copy"), done=words("copied"))
    add_to_report(shown, "paragraph", "summary")

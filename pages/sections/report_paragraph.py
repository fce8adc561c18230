"""The result as one paragraph for a report, to be copied as it is."""

from __future__ import annotations

from html import escape

import streamlit as st

from metrics import paragraph
from pages.server.copy_button import copy_button
from pages.server.kept import kept
from pages.shell.actions import add_to_report
from pages.shell.editions import SAMPLE, ShownEdition
from pages.shell.language import language, words
from words import say


def report_paragraph(shown: ShownEdition) -> None:
    """Shows the paragraph with a button that copies it; that of the sample says that it is invented."""
    st.header(words("for_report"), anchor=False)
    st.markdown(words("for_report_text"))
    speech, name = language(), "" if shown.id == SAMPLE else shown.name
    text = kept(shown.result, ("paragraph", speech, name), lambda: paragraph(shown.result, speech, name))
    if shown.id == SAMPLE:
        text = f"{say('reports.provenance_synthetic_text', speech)} {text}"
    st.html(f'<p class="paragraph">{escape(text)}</p>')
    copy_button("paragraph", text, label=words("copy"), done=words("copied"))
    add_to_report(shown, "paragraph", "summary")

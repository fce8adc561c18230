"""The officer's files back, with the headings marked of which something is in doubt."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.shell.language import language
from pages.steps.checks import offer_marked
from pages.steps.mapping.visit import MappingOfVisit
from pages.steps.mapping.words import doubt, mapping_words
from reports import Mark
from surveys import Upload
from surveys.mapping import Mapping, doubts_of


def marked_files(visit: MappingOfVisit, rounds: Sequence[Upload]) -> None:
    """Offers each file with the doubts about its columns in comments, where there are any."""
    marks = [marks_in(visit.mapping, file, len(rounds) == 1) for file in range(len(rounds))]
    files = [(upload, of_file) for upload, of_file in zip(rounds, marks, strict=True) if of_file]
    if files:
        with st.expander(mapping_words("marked"), key=f"mapping_marked_{language()}"):
            offer_marked(files)


def marks_in(mapping: Mapping, file: int, is_alone: bool) -> list[Mark]:
    """What is in doubt about the columns of one file; of a file that is alone, in all its rounds."""
    return [
        Mark(found.sheet, (found.cell,), "warning", " ".join(doubt(mapping, one) for one in doubts))
        for column in mapping.columns
        if (doubts := doubts_of(mapping, column))
        for found in column.found
        if is_alone or found.file == file
    ]

"""The officer's files back, with the headings marked of which something is in doubt."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.shell.language import language
from pages.steps.checks import offer_marked
from pages.steps.files.given import GivenRound
from pages.steps.mapping.visit import MappingOfVisit
from pages.steps.mapping.words import doubt, mapping_words
from reports import Mark
from surveys.mapping import Mapping, doubts_of
from surveys.model.listing import one_file


def marked_files(visit: MappingOfVisit, rounds: Sequence[GivenRound]) -> None:
    """Offers each file with the doubts about its columns in comments, where there are any."""
    is_alone = len(rounds) == 1
    files = [
        (upload, marks)
        for number, one in enumerate(rounds)
        for upload in (given.upload() for given in one.files)
        if (marks := marks_in(visit.mapping, number, is_alone, upload.sha256))
    ]
    if files:
        with st.expander(mapping_words("marked"), key=f"mapping_marked_{language()}"):
            offer_marked(files)


def marks_in(mapping: Mapping, round_: int, is_alone: bool, sha256: str) -> list[Mark]:
    """What is in doubt about the columns of one file.

    Of a file that is alone, in all its rounds; of several files of a round, in the first that has the column.
    """
    return [
        Mark(found.sheet, (str(found.cell),), "warning", " ".join(doubt(mapping, one) for one in doubts))
        for column in mapping.columns
        if (doubts := doubts_of(mapping, column))
        for found in column.found
        if (is_alone or found.file == round_) and one_file(found.cell)[1] in ("", sha256)
    ]

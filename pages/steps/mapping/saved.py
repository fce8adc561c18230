"""A mapping saved as a questionnaire workbook at any time, and one that was edited in Excel read back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.shell.plain import plain
from pages.steps.issues import issue_list
from pages.steps.mapping.visit import MappingOfVisit
from pages.steps.mapping.words import apart, mapping_words
from reports.officer.instrument_workbook import instrument_workbook
from surveys import SurveyError, Upload, read_instrument
from surveys.mapping import Mapping, instrument_from_mapping
from surveys.mapping.editing.saved import ReadBack, with_questionnaire

_LONGEST_NAME = 60
_READ_BACK = "mapping_read_back"


def save(mapping: Mapping) -> None:
    """Offers the mapping as it stands as a workbook."""
    st.download_button(
        mapping_words("save"),
        data=lambda: instrument_workbook(instrument_from_mapping(mapping)),
        file_name=_file_name(mapping),
        help=mapping_words("save_help"),
        on_click="ignore",
        key="mapping_save",
    )


def _file_name(mapping: Mapping) -> str:
    name = "".join(letter if letter.isalnum() or letter in " -_" else " " for letter in mapping.title)
    return f"{' '.join(name.split())[:_LONGEST_NAME] or 'questionnaire'}.xlsx"


def go_on_from_saved(visit: MappingOfVisit) -> None:
    """Takes a saved questionnaire, as it is or edited in Excel, over into the mapping of these files."""
    with st.expander(mapping_words("saved"), key="mapping_saved_open"):
        st.markdown(mapping_words("saved_lead"))
        given = st.file_uploader(mapping_words("saved_file"), key="mapping_saved", type=["xlsx", "xls"])
        kept: tuple[object, ReadBack] | None = st.session_state.get(_READ_BACK)
        if given is None:
            st.session_state.pop(_READ_BACK, None)
            return
        key = given.file_id, sorted(visit.key)
        if kept is None or kept[0] != key:
            try:
                instrument = read_instrument(Upload(given.name, given.getvalue()))
            except SurveyError as error:
                issue_list(error.issues)
                return
            read = with_questionnaire(visit.mapping, instrument)
            st.session_state[_READ_BACK] = (key, read)
            visit.change(partial(_whole, read.mapping))
            st.rerun()
        _say(st.session_state[_READ_BACK][1])


def _whole(mapping: Mapping, _: Mapping) -> Mapping:
    return mapping


def _say(read: ReadBack) -> None:
    """What of the questionnaire is in the mapping now, and what is not."""
    st.success(mapping_words("saved_read"), icon=":material/check_circle:")
    if read.missing:
        st.warning(mapping_words("saved_missing", names=plain(" · ".join(map(apart, read.missing)))))
    for code in read.lost:
        st.warning(mapping_words(f"saved_lost_{code}"))

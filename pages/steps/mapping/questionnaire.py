"""No questionnaire at hand: what the columns of the files seem to mean, to be corrected, used and saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.shell.plain import plain
from pages.steps.files.given import GivenRound
from pages.steps.issues import issue_list
from pages.steps.mapping.chosen import chosen_columns
from pages.steps.mapping.columns import columns_table, take_edits
from pages.steps.mapping.groups import groups, take_group_edits
from pages.steps.mapping.joins import joins
from pages.steps.mapping.marks import marked_files
from pages.steps.mapping.names import names
from pages.steps.mapping.preview import preview
from pages.steps.mapping.saved import go_on_from_saved, save
from pages.steps.mapping.scales import scales, take_scale_edits
from pages.steps.mapping.visit import MappingOfVisit, corrected_mapping, forget_mapping, keep_mapping, mapping_kept
from pages.steps.mapping.words import apart, mapping_words
from reports.officer.instrument_workbook import instrument_workbook
from surveys import SurveyError
from surveys.columns.rounds.several_files import GROUP_OF_FILE
from surveys.mapping import Mapped, Mapping, asks_group_of_file, doubts_of, guess_mapping, instrument_from_mapping
from surveys.mapping.editing.group_of_file import with_corrections

_WIDE = '<style>[data-testid="stMainBlockContainer"] { max-width: 90rem; }</style>'


@dataclass(frozen=True)
class Workbook:
    """A questionnaire made of a mapping, as the workbook that is saved and read.

    `asks_group_of_file`: it has a question for the group that a whole file is of.
    """

    name: str
    content: bytes
    asks_group_of_file: bool


def mapping_of(rounds: Sequence[GivenRound]) -> MappingOfVisit | None:
    """The mapping of these files, guessed where the visit has none; None after saying why they can't be opened.

    Where only the groups of files were named otherwise, all else stays as it was corrected.
    """
    key = tuple(one.id for one in rounds)
    kept = mapping_kept(key)
    if kept is not None:
        return kept
    before = corrected_mapping(tuple(one.id_of_files for one in rounds))
    try:
        with st.spinner(mapping_words("guessing")):
            guess = guess_mapping([one.source() for one in rounds])
    except SurveyError as error:
        forget_mapping()
        issue_list(error.issues)
        return None
    if before is not None:
        guess = with_corrections(guess, before)
    return keep_mapping(key, guess)


def mapped_instrument(visit: MappingOfVisit, rounds: Sequence[GivenRound]) -> Workbook | None:
    """The screen of a mapping; the questionnaire once the officer says that it is to be used, None until then.

    Parameters
    ----------
    visit : MappingOfVisit
        What the columns mean, as it stands.
    rounds : sequence of GivenRound
        The files.
    """
    if visit.used is not None:
        return _in_use(visit, visit.used)
    for take in (take_edits, take_scale_edits, take_group_edits):
        take(visit)
    st.html(_WIDE)
    st.markdown(mapping_words("lead"))
    _summary(visit.mapping)
    problems = _problems(visit.mapping)
    _actions(visit, problems)
    for problem in problems:
        st.warning(problem, icon=":material/error:")
    if not problems:
        preview(visit.mapping, rounds[0])
    columns_table(visit)
    chosen_columns(visit)
    joins(visit)
    scales(visit)
    groups(visit)
    names(visit)
    go_on_from_saved(visit)
    marked_files(visit, rounds)
    return None


def _actions(visit: MappingOfVisit, problems: Sequence[str]) -> None:
    """Use it, save it, undo and redo."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(mapping_words("use"), type="primary", disabled=bool(problems), on_click=visit.use, key="mapping_use")
        save(visit.mapping)
        history = visit.history
        st.button(
            mapping_words("undo"),
            icon=":material/undo:",
            disabled=not history.past,
            on_click=visit.undo,
            key="mapping_undo",
        )
        st.button(
            mapping_words("redo"),
            icon=":material/redo:",
            disabled=not history.future,
            on_click=visit.redo,
            key="mapping_redo",
        )


def _in_use(visit: MappingOfVisit, used: Mapping) -> Workbook:
    st.success(mapping_words("in_use", title=plain(used.title)), icon=":material/check_circle:")
    with st.container(horizontal=True):
        st.button(mapping_words("change"), on_click=visit.change_again, key="mapping_change")
        save(used)
    return Workbook(f"{used.title}.xlsx", instrument_workbook(instrument_from_mapping(used)), asks_group_of_file(used))


def _summary(mapping: Mapping) -> None:
    """What was made of the columns, in one line; and what is in doubt."""
    group, code = mapping.of_role("group"), mapping.of_role("respondent_id")
    named = {
        "group": _group_of(group),
        "code": plain(apart(code.heading)) if code else mapping_words("none"),
    }
    tool = sum(column.metadata and column.role == "ignore" for column in mapping.columns)
    ignored = sum(column.role == "ignore" for column in mapping.columns) - tool
    st.markdown(mapping_words("summary", items=len(mapping.items), ignored=ignored, tool=tool, **named))
    doubtful = sum(bool(doubts_of(mapping, column)) for column in mapping.columns)
    st.markdown(mapping_words("doubts" if doubtful else "no_doubts", n=doubtful))
    if code is None and mapping.files > 1:
        st.info(mapping_words("no_code"), icon=":material/info:")
    if any(column.why_joined.code == "joined_order" for column in mapping.columns):
        st.info(mapping_words("joined_note"), icon=":material/translate:")


def _group_of(column: Mapped | None) -> str:
    """Where the group is known from."""
    if column is None:
        return mapping_words("everybody")
    return mapping_words("group_said") if column.heading == GROUP_OF_FILE else plain(apart(column.heading))


def _problems(mapping: Mapping) -> list[str]:
    """What keeps a mapping from being used, in words."""
    found = [mapping_words("problem_no_items")] if ("no_items", "") in mapping.problems else []
    for code in ("no_scores", "hidden", "same_name", "same_heading"):
        about = [plain(apart(heading)) for problem, heading in mapping.problems if problem == code]
        if about:
            shown = " · ".join(about[:3]) + (f" … (+{len(about) - 3})" if len(about) > 3 else "")
            found.append(mapping_words(f"problem_{code}", headings=shown))
    twice = [plain(apart(heading)) for problem, heading in mapping.problems if problem.startswith("twice_")]
    if twice:
        found.append(mapping_words("problem_twice", headings=" · ".join(twice)))
    return found

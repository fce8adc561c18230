"""The editions to choose from: published ones, the officer's draft of this visit, and the synthetic sample."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from datetime import date

import streamlit as st

from metrics import Protected, Settings, analyse
from pages.parts.address import choice
from pages.parts.reader import language, words
from store import Shelf
from surveys import Upload, read_survey
from words import DATA, isolate

EDITION = "edition"
DRAFT = "draft"
SAMPLE = "sample"
TURN_TO_OVERVIEW = "turn_to_overview"
"""State set by a button that chooses an edition: the next run shows the overview."""
_DRAFT_STATE = "draft_edition"


@dataclass(frozen=True)
class Shown:
    """An edition as the pages show it."""

    id: str
    title: str
    place: str
    held_on: date | None
    result: Protected

    @property
    def name(self) -> str:
        """Title, place and day in one line."""
        return _name(self.title, self.place, self.held_on)


@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """The published editions; one shelf a server."""
    return Shelf()


@st.cache_resource(show_spinner=False)
def sample_result() -> Protected:
    """The analysis of the synthetic sample."""
    rounds = [Upload.from_path(DATA / "sample" / name) for name in ("before.xlsx", "after.xlsx")]
    result = analyse(read_survey(rounds, Upload.from_path(DATA / "instrument.xlsx")), Settings())
    gc.freeze()
    return result


def keep_draft(shown: Shown) -> None:
    """Makes a draft the edition shown in this visit; it lives in memory only."""
    st.session_state[_DRAFT_STATE] = shown


def drop_draft() -> None:
    """Forgets the draft."""
    st.session_state.pop(_DRAFT_STATE, None)


def names() -> dict[str, str]:
    """What there is to choose from: name by id, the draft first, the sample last."""
    published = {edition.id: _name(edition.title, edition.place, edition.held_on) for edition in shelf().editions()}
    draft = {DRAFT: words("edition_draft")} if _DRAFT_STATE in st.session_state else {}
    return {**draft, **published, SAMPLE: words("edition_sample")}


def current() -> Shown:
    """The edition chosen; the first where the address names none, or one that is not there."""
    chosen = choice(EDITION, list(names()))
    if chosen == DRAFT:
        draft: Shown = st.session_state[_DRAFT_STATE]
        return draft
    if chosen == SAMPLE:
        return Shown(SAMPLE, words("sample_title"), "", None, sample_result())
    edition = next(edition for edition in shelf().editions() if edition.id == chosen)
    return Shown(edition.id, edition.title, edition.place, edition.held_on, _read(edition.id))


@st.cache_resource(show_spinner=False, max_entries=20)
def _read(edition_id: str) -> Protected:
    return shelf().read(edition_id)


def _name(title: str, place: str, held_on: date | None) -> str:
    day = isolate(held_on.isoformat(), language()) if held_on else ""
    return " · ".join(part for part in (title, place, day) if part)

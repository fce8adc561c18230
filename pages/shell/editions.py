"""The editions to choose from: published ones, the officer's draft of this visit, and the synthetic sample."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from metrics import Protected, RoundName, Settings, Shared, analyse, shared
from metrics.result.names import index_name
from pages.shell.address import choice, choose, editions_changed, unknown
from pages.shell.language import language, words
from pages.shell.plain import plain
from reports.report import Event
from store import Edition, EditionError, Notes, Shelf, typed_code
from surveys import Upload, read_survey
from words import DATA

EDITION = "edition"
DRAFT = "draft"
SAMPLE = "sample"
TURN_TO_OVERVIEW = "turn_to_overview"
"""State set by a button that chooses an edition: the next run shows the overview."""
JUST_PUBLISHED = "just_published"
"""State set when an edition is published: the overview says so once."""
_DRAFT_STATE = "draft_edition"
_CURRENT = "current_edition"
_ON_SHELF = "editions_on_shelf"


@dataclass(frozen=True)
class ShownEdition:
    """An edition as the pages show it; a draft has the officer's own full numbers beside it."""

    id: str
    title: str
    place: str
    held_on: date | None
    result: Shared
    officers_own: Protected | None = None
    notes: Notes = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Title, place and day in one line."""
        return self.event.line(language())

    @property
    def event(self) -> Event:
        """What it was."""
        return Event(self.title, self.place, self.held_on, synthetic=self.id == SAMPLE)


@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """The published editions; one shelf a server."""
    return Shelf()


@st.cache_resource(show_spinner=False)
def sample_result() -> Shared:
    """The analysis of the synthetic sample."""
    rounds = [Upload.from_path(DATA / "sample" / name) for name in ("before.xlsx", "after.xlsx")]
    result = shared(analyse(read_survey(rounds, Upload.from_path(DATA / "instrument.xlsx")), Settings()))
    gc.freeze()
    return result


def keep_draft(shown: ShownEdition) -> None:
    """Makes a draft the edition shown in this visit; it lives in memory only."""
    st.session_state[_DRAFT_STATE] = shown


def drop_draft() -> None:
    """Forgets the draft."""
    st.session_state.pop(_DRAFT_STATE, None)


def has_draft() -> bool:
    """Whether this visit has a draft that is not published."""
    return _DRAFT_STATE in st.session_state


def turn_to(edition: str) -> None:
    """Chooses an edition; the next run shows the overview."""
    choose(EDITION, edition)
    st.session_state[TURN_TO_OVERVIEW] = True


def look_at_shelf() -> None:
    """Reads the list of published editions, once a run of the page; says so where it can't be opened."""
    try:
        st.session_state[_ON_SHELF] = shelf().editions()
    except EditionError as error:
        st.session_state[_ON_SHELF] = ()
        st.error(plain(error.message(language())))


def published() -> tuple[Edition, ...]:
    """The editions that were published when this run began; none where they can't be opened."""
    found: tuple[Edition, ...] = st.session_state[_ON_SHELF]
    return found


def read(edition_id: str) -> Shared:
    """The result of a published edition.

    Raises
    ------
    EditionError
        If it can't be read.
    """
    return _read(edition_id)


def correct(
    edition_id: str, title: str, place: str, held_on: date | None, rounds: Mapping[str, RoundName] | None
) -> None:
    """Corrects what an edition and its rounds are called, on the shelf and in memory (`Shelf.correct`)."""
    shelf().correct(edition_id, title, place, held_on, rounds)
    _read.clear(edition_id)
    editions_changed(edition_id)


def notes_of(edition_id: str) -> Notes:
    """The officer's notes of a published edition."""
    return _notes(edition_id)


def write_notes(edition_id: str, notes: Notes) -> None:
    """Writes the officer's notes of an edition, on the shelf and in memory (`Shelf.write_notes`)."""
    shelf().write_notes(edition_id, notes)
    _notes.clear(edition_id)
    editions_changed(edition_id)


def withdraw(edition_id: str) -> None:
    """Deletes a published edition, from the shelf and from memory.

    Raises
    ------
    EditionError
        If it can't be deleted.
    """
    try:
        shelf().withdraw(edition_id)
    finally:
        _read.clear(edition_id)
        _notes.clear(edition_id)
        editions_changed(edition_id)


def names(editions: Iterable[Edition]) -> dict[str, str]:
    """The editions' names in the list, by id."""
    found = names_on_shelf(editions)
    found[SAMPLE] = words("edition_sample")
    if has_draft():
        found[DRAFT] = words("edition_draft")
    return found


def names_on_shelf(editions: Iterable[Edition]) -> dict[str, str]:
    """The names of published editions, by id."""
    return {edition.id: Event(edition.title, edition.place, edition.held_on).line(language()) for edition in editions}


def current() -> ShownEdition:
    """The edition that the entry point has chosen for this run."""
    shown: ShownEdition = st.session_state[_CURRENT]
    return shown


def index_shown() -> str:
    """What the edition that this run shows calls its index, before the list of editions is drawn.

    Empty for trust; and where it can't be opened, which the list says.
    """
    try:
        available = list(names(published()))
        is_there = not unknown(EDITION, available)
        return index_name(_result_of(choice(EDITION, available, always=True)), language()) if is_there else ""
    except EditionError:
        return ""


def _result_of(chosen: str) -> Shared:
    """The result of an edition.

    Raises
    ------
    EditionError
        If it can't be read.
    """
    if chosen == DRAFT:
        draft: ShownEdition = st.session_state[_DRAFT_STATE]
        return draft.result
    return sample_result() if chosen == SAMPLE else _read(chosen)


def choose_edition(on_shelf: tuple[Edition, ...]) -> str:
    """The edition that the address asks for; what is chosen is what `current` gives to the page.

    Returns its id; empty where the address names one that is not there, or that can't be read.
    """
    available = list(names(on_shelf))
    if unknown(EDITION, available):
        return ""
    chosen = choice(EDITION, available, always=True)
    shown = _open(chosen, on_shelf)
    if shown is not None:
        st.session_state[_CURRENT] = shown
    return "" if shown is None else chosen


def say_not_there() -> None:
    """What stands in a page's place where the edition that the address names is not there, and a way on."""
    st.title(words("no_edition"), anchor=False)
    st.markdown(words("no_edition_text"))
    st.page_link("pages/surveys.py", label=words("page_surveys"), icon=":material/upload_file:")


def of_this_visit() -> Iterator[ShownEdition]:
    """What can be shown without being on the shelf: the draft, where there is one, and the sample."""
    if has_draft():
        draft: ShownEdition = st.session_state[_DRAFT_STATE]
        yield draft
    yield ShownEdition(SAMPLE, words("sample_title"), "", None, sample_result())


def with_code(code: str) -> list[ShownEdition]:
    """The editions whose numbers have a code, as somebody typed it: of this visit, then of the shelf.

    Raises
    ------
    EditionError
        If the shelf, or an edition on it, can't be read.
    """
    own = [shown for shown in of_this_visit() if shown.result.code == typed_code(code)]
    return [*own, *(_from_shelf(edition) for edition in shelf().find(code))]


def _from_shelf(edition: Edition) -> ShownEdition:
    named = (edition.id, edition.title, edition.place, edition.held_on)
    return ShownEdition(*named, _read(edition.id), notes=notes_of(edition.id))


def _open(chosen: str, on_shelf: Iterable[Edition]) -> ShownEdition | None:
    if chosen in (DRAFT, SAMPLE):
        return next(shown for shown in of_this_visit() if shown.id == chosen)
    edition = next(edition for edition in on_shelf if edition.id == chosen)
    try:
        return _from_shelf(edition)
    except EditionError as error:
        st.error(plain(error.message(language())))
        return None


@st.cache_resource(show_spinner=False, max_entries=20)
def _read(edition_id: str) -> Shared:
    return shelf().read(edition_id)


@st.cache_resource(show_spinner=False, max_entries=20)
def _notes(edition_id: str) -> Notes:
    return shelf().notes(edition_id)

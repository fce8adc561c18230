"""Files in: two rounds and an instrument, read once and kept in this visit's memory only."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import streamlit as st

from pages.parts.issues import issue_list
from pages.parts.reader import words
from surveys import Survey, SurveyError, Upload, read_survey
from words import DATA

_READ = "survey_read"
_SAMPLES = ("before.xlsx", "after.xlsx")


@dataclass(frozen=True)
class Files:
    """What the officer gave: the rounds in order, and the instrument."""

    rounds: tuple[Upload, ...]
    instrument: Upload

    @property
    def title(self) -> str:
        """A name for the draft while it has no title."""
        return " + ".join(upload.name for upload in self.rounds)

    @property
    def key(self) -> tuple[str, ...]:
        """Digests of all files: what was read once is not read again."""
        return tuple(sha256(upload.content).hexdigest() for upload in (*self.rounds, self.instrument))


def choose_files() -> Files | None:
    """The upload widgets; None until both rounds are there, or the one round and a word that there is no second."""
    left, right = st.columns(2)
    before = _uploader(left, "before")
    after = _uploader(right, "after")
    instrument = _instrument()
    _samples()
    if before is None or instrument is None:
        return _kept()
    if after is None:
        st.info(words("after_missing"))
        return None
    return Files((before, after), instrument)


def read_files(files: Files) -> Survey | None:
    """The survey of these files; None after saying what is wrong with them. The page stays usable."""
    kept = st.session_state.get(_READ)
    if kept is not None and kept[0].key == files.key:
        survey: Survey = kept[1]
        return survey
    try:
        with st.spinner(words("reading")):
            survey = read_survey(files.rounds, files.instrument)
    except SurveyError as error:
        issue_list(error.issues)
        st.caption(words("nothing_stored"))
        return None
    st.session_state[_READ] = (files, survey)
    return survey


def forget() -> None:
    """Forgets what was read."""
    st.session_state.pop(_READ, None)


def _kept() -> Files | None:
    """Files read earlier in this visit, with a button that forgets them."""
    kept = st.session_state.get(_READ)
    if kept is None:
        return None
    files: Files = kept[0]
    st.info(words("kept_files", files=files.title))
    st.button(words("forget_files"), on_click=forget, key="forget_files")
    return files


def _uploader(place: st.delta_generator.DeltaGenerator, round_: str) -> Upload | None:
    given = place.file_uploader(words(f"upload_{round_}"), key=f"upload_{round_}", help=words("upload_help"))
    return Upload(given.name, given.getvalue()) if given is not None else None


def _instrument() -> Upload | None:
    shipped = st.segmented_control(
        words("instrument"),
        (True, False),
        default=True,
        format_func=lambda ours: words("instrument_shipped" if ours else "instrument_other"),
        key="instrument_shipped",
        required=True,
    )
    if shipped:
        return Upload.from_path(DATA / "instrument.xlsx")
    given = st.file_uploader(words("upload_instrument"), key="upload_instrument", type=["xlsx", "xls"])
    return Upload(given.name, given.getvalue()) if given is not None else None


def _samples() -> None:
    """The shipped questionnaire and the synthetic spreadsheets, to try with."""
    with st.expander(words("try_sample")):
        st.markdown(words("try_sample_text"))
        for path in (*(DATA / "sample" / name for name in _SAMPLES), DATA / "instrument.xlsx"):
            st.download_button(
                path.name, data=path.read_bytes, file_name=path.name, on_click="ignore", key=f"sample_{path.stem}"
            )

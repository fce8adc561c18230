"""Files in: the rounds and an instrument, read once and kept in this visit's memory only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from pages.shell.choices import choose_option, keep_option
from pages.shell.editions import drop_draft
from pages.shell.language import words
from pages.shell.plain import plain
from pages.steps.ambiguous_columns import (
    Chosen,
    ask_for_questions,
    by_file,
    can_be_answered,
    chosen_questions,
    forget_chosen,
)
from pages.steps.checks import download_checks
from pages.steps.columns import decided_columns, forget_columns
from pages.steps.files.given import Given, GivenRound, are_kept, forget_given, give_sample, given_rounds, kept_uploader
from pages.steps.files.groups import forget_groups, with_groups
from pages.steps.files.opening import STOPPED as _STOPPED
from pages.steps.files.opening import opening_shown
from pages.steps.issues import issue_list
from pages.steps.mapping.questionnaire import mapped_instrument, mapping_of
from pages.steps.mapping.visit import forget_mapping
from pages.steps.mapping.words import mapping_words
from pages.steps.publish.words import path_words
from surveys import CodedFiles, ColumnDecisions, FilesOfRound, Issue, OpenFiles, Survey, SurveyError, Upload, read_files
from surveys.mapping import Mapping
from words import DATA

_READ, _FAILED = "survey_read", "survey_failed"
_ONE_ROUND, _FROM = "one_round", "instrument_from"
_SHIPPED, _OTHER, _MAPPED = _CHOICES = ("shipped", "other", "mapped")
"""Where the questionnaire comes from."""
FINISHED_ONLY = "finished_only"
"""The switch that leaves out submissions which were broken off."""
_SAMPLES = ("before.xlsx", "after.xlsx")


@dataclass(frozen=True)
class Files:
    """What the officer gave: the rounds in order, and the instrument."""

    rounds: tuple[GivenRound, ...]
    instrument: Given

    @property
    def title(self) -> str:
        """The files' names."""
        return " + ".join([*(one.name for one in self.rounds), self.instrument.name])

    @property
    def key(self) -> tuple[str, ...]:
        """Tells these uploads from others: what was read once is not read again."""
        return (*(one.id for one in self.rounds), self.instrument.id)


@dataclass(frozen=True)
class Options:
    """How the files are to be read: without what was broken off, and with what was decided on columns."""

    finished_only: bool
    chosen_questions: Chosen
    columns: ColumnDecisions

    @property
    def key(self) -> tuple[str, ...]:
        """Tells these options from others."""
        decided = (sorted(self.columns.keep), sorted(self.columns.drop))
        return (str(self.finished_only), *map(str, self.chosen_questions), *map(str, decided))


@dataclass(frozen=True)
class Read:
    """A survey in this visit's memory, what makes it again when a decision changes, and its files' names and keys."""

    title: str
    key: tuple[str, ...]
    reading: CodedFiles
    survey: Survey
    options: Options
    questionnaire: Upload = field(repr=False)

    @property
    def whole_key(self) -> tuple[str, ...]:
        """Tells what was read, and how, from all else: numbers that were made of it are made of nothing else."""
        return (*self.key, *self.options.key)


@dataclass(frozen=True)
class _Failed:
    """Files that can't be read, and why; open as long as an answer of the officer's may be all that is missing."""

    key: tuple[str, ...]
    options: Options
    issues: Sequence[Issue]
    opened: OpenFiles


def read_survey_of_visit(on_forget: Callable[[], None]) -> Read | None:
    """Asks for the files and reads them; None until all are there, or after saying what is wrong with them.

    `on_forget` is what the button does that forgets them.
    """
    before, after, later = given_rounds(_put_sample_away)
    if are_kept():
        _offer_to_forget(on_forget)
    chosen = _chosen()
    instrument = _instrument(chosen) if chosen != _MAPPED else None
    _samples(are_offered=before is None and after is None)
    if before is None:
        st.session_state.pop(_FAILED, None)
    if before is None and after is None:
        return _kept(instrument, on_forget)
    if before is None or (instrument is None and chosen != _MAPPED):
        st.info(words("before_missing" if before is None else "instrument_missing"))
        return None
    rounds = with_groups((before, after, *later) if after else (before,), instrument)
    if rounds is None:
        if instrument is not None:
            _offer_set_up()
        return None
    if instrument is None:
        return _read_mapped(rounds)
    if after is None and not _one_round():
        return None
    return _read(Files(rounds, instrument))


def _read_mapped(rounds: tuple[GivenRound, ...]) -> Read | None:
    """Reads with the questionnaire that is set up from the files, once that is to be used."""
    visit = mapping_of(rounds)
    if visit is None or (_may_be_half(visit.mapping) and not _one_round()):
        return None
    made = mapped_instrument(visit, rounds)
    if made is None:
        return None
    instrument = Upload(made.name, made.content)
    if not made.asks_group_of_file:
        rounds = tuple(replace(one, groups=()) for one in rounds)
    return _read(Files(rounds, Given(made.name, instrument.sha256, lambda: made.content)))


def _may_be_half(mapping: Mapping) -> bool:
    """Whether another file may be missing: one file was given, and nothing in it tells several rounds apart."""
    return mapping.files == 1 and mapping.of_role("round") is None


def tools_of_visit() -> tuple[str, ...]:
    """The survey tools that wrote the files of this visit, as they were recognised."""
    kept: Read | None = st.session_state.get(_READ)
    issues = kept.survey.issues if kept is not None else ()
    return tuple(dict.fromkeys(str(issue.values["tool"]) for issue in issues if issue.code == "recognised"))


def forget() -> None:
    """Forgets what was read, and the draft that was made of it."""
    for key in (_READ, _FAILED):
        st.session_state.pop(key, None)
    drop_draft()


def _put_sample_away() -> None:
    forget_given()
    forget()


def _forget_all(on_forget: Callable[[], None]) -> None:
    """Forgets what was read, what was answered about it, and the questionnaire that was set up from it."""
    on_forget()
    forget_chosen()
    forget_columns()
    forget_groups()
    forget_mapping()


def _read(files: Files) -> Read | None:
    options = Options(bool(st.session_state.get(FINISHED_ONLY)), chosen_questions(), decided_columns())
    kept: Read | None = st.session_state.get(_READ)
    if kept is not None and (kept.key, kept.options) == (files.key, options):
        return kept
    failed: _Failed | None = st.session_state.get(_FAILED)
    if failed is not None and (failed.key, failed.options) == (files.key, options):
        _say_failed(failed.issues)
        return None
    opened = failed.opened if failed is not None and failed.key == files.key else OpenFiles()
    forget()
    if st.session_state.get(_STOPPED) == files.key:
        _say_stopped()
        return None
    rounds, instrument = [given.source() for given in files.rounds], files.instrument.upload()
    uploads = [given.upload() for one in files.rounds for given in one.files]
    try:
        with opening_shown(files.key) as shown:
            opened = opened.with_files([*uploads, instrument], shown)
            read = _coded(files, options, rounds, instrument, opened)
    except SurveyError as error:
        kept_open = opened if can_be_answered(error.issues) else OpenFiles()
        st.session_state[_FAILED] = _Failed(files.key, options, error.issues, kept_open)
        _say_failed(error.issues)
        return None
    st.session_state[_READ] = read
    return read


def _coded(
    files: Files, options: Options, rounds: Sequence[Upload | FilesOfRound], instrument: Upload, opened: OpenFiles
) -> Read:
    """The survey of files that are open."""
    reading = read_files(
        rounds,
        instrument,
        finished_only=options.finished_only,
        chosen_questions=by_file(options.chosen_questions),
        decided=options.columns,
        opened=opened,
    )
    return Read(files.title, files.key, reading, reading.survey(), options, instrument)


def _say_failed(issues: Sequence[Issue]) -> None:
    """Says why the files can't be read, and asks what can be answered; offers to do without the questionnaire."""
    if any(issue.code == "no_known_item" for issue in issues):
        _offer_set_up()
    issue_list(issues)
    ask_for_questions(issues)
    download_checks(issues)
    st.caption(words("nothing_stored"))


def _offer_set_up() -> None:
    """The way out where the questionnaire is of other files."""
    st.markdown(path_words("set_up_text"))
    st.button(
        path_words("set_up"), type="primary", on_click=keep_option, args=(_FROM, _MAPPED), key="set_up_from_files"
    )


def _say_stopped() -> None:
    """Says that the officer stopped the reading of these files, and offers to read them after all."""
    st.info(words("reading_stopped"))
    st.button(words("read_again"), on_click=st.session_state.pop, args=(_STOPPED, None), key="read_again")


def _one_round() -> bool:
    """Whether the officer says that there is no second round."""
    if not st.session_state.get(_ONE_ROUND):
        st.info(words("after_missing"))
    return st.toggle(words("one_round"), key=_ONE_ROUND, persist_state="session")


def _kept(instrument: Given | None, on_forget: Callable[[], None]) -> Read | None:
    """What was read earlier in this visit, with a button that forgets it; nothing once another form is chosen."""
    kept: Read | None = st.session_state.get(_READ)
    if kept is None or (instrument is not None and instrument.id != kept.key[-1]):
        return None
    st.info(words("kept_files", files=plain(kept.title)))
    _offer_to_forget(on_forget)
    return kept


def _offer_to_forget(on_forget: Callable[[], None]) -> None:
    """The button that takes files of this visit, and all that was read from them, out of memory."""
    st.caption(path_words("forgetting"))
    st.button(words("forget_files"), on_click=_forget_all, args=(on_forget,), key="forget_files")


def _chosen() -> str:
    """Where the questionnaire comes from: shipped, the officer's own, or set up from the files."""
    names = {
        _SHIPPED: words("instrument_shipped"),
        _OTHER: words("instrument_other"),
        _MAPPED: mapping_words("instrument_mapped"),
    }
    return choose_option(st.segmented_control, _FROM, words("instrument"), _CHOICES, names.__getitem__, is_switch=True)


def _instrument(chosen: str) -> Given | None:
    if chosen == _SHIPPED:
        return Given("instrument.xlsx", "shipped", (DATA / "instrument.xlsx").read_bytes)
    types = ("xlsx", "xls")
    return next(iter(kept_uploader(st.container(), "upload_instrument", words("upload_instrument"), types=types)), None)


def _samples(*, are_offered: bool) -> None:
    """The shipped questionnaire and the synthetic spreadsheets, to try with: at a click where no files are given."""
    if are_offered:
        st.button(path_words("sample_give"), on_click=give_sample, icon=":material/science:", key="give_sample")
    with st.expander(words("try_sample"), key="open_sample"):
        st.markdown(words("try_sample_text"))
        for path in (*(DATA / "sample" / name for name in _SAMPLES), DATA / "instrument.xlsx"):
            st.download_button(
                path.name, data=path.read_bytes, file_name=path.name, on_click="ignore", key=f"sample_{path.stem}"
            )

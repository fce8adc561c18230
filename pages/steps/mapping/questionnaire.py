"""No questionnaire at hand: what the columns of the files seem to mean, to be corrected, used and saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from pages.shell.issues import issue_list
from pages.shell.plain import plain
from pages.steps.mapping.answers import answer_lists
from pages.steps.mapping.columns import columns_of
from pages.steps.mapping.preview import preview
from pages.steps.mapping.words import apart, mapping_words
from reports.instrument_workbook import instrument_workbook
from surveys import SurveyError, Upload
from surveys.mapping import Mapping, guess_mapping, instrument_from_mapping

_STATE = "mapping_of_visit"
_LONGEST_NAME = 60


@dataclass
class _Kept:
    """The mapping of these files as guessed and as corrected, and the one that is in use; in this visit only."""

    key: tuple[str, ...]
    guess: Mapping
    mapping: Mapping
    used: Mapping | None = None


@dataclass(frozen=True)
class Workbook:
    """A questionnaire made of a mapping, as the workbook that is saved and read."""

    name: str
    content: bytes


def mapped_instrument(key: tuple[str, ...], rounds: Callable[[], Sequence[Upload]]) -> Workbook | None:
    """The screen of a mapping; the questionnaire once the officer says that it is to be used, None until then.

    Parameters
    ----------
    key : tuple of str
        Tells the files from others.
    rounds : callable
        Fetches the files.
    """
    kept = _kept(key, rounds)
    if kept is None:
        return None
    if kept.used is not None:
        return _in_use(kept, kept.used)
    st.markdown(mapping_words("lead"))
    _title(kept)
    _summary(kept.mapping)
    problems = _problems(kept.mapping)
    if not problems:
        preview(kept.mapping, rounds)
    columns_of(kept.guess, kept.mapping, "|".join(key), lambda change: _change(kept, change))
    answer_lists(kept.mapping, "|".join(key), lambda change: _change(kept, change))
    for problem in problems:
        st.warning(problem, icon=":material/error:")
    left, right = st.columns(2)
    left.button(
        mapping_words("use"), type="primary", disabled=bool(problems), on_click=_use, args=(kept,), key="mapping_use"
    )
    with right:
        _save(kept.mapping, disabled=bool(problems))
    return None


def forget_mapping() -> None:
    """Forgets the mapping of this visit."""
    st.session_state.pop(_STATE, None)


def _kept(key: tuple[str, ...], rounds: Callable[[], Sequence[Upload]]) -> _Kept | None:
    kept: _Kept | None = st.session_state.get(_STATE)
    if kept is not None and kept.key == key:
        return kept
    try:
        with st.spinner(mapping_words("guessing")):
            guess = guess_mapping(rounds())
    except SurveyError as error:
        forget_mapping()
        issue_list(error.issues)
        return None
    kept = st.session_state[_STATE] = _Kept(key, guess, guess)
    return kept


def _change(kept: _Kept, change: Callable[[Mapping], Mapping]) -> None:
    kept.mapping = change(kept.mapping)


def _use(kept: _Kept) -> None:
    kept.used = kept.mapping


def _change_again(kept: _Kept) -> None:
    kept.used = None


def _in_use(kept: _Kept, used: Mapping) -> Workbook:
    st.success(mapping_words("in_use", title=plain(used.title)), icon=":material/check_circle:")
    left, right = st.columns(2)
    left.button(mapping_words("change"), on_click=_change_again, args=(kept,), key="mapping_change")
    with right:
        _save(used)
    return Workbook(_file_name(used), instrument_workbook(instrument_from_mapping(used)))


def _title(kept: _Kept) -> None:
    def changed() -> None:
        title = str(st.session_state["mapping_title"]).strip()
        kept.mapping = replace(kept.mapping, title=title or kept.guess.title)

    st.text_input(
        mapping_words("title"),
        value=kept.mapping.title,
        max_chars=200,
        key="mapping_title",
        on_change=changed,
        width=480,
    )


def _summary(mapping: Mapping) -> None:
    """What was made of the columns, in one line; and that headings of two languages were put side by side."""
    group, code = mapping.of_role("group"), mapping.of_role("respondent_id")
    names = {
        name: plain(apart(column.heading)) if column else mapping_words("none")
        for name, column in (("group", group), ("code", code))
    }
    tool = sum(column.metadata for column in mapping.columns)
    ignored = sum(column.role == "ignore" for column in mapping.columns) - tool
    st.caption(mapping_words("summary", items=len(mapping.items), ignored=max(ignored, 0), tool=tool, **names))
    if any(column.why_joined.code == "joined_order" for column in mapping.columns):
        st.info(mapping_words("joined_note"), icon=":material/translate:")


def _problems(mapping: Mapping) -> list[str]:
    """What keeps a mapping from being used, in words."""
    codes = [code for code, _ in mapping.problems]
    found = [mapping_words(f"problem_{code}") for code in ("no_group", "no_items") if code in codes]
    unscored = [plain(apart(heading)) for code, heading in mapping.problems if code == "no_scores"]
    if unscored:
        shown = " · ".join(unscored[:3]) + (f" … (+{len(unscored) - 3})" if len(unscored) > 3 else "")
        found.append(mapping_words("problem_no_scores", headings=shown))
    return found


def _save(mapping: Mapping, *, disabled: bool = False) -> None:
    st.download_button(
        mapping_words("save"),
        data=lambda: instrument_workbook(instrument_from_mapping(mapping)),
        file_name=_file_name(mapping),
        help=mapping_words("save_help"),
        on_click="ignore",
        disabled=disabled,
        key="mapping_save",
    )


def _file_name(mapping: Mapping) -> str:
    name = "".join(letter if letter.isalnum() or letter in " -_" else " " for letter in mapping.title)
    return f"{' '.join(name.split())[:_LONGEST_NAME] or 'questionnaire'}.xlsx"

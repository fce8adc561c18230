"""The button that makes the report, how far it is, and the file: held until anything else is chosen."""

from __future__ import annotations

import logging
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from secrets import token_hex
from weakref import finalize

import streamlit as st

from pages.exporting.choices import LANGUAGE_CHOICE, format_words
from pages.exporting.empty import always_the_same, empty_formats
from pages.exporting.making import MadeFile, Making, Task
from pages.exporting.names import fingerprint_of_names
from pages.exporting.refusals import refusal_words
from pages.server.press import press_once
from pages.shell.choices import keep_option
from pages.shell.language import language, words
from pages.shell.plain import escaped, plain
from reports.content.provenance import file_stem
from reports.formats import ReportFormat
from reports.report import Report
from reports.typst.lacking import letters_lacking
from surveys import SurveyError
from words import number, own_direction, say

_STATE, _PRESSED = "export_making", "export_pressed"
_AFTER, _EVERY = 0.15, 0.5
"""Seconds after which it is worth showing how far it is, and between two looks at it."""
_AT_ONCE = 2
"""So many reports are made at a time on one server; others wait for their turn."""
_RESULTS, _ALL = "results", "report"
"""What the names of files say that they are."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Request:
    """What was asked for, what tells it from anything else, and its making."""

    fingerprint: tuple[object, ...]
    making: Making
    name: str


def hand_over(report: Report, chosen: list[ReportFormat], templates: dict[str, bytes]) -> None:
    """The button; once it is pressed how far it is, then the file.

    Parameters
    ----------
    report : Report
        Without a template.
    chosen : list of ReportFormat
        The formats.
    templates : dict
        The officer's own, by the ending of the format.
    """
    empty = empty_formats(report, chosen)
    chosen = [one for one in chosen if one not in empty]
    fingerprint = _fingerprint(report, chosen, templates)
    asked = _asked()
    if asked is not None and asked.fingerprint != fingerprint:
        forget_made()
        asked = None
    is_pressed = st.session_state.pop(_PRESSED, False)
    if not chosen and not empty:
        st.info(words("export_no_format"))
        return
    if empty:
        _say_empty(report, empty)
    if is_pressed and asked is None and chosen:
        asked = _begin(report, chosen, templates, fingerprint)
    if asked is None:
        st.button(
            words("export_make"),
            type="primary",
            icon=":material/description:",
            on_click=_press,
            args=(report.language,),
            disabled=not chosen,
            key="make_report",
        )
        if chosen:
            st.caption(_will_be_made(report, chosen, templates))
            _say_unexpected(report, chosen)
        return
    if not asked.making.is_over:
        asked.making.wait(_AFTER)
    if not asked.making.is_over:
        _how_far(asked)
    elif asked.making.made is not None:
        _file(asked.making.made, asked.name)
    else:
        _failed(asked.making)


def _say_empty(report: Report, empty: list[ReportFormat]) -> None:
    """Which formats have nothing of what was chosen, and why; one message."""
    named = ", ".join(plain(format_words(one)) for one in empty)
    why = words("export_nothing_figure" if report.parts else "export_nothing_version")
    st.warning(f"{words('export_nothing_in', formats=named)} {why}", icon=":material/warning:")


def _will_be_made(report: Report, chosen: list[ReportFormat], templates: dict[str, bytes]) -> str:
    """Languages, readers, parts, formats and the officer's templates that they use, in one line."""
    spoken = [one for one in (report.language, report.second_language) if one]
    used = [ending for ending in dict.fromkeys(map(last_ending, chosen)) if ending in templates]
    is_chosen = report.parts is not None and len(always_the_same(report, chosen)) < len(chosen)
    many = number(len(report.parts or ()), language()) if is_chosen else None
    what = (
        ", ".join(say("language.name", one) for one in spoken),
        words(f"audience_{report.result.audience}"),
        words("export_will_all") if many is None else words("export_will_parts", n=many),
        ", ".join(format_words(one) for one in chosen),
        *([words("export_will_template", endings=", ".join(used).upper())] if used else []),
    )
    return words("export_will", what=plain(" · ".join(what)))


def _say_unexpected(report: Report, chosen: list[ReportFormat]) -> None:
    """Which formats hold the same whatever parts are chosen, and which letters can't be drawn; a message each."""
    same = [plain(format_words(one)) for one in always_the_same(report, chosen)]
    if same:
        st.caption(f":material/info: {words('export_always', formats=', '.join(same))}")
    if unknown := letters_lacking(report, {one.NAME: format_words(one) for one in chosen}, language()):
        st.warning(plain(unknown), icon=":material/warning:")


def forget_made() -> None:
    """Stops what is being made and forgets what was made; for callbacks."""
    asked = _asked()
    if asked is not None:
        asked.making.stop()
    st.session_state.pop(_STATE, None)


@st.cache_resource(show_spinner=False)
def _executor() -> Executor:
    """Where reports are made; one a server."""
    return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="report")


def _asked() -> _Request | None:
    asked: _Request | None = st.session_state.get(_STATE)
    return asked


def _fingerprint(report: Report, chosen: list[ReportFormat], templates: dict[str, bytes]) -> tuple[object, ...]:
    """All that a file follows from."""
    of_report = {name: value for name, value in vars(report).items() if name not in ("result", "template")}
    of_templates = sorted((ending, sha256(content).hexdigest()) for ending, content in templates.items())
    result = report.result
    names = tuple(one.NAME for one in chosen)
    of_result = (result.code, result.audience, fingerprint_of_names(result))
    return (*of_result, names, tuple(sorted(of_report.items())), tuple(of_templates))


def _press(speech: str) -> None:
    """Keeps in mind that the button was pressed: the run after it makes the report, with what was just typed.

    The report's language is settled with that: what was made is not dropped where the page is read in another one.
    """
    st.session_state[_PRESSED] = True
    keep_option(LANGUAGE_CHOICE, speech)


def _begin(
    report: Report, chosen: list[ReportFormat], templates: dict[str, bytes], fingerprint: tuple[object, ...]
) -> _Request:
    tasks = [
        Task(
            format_words(one),
            _file_name(report, one),
            one.MIME,
            partial(one.write, replace(report, template=templates.get(last_ending(one)))),
        )
        for one in chosen
    ]
    archive = f"{file_stem(report, _ALL)}.zip"
    asked = _Request(fingerprint, Making(tasks, archive, _executor()), token_hex(8))
    st.session_state[_STATE] = asked
    finalize(asked, asked.making.stop)  # also where the visit ends, or is wiped
    return asked


def _file_name(report: Report, one: ReportFormat) -> str:
    """Says what the file is: all results, or the kind of report that a format is called by."""
    kind = one.ENDING.rpartition(".")[0] or (_RESULTS if one.NAME == one.ENDING else one.NAME)
    return f"{file_stem(report, kind)}.{last_ending(one)}"


def last_ending(one: ReportFormat) -> str:
    """The ending of a format's files by which a computer knows what they are."""
    return one.ENDING.rpartition(".")[2]


@st.fragment(run_every=_EVERY)
def _how_far(asked: _Request) -> None:
    """Stage and share, and a button that stops it; looks again every half a second."""
    if asked.making.is_over or _asked() is not asked:
        st.rerun()
    st.progress(asked.making.share, text=words("export_making", what=plain(asked.making.stage)))
    st.button(words("export_cancel"), icon=":material/close:", on_click=forget_made, key="cancel_report")


def _file(made: MadeFile, once: str) -> None:
    st.success(words("export_made", name=escaped(own_direction(made.name, language()))), icon=":material/check_circle:")
    st.download_button(
        words("export_download"),
        data=lambda: made.content,
        file_name=made.name,
        mime=made.mime,
        on_click="ignore",
        type="primary",
        icon=":material/download:",
        key="download_report",
    )
    press_once("download_report", once)


def _failed(making: Making) -> None:
    """That a file could not be made, once; nothing is handed over."""
    if isinstance(making.error, SurveyError):
        st.error(f"{plain(making.stage)}: {refusal_words(making.error)}", icon=":material/error:")
    elif making.error is not None:
        _LOG.error("a report could not be made", exc_info=making.error)
        st.error(words("export_failed", what=plain(making.stage)), icon=":material/error:")
    st.button(words("export_again"), on_click=forget_made, key="make_again")

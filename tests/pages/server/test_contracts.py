"""What the pages ask of the insides of Streamlit and Plotly is there in the pinned versions, a test for each use.

A test that fails after an upgrade names the module of ``pages/server`` to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import streamlit
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.session_manager import SessionManager
from streamlit.runtime.state import SessionState

from pages.server import style, visit
from pages.server.document import _FONT, _ON_EVERY_PAGE, document
from words import LANGUAGES, is_right_to_left


@cache
def frontend() -> str:
    """What Streamlit sends to a browser, Plotly with it."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))


def missing(owner: object, *names: str) -> list[str]:
    return [name for name in names if not hasattr(owner, name)]


def not_sent(names: Iterable[str]) -> list[str]:
    return sorted(name for name in set(names) if name not in frontend())


def test_a_visit_can_be_ended() -> None:
    """``pages/server/memory.py`` ends visits whose page was closed."""
    assert missing(Runtime, "_get_async_objs", "is_active_session", "close_session") == []
    assert missing(SessionManager, "list_sessions") == []
    cache_of_visits: Any = MemorySessionStorage(ttl_seconds=1)._cache
    assert missing(cache_of_visits, "expire") == []
    assert cache_of_visits.expire() == [], "the cache of visits no longer returns those that it lets go"


def test_a_visit_can_be_taken_over() -> None:
    """``pages/server/visit.py`` reads what a visit before a reload has chosen."""
    assert missing(SessionManager, "get_session_info") == []
    assert missing(Runtime, "is_active_session", "close_session") == []
    assert missing(SessionState, "filtered_state") == []
    assert missing(SessionState()._key_id_mapper, "get_id_from_key") == []
    assert missing(SessionState()._new_widget_state, "widget_metadata") == []
    assert set(WidgetState.DESCRIPTOR.fields_by_name) >= visit._MAY_BE_SET


def test_a_page_is_added_to_the_history_and_taken_from_it_where_the_document_looks_for_it() -> None:
    """``pages/server/document.py`` takes the place of ``history.pushState``, and presses the back button."""
    assert (
        not_sent(["window.history.pushState({},``,", "window.addEventListener(`popstate`,this.onHistoryChange"]) == []
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_is_in_the_readers_language_and_names_its_server(language: str) -> None:
    """``pages/server/document.py`` writes into Streamlit's own document."""
    page = document(language)
    assert f'<html lang="{language}" dir="{"rtl" if is_right_to_left(language) else "ltr"}">' in page
    assert page.index("BACKEND_BASE_URL") < page.index('<script type="module"')
    assert not_sent(["get BACKEND_BASE_URL()"]) == []


def test_a_runtime_keeps_its_visits_where_they_are_looked_for() -> None:
    """``pages/server/memory.py`` reads ``_session_mgr._session_storage`` and the loop of the server."""
    sources = {
        "_session_mgr": Path(streamlit.__file__).parent / "runtime" / "runtime.py",
        "_session_storage": Path(streamlit.__file__).parent / "runtime" / "websocket_session_manager.py",
    }
    assert [name for name, path in sources.items() if f"self.{name} = " not in path.read_text(encoding="utf-8")] == []
    assert "eventloop:" in sources["_session_mgr"].read_text(encoding="utf-8")


def test_files_of_a_visit_can_be_forgotten() -> None:
    """``pages/server/memory.py`` forgets uploads and downloads."""
    assert missing(MemoryUploadedFileManager, "remove_session_files") == []
    assert missing(MediaFileManager, "clear_session_refs", "remove_orphaned_files") == []
    assert missing(MemoryMediaFileStorage, "delete_file") == []
    names = {"uploaded_file_mgr", "session_id"}
    assert names <= set(ScriptRunContext.__dataclass_fields__)


def test_files_of_a_folder_pages_are_run_by_themselves() -> None:
    """``pages/shell/navigation.py`` leads such a page back into its frame; where this fails, it need not any more."""
    assert missing(script_runner, "_mpa_v1") == []


def test_a_key_names_an_element_in_the_browser_and_a_component_says_that_it_was_pressed() -> None:
    """``pages/server/press.py`` presses the button of a key; ``pages/server/visit.py`` hears of its component."""
    assert not_sent(["st-key-"]) == []
    assert "setTriggerValue" in frontend(), "a component can no longer say that it was pressed"


def test_elements_have_the_names_that_styles_are_for() -> None:
    """``pages/server/style.py`` names elements by ``data-testid`` and by what they are marked with."""
    written = Path(style.__file__).read_text(encoding="utf-8")
    names = re.findall(r'data-testid="(\w+)"', written)
    assert len(names) > 20
    assert not_sent([*names, "data-variant", "data-selected"]) == []


@pytest.mark.parametrize("name", ["data-testid-of-nothing", "stNothingAtAll"])
def test_a_name_that_is_not_there_is_seen(name: str) -> None:
    assert not_sent([name]) == [name]


@pytest.mark.parametrize("name", _ON_EVERY_PAGE)
def test_what_all_pages_use_is_asked_for_with_the_document(name: str) -> None:
    """``pages/server/document.py`` names parts of Streamlit's script, and each is one file."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    (found,) = folder.glob(f"{name}.*.js")
    assert f'<link rel="modulepreload" crossorigin href="./static/js/{found.name}">' in document("en")


def test_the_document_asks_for_nothing_twice_and_for_nothing_that_is_not_there() -> None:
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    asked = re.findall(r'href="\./static/js/([^"]+)"', document("en"))
    assert len(asked) == len(set(asked))
    assert [name for name in asked if not (folder / name).is_file()] == []
    assert (Path(__file__).parents[3] / "static" / "fonts" / Path(_FONT).name).is_file()

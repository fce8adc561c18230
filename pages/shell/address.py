"""What is chosen stands in the page's address, so that a link opens what its sender saw.

A choice is kept over the pages of a visit. The address is read once at the beginning of a run and written once at its
end, if it changed; a run may be of a part of a page alone (`redrawn_alone`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.shell.plain import plain

_STATE = "address"
_Given = ParamSpec("_Given")


@dataclass
class _Address:
    """The choices of a visit.

    Attributes
    ----------
    asked : dict
        What the address asked for when the run began, or what was pressed just before.
    chosen : dict
        What the run has chosen so far.
    unsaid : set
        Names whose choice the address need not say.
    usual : dict
        What is chosen of the names that the run has met so far, where the address says nothing of them.
    kept : dict
        What was chosen in this visit.
    pressed : dict
        What was pressed since the address was written: a run may start again before it writes.
    page : str
        The page that is drawn; empty before one is.
    changes : int
        How many times an edition had changed when the whole page was drawn.
    """

    asked: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    unsaid: set[str] = field(default_factory=set)
    usual: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    pressed: dict[str, str] = field(default_factory=dict)
    page: str = ""
    changes: int = 0


def read_address() -> None:
    """Reads the address; the first thing that a run does."""
    address = _address()
    address.asked = {**st.query_params.to_dict(), **address.pressed}
    address.chosen, address.unsaid, address.usual, address.page = {}, set(), {}, ""
    address.changes = len(_changes())


def editions_changed(edition: str) -> None:
    """Says that an edition was withdrawn, corrected or noted anew: no part of an open page goes on without it."""
    _changes().append(edition)


def page_is_of_before() -> bool:
    """Whether an edition has changed since this visit's page was drawn whole: then it must be drawn whole again."""
    return _address().changes != len(_changes())


def of_editions_of_now(make: Callable[[], bytes], *editions: str) -> Callable[[], bytes]:
    """What makes a file when its button is pressed: a button that stays on a screen makes none of a withdrawn edition.

    Parameters
    ----------
    make : callable
    *editions : str
        Those that the file is of.

    Raises
    ------
    RuntimeError
        By what is returned, if one of them has changed since; Streamlit says then that no file could be made.
    """
    changes = _changes()
    known = len(changes)

    def made() -> bytes:
        if not set(editions).isdisjoint(changes[known:]):
            raise RuntimeError("an edition was withdrawn, corrected or noted anew since the button was drawn")
        return make()

    return made


@st.cache_resource(show_spinner=False)
def _changes() -> list[str]:
    """The edition of each change; one list a server."""
    return []


def at_page(name: str) -> None:
    """Says which page is drawn from here on."""
    _address().page = name


def write_address() -> None:
    """Writes what was chosen into the address, where it says anything else; the last thing that a run does."""
    address = _address()
    choices = {**address.asked, **address.chosen}
    wanted = {name: value for name, value in choices.items() if name not in address.unsaid}
    if wanted != st.query_params.to_dict():
        st.query_params.from_dict(wanted)
    address.pressed.clear()


def redrawn_alone(draw: Callable[_Given, None]) -> Callable[_Given, None]:
    """A part of a page that is drawn again alone when something in it is chosen (`pick`, or a button with `choose`).

    Put it over the function that draws a switch and all that depends on it. What is outside is not drawn again, so it
    must not depend on what is chosen inside. The address says what was chosen all the same. The function's arguments
    are those of the last run of the whole page; it returns nothing and may be called once for each place on a page.

    Examples
    --------
    >>> @redrawn_alone
    ... def _by_side(shown: ShownEdition) -> None:
    ...     side = choose_side(shown.result)
    ...     picture(shown, "dimensions", View(group=side))
    """

    @st.fragment
    @wraps(draw)
    def part(*given: _Given.args, **named: _Given.kwargs) -> None:
        context = get_script_run_ctx()
        alone = context is not None and bool(context.fragment_ids_this_run)
        if alone and page_is_of_before():
            st.rerun()
        if alone:
            _address().asked = {**st.query_params.to_dict(), **_address().pressed}
        draw(*given, **named)
        if alone:
            write_address()

    return part


def choice(name: str, options: Sequence[str], *, always: bool = False, first: str | None = None) -> str:
    """The option chosen under a name: as the address says, else as chosen before in this visit, else the `first`.

    That is the first option where no other is given. It needs no word in the address, unless it may be another one
    tomorrow (`always`). What was chosen before and is no option here stays chosen for where it is one.
    """
    address = _address()
    asked, kept = address.asked.get(name), address.kept.get(name)
    value = next((option for option in (asked, kept, first) if option is not None and option in options), options[0])
    if kept is None or kept in options or asked in options:
        address.kept[name] = value
    address.chosen[name] = value
    if not always:
        address.usual[name] = options[0]
    if always or value != options[0]:
        address.unsaid.discard(name)
    else:
        address.unsaid.add(name)
    return value


def chosen(name: str) -> str | None:
    """What this run has chosen under a name already."""
    return _address().chosen.get(name)


def usual_choices() -> dict[str, str]:
    """What is chosen where the address says nothing, by names: who opens a link may have chosen otherwise before."""
    return dict(_address().usual)


def unknown(name: str, options: Sequence[str]) -> bool:
    """Whether the address asks for something that there is not."""
    asked = _address().asked.get(name)
    return asked is not None and asked not in options


def asked_for(name: str) -> str | None:
    """What the address asks for under a name, whatever was chosen before in this visit."""
    return _address().asked.get(name)


def written(name: str, label: str, *, longest: int) -> str:
    """A field of free text that is kept in the address; returns what is written in it, of so many signs at most."""
    address = _address()
    given = (address.asked.get(name), address.kept.get(name), "")
    value = next(text for text in given if text is not None)[:longest]
    address.kept[name] = address.chosen[name] = value
    (address.unsaid.discard if value else address.unsaid.add)(name)
    key = f"write_{name}_{label}_{address.page}"
    begin: dict[str, Any] = {"value": value}
    if st.session_state.get(key, value) != value:
        st.session_state[key], begin = value, {}

    def changed() -> None:
        choose(name, st.session_state[key])

    st.text_input(label, key=key, on_change=changed, max_chars=longest, icon=":material/search:", **begin)
    return value


def take_out(names: Iterable[str]) -> list[str]:
    """Takes names out of the address; returns those that stood there."""
    asked = _address().asked
    return [name for name in names if asked.pop(name, None) is not None]


def choose(name: str, value: str) -> None:
    """Chooses an option for the next run; for callbacks."""
    address = _address()
    address.kept[name] = address.pressed[name] = value


def pick(
    name: str,
    label: str,
    options: Sequence[str],
    words: Callable[[str], str],
    *,
    as_list: bool = False,
    always: bool = False,
    escape: Callable[[str], str] = plain,
    explained: str | None = None,
) -> str:
    """A widget that chooses: a switch, or a list where there are many options; returns the option chosen.

    Its label is part of its key: in another language it is another widget, which reads its options again. So is the
    page: Streamlit takes a widget of another page for another one, which would begin with nothing chosen.

    `escape` makes the words of a switch plain, in which Streamlit reads Markdown; `explained` is what is said of the
    choice behind a question mark.
    """
    value, key = choice(name, options, always=always), f"pick_{name}_{label}_{_address().page}"
    begin = begin_with(key, value, options, is_switch=not as_list)
    called = {option: words(option) if as_list else escape(words(option)) for option in options}

    def changed() -> None:
        choose(name, st.session_state[key])

    shared = {"format_func": called.__getitem__, "key": key, "on_change": changed, "help": explained, **begin}
    if as_list:
        st.selectbox(label, options, **shared)
    else:
        st.segmented_control(label, options, wrap=True, **shared)
    return value


def begin_with(key: str, value: str, options: Sequence[str], *, is_switch: bool) -> dict[str, Any]:
    """The arguments by which a widget shows a value: it begins with it, in every run; one that shows another is set.

    What is set arrives once only, and is lost where the script starts again at once. So is what a widget began with in
    a run that was broken off: a browser that hears of the widget in a later run would show nothing chosen.
    """
    begin: dict[str, Any] = {"required": True} if is_switch else {}
    if st.session_state.get(key, value) != value:
        st.session_state[key] = value
        return begin
    return begin | ({"default": value} if is_switch else {"index": list(options).index(value)})


def _address() -> _Address:
    """The choices of this visit; of a new one, what its address asks for."""
    address: _Address | None = st.session_state.get(_STATE)
    if address is None:
        address = st.session_state[_STATE] = _Address(st.query_params.to_dict())
    return address

"""The files of the rounds as the officer gave them: kept in this visit while other pages are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from pages.server.visit import was_taken_over
from pages.shell.language import words
from pages.shell.plain import plain
from pages.steps.publish.words import path_words
from surveys import FilesOfRound, Upload
from words import DATA

_SAMPLES = ("before.xlsx", "after.xlsx")
_SAMPLE, _SWAPPED, _KEPT = "sample_given", "rounds_swapped_by_hand", "given_files"


@dataclass(frozen=True)
class Given:
    """A file that the officer gave, or that is shipped; its bytes are fetched only when they are read."""

    name: str
    id: str
    content: Callable[[], bytes]

    def upload(self) -> Upload:
        """The file for the reader."""
        return Upload(self.name, self.content())


@dataclass(frozen=True)
class GivenRound:
    """The files of one round, and the stakeholder group that each is of, where the officer says so."""

    files: tuple[Given, ...]
    groups: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The files' names."""
        return " + ".join(given.name for given in self.files)

    @property
    def id(self) -> str:
        """Tells these files of these groups from others."""
        return "|".join((self.id_of_files, *self.groups))

    @property
    def id_of_files(self) -> str:
        """Tells these files from others."""
        return "+".join(given.id for given in self.files)

    def source(self) -> Upload | FilesOfRound:
        """The round for the reader."""
        if len(self.files) == 1 and not self.groups:
            return self.files[0].upload()
        return FilesOfRound(tuple(given.upload() for given in self.files), self.groups)


@dataclass(frozen=True)
class _Kept:
    """Files of one uploader, and whether the uploader that took them is gone with its page."""

    files: tuple[Given, ...]
    is_of_another_page: bool


def given_rounds(
    on_put_away: Callable[[], None],
) -> tuple[GivenRound | None, GivenRound | None, tuple[GivenRound, ...]]:
    """The files before, after and later: as given, the first two the other way round where the officer swapped them.

    `on_put_away` is what the button does that puts the sample away.
    """
    before, after = (_round(place, round_) for place, round_ in zip(st.columns(2), ("before", "after"), strict=True))
    if before is None and after is None and st.session_state.get(_SAMPLE):
        st.info(path_words("sample_given"), icon=":material/science:")
        st.button(path_words("sample_forget"), on_click=on_put_away, key="forget_sample")
        before, after = (
            GivenRound((Given(name, f"sample {name}", (DATA / "sample" / name).read_bytes),)) for name in _SAMPLES
        )
    elif before is not None or after is not None:
        st.session_state.pop(_SAMPLE, None)
        before, after = _with_more_files(before, after)
    if before is None or after is None:
        st.session_state.pop(_SWAPPED, None)
        st.session_state[_KEPT].pop("upload_later", None)
        return before, after, ()
    if st.session_state.get(_SWAPPED):
        st.info(path_words("swapped", before=plain(after.name), after=plain(before.name)))
        before, after = after, before
    st.button(path_words("swap"), icon=":material/swap_horiz:", on_click=swap_rounds, key="swap_rounds")
    with st.expander(words("upload_later"), key="open_later"):
        later = kept_uploader(st.container(), "upload_later", words("upload_later_files"), many=True)
    return before, after, tuple(GivenRound((given,)) for given in later)


def _round(place: st.delta_generator.DeltaGenerator, name: str) -> GivenRound | None:
    files = kept_uploader(place, f"upload_{name}", words(f"upload_{name}"))
    return GivenRound(files) if files else None


def _with_more_files(
    before: GivenRound | None, after: GivenRound | None
) -> tuple[GivenRound | None, GivenRound | None]:
    """Each round that is there with further files, of other places or groups."""
    with st.expander(path_words("more_files"), key="open_more_files"):
        st.markdown(path_words("more_files_text"))
        rounds = []
        for place, name, given in zip(st.columns(2), ("before", "after"), (before, after), strict=True):
            more: tuple[Given, ...] = ()
            if given is not None:
                more = kept_uploader(place, f"upload_more_{name}", path_words(f"more_{name}"), many=True)
            rounds.append(GivenRound((*given.files, *more)) if given is not None else None)
    return rounds[0], rounds[1]


def kept_uploader(
    place: st.delta_generator.DeltaGenerator,
    key: str,
    label: str,
    *,
    many: bool = False,
    types: Sequence[str] | None = None,
) -> tuple[Given, ...]:
    """The files of an uploader; while it is empty because its page was left or loaded anew, those that it had."""
    kept: dict[str, _Kept] = st.session_state.setdefault(_KEPT, {})
    is_new = key not in st.session_state or was_taken_over()
    given = place.file_uploader(label, key=key, help=words("upload_help"), accept_multiple_files=many, type=types)
    files = given if isinstance(given, list) else [given] if given is not None else []
    if files:
        kept[key] = _Kept(tuple(Given(file.name, file.file_id, file.getvalue) for file in files), False)
    elif key in kept and not (is_new or kept[key].is_of_another_page):
        del kept[key]
    elif key in kept:
        kept[key] = _Kept(kept[key].files, True)
        names = " · ".join(plain(file.name) for file in kept[key].files)
        place.markdown(f":material/draft: {names}")
        place.button(path_words("take_away"), on_click=_take_away, args=(key,), key=f"take_away_{key}")
    return kept[key].files if key in kept else ()


def _take_away(key: str) -> None:
    st.session_state.get(_KEPT, {}).pop(key, None)


def swap_rounds() -> None:
    """Takes the file of the answers before for that of the answers after, and the other way round; for callbacks."""
    st.session_state[_SWAPPED] = not st.session_state.get(_SWAPPED)


def give_sample() -> None:
    """Takes the sample for the officer's files; for callbacks."""
    st.session_state[_SAMPLE] = True


def forget_given() -> None:
    """Forgets the files, the sample, and that rounds were swapped; for callbacks."""
    for key in (_SAMPLE, _SWAPPED, _KEPT):
        st.session_state.pop(key, None)


def given_files() -> list[Upload]:
    """All files that the officer gave and that are still at hand."""
    kept: dict[str, _Kept] = st.session_state.get(_KEPT, {})
    return [file.upload() for of_one in kept.values() for file in of_one.files]


def are_kept() -> bool:
    """Whether files are at hand that were given before another page was looked at."""
    kept: dict[str, _Kept] = st.session_state.get(_KEPT, {})
    return any(of_one.is_of_another_page for of_one in kept.values())


def are_given() -> bool:
    """Whether the files are at hand, to be read again."""
    return bool(st.session_state.get(_KEPT, {}).get("upload_before")) or bool(st.session_state.get(_SAMPLE))

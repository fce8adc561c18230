"""A round in several files: which stakeholder group each file is of, if each is of one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

import streamlit as st

from pages.shell.language import language
from pages.shell.plain import plain
from pages.steps.files.given import Given, GivenRound
from pages.steps.publish.words import path_words
from surveys import SurveyError, read_instrument
from surveys.language.occasions import occasion_of
from surveys.language.wording import normalise
from surveys.model.instrument import Label
from words import label_in

_BETWEEN_WORDS = re.compile(r"[\s_.,;()\[\]-]+")
_NAMED, _KNOWN = "groups_of_files", "groups_of_questionnaire"


@dataclass(frozen=True)
class _Groups:
    """The groups of a questionnaire by name; `are_any`: it takes any name for one."""

    labels: Mapping[str, Label]
    are_any: bool = False

    def like(self, text: str) -> str:
        """The group that a text names; empty for none."""
        if self.are_any:
            return text
        wanted = normalise(text)
        spellings = {name: {normalise(one) for one in (name, *label.values())} for name, label in self.labels.items()}
        return next((name for name, of in spellings.items() if wanted and wanted in of), "")


def with_groups(rounds: Sequence[GivenRound], questionnaire: Given | None) -> tuple[GivenRound, ...] | None:
    """The rounds with the group of each file, where the officer says that each is of one.

    Parameters
    ----------
    rounds : sequence of GivenRound
        As given.
    questionnaire : Given or None
        Names the groups to choose from; None where any name is a group.

    Returns
    -------
    tuple of GivenRound or None
        None until each file of a round in several files has a group.
    """
    groups = _Groups({}, are_any=True) if questionnaire is None else _groups_of(questionnaire)
    if all(len(one.files) == 1 for one in rounds) or groups is None:
        return tuple(rounds)
    if not st.toggle(path_words("files_are_groups"), key="files_are_groups", persist_state="session"):
        return tuple(rounds)
    named = _named(rounds, groups)
    with st.container(border=True):
        st.markdown(path_words("file_groups_text"))
        for place, one in zip(st.columns(len(rounds)), rounds, strict=True):
            for given in one.files:
                _field(place, given, named[given.id], groups)
    if any(not named[given.id] for one in rounds if len(one.files) > 1 for given in one.files):
        st.info(path_words("file_groups_missing"))
        return None
    return tuple(_with_groups(one, [named[given.id] for given in one.files]) for one in rounds)


def forget_groups() -> None:
    """Forgets which group each file is."""
    for key in (_NAMED, _KNOWN, "files_are_groups"):
        st.session_state.pop(key, None)


def _with_groups(one: GivenRound, groups: Sequence[str]) -> GivenRound:
    return replace(one, groups=tuple(groups)) if all(groups) else one


def _named(rounds: Sequence[GivenRound], groups: _Groups) -> dict[str, str]:
    """The group of each file, by what tells it from others: as it was said, else by its name.

    A round in one file says the groups itself, unless the officer says otherwise.
    """
    said = st.session_state.get(_NAMED, {})
    guessed = {given.id: "" for one in rounds for given in one.files}
    files = [given for one in rounds if len(one.files) > 1 for given in one.files]
    names = _groups_by_name([PurePath(given.name).stem for given in files])
    guessed |= {given.id: name for given, name in zip(files, names, strict=True)}
    return {file: groups.like(said.get(file, guess)) for file, guess in guessed.items()}


def _field(place: st.delta_generator.DeltaGenerator, given: Given, group: str, groups: _Groups) -> None:
    label, key = path_words("file_is", file=plain(given.name)), f"group_of_{given.id}_{language()}"

    def changed() -> None:
        st.session_state.setdefault(_NAMED, {})[given.id] = str(st.session_state[key]).strip()

    if groups.are_any:
        place.text_input(label, group, key=key, max_chars=60, on_change=changed)
        return
    called = {"": "–", **{name: label_in(label_, language()) for name, label_ in groups.labels.items()}}
    options = [*called]
    place.selectbox(label, options, options.index(group), format_func=called.__getitem__, key=key, on_change=changed)


def _groups_of(questionnaire: Given) -> _Groups | None:
    """The groups of a questionnaire; None where it asks for none, or can't be read (reading says why)."""
    kept = st.session_state.get(_KNOWN)
    if kept is None or kept[0] != questionnaire.id:
        kept = st.session_state[_KNOWN] = (questionnaire.id, _read_groups(questionnaire))
    found: _Groups | None = kept[1]
    return found


def _read_groups(questionnaire: Given) -> _Groups | None:
    try:
        instrument = read_instrument(questionnaire.upload())
    except SurveyError:
        return None
    question = next((one for one in instrument.questions if one.role == "group"), None)
    if question is None:
        return None
    if question.choices is None:
        return _Groups({}, are_any=True)
    return _Groups({one.name: one.label for one in question.choices.choices})


def _groups_by_name(stems: Sequence[str]) -> list[str]:
    """What tells the files of a survey apart by their names, those of all rounds together: the group of each, perhaps.

    Words that all names have are left out, and those that name a time: ``trust_baghdad_pre`` is Baghdad beside
    ``trust_basra_post``. Empty where no letter is left.
    """
    words = [[word for word in _BETWEEN_WORDS.split(stem) if word] for stem in stems]
    shared = frozenset.intersection(*(frozenset(map(str.casefold, of)) for of in words)) if len(stems) > 1 else ()
    kept = [[word for word in of if word.casefold() not in shared and occasion_of(word) is None] for of in words]
    named = [of if any(map(str.isalpha, "".join(of))) else [] for of in kept]
    return [" ".join(word if word.isupper() else word.capitalize() for word in of) for of in named]

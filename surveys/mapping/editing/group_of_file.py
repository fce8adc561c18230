"""Corrections that stay when the officer says otherwise which group each file is of."""

from __future__ import annotations

from dataclasses import replace

from surveys.columns.rounds.several_files import GROUP_OF_FILE
from surveys.mapping.editing.columns import with_role
from surveys.mapping.editing.saved import with_questionnaire
from surveys.mapping.instrument import instrument_from_mapping
from surveys.mapping.mapping import Mapping


def with_corrections(guess: Mapping, corrected: Mapping) -> Mapping:
    """What was corrected in a mapping, brought onto the guess of the same files with groups said otherwise.

    The groups are those of the guess; what was said of a group (its side, its labels) stays where it has kept its name.
    """
    carried = with_questionnaire(guess, instrument_from_mapping(corrected)).mapping
    index = _index(carried)
    before = _index(corrected)
    if index is None or (before is not None and corrected.columns[before].role != "group"):
        return carried
    was = corrected.list_of[corrected.columns[before].answers].answers if before is not None else ()
    said = {answer.text: answer for answer in was}
    new = guess.columns[index]
    carried = with_role(carried, index, "group").with_column(index, why_role=new.why_role)
    name = carried.columns[index].answers
    groups = guess.list_of[new.answers]
    answers = tuple(replace(said[one.text], count=one.count) if one.text in said else one for one in groups.answers)
    lists = [replace(groups, name=name, answers=answers) if one.name == name else one for one in carried.lists]
    return replace(carried, lists=tuple(lists))


def _index(mapping: Mapping) -> int | None:
    """The column of the group that each file is of; None where nobody says so."""
    found = (index for index, column in enumerate(mapping.columns) if column.heading == GROUP_OF_FILE)
    return next(found, None)

"""What the parts of a result are called, in the reader's language."""

from __future__ import annotations

from metrics.model.cells import is_side, side_of
from metrics.result.result import Protected
from surveys.model.instrument import ALL, INDEX, NOT_STATED
from surveys.model.round_names import round_label as round_label
from words import has, label_in, say, say_about_index


def who_is_compared(result: Protected, language: str) -> str:
    """Whose answers are compared: of several pairs of rounds, those in both rounds of each."""
    if len(result.pairs) > 1 and result.estimand != "all":
        return say(f"figures.who_{result.estimand}_rounds", language)
    return say(f"workbook.estimand_{result.estimand}", language)


def matched_label(result: Protected, language: str) -> str:
    """What the number of people found in both rounds is called: by these rounds, where several pairs are compared."""
    if len(result.pairs) < 2 or result.headline_pair is None:
        return say("workbook.matched", language)
    before, after = (round_label(name, language) for name in result.headline_pair)
    return say("workbook.matched_pair", language, pair=say("figures.from_to", language, before=before, after=after))


def side_label(result: Protected, side: str, language: str) -> str:
    """A side by its name."""
    facts = next((facts for facts in result.sides if facts.name == side), None)
    return label_in(facts.label, language) if facts and facts.label else side.replace("_", " ")


def group_label(result: Protected, group: str, language: str) -> str:
    """A row's group: everybody, a side, those who state none, or a group by its label."""
    if group == ALL:
        return say("findings.all", language)
    if is_side(group):
        return side_label(result, side_of(group), language)
    if group == NOT_STATED:
        return say("findings.not_stated", language)
    facts = next(facts for facts in result.groups if facts.name == group)
    return label_in(facts.label, language) or group


def party_label(result: Protected, name: str, language: str) -> str:
    """A group or side that rates or is rated; one that the survey does not have is named as the form writes it.

    A side that the program has words for has those, in a survey without groups too.
    """
    known = {ALL, NOT_STATED, *(group.name for group in result.groups)}
    is_known = name in known or is_side(name)
    if is_known:
        return group_label(result, name, language)
    return say(f"sides.{name}", language) if has(f"sides.{name}") else name.replace("_", " ")


def measure_label(result: Protected, measure: str, language: str, group: str = ALL) -> str:
    """A measure by its label; the index as the questionnaire calls it, else by the program's own words for trust.

    An item is called as it is asked of a group or side.

    Where an item is asked in several wordings and the group is everybody, all are given.
    """
    if measure == INDEX:
        return index_name(result, language) or say("findings.trust_index", language)
    facts = result.measure_of[measure]
    wordings = facts.wordings or {}
    side = next((other.side for other in result.groups if other.name == group), None) or side_of(group)
    wording = wordings.get(group) or wordings.get(side)
    texts = [label_in(wording, language)] if wording else [label_in(label, language) for label in wordings.values()]
    return " / ".join(dict.fromkeys(text for text in texts if text)) or label_in(facts.label, language) or measure


def index_name(result: Protected, language: str) -> str:
    """What the index measures, where the questionnaire says so; empty for trust."""
    facts = result.measure_of.get(INDEX)
    return label_in(facts.label, language) if facts else ""


def say_of_index(key: str, result: Protected, language: str, **values: object) -> str:
    """A sentence about what a result measures: trust, or what the questionnaire calls the index."""
    return say_about_index(key, language, index_name(result, language), **values)


def subject(result: Protected, measure: str, group: str, language: str) -> str:
    """Whose trust a row is about, and in what, as the subject of a sentence.

    Where the index measures something else, that stands in place of trust.
    """
    if index_name(result, language):
        who, what = group_label(result, group, language), measure_label(result, measure, language, group)
        return say(f"findings.subject_named_{result.measure_of[measure].level}", language, who=who, what=what)
    if measure != INDEX:
        who, what = group_label(result, group, language), measure_label(result, measure, language, group)
        kind = "item" if result.measure_of[measure].level == "item" else "measure"
        return say(f"findings.subject_{kind}", language, who=who, what=what)
    if group == ALL:
        return say("findings.subject_all", language)
    if is_side(group):
        return _side_subject(result, side_of(group), language)
    return say("findings.subject_group", language, who=group_label(result, group, language))


def _side_subject(result: Protected, side: str, language: str) -> str:
    target = next((facts.target for facts in result.sides if facts.name == side), None)
    if target and has(f"findings.trust_of_{side}_in_{target}"):
        return say(f"findings.trust_of_{side}_in_{target}", language)
    who = side_label(result, side, language)
    if target is None:
        return say("findings.subject_group", language, who=who)
    labels = {facts.name: facts.label for facts in result.sides} | {group.name: group.label for group in result.groups}
    return say("findings.subject_side", language, who=who, target=label_in(labels.get(target, {}), language) or target)

"""What the parts of a result are called, in the reader's language."""

from __future__ import annotations

from datetime import date

from metrics.model.cells import is_side, side_of
from metrics.result.result import GroupFacts, Protected, RoundFacts
from surveys.model.instrument import ALL, INDEX, NOT_STATED
from surveys.model.round_names import round_words
from words import day, has, label_in, number, own_direction, say, say_about_index


def round_label(result: Protected, name: str, language: str) -> str:
    """A round as the officer calls it, in its own direction; one without a name in fixed words: before, after.

    Words that a name of the officer's own does not fit into have another form for it (`naming`).
    """
    own = _own_name(result, name, language)
    return own_direction(own, language) if own else round_words(name, language)


def naming(result: Protected, name: str) -> str:
    """What the keys of words end in that are said of a round: ``_named`` where it has a name of the officer's own."""
    return "_named" if _facts_of_round(result, name).label else ""


def asked_only_in(result: Protected, name: str, language: str) -> str:
    """That something was asked in one round only."""
    return say(f"figures.asked_only{naming(result, name)}", language, round=round_label(result, name, language))


def round_on_day(result: Protected, name: str, language: str) -> str:
    """A round by its label, with its day where that is known."""
    label, typed = round_label(result, name, language), _facts_of_round(result, name).date
    if typed is None:
        return label
    return say("findings.round_on_day", language, round=label, day=day(date.fromisoformat(typed), language))


def rounds_in_words(result: Protected, language: str, *, with_people: bool = False) -> list[str]:
    """The rounds with their days; none where the officer has given neither a name nor a day to any.

    `with_people`: with the number of people who answered, where that is shown.
    """
    if not any(one.label or one.date for one in result.rounds):
        return []
    return [
        _with_people(round_on_day(result, one.name, language), one.respondents if with_people else None, language)
        for one in result.rounds
    ]


def _with_people(label: str, people: int | None, language: str) -> str:
    return label if people is None else say("findings.round_people", language, round=label, n=number(people, language))


def _own_name(result: Protected, name: str, language: str) -> str:
    return label_in(_facts_of_round(result, name).label or {}, language)


def _facts_of_round(result: Protected, name: str) -> RoundFacts:
    return next(one for one in result.rounds if one.name == name)


def who_is_compared(result: Protected, language: str) -> str:
    """Whose answers are compared: of several pairs of rounds, those in both rounds of each."""
    if len(result.pairs) > 1 and result.estimand != "all":
        return say(f"figures.who_{result.estimand}_rounds", language)
    return say(f"workbook.estimand_{result.estimand}", language)


def matched_label(result: Protected, language: str) -> str:
    """What the number of people found in both rounds is called: by these rounds, where several pairs are compared."""
    if len(result.pairs) < 2 or result.headline_pair is None:
        return say("workbook.matched", language)
    before, after = (round_label(result, name, language) for name in result.headline_pair)
    return say("workbook.matched_pair", language, pair=say("figures.from_to", language, before=before, after=after))


def side_label(result: Protected, side: str, language: str) -> str:
    """A side by its name."""
    facts = next((facts for facts in result.sides if facts.name == side), None)
    return label_in(facts.label, language) if facts and facts.label else side.replace("_", " ")


def group_label(result: Protected, group: str, language: str) -> str:
    """A row's group: everybody, a side, those who state none, or a group by its label.

    Of three or more that are shown together and have a long name, how many they are; notes have all their names.
    """
    if group == ALL:
        return say("findings.all_both" if result.has_both_directions else "findings.all", language)
    if is_side(group):
        return side_label(result, side_of(group), language)
    if group == NOT_STATED:
        return say("findings.not_stated", language)
    facts = next(facts for facts in result.groups if facts.name == group)
    return _together(result, facts, language) or label_in(facts.label, language) or group


_LONGEST_TOGETHER, _ALWAYS_NAMED = 40, 2
"""Characters of the names of groups that are shown together, joined, and so many groups that always keep their names.

Of more groups with longer names it is said how many they are.
"""


def _together(result: Protected, facts: GroupFacts, language: str) -> str:
    """How many groups a merger with a long name is of, and of which side; empty where another is called the same."""
    short = _how_many_together(result, facts, language)
    others = (_how_many_together(result, one, language) for one in result.groups if one.name != facts.name)
    return "" if short in others else short


def _how_many_together(result: Protected, facts: GroupFacts, language: str) -> str:
    n = len(facts.merged_from)
    if n <= _ALWAYS_NAMED or len(label_in(facts.label, language)) <= _LONGEST_TOGETHER:
        return ""
    if facts.side is None:
        what = "categories_together" if facts.by else "merged_groups"
        return say(f"findings.{what}", language, n=number(n, language))
    side = side_label(result, facts.side, language)
    return say("findings.merged_groups_of_side", language, n=number(n, language), side=side)


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


def finding_words(result: Protected, code: str, language: str, *, of_index: bool) -> str:
    """A finding in a few words, by its verdict or other code; an index with a name of its own is named in it.

    An aspect or a question may fall where that index rises: `of_index` is False of these, and none is named.
    """
    of_part = f"findings.{code}_of_part"
    if not of_index and index_name(result, language) and has(of_part):
        return say(of_part, language)
    return say_of_index(f"findings.{code}", result, language)


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
        return say("findings.subject_all_both" if result.has_both_directions else "findings.subject_all", language)
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

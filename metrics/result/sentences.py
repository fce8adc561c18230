"""One plain sentence or two for every change, built from its verdict by rule (rule 30); never a causal verb."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.findings.verdicts import OPEN, POINTING, SURE, way_of
from metrics.model.settings import ALPHA
from metrics.result.asked_once import only_round, unanswered_rounds
from metrics.result.names import measure_label, round_label, say_of_index, subject
from metrics.result.points import WHOLE_SCALE, SpokenPoints, decimals
from metrics.result.result import Protected
from metrics.result.withheld import is_in_part
from metrics.schema.precision import P_DECIMALS, rounded_p
from metrics.schema.rows import PROTECTED
from metrics.statistics.power import smallest_p_pairs, smallest_p_samples
from metrics.tables.changes import NOT_IN_BOTH_ROUNDS, ChangeRow
from surveys.model.instrument import ALL, INDEX
from surveys.model.round_names import THEN
from words import number, say, signed

__all__ = ["basis", "decimals", "doubt", "finding", "grounds", "holds_interval", "of_no_row", "people", "sentence"]

_MOST_APART = 3
"""So many aspects that moved otherwise than the whole are named; more are counted."""
_WITH_INTERVAL = {*POINTING, *OPEN} - {"too_few"}
"""Sentences that hold the interval."""

_NOUN = {
    "sides": "sides",
    "groups": "groups",
    "categories": "categories",
    "dimensions": "aspects",
    "side_dimensions": "aspects",
    "items": "questions",
    "side_items": "questions",
}
"""What the members of a family are called; those of other families are results."""


def sentence(result: Protected, row: ChangeRow, language: str | None = None) -> str:
    """What may be said of a change, with the number of people it rests on and the interval.

    Parameters
    ----------
    result : Protected
    row : ChangeRow
        One of its `changes`.
    language : {"en", "ar", "ku"}, optional
        The settings' where absent.

    Raises
    ------
    TypeError
        If the row is of another table.
    """
    if not isinstance(row, ChangeRow):
        raise TypeError(f"a sentence is about a row of changes, not a {type(row).__name__}")
    language = language or result.settings.lang
    parts = [finding(result, row, language)]
    if row.change is not None:
        parts += grounds(result, row, language)
    return " ".join(parts)


def moved_otherwise(result: Protected, row: ChangeRow) -> list[ChangeRow]:
    """The aspects of a row of the index that surely rose or fell while the index did not do the same."""
    of_group = (one for one in result.changes_of((row.from_round, row.to_round)).values() if one.group == row.group)
    return [
        one
        for one in of_group
        if one.level == "dimension" and one.verdict in SURE and way_of(one.verdict) != way_of(row.verdict, row.change)
    ]


def said_apart(aspects: Sequence[tuple[str, str]], language: str) -> str:
    """That aspects, each by its name and its change, moved otherwise than the whole; empty where there are none."""
    parts = [say("findings.apart_aspect", language, aspect=one, points=change) for one, change in aspects[:_MOST_APART]]
    if (left := len(aspects) - _MOST_APART) > 0:
        parts.append(say("findings.count_others", language, n=number(left, language)))
    joined = say("findings.paragraph_bins", language).join(parts)
    return say("findings.apart", language, aspects=joined) if parts else ""


def finding(result: Protected, row: ChangeRow, language: str) -> str:
    """The finding alone: what rose or fell, by how much, from where to where; what is ruled out, and what is open."""
    about = subject(result, row.measure, row.group, language)
    if not row.is_compared:
        return _not_compared(result, row, about, language)
    if row.verdict == PROTECTED or row.change is None:
        return say("findings.sentence_protected", language, subject=about)
    points = SpokenPoints(result, row, language)
    reason = _why_open(row)
    if reason:
        reason_text = say(f"findings.no_p_{reason}", language)
        return say("findings.sentence_no_p", language, went=points.went(about), reason=reason_text)
    return say(
        f"findings.sentence_{_form(row)}",
        language,
        subject=about,
        went=points.went(about),
        points=points.change,
        signed=points.signed,
        levels=points.levels,
        margin=points.margin,
        ruled_out=points.ruled_out,
        people=people(row, language),
        k=number(row.clusters or 0, language),
        doubt=doubt(row, language),
        interval=_in_brackets(points),
        **points.ends,
        **_moves(row, language),
    )


def _in_brackets(points: SpokenPoints) -> str:
    """The interval as the sentence of an open finding holds it; without one the levels, where it does not have them."""
    if points.ends:
        return say("findings.interval_in_brackets", points.language, **points.ends)
    return points.levels if points.row.verdict in (*POINTING, "mixed") else ""


def _not_compared(result: Protected, row: ChangeRow, about: str, language: str) -> str:
    """That too little was asked in both rounds, or nobody answered in one; and in which."""
    if row.reason != NOT_IN_BOTH_ROUNDS:
        return _not_answered(result, row, about, measure_label(result, row.measure, language), language)
    if row.measure == INDEX:
        return say_of_index("findings.sentence_index_not_in_both_rounds", result, language)
    if (asked := only_round(result, row)) is not None:
        round_, what = round_label(result, asked, language), measure_label(result, row.measure, language)
        return say("findings.sentence_one_round_only", language, what=what, round=round_)
    return say("findings.sentence_not_in_both_rounds", language, subject=about)


def _not_answered(result: Protected, row: ChangeRow, about: str, what: str, language: str) -> str:
    """That nobody answered a question, or enough of those of an aspect; and in which round, where it is one."""
    word = "sentence_item" if row.level == "item" else "sentence"
    rounds = unanswered_rounds(row)
    if len(rounds) > 1:
        return say(f"findings.{word}_not_answered", language, subject=about, what=what)
    round_ = round_label(result, rounds[0], language)
    return say(f"findings.{word}_not_answered_in", language, subject=about, what=what, round=round_)


def _why_open(row: ChangeRow) -> str | None:
    """Why nothing can be said, where there is no p or no interval; None where these are only not shown."""
    if row.verdict != "inconclusive" or is_in_part(row):
        return None
    return row.reason if row.p is None else "too_few" if row.ci_low is None else None


def _form(row: ChangeRow) -> str:
    """Which sentence a verdict has."""
    change = row.change or 0
    if row.verdict == "trivial":
        return "trivial_rise" if change > 0 else "trivial_fall"
    if row.verdict in ("increased", "decreased") and row.beyond_margin:
        return f"{row.verdict}_beyond"
    if row.verdict == "too_few" and row.clusters is not None and row.test == "sign_flip":
        return "too_few_organisations"
    if row.verdict == "inconclusive" and row.ci_low is None:
        return "inconclusive_alone"
    most = _most(row)
    return f"mixed_{most}" if row.verdict == "mixed" and most else row.finding


def _most(row: ChangeRow) -> str | None:
    """Which way most people moved, where the mean went the other way; None where it did not, or nobody knows."""
    if row.rose is None or row.same is None or row.fell is None:
        return None
    followed, change = row.rose + row.same + row.fell, row.change or 0
    if 2 * row.rose > followed and row.fell and change < 0:
        return "rose"
    if 2 * row.fell > followed and row.rose and change > 0:
        return "fell"
    return None


def _moves(row: ChangeRow, language: str) -> dict[str, str]:
    """How many rose and fell, and of how many."""
    rose, same, fell = row.rose or 0, row.same or 0, row.fell or 0
    counts = {"rose": rose, "fell": fell, "n": rose + same + fell}
    return {name: number(count, language) for name, count in counts.items()}


def doubt(row: ChangeRow, language: str) -> str:
    """Why a change whose interval leaves out 0 is not taken as certain: it is one of several looked at."""
    if row.family_size is None or row.family_size < 2:
        return say("findings.one_alone", language)
    noun = _NOUN.get(row.family or "", "results")
    by_chance = round(ALPHA * row.family_size)
    some = "chance_some" if by_chance > 1 else "chance_one"
    chance = say(f"findings.{some}", language, m=number(by_chance, language))
    return say(f"findings.one_of_{noun}", language, k=number(row.family_size, language), chance=chance)


def people(row: ChangeRow, language: str) -> str:
    """How many people a row rests on: one number, or one for each round."""
    if row.n_from == row.n_to == row.n_matched:
        return say("findings.people", language, n=number(row.n_matched or 0, language))
    before, after = number(row.n_from or 0, language), number(row.n_to or 0, language)
    return say("findings.people_each", language, before=before, after=after)


def grounds(result: Protected, row: ChangeRow, language: str) -> list[str]:
    """What is behind a finding: people, moves, interval, people invited, exact check, power, weights and its limits."""
    points = SpokenPoints(result, row, language)
    parts = [
        basis(result, row, language),
        against_most(row, language),
        _allowance(points),
        _finite(row, language),
        _check(row, language),
        _power(points),
        _unweighted(points),
        say("findings.only_those", language) if row.measure == INDEX and not row.invited else "",
    ]
    return [part for part in parts if part]


def of_no_row(language: str) -> frozenset[str]:
    """What `grounds` may say that speaks of no single row: said of several, it may be said once.

    Anything else has numbers of its row. Said once, below two rows that share them, they would read as a total.
    """
    return frozenset(say(f"findings.{key}", language) for key in ("in_brackets", "only_those"))


def basis(result: Protected, row: ChangeRow, language: str) -> str:
    """How many people the row rests on, and from how many organisations."""
    counts = {"before": row.n_from, "after": row.n_to, "n": row.n_matched}
    values = {name: number(count or 0, language) for name, count in counts.items()}
    several = row.clusters is not None and row.clusters > 1
    values["origin"] = say("findings.origin", language, k=number(row.clusters or 0, language)) if several else ""
    if result.estimand == "all":
        return say("findings.basis_all", language, **values)
    if not row.n_matched:
        return say("findings.basis_independent", language, **values)
    if row.from_round == THEN:
        return say(f"findings.basis_then{'_item' if row.level == 'item' else ''}", language, **values)
    if (matched := _more_matched(result, row)) is not None:
        of_matched = "basis_of_matched_item" if row.level == "item" else "basis_of_matched"
        return say(f"findings.{of_matched}", language, matched=number(matched, language), **values)
    if _has_all_matched(result, row):
        return say("findings.basis_matched", language, **values)
    return say(f"findings.basis_matched_{'item' if row.level == 'item' else 'enough'}", language, **values)


def _has_all_matched(result: Protected, row: ChangeRow) -> bool:
    """Whether everybody found in both rounds has the measure, in whatever group."""
    everybody = result.change_of.get((row.measure, ALL))
    is_of_headline = (row.from_round, row.to_round) == result.headline_pair
    return is_of_headline and everybody is not None and everybody.n_matched == result.matched


def _more_matched(result: Protected, row: ChangeRow) -> int | None:
    """How many people were found in both rounds, where the row of all rests on fewer.

    None where it rests on as many, or on so few less that their number would point at them.
    """
    if row.group != ALL or (row.from_round, row.to_round) != result.headline_pair or result.matched is None:
        return None
    left_out = result.matched - (row.n_matched or 0)
    return result.matched if left_out >= result.settings.threshold else None


def holds_interval(row: ChangeRow) -> bool:
    """Whether the sentence of a finding holds the interval."""
    return _form(row) in _WITH_INTERVAL and row.ci_low is not None and _why_open(row) is None


def _allowance(points: SpokenPoints) -> str:
    """The 95 % interval in words; empty where there is none, or where everybody's change is the same."""
    row, language = points.row, points.language
    if not points.has_interval or row.verdict == "too_few":
        return ""
    if holds_interval(row):
        return say("findings.in_brackets", language) if row.verdict != "inconclusive" else ""
    return say("findings.allowance", language, **points.ends)


def _finite(row: ChangeRow, language: str) -> str:
    """That test and interval, or the finding, are for the people invited; or that these all answered."""
    if not row.invited:
        return ""
    everybody = row.n_from == row.n_to == row.invited
    form = "_all" if everybody else "_alone" if is_in_part(row) and row.ci_low is None else ""
    return say(f"findings.finite{form}", language, invited=number(row.invited, language))


def against_most(row: ChangeRow, language: str) -> str:
    """That most people moved against the mean, whose movement is that of fewer who moved further; of pairs alone."""
    most = _most(row)
    if most is None or row.verdict == "mixed" or not row.n_from == row.n_to == row.n_matched:
        return ""
    return say(f"findings.most_{most}", language, **_moves(row, language))


def _check(row: ChangeRow, language: str) -> str:
    """What the exact check says, where it disagrees with the test of the row."""
    if row.p is None or row.check_p is None or row.verdict in ("mixed", "too_few"):
        return ""
    if (row.p <= ALPHA) == (row.check_p <= ALPHA):
        return ""
    smallest = 10.0**-P_DECIMALS
    if row.check_p < smallest:
        return say("findings.check_small", language, p=number(smallest, language, P_DECIMALS))
    exact = rounded_p(row.check_p) or 0.0
    digits = 2 if round(exact, 2) not in (0.0, ALPHA) and (round(exact, 2) <= ALPHA) == (exact <= ALPHA) else P_DECIMALS
    word = "check_too_few" if _smallest_check(row) > ALPHA else "check"
    return say(f"findings.{word}", language, p=number(exact, language, digits))


def _smallest_check(row: ChangeRow) -> float:
    """The smallest p that the exact check could give so few people, or so few organisations."""
    if row.check == "permutation":
        return smallest_p_samples(row.n_from or 0, row.n_to or 0)
    return smallest_p_pairs(row.clusters or row.n_matched or 0)


def _power(points: SpokenPoints) -> str:
    """What so few people could have shown, where the finding is open and the change lies below it."""
    row = points.row
    if row.verdict not in ("inconclusive", "too_few") or row.detectable is None or row.change is None:
        return ""
    if (
        abs(row.change) >= row.detectable
        or row.detectable > WHOLE_SCALE
        or _why_open(row)
        or _form(row) == "too_few_organisations"
    ):
        return ""
    return say("findings.power", points.language, points=points.points(row.detectable, points.digits))


def _unweighted(points: SpokenPoints) -> str:
    """That the change is not weighted, and what it is weighted; empty where weights are off."""
    row, language = points.row, points.language
    if row.change_weighted is None or row.verdict == "too_few":
        return ""
    ends = {"low": row.weighted_low, "high": row.weighted_high}
    said = {name: signed(end, language, points.digits) for name, end in ends.items() if end is not None}
    interval = say("findings.interval_in_brackets", language, **said) if len(said) == len(ends) else ""
    weighted = signed(row.change_weighted, language, points.digits)
    return say("findings.unweighted", language, signed=weighted, interval=interval)

"""One plain sentence or two for every change, built from its verdict by rule; never a causal verb."""

from __future__ import annotations

from metrics.result.names import round_label, subject
from metrics.result.result import Protected
from metrics.schema.precision import decimals_for
from metrics.schema.rows import PROTECTED
from metrics.tables.changes import ChangeRow
from surveys.model.instrument import INDEX
from words import isolate, number, say, signed


def decimals(row: ChangeRow) -> int:
    """Decimals of a row's points in a sentence: none where they were rounded to whole points before."""
    counts = [n for n in (row.n_from, row.n_to) if n is not None]
    points = (row.mean_from, row.mean_to, row.change, row.ci_low, row.ci_high)
    if not counts or all(point is None or point == int(point) for point in points):
        return 0
    return decimals_for(min(counts))


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
    if row.verdict not in (PROTECTED, None):
        parts += grounds(result, row, language)
    return " ".join(parts)


def grounds(result: Protected, row: ChangeRow, language: str) -> list[str]:
    """What stands behind a finding, in this order: people, interval, people invited, power, weights, and its limits."""
    parts = [basis(result, row, language)]
    parts += [say_it(row, language) for say_it in (allowance, finite, power, unweighted)]
    if row.measure == INDEX:
        parts.append(say("findings.only_those", language))
    return [part for part in parts if part]


def finding(result: Protected, row: ChangeRow, language: str) -> str:
    """The finding alone: what rose or fell, by how much, from where to where."""
    about = subject(result, row.measure, row.group, language)
    if row.verdict is None:
        return _not_compared(result, row, about, language)
    if row.verdict == PROTECTED or row.change is None or row.mean_from is None or row.mean_to is None:
        return say("findings.sentence_protected", language, subject=about)
    digits = decimals(row)
    return say(
        f"findings.sentence_{row.verdict}",
        language,
        subject=about,
        points=number(abs(row.change), language, digits),
        signed=signed(row.change, language, digits),
        before=number(row.mean_from, language, digits),
        after=number(row.mean_to, language, digits),
        margin=isolate(f"{result.settings.margin:g}", language),
    )


def _not_compared(result: Protected, row: ChangeRow, about: str, language: str) -> str:
    """That too little was asked in both rounds; of what was asked in one alone, in which."""
    if row.measure == INDEX:
        return say("findings.sentence_index_not_in_both_rounds", language)
    items = {measure.name for measure in result.measures if measure.dimension == row.measure}
    pair = (row.from_round, row.to_round)
    rounds = {one.round for one in result.items if one.item in items and one.group == row.group and one.round in pair}
    if len(rounds) == 1:
        round_ = round_label(rounds.pop(), language, isolated=True)
        return say("findings.sentence_one_round_only", language, subject=about, round=round_)
    return say("findings.sentence_not_in_both_rounds", language, subject=about)


def basis(result: Protected, row: ChangeRow, language: str) -> str:
    """How many people the row rests on."""
    if result.estimand == "all":
        counts = {"before": row.n_from, "after": row.n_to, "n": row.n_matched}
        return say("findings.basis_all", language, **{name: number(n or 0, language) for name, n in counts.items()})
    if row.n_matched:
        return say("findings.basis_matched", language, n=number(row.n_matched, language))
    before, after = number(row.n_from or 0, language), number(row.n_to or 0, language)
    return say("findings.basis_independent", language, before=before, after=after)


def allowance(row: ChangeRow, language: str) -> str:
    """The 95 % interval in words; empty where there is none, or where everybody's change is the same."""
    if row.ci_low is None or row.ci_high is None or row.ci_low == row.ci_high or row.verdict == "too_few":
        return ""
    low, high = signed(row.ci_low, language, decimals(row)), signed(row.ci_high, language, decimals(row))
    return say("findings.allowance", language, low=low, high=high)


def finite(row: ChangeRow, language: str) -> str:
    """For how many people invited the interval is corrected; empty where it is not."""
    return say("findings.finite", language, invited=number(row.invited, language)) if row.invited else ""


def unweighted(row: ChangeRow, language: str) -> str:
    """That the change is not weighted, and what it is weighted; empty where weights are off."""
    if row.change_weighted is None or row.weighted_low is None or row.weighted_high is None:
        return ""
    weighted = {"signed": row.change_weighted, "low": row.weighted_low, "high": row.weighted_high}
    digits = decimals(row)
    return say("findings.unweighted", language, **{name: signed(x, language, digits) for name, x in weighted.items()})


def power(row: ChangeRow, language: str) -> str:
    """What so few people could have shown, where the finding is open and the change lies below it."""
    if row.verdict not in {"inconclusive", "too_few"} or row.detectable is None or row.change is None:
        return ""
    if abs(row.change) >= row.detectable:
        return ""
    return say("findings.power", language, points=number(row.detectable, language, decimals(row)))

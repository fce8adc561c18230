"""What an edition may not tell beside those that are out already (rule 42).

An edition fixes its threshold, who is compared, its breakdown, and whether people are in groups: two results of the
same people with other ones would tell, by what they differ in, of a few. So would two versions that rest on almost the
same answers.
"""

from __future__ import annotations

from collections.abc import Mapping

from metrics import Protected, ScoreRow, Shared


def refusal(earlier: Protected, new: Shared) -> str | None:
    """Why a result can't be published beside an earlier one of the same people; None where it can.

    Returns
    -------
    str or None
        ``lower_threshold``, ``other_estimand``, ``other_breakdown``, ``other_groups`` or ``few_changed``: a
        sentence of ``editions``.
    """
    if new.settings.threshold < earlier.settings.threshold:
        return "lower_threshold"
    if new.estimand != earlier.estimand:
        return "other_estimand"
    if new.settings.group_by != earlier.settings.group_by:
        return "other_breakdown"
    if (new.one_group is None) != (earlier.one_group is None):
        return "other_groups"
    return "few_changed" if _few_changed(earlier, new) else None


def _few_changed(earlier: Protected, new: Protected) -> bool:
    """Whether a row rests on a few people more or fewer than before, or the answers of a few are others.

    Where answers are not counted out, nobody can say that more than a few are others.
    """
    few = range(1, max(earlier.settings.threshold, new.settings.threshold))
    before, after = _people(earlier), _people(new)
    if any(abs(after[key] - before[key]) in few for key in before.keys() & after.keys()):
        return True
    answers, now = _answers(earlier), _answers(new)
    moved = {key: _moved(answers[key], now[key]) for key in answers.keys() & now.keys()}
    if any(number in few for number in moved.values()):
        return True
    rows = {_key(row): row for row in earlier.scores if row.n is not None}
    same = [(rows[key], row) for row in new.scores if (key := _key(row)) in rows and rows[key].n == row.n]
    known = {key[1:] for key, number in moved.items() if number}
    return any(
        (before.mean, before.sd) != (after.mean, after.sd)
        and (_key(after) not in moved if after.level == "item" else _key(after)[1:] not in known)
        for before, after in same
    )


def _people(result: Protected) -> Mapping[tuple[str | None, ...], int]:
    """How many people each row of levels rests on."""
    return {_key(row): row.n for row in result.scores if row.n is not None}


def _key(row: ScoreRow) -> tuple[str | None, ...]:
    return row.measure, row.group, row.round, row.from_round, row.to_round


def _answers(result: Protected) -> Mapping[tuple[str | None, ...], Mapping[str, int]]:
    """How many people gave each answer."""
    return {
        (row.item, row.group, row.round, row.from_round, row.to_round): row.counts
        for row in result.items
        if row.counts is not None
    }


def _moved(before: Mapping[str, int], after: Mapping[str, int]) -> int:
    """The fewest people whose answers make the difference."""
    more = [after.get(answer, 0) - before.get(answer, 0) for answer in {*before, *after}]
    return max(sum(x for x in more if x > 0), -sum(x for x in more if x < 0))

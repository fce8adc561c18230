"""Which columns of a later round ask what columns of earlier ones ask: by headings, by order, by codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from surveys.files.cells import number_of
from surveys.language.wording import bare_name, normalise
from surveys.mapping.source.codes import come_back
from surveys.mapping.source.columns import SourceColumn, answer_key, is_arabic

_MOST_COMPARED, _LONGEST = 40_000, 500
_ALIKE = 0.9
"""How alike two headings are that are taken for one question (Ratcliff & Obershelp 1988)."""
_IN_ANOTHER_LANGUAGE = 3
"""From how many columns on, headings in another language, or names beside labels, are joined by their order."""
_FEWEST_COMPARED, _LONGEST_LIST, _LENGTHS_APART = 10, 25, 2
"""Cells that tell what a column holds; answers of a list; how many of a list may be given in one round alone."""


def joined(earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> list[SourceColumn]:
    """The questions of earlier rounds with those of a later one joined to them; those that are new come last."""
    found = list(earlier)
    left = list(range(len(later)))
    for same in (_exact, _worded, _named, _similar, _in_order, _codes):
        free = [index for index, source in enumerate(found) if not _is_in(source, later)]
        pairs = same([found[index] for index in free], [later[index] for index in left])
        for one, other in pairs:
            found[free[one]] = _join(found[free[one]], later[left[other]], same)
        taken = {other for _, other in pairs}
        left = [index for number, index in enumerate(left) if number not in taken]
    return found + [later[index] for index in left]


def _is_in(source: SourceColumn, later: Sequence[SourceColumn]) -> bool:
    return bool(later) and later[0].file_columns[0].table in [one.table for one in source.file_columns]


def _join(one: SourceColumn, other: SourceColumn, same: object) -> SourceColumn:
    wordings = tuple(dict.fromkeys((*one.wordings, *other.wordings)))
    joined = {_named: "similar", _similar: "similar", _in_order: "order", _codes: "codes"}.get(same, one.joined)  # type: ignore[call-overload]
    parts = (*one.of_each_file, *other.of_each_file)
    return SourceColumn(one.tables, wordings, (*one.file_columns, *other.file_columns), joined, parts)


_Pairs = list[tuple[int, int]]


def _by(write: Callable[[str], str], earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> _Pairs:
    known: dict[str, int] = {}
    for index, source in enumerate(earlier):
        for wording in source.wordings:
            known.setdefault(write(wording), index)
    pairs: dict[int, int] = {}
    for other, source in enumerate(later):
        one = known.get(write(source.heading))
        if one is not None:
            pairs.setdefault(one, other)
    return list(pairs.items())


def _exact(earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> _Pairs:
    return _by(str.strip, earlier, later)


def _worded(earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> _Pairs:
    return _by(normalise, earlier, later)


def _named(earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> _Pairs:
    """Names that are the same but for their separators, where each is so once in its file."""
    mine, theirs = (_once(side) for side in (earlier, later))
    return [(mine[name], other) for name, other in theirs.items() if name in mine]


def _once(side: Sequence[SourceColumn]) -> dict[str, int]:
    """The columns by their bare names, those that two have left out."""
    names = [bare_name(source.wordings[-1]) for source in side]
    times = Counter(names)
    return {name: index for index, name in enumerate(names) if name and times[name] == 1}


def _similar(earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> _Pairs:
    """Headings that hardly differ, each the other's nearest; digits have to be the same."""
    wanted = [(index, normalise(source.heading)) for index, source in enumerate(later) if not source.is_metadata]
    scores: list[tuple[float, int, int]] = []
    if len(earlier) * len(wanted) > _MOST_COMPARED:
        return []
    for one, source in enumerate(earlier):
        mine = normalise(source.wordings[-1])
        for other, theirs in wanted:
            if len(mine) > 2 * _IN_ANOTHER_LANGUAGE and _digits(mine) == _digits(theirs):
                likeness = SequenceMatcher(None, mine[:_LONGEST], theirs[:_LONGEST], autojunk=False)
                if likeness.real_quick_ratio() >= _ALIKE and likeness.quick_ratio() >= _ALIKE:
                    scores.append((likeness.ratio(), one, other))
    pairs: dict[int, int] = {}
    for score, one, other in sorted(scores, key=lambda found: (-found[0], *found[1:])):
        if score >= _ALIKE and one not in pairs and other not in pairs.values():
            pairs[one] = other
    return list(pairs.items())


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _in_order(earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> _Pairs:
    """Questions of files that have as many, where one is in letters of another kind, or has names for labels."""
    mine = [index for index, source in enumerate(earlier) if not source.is_metadata]
    theirs = [index for index, source in enumerate(later) if not source.is_metadata]
    if len(mine) != len(theirs) or len(mine) < _IN_ANOTHER_LANGUAGE:
        return []
    sides = [earlier[index] for index in mine], [later[index] for index in theirs]
    fit = _in_other_letters(*sides) or (_names_and_labels(*sides) and _agree(*sides))
    return list(zip(mine, theirs, strict=True)) if fit else []


def _codes(earlier: Sequence[SourceColumn], later: Sequence[SourceColumn]) -> _Pairs:
    """The one column of codes that each side has left, where codes of one come back in the other."""
    if not earlier or not later:
        return []
    mine, theirs = ([at for at, one in enumerate(side) if one.looks_like_codes] for side in (earlier, later))
    pairs = [
        (one, other)
        for one in mine
        for other in theirs
        if come_back([set().union(*earlier[one].codes), set().union(*later[other].codes)])
    ]
    return pairs if len(pairs) == 1 else []


def _in_other_letters(*sides: Sequence[SourceColumn]) -> bool:
    return [{is_arabic(source.heading) for source in side} for side in sides] in ([{True}, {False}], [{False}, {True}])


def _names_and_labels(*sides: Sequence[SourceColumn]) -> bool:
    """Whether the headings of one side are names, and most of the other's are worded."""
    worded = [sum(not bare_name(source.heading) for source in side) for side in sides]
    return min(worded) == 0 and 2 * max(worded) > len(sides[0])


def _agree(*sides: Sequence[SourceColumn]) -> bool:
    """Whether columns at the same place hold the same kind of answers, and those of some the very same."""
    pairs = list(zip(*sides, strict=True))
    return not any(_contradict(*pair) for pair in pairs) and any(_answers_in_both(*pair) for pair in pairs)


def _contradict(one: SourceColumn, other: SourceColumn) -> bool:
    """Whether what two columns hold can't be answers to one question: a list and texts, or lists of other lengths.

    Lists may have nothing in common, as labels and numbers haven't; where some answers are the same, half must be.
    """
    if min(one.filled, other.filled) < _FEWEST_COMPARED:
        return False
    if _is_short(one) != _is_short(other):
        return True
    if not _is_short(one):
        return _are_numbers(one) != _are_numbers(other)
    shared = _answers_in_both(one, other)
    lengths = sorted((len(one.given), len(other.given)))
    return 2 * shared < lengths[0] if shared else lengths[1] - lengths[0] > _LENGTHS_APART


def _answers_in_both(one: SourceColumn, other: SourceColumn) -> int:
    return len(set(map(answer_key, one.given)) & set(map(answer_key, other.given)))


def _is_short(one: SourceColumn) -> bool:
    """Whether the answers look like those of a list."""
    return len(one.given) <= _LONGEST_LIST and 2 * len(one.given) <= one.filled


def _are_numbers(one: SourceColumn) -> bool:
    return all(number_of(text) is not None for text in one.given)

"""How sure the matching is: who was found how, and how many of the matches may be of different people.

Somebody who writes another person's code is matched with that person, and nothing shows it; unless the two say
different things of themselves. Let a be the share of matched pairs who state the same group in both rounds, and c the
share of strangers who would: the sum over groups of the product of their shares in the two rounds. If the same person
always states the same group, and a share w of the matches are strangers, then a = (1 − w) + w·c, and

    w = (1 − a) / (1 − c),

so that 1 − w = (a − c) / (1 − c) is Cohen's kappa (1960, *Educational and Psychological Measurement* 20(1), 37-46).
Blakely and Salmond (2002, *International Journal of Epidemiology* 31(6), 1246-1252) estimate the same share of linked
records from duplicates; a survey keeps only the latest submission of a code, so that it has none.

People who change their group, and slips in it, count as strangers: w is rather too high. Strangers of one group (a
neighbour's card) agree by more than chance: then it is too low. An opinion changes, so what lasts by its words (sex,
year of birth) is asked before anything else that was chosen from a list; where codes count within groups, matches agree
on their group by themselves, and it tells nothing. The interval is that of Clopper and Pearson (1934,
*Biometrika* 26(4), 404-413) for 1 − a, divided by 1 − c.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from surveys.coding.coder import Coder
from surveys.coding.person_codes import WITHIN
from surveys.coding.submissions import Submissions
from surveys.language.vocabulary import phrases
from surveys.language.wording import normalise
from surveys.model.instrument import Label, Question
from surveys.model.matching import Agreement, SubmissionRow, Sureness, Wrong
from surveys.people.matching.near_pairs import row_of

FEWEST_TELLING = 5.0
"""Were all matches strangers, so many of them must be expected to differ, or nothing is said."""
_TELLS_MUCH = 0.5
"""The group is informative enough where fewer strangers than this would agree on it."""
_TAIL = 0.025
_LASTING = phrases("roles", "lasting")


def wrong_matches(people: int, differing: int, chance: float) -> Wrong | None:
    """The share of matches that are of different people, from how many of them differ on something lasting.

    Parameters
    ----------
    people, differing : int
        Matches of whom both rounds state it, and those of them who differ.
    chance : float
        The share of strangers who would agree.

    Returns
    -------
    Wrong or None
        None where fewer than `FEWEST_TELLING` would differ even if all were strangers.
    """
    if people * (1 - chance) < FEWEST_TELLING:
        return None
    low, high = _clopper_pearson(differing, people)
    share, low, high = (min(1.0, part / (1 - chance)) for part in (differing / people, low, high))
    return Wrong(share, low, high)


def _clopper_pearson(count: int, of: int) -> tuple[float, float]:
    from scipy.special import betaincinv

    low = float(betaincinv(count, of - count + 1, _TAIL)) if count else 0.0
    high = float(betaincinv(count + 1, of - count, 1 - _TAIL)) if count < of else 1.0
    return low, high


def agreement(label: Label, stated: Sequence[tuple[str, str]]) -> Agreement:
    """How far matched people agree on what they state in both rounds; empty texts state nothing."""
    both = [(first, later) for first, later in stated if first and later]
    firsts, laters = Counter(first for first, _ in both), Counter(later for _, later in both)
    same = sum(times * laters[answer] for answer, times in firsts.items())
    chance = same / len(both) ** 2 if both else 1.0
    return Agreement(label, len(both), sum(first != later for first, later in both), chance)


def most_informative(agreements: Sequence[Agreement]) -> Agreement | None:
    """The first (the group) if few strangers would agree on it; else the one that would set the most of them apart.

    Chosen by the answers' shares alone, never by who agrees.
    """
    if not agreements:
        return None
    if agreements[0].people and agreements[0].chance <= _TELLS_MUCH:
        return agreements[0]
    return max(agreements, key=lambda one: one.people * (1 - one.chance))


def sureness(coder: Coder, parts: Sequence[Submissions], written: Mapping[SubmissionRow, str]) -> tuple[Sureness, ...]:
    """How sure the matching of each two rounds is that are compared.

    Parameters
    ----------
    coder : Coder
        The instrument.
    parts : sequence of Submissions
        The rounds in order of time, as they stay; each with the code of its person.
    written : mapping
        The code of those submissions that have another in their file.
    """
    found = []
    for first, later in _compared(len(parts)):
        if all(coder.column_of(parts[index].columns, "respondent_id") is not None for index in (first, later)):
            found.append(_of_rounds(coder, parts[first], parts[later], written))
    return tuple(found)


def _compared(rounds: int) -> Iterator[tuple[int, int]]:
    """Each later round with the first, and with the one before it."""
    for first, later in pairwise(range(rounds)):
        yield from dict.fromkeys([(0, later), (first, later)])


def _of_rounds(coder: Coder, first: Submissions, later: Submissions, written: Mapping[SubmissionRow, str]) -> Sureness:
    mine, theirs = ({code: index for index, code in enumerate(part.code.tolist()) if code} for part in (first, later))
    pairs = [(mine[code], theirs[code]) for code in mine if code in theirs]
    by_code = pairs
    if written:
        by_code = [pair for pair in pairs if _written(first, pair[0], written) == _written(later, pair[1], written)]
    informative = most_informative(list(_agreements(coder, first, later, by_code)))
    return Sureness(
        first=first.name,
        later=later.name,
        by_code=len(by_code),
        joined=len(pairs) - len(by_code),
        only_first=len(first.code) - len(pairs),
        only_later=len(later.code) - len(pairs),
        no_code_first=len(first.code) - len(mine),
        no_code_later=len(later.code) - len(theirs),
        agreement=informative,
        wrong=wrong_matches(informative.people, informative.differing, informative.chance) if informative else None,
    )


def _written(part: Submissions, index: int, written: Mapping[SubmissionRow, str]) -> str:
    return written.get(row_of(part, index), part.code[index])


def _agreements(
    coder: Coder, first: Submissions, later: Submissions, pairs: Sequence[tuple[int, int]]
) -> Iterator[Agreement]:
    """Of the group, then of all that is chosen from a list and lasts: what is typed is seldom typed twice alike.

    Where any question lasts by its words, of those alone and of organisations.
    """
    tells = not any(WITHIN in code for code in first.code.tolist())
    yield agreement({}, [(first.group[one], later.group[other]) for one, other in pairs] if tells else [])
    asked = [
        question
        for question in coder.instrument.questions
        if question.choices is not None and question.name in first.facts and question.name in later.facts
    ]
    lasting = [question for question in asked if _lasts(question) or question.role == "organisation"]
    for question in lasting if any(map(_lasts, asked)) else asked:
        mine, theirs = first.facts[question.name], later.facts[question.name]
        yield agreement(question.label or {"en": question.name}, [(mine[one], theirs[other]) for one, other in pairs])


def _lasts(question: Question) -> bool:
    """Whether a question asks, by its words, what nobody changes."""
    texts = (normalise(text) for text in (question.name.replace("_", " "), *question.label.values()))
    return any(f" {phrase} " in f" {text} " for text in texts for phrase in _LASTING)


def written_otherwise(parts: Sequence[Submissions], codes: Mapping[str, str]) -> dict[SubmissionRow, str]:
    """The code in the file of each submission whose person has another one."""
    if not codes:
        return {}
    return {
        row_of(part, index): code for part in parts for index, code in enumerate(part.code.tolist()) if code in codes
    }

"""Guesses which items are worded against trust: by their words, by their names, by how they go with the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from surveys.language.wording import normalise, phrases
from surveys.model.survey import Floats

_NOT = phrases(
    """
    not; don't; dont; do not; doesn't; does not; never; no; nobody; none; cannot; can't; hardly; rarely; without; lack
    lacks; isn't; aren't; won't; neither; little
    لا; لم; لن; ليس; ليست; ليسوا; غير; بدون; دون; عدم; نادرا ما; قلما
    نا; نییە; نین; ناکەم; ناکەن; ناکات; بێ; هەرگیز; نەبوونی; ناتوانم; ناتوانن
    ne; pas; jamais; aucun; aucune; sans
    """
)
_AGAINST = phrases(
    """
    afraid; fear; fears; scared; worry; worried; corrupt; corruption; abuse; abuses; abusive; abusing; misuse; bribe
    bribes; bribery; dishonest; unfair; unfairly; unjust; biased; bias; discriminate; discriminates; discrimination
    distrust; mistrust; suspicious; suspicion; lie; lies; threat; threaten; threatens; threatened; threatening; violent
    harass; harassment; ignore; ignores; neglect; neglects; incompetent; ineffective; unsafe; hostile
    dangerous; unreliable; hide; hides; deceive; deceives; exploit; exploits; intimidate; intimidated; selfish
    look after themselves; own interests; waste of time; waste; careful with; on my guard; prejudice
    أخاف; أخشى; الخوف; خوف; نخاف; نخشى; يخاف; قلق; أقلق; فساد; الفساد; فاسد; فاسدة; فاسدون; تسيء; يسيء; يسيئون; إساءة
    رشوة; الرشوة; رشاوى; ظلم; ظالم; ظالمة; تمييز; التمييز; تميز; انحياز; منحازة; متحيزة; متحيز; شك; الشك; أشك; نشك
    تكذب; يكذب; يكذبون; الكذب; تهديد; تهدد; يهدد; تتجاهل; يتجاهل; يتجاهلون; تهمل; تخفي; تخدع; تستغل; مصالحها
    يهتمون بأنفسهم; مصالحهم الخاصة; مصالحهم; مصالحها الخاصة; انعدام; خطر; خطرة; عدائية
    دەترسم; ترس; دەترسین; نیگەرانم; گەندەڵ; گەندەڵی; گەندەڵن; خراپ بەکاردەهێنن; خراپ بەکاردەهێنێت; بەرتیل; ستەم
    نادادپەروەر; نادادپەروەرانە; جیاکاری; لایەنگر; گومان; گومانم; درۆ; درۆ دەکەن; هەڕەشە; پشتگوێ دەخەن
    پشتگوێ دەخات; دەشارنەوە; بێمتمانەیی; بێ متمانەیی; مەترسی; بەرژەوەندی خۆیان
    peur; crains; corrompu; corrompus; corruption; abuse; abusent; injuste; malhonnête; méfiance; mentent; menace
    ignore; ignorent; discrimination
    """
)
_UNDOING = phrases(
    """
    prevent; prevents; fight; fights; fighting; combat; combats; reduce; reduces; protect; protects; stop; stops
    against; free of; free from; punish; punishes
    تحارب; يحارب; يحاربون; تكافح; يكافح; مكافحة; تحمي; يحمي; تمنع; يمنع; تحد من; ضد
    دژی; بەرەنگاری; دەپارێزن; دەپارێزێت; ڕێگری
    contre; empêche; protège; lutte
    """
)
"""What makes something bad good where it stands before it: to fight corruption."""
_SUFFIX = re.compile(r"[_.-](?:r|rev|rc|reversed?|inv|neg)\d*$", re.IGNORECASE)
_LONGEST = max(len(phrase.split()) for phrase in _NOT | _AGAINST | _UNDOING)
_OPPOSED, _FEWEST = -0.3, 10
"""The item-rest correlation below which an item goes against the others, and the people that it takes to tell."""


def is_against(heading: str) -> str:
    """Why a question seems worded against trust: ``suffix``, ``words``; empty where it does not.

    A negation of something bad ("I am not afraid") is for trust.
    """
    if _SUFFIX.search(heading):
        return "suffix"
    words = normalise(heading).split()
    bad = _count(words, _AGAINST)
    negated = _count(words, _NOT)
    undone = negated + (_count(words, _UNDOING) if bad else 0)
    return "words" if (bad > 0) != (undone > 0) else ""


def _count(words: Sequence[str], wanted: frozenset[str]) -> int:
    return sum(
        " ".join(words[start : start + length]) in wanted
        for length in range(1, _LONGEST + 1)
        for start in range(len(words) - length + 1)
    )


def opposed(scores: Floats, families: Sequence[str]) -> list[bool]:
    """Which items go against the rest of their family, once those worded against trust are turned round.

    Parameters
    ----------
    scores : array, shape (people, items)
        Item scores 0–1, already turned as the words say; NaN where there is none.
    families : sequence of str
        The scale of each item.
    """
    found = [False] * len(families)
    for family in dict.fromkeys(families):
        members = [place for place, name in enumerate(families) if name == family]
        for place in members if len(members) > 2 else ():
            rest = scores[:, [other for other in members if other != place]]
            found[place] = _correlation(scores[:, place], rest) < _OPPOSED
    if 2 * sum(found) > len(found):
        return [False] * len(families)
    return found


def _correlation(item: Floats, rest: Floats) -> float:
    """Pearson's r of an item with the mean of the others; 0 where too few people answered or all say the same."""
    answered = ~np.isnan(rest)
    count = answered.sum(axis=1)
    mean = np.where(answered, rest, 0.0).sum(axis=1) / np.maximum(count, 1)
    both = ~np.isnan(item) & (count > 0)
    if both.sum() < _FEWEST or np.ptp(item[both]) == 0 or np.ptp(mean[both]) == 0:
        return 0.0
    return float(np.corrcoef(item[both], mean[both])[0, 1])

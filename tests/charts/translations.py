"""What tests look for in each language: a new language is added here, beside its words."""

from __future__ import annotations

import re

RANKS = {
    "en": (
        r"(least|most|lowest|highest|weakest|strongest|best|worst)[- ]trust",
        r"trusts? (the )?(least|most|less than|more than)\b",
        r"(trusts?|trusted) [^.]{0,20}(?<!at )\b(least|most)\b",
        r"\b(ranking|ranked|league|top of|bottom of|first place|last place)\b",
        r"\b(group|side)s? (with|of) the (lowest|highest|least|most)\b",
    ),
    "ar": (
        r"(الأقل|الأكثر|الأدنى|الأعلى|أقل|أكثر|أدنى|أعلى|أضعف|أقوى)(هم|ها|هن)? ثقةً?",
        r"ترتيب الفئات|المرتبة (الأولى|الأخيرة)",
        r"الفئة (الأقل|الأكثر|الأدنى|الأعلى)",
    ),
    "ku": (
        r"(کەمترین|زۆرترین|بەرزترین|نزمترین|لاوازترین|بەهێزترین) متمانە",
        r"متمانەی (کەمترە|زیاترە) لە",
        r"ڕیزبەندیی? گرووپ|پلەی (یەکەم|دواین)",
    ),
}
"""How a language would rank groups by trust."""


def ranked(text: str, language: str) -> list[str]:
    """The words of a text that rank groups by trust."""
    return [found[0] for pattern in RANKS[language] for found in re.finditer(pattern, text, re.IGNORECASE)]


EXPLORATORY = {"en": "Exploratory", "ar": "استكشافية", "ku": "تەنها بۆ گەڕان"}
"""What a caption calls results that are not tested."""

"""Guesses the side of a stakeholder group by the words in its name."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.language.wording import normalise, phrases

SIDES = ("civil_society", "security", "international")
"""The sides that the words of the program name; an instrument may have others."""

_WORDS: Mapping[str, frozenset[str]] = {
    "international": phrases(
        """
        un; unami; undp; embassy; consulate; consulates; mission; missions; international; diplomatic; donor; eu; ingo
        ingos; delegation; diplomat; diplomats
        الدولية; دولية; دولي; سفارة; السفارات; قنصلية; القنصليات; البعثات; بعثة; الأمم المتحدة; بعثات
        نێودەوڵەتی; کونسوڵخانە; باڵیۆزخانە; ambassade; consulat; internationale; internationales
        """
    ),
    "civil_society": phrases(
        """
        ngo; ngos; civil; cso; csos; women; women's; womens; minority; minorities; human rights; human-rights; youth
        activist; activists; community; association; associations; association members; union; journalists; media
        المجتمع المدني; منظمات; منظمة; النسائية; نسائية; المكونات; حقوق; شباب; الشباب; جمعية; ناشط; ناشطون
        کۆمەڵگەی مەدەنی; ڕێکخراو; ڕێکخراوی; ڕێکخراوەکانی; ڕێکخراوە; ژنان; گەنجان; مافی; پێکهاتەکان
        société civile; ong; femmes; droits
        """
    ),
    "security": phrases(
        """
        police; ministry; security; army; military; interior; defence; defense; intelligence; agency; forces; officer
        officers; law enforcement; asayish; peshmerga; gendarmerie; government security
        الشرطة; شرطة; وزارة; الداخلية; الأمن; الأمنية; الجيش; الدفاع; الاستخبارات; وكالة; قوات; القوات; ضابط; ضباط
        پۆلیس; وەزارەتی; وەزارەت; ناوخۆ; ئاسایش; پێشمەرگە; سوپا; هێزەکان; دەزگا; ئەمنی; ئەمنییەکان
        ministère; sécurité; armée; gendarmes; forces
        """
    ),
}


def guess_side(group: str) -> str:
    """The first side of which a group's name has a word; empty where it has none."""
    words = f" {normalise(group)} "
    return next((side for side, wanted in _WORDS.items() if any(f" {word} " in words for word in wanted)), "")

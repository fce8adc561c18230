"""The dimensions and statements of the shipped questionnaire, worded for both sides in three languages."""

from __future__ import annotations

from dataclasses import dataclass

Text = dict[str, str]
"""A wording by language code."""


def text(en: str, ar: str, ku: str) -> Text:
    """A wording in the three languages."""
    return {"en": en, "ar": ar, "ku": ku}


@dataclass(frozen=True)
class Statement:
    """One item in its two wordings: what civil society is asked, and its mirror put to the security side."""

    name: str
    dimension: str | None
    of_security: Text
    of_civil_society: Text


DIMENSIONS = {
    "competence": text("Competence", "الكفاءة", "لێهاتوویی"),
    "integrity": text("Integrity", "النزاهة", "ڕاستگۆیی"),
    "compassion": text("Compassion", "التعاطف", "هاوسۆزی"),
    "compatibility": text("Compatibility", "التوافق", "گونجان"),
    "security": text("Security", "الشعور بالأمان", "هەستکردن بە سەلامەتی"),
    "predictability": text("Predictability", "وضوح التوقعات", "ڕوونیی چاوەڕوانییەکان"),
    "collaboration": text("Collaboration", "التعاون", "هاوکاری"),
}

# The first item of every dimension, then the second: neighbours on the page measure different things, so that
# people read each sentence rather than repeat the answer above.
STATEMENTS = (
    Statement(
        "competence_1",
        "competence",
        text(
            "The security institutions are good at their work",
            "تتقن المؤسسات الأمنية عملها",
            "دامەزراوە ئەمنییەکان لە کارەکەیاندا شارەزان",
        ),
        text(
            "Civil society organisations are good at their work",
            "تتقن منظمات المجتمع المدني عملها",
            "ڕێکخراوەکانی کۆمەڵگەی مەدەنی لە کارەکەیاندا شارەزان",
        ),
    ),
    Statement(
        "integrity_1",
        "integrity",
        text(
            "The security institutions keep promises made to us",
            "تفي المؤسسات الأمنية بوعودها لنا",
            "دامەزراوە ئەمنییەکان ئەو بەڵێنانە جێبەجێ دەکەن کە پێمان دەدەن",
        ),
        text(
            "Civil society organisations keep promises made to us",
            "تفي منظمات المجتمع المدني بوعودها لنا",
            "ڕێکخراوەکانی کۆمەڵگەی مەدەنی ئەو بەڵێنانە جێبەجێ دەکەن کە پێمان دەدەن",
        ),
    ),
    Statement(
        "compassion_1",
        "compassion",
        text(
            "The security institutions listen to our concerns",
            "تصغي المؤسسات الأمنية إلى مشكلاتنا",
            "دامەزراوە ئەمنییەکان گوێ لە نیگەرانییەکانمان دەگرن",
        ),
        text(
            "Civil society organisations listen to our concerns",
            "تصغي منظمات المجتمع المدني إلى مشكلاتنا",
            "ڕێکخراوەکانی کۆمەڵگەی مەدەنی گوێ لە نیگەرانییەکانمان دەگرن",
        ),
    ),
    Statement(
        "compatibility_1",
        "compatibility",
        text(
            "The security institutions share our values",
            "تشاركنا المؤسسات الأمنية قيمنا",
            "دامەزراوە ئەمنییەکان هەمان بەهاکانی ئێمەیان هەیە",
        ),
        text(
            "Civil society organisations share our values",
            "تشاركنا منظمات المجتمع المدني قيمنا",
            "ڕێکخراوەکانی کۆمەڵگەی مەدەنی هەمان بەهاکانی ئێمەیان هەیە",
        ),
    ),
    Statement(
        "security_1",
        "security",
        text(
            "I can speak frankly with the security institutions",
            "أستطيع التحدث بصراحة مع المؤسسات الأمنية",
            "دەتوانم بە ڕاشکاوی لەگەڵ دامەزراوە ئەمنییەکان قسە بکەم",
        ),
        text(
            "I can speak frankly with civil society organisations",
            "أستطيع التحدث بصراحة مع منظمات المجتمع المدني",
            "دەتوانم بە ڕاشکاوی لەگەڵ ڕێکخراوەکانی کۆمەڵگەی مەدەنی قسە بکەم",
        ),
    ),
    Statement(
        "predictability_1",
        "predictability",
        text(
            "I know what to expect from the security institutions",
            "أعرف ما أتوقعه من المؤسسات الأمنية",
            "دەزانم چاوەڕوانی چی لە دامەزراوە ئەمنییەکان بکەم",
        ),
        text(
            "I know what to expect from civil society organisations",
            "أعرف ما أتوقعه من منظمات المجتمع المدني",
            "دەزانم چاوەڕوانی چی لە ڕێکخراوەکانی کۆمەڵگەی مەدەنی بکەم",
        ),
    ),
    Statement(
        "collaboration_1",
        "collaboration",
        text(
            "I would contact the security institutions about a problem",
            "سأتواصل مع المؤسسات الأمنية عند وجود مشكلة",
            "ئەگەر کێشەیەک هەبێت، پەیوەندی بە دامەزراوە ئەمنییەکانەوە دەکەم",
        ),
        text(
            "I would contact civil society organisations about a problem",
            "سأتواصل مع منظمات المجتمع المدني عند وجود مشكلة",
            "ئەگەر کێشەیەک هەبێت، پەیوەندی بە ڕێکخراوەکانی کۆمەڵگەی مەدەنییەوە دەکەم",
        ),
    ),
    Statement(
        "competence_2",
        "competence",
        text(
            "The security institutions are able to solve problems that matter to us",
            "المؤسسات الأمنية قادرة على حل المشكلات التي تهمّنا",
            "دامەزراوە ئەمنییەکان دەتوانن ئەو کێشانە چارەسەر بکەن کە بۆ ئێمە گرنگن",
        ),
        text(
            "Civil society organisations are able to solve problems that matter to us",
            "منظمات المجتمع المدني قادرة على حل المشكلات التي تهمّنا",
            "ڕێکخراوەکانی کۆمەڵگەی مەدەنی دەتوانن ئەو کێشانە چارەسەر بکەن کە بۆ ئێمە گرنگن",
        ),
    ),
    Statement(
        "integrity_2",
        "integrity",
        text(
            "The security institutions are honest with us",
            "تتعامل المؤسسات الأمنية معنا بصدق",
            "دامەزراوە ئەمنییەکان لەگەڵمان ڕاستگۆن",
        ),
        text(
            "Civil society organisations are honest with us",
            "تتعامل منظمات المجتمع المدني معنا بصدق",
            "ڕێکخراوەکانی کۆمەڵگەی مەدەنی لەگەڵمان ڕاستگۆن",
        ),
    ),
    Statement(
        "compassion_2",
        "compassion",
        text(
            "The security institutions take our needs into account",
            "تراعي المؤسسات الأمنية احتياجاتنا",
            "دامەزراوە ئەمنییەکان پێداویستییەکانمان لەبەرچاو دەگرن",
        ),
        text(
            "Civil society organisations take our needs into account",
            "تراعي منظمات المجتمع المدني احتياجاتنا",
            "ڕێکخراوەکانی کۆمەڵگەی مەدەنی پێداویستییەکانمان لەبەرچاو دەگرن",
        ),
    ),
    Statement(
        "compatibility_2",
        "compatibility",
        text(
            "The security institutions have the same goals as we do",
            "تسعى المؤسسات الأمنية إلى الأهداف نفسها التي نسعى إليها",
            "دامەزراوە ئەمنییەکان هەمان ئامانجی ئێمەیان هەیە",
        ),
        text(
            "Civil society organisations have the same goals as we do",
            "تسعى منظمات المجتمع المدني إلى الأهداف نفسها التي نسعى إليها",
            "ڕێکخراوەکانی کۆمەڵگەی مەدەنی هەمان ئامانجی ئێمەیان هەیە",
        ),
    ),
    Statement(
        "security_2",
        "security",
        text(
            "I feel safe when I meet people from the security institutions",
            "أشعر بالأمان عندما ألتقي بأشخاص من المؤسسات الأمنية",
            "کاتێک کەسانی سەر بە دامەزراوە ئەمنییەکان دەبینم، هەست بە سەلامەتی دەکەم",
        ),
        text(
            "I feel safe when I meet people from civil society organisations",
            "أشعر بالأمان عندما ألتقي بأشخاص من منظمات المجتمع المدني",
            "کاتێک کەسانی سەر بە ڕێکخراوەکانی کۆمەڵگەی مەدەنی دەبینم، هەست بە سەلامەتی دەکەم",
        ),
    ),
    Statement(
        "predictability_2",
        "predictability",
        text(
            "The security institutions are consistent in how they deal with us",
            "تتعامل المؤسسات الأمنية معنا بطريقة ثابتة",
            "دامەزراوە ئەمنییەکان بە شێوەیەکی جێگیر مامەڵەمان لەگەڵ دەکەن",
        ),
        text(
            "Civil society organisations are consistent in how they deal with us",
            "تتعامل منظمات المجتمع المدني معنا بطريقة ثابتة",
            "ڕێکخراوەکانی کۆمەڵگەی مەدەنی بە شێوەیەکی جێگیر مامەڵەمان لەگەڵ دەکەن",
        ),
    ),
    Statement(
        "collaboration_2",
        "collaboration",
        text(
            "The security institutions cooperate with us",
            "تتعاون المؤسسات الأمنية معنا",
            "دامەزراوە ئەمنییەکان لەگەڵ ئێمە هاوکارن",
        ),
        text(
            "Civil society organisations cooperate with us",
            "تتعاون منظمات المجتمع المدني معنا",
            "ڕێکخراوەکانی کۆمەڵگەی مەدەنی لەگەڵ ئێمە هاوکارن",
        ),
    ),
    Statement(
        "overall_trust",
        None,
        text(
            "Overall, I trust the security institutions",
            "بشكل عام، أثق بالمؤسسات الأمنية",
            "بە گشتی، متمانەم بە دامەزراوە ئەمنییەکان هەیە",
        ),
        text(
            "Overall, I trust civil society organisations",
            "بشكل عام، أثق بمنظمات المجتمع المدني",
            "بە گشتی، متمانەم بە ڕێکخراوەکانی کۆمەڵگەی مەدەنی هەیە",
        ),
    ),
)

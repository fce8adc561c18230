"""The shipped questionnaire from top to bottom: its questions, lists and routing.

`make_instrument` writes it as an XLSForm, `make_sample` answers it; neither words anything itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from statements import STATEMENTS, Statement, Text, text

LANGUAGES = {"en": "English (en)", "ar": "Arabic (ar)", "ku": "Kurdish (ku)"}
"""Language codes, and the names that XLSForm columns carry after ``label::``."""

TITLE = "Platform questionnaire"
FORM_ID = "platform_questionnaire"
VERSION = "1"


@dataclass(frozen=True)
class Choice:
    """One answer of a list; `score` is None where it is not an answer on the scale."""

    name: str
    label: Text
    score: int | None = None
    side: str | None = None


@dataclass(frozen=True)
class Entry:
    """One row of the form: a question, a note, or the begin or end of a group of questions."""

    kind: str
    name: str = ""
    label: Text | None = None
    hint: Text | None = None
    required: bool = False
    relevant: str = ""
    appearance: str = ""
    role: str = ""
    dimension: str = ""
    target: str = ""
    asked_of: str = ""
    same_as: str = ""


_DECLINED = text("Prefer not to say", "أفضّل عدم الإجابة", "پێم باشترە وەڵام نەدەمەوە")

CONSENT = (
    Choice("yes", text("Yes, I agree", "نعم، أوافق", "بەڵێ، ڕازیم")),
    Choice("no", text("No, I do not agree", "لا، لا أوافق", "نەخێر، ڕازی نیم")),
)

STAKEHOLDERS = (
    Choice(
        "human_rights",
        text("Human-rights organisations", "منظمات حقوق الإنسان", "ڕێکخراوەکانی مافی مرۆڤ"),
        side="civil_society",
    ),
    Choice(
        "minority",
        text("Minority organisations", "منظمات المكوّنات", "ڕێکخراوەکانی پێکهاتەکان"),
        side="civil_society",
    ),
    Choice(
        "women",
        text("Women's organisations", "المنظمات النسائية", "ڕێکخراوەکانی ژنان"),
        side="civil_society",
    ),
    Choice("interior", text("Ministry of Interior", "وزارة الداخلية", "وەزارەتی ناوخۆ"), side="security"),
    Choice(
        "fiia",
        text(
            "Federal Intelligence and Investigations Agency",
            "وكالة الاستخبارات والتحقيقات الاتحادية",
            "ئاژانسی هەواڵگری و لێکۆڵینەوەی فیدراڵی",
        ),
        side="security",
    ),
    Choice(
        "security_other",
        text("Other security institutions", "مؤسسات أمنية أخرى", "دامەزراوە ئەمنییەکانی تر"),
        side="security",
    ),
    Choice(
        "international",
        text("International missions", "البعثات الدولية", "نێردە نێودەوڵەتییەکان"),
        side="international",
    ),
)

EXTENT = (
    Choice("not_at_all", text("Not at all", "لا على الإطلاق", "بە هیچ شێوەیەک"), score=1),
    Choice("a_little", text("A little", "قليلاً", "کەمێک"), score=2),
    Choice("somewhat", text("Somewhat", "إلى حد ما", "تا ڕادەیەک"), score=3),
    Choice("mostly", text("Mostly", "إلى حد كبير", "تا ڕادەیەکی زۆر"), score=4),
    Choice("completely", text("Completely", "تماماً", "بە تەواوی"), score=5),
    Choice("dont_know", text("Don't know", "لا أعرف", "نازانم")),
    Choice("declined", _DECLINED),
)

SEX = (
    Choice("female", text("Female", "أنثى", "مێ")),
    Choice("male", text("Male", "ذكر", "نێر")),
    Choice("declined", _DECLINED),
)

AGE_BANDS = (
    Choice("age_18_29", text("18 to 29", "من 18 إلى 29 سنة", "لە 18 بۆ 29 ساڵ")),
    Choice("age_30_44", text("30 to 44", "من 30 إلى 44 سنة", "لە 30 بۆ 44 ساڵ")),
    Choice("age_45_over", text("45 or over", "45 سنة فأكثر", "45 ساڵ و زیاتر")),
    Choice("declined", _DECLINED),
)

LISTS = {
    "consent": CONSENT,
    "stakeholder": STAKEHOLDERS,
    "extent": EXTENT,
    "sex": SEX,
    "age_band": AGE_BANDS,
}

MIRROR_SUFFIX = "_security"
"""What the name of a column put to the security side adds to the name of the item that it mirrors."""

_AGREED = "${consent} = 'yes'"

_OPENING = (
    Entry("start", "start"),
    Entry("end", "end"),
    Entry(
        "select_one consent",
        "consent",
        text("Do you agree to take part?", "هل توافقون على المشاركة؟", "ئایا ڕازین بەشداری بکەن؟"),
        text(
            "The questions are about how civil society and the security institutions see each other. They take about "
            "ten minutes. Taking part is your choice, and you may skip any question. We collect no names. Results are "
            "shown for groups of people, never for one person.",
            "تدور الأسئلة حول نظرة منظمات المجتمع المدني والمؤسسات الأمنية بعضها إلى بعض، وتستغرق نحو عشر دقائق. "
            "المشاركة اختيارية، ويمكنكم ترك أي سؤال دون إجابة. لا نجمع أي أسماء. تُعرض النتائج على مستوى المجموعات "
            "فقط، ولا تُعرض إجابات أي شخص بمفرده.",
            "پرسیارەکان دەربارەی ئەوەن کە ڕێکخراوەکانی کۆمەڵگەی مەدەنی و دامەزراوە ئەمنییەکان چۆن لە یەکتر دەڕوانن، "
            "و نزیکەی دە خولەک دەخایەنن. بەشداریکردن ئارەزوومەندانەیە و دەتوانن هەر پرسیارێک بێ وەڵام جێبهێڵن. "
            "هیچ ناوێک کۆ ناکەینەوە. ئەنجامەکان تەنها بۆ کۆمەڵە کەسێک پیشان دەدرێن، هەرگیز بۆ تاکە کەسێک نا.",
        ),
        required=True,
        role="consent",
    ),
    Entry(
        "begin_group",
        "participant",
        text("Before you start", "قبل البدء", "پێش دەستپێکردن"),
        relevant=_AGREED,
        appearance="field-list",
    ),
    Entry(
        "text",
        "participant_code",
        text("Participant code", "رمز المشاركة", "کۆدی بەشداربوو"),
        text(
            "Copy the code from your card. Keep the card: you will need the same code again.",
            "انقلوا الرمز من بطاقتكم، واحتفظوا بالبطاقة لأنكم ستحتاجون إلى الرمز نفسه مرة أخرى.",
            "کۆدەکە لە کارتەکەتانەوە بنووسنەوە. کارتەکە هەڵبگرن، چونکە دووبارە پێویستتان بە هەمان کۆد دەبێت.",
        ),
        role="respondent_id",
    ),
    Entry(
        "select_one stakeholder",
        "stakeholder_group",
        text(
            "Which group of participants do you belong to?",
            "إلى أي فئة من المشاركين تنتمون؟",
            "سەر بە کام گرووپی بەشداربووانن؟",
        ),
        text(
            "Your answer decides which questions come next.",
            "تحدد إجابتكم الأسئلة التي ستظهر لكم لاحقاً.",
            "وەڵامەکەتان دیاری دەکات کە دواتر کام پرسیارانە دەبینن.",
        ),
        required=True,
        role="group",
    ),
    Entry("end_group"),
)

_CLOSING = (
    Entry(
        "begin_group",
        "closing",
        text("To finish", "في الختام", "لە کۆتاییدا"),
        relevant=_AGREED,
        appearance="field-list",
    ),
    Entry("select_one sex", "sex", text("Sex", "الجنس", "ڕەگەز"), role="disaggregate"),
    Entry("select_one age_band", "age_band", text("Age group", "الفئة العمرية", "گرووپی تەمەن"), role="disaggregate"),
    Entry(
        "text",
        "one_step",
        text(
            "Which one step would most help the two sides to work together?",
            "ما الخطوة الواحدة التي تساعد الطرفين أكثر من غيرها على العمل معاً؟",
            "کام هەنگاو زیاتر لە هەموو هەنگاوێکی تر یارمەتی هەردوو لا دەدات پێکەوە کار بکەن؟",
        ),
        text(
            "Please do not write names of people, places or organisations, or anything that shows who you are.",
            "يُرجى عدم ذكر أسماء أشخاص أو أماكن أو جهات، أو أي شيء يكشف هويتكم.",
            "تکایە ناوی کەس، شوێن یان ڕێکخراو مەنووسن، هەروەها هیچ شتێک مەنووسن کە ناسنامەتان دەربخات.",
        ),
        appearance="multiline",
        role="open_ended",
    ),
    Entry("end_group"),
)

_HOW_TO_ANSWER = {
    "civil_society": text(
        "How true do you find each sentence at present? “We” and “us” mean civil society organisations.",
        "إلى أي مدى ترون أن كل عبارة صحيحة في الوقت الحاضر؟ تشير صيغة المتكلم (لنا، معنا) إلى منظمات المجتمع المدني.",
        "بە بۆچوونی ئێوە، هەر ڕستەیەک لە ئێستادا تا چ ڕادەیەک ڕاستە؟ مەبەست لە «ئێمە» ڕێکخراوەکانی کۆمەڵگەی مەدەنییە.",
    ),
    "security": text(
        "How true do you find each sentence at present? “We” and “us” mean the security institutions.",
        "إلى أي مدى ترون أن كل عبارة صحيحة في الوقت الحاضر؟ تشير صيغة المتكلم (لنا، معنا) إلى المؤسسات الأمنية.",
        "بە بۆچوونی ئێوە، هەر ڕستەیەک لە ئێستادا تا چ ڕادەیەک ڕاستە؟ مەبەست لە «ئێمە» دامەزراوە ئەمنییەکانە.",
    ),
}

_HEADINGS = {
    "civil_society": text("The security institutions", "المؤسسات الأمنية", "دامەزراوە ئەمنییەکان"),
    "security": text("Civil society organisations", "منظمات المجتمع المدني", "ڕێکخراوەکانی کۆمەڵگەی مەدەنی"),
}


def _item(statement: Statement, asked_of: str) -> Entry:
    mirrored = asked_of == "security"
    target = "civil_society" if mirrored else "security"
    return Entry(
        "select_one extent",
        statement.name + (MIRROR_SUFFIX if mirrored else ""),
        statement.of_civil_society if mirrored else statement.of_security,
        role="item",
        dimension=statement.dimension or "",
        # A target without a dimension would send the overall item to the matrix only.
        target=target if statement.dimension else "",
        asked_of=asked_of,
        same_as=statement.name if mirrored else "",
    )


def _page(asked_of: str) -> tuple[Entry, ...]:
    """The page of statements that one side sees."""
    members = [choice.name for choice in STAKEHOLDERS if choice.side == asked_of]
    return (
        Entry(
            "begin_group",
            f"asked_of_{asked_of}",
            _HEADINGS[asked_of],
            relevant=" or ".join(f"${{stakeholder_group}} = '{name}'" for name in members),
            appearance="field-list",
        ),
        Entry("note", f"how_to_answer_{asked_of}", _HOW_TO_ANSWER[asked_of], role="ignore"),
        *(_item(statement, asked_of) for statement in STATEMENTS),
        Entry("end_group"),
    )


ENTRIES: tuple[Entry, ...] = (*_OPENING, *_page("civil_society"), *_page("security"), *_CLOSING)
"""The form from top to bottom."""

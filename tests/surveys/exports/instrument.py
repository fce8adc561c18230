"""The questionnaire of the made survey, in three languages, and its XLSForm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.surveys.exports.containers import xlsx

NAME = "name"
"""In place of a language: the choice's or the question's own name."""
LANGUAGES = {"en": "English (en)", "ar": "Arabic (ar)", "ku": "Kurdish (ku)"}
TITLE = "Trust before and after the platform"


def _label(en: str, ar: str, ku: str) -> dict[str, str]:
    return {"en": en, "ar": ar, "ku": ku}


@dataclass(frozen=True)
class Choice:
    name: str
    label: Mapping[str, str]
    score: int | str = ""
    side: str = ""


@dataclass(frozen=True)
class Question:
    """A question with one column in a plain table; `section` is the group around it."""

    name: str
    kind: str
    label: Mapping[str, str]
    list: str = ""
    section: str = ""
    scoring: Mapping[str, str] = field(default_factory=dict)

    @property
    def row(self) -> str:
        """Its name within its section."""
        return self.name.removeprefix(f"{self.section}_")


# The digits that name the choices of "often" run against their scores, so that one can't be taken for the other.
LISTS: dict[str, tuple[Choice, ...]] = {
    "who": (
        Choice(
            "human",
            _label("Human rights organisation", "منظمة حقوق إنسان", "ڕێکخراوی مافی مرۆڤ"),
            side="civil_society",
        ),
        Choice("women", _label("Women's organisation", "منظمة نسائية", "ڕێکخراوی ژنان"), side="civil_society"),
        Choice("moi", _label("Ministry of Interior", "وزارة الداخلية", "وەزارەتی ناوخۆ"), side="security"),
        Choice("fiia", _label("Intelligence agency", "وكالة الاستخبارات", "دەزگای هەواڵگری"), side="security"),
    ),
    "agreement": (
        Choice("strongly_disagree", _label("Strongly disagree", "لا أوافق بشدة", "بە توندی ناڕازیم"), 1),
        Choice("disagree", _label("Disagree", "لا أوافق", "ناڕازیم"), 2),
        Choice("neither", _label("Neither agree nor disagree", "لا هذا ولا ذاك", "بێلایەن"), 3),
        Choice("agree", _label("Agree", "أوافق", "ڕازیم"), 4),
        Choice("strongly_agree", _label("Strongly agree", "أوافق بشدة", "بە توندی ڕازیم"), 5),
        Choice("dk", _label("Don't know", "لا أعرف", "نازانم")),
    ),
    "often": (
        Choice("1", _label("Always", "دائمًا", "هەمیشە"), 3),
        Choice("2", _label("Often", "غالبًا", "زۆرجار"), 2),
        Choice("3", _label("Rarely", "نادرًا ما يحدث", "بەدەگمەن"), 1),
        Choice("4", _label("Never", "أبدًا", "هەرگیز"), 0),
    ),
    "places": (
        Choice("police", _label("Police station", "مركز الشرطة", "بنکەی پۆلیس")),
        Choice("elders", _label("Elders, tribal leaders", "الوجهاء وشيوخ العشائر", "ڕیشسپی و سەرۆک هۆز")),
        Choice("court", _label("Court", "المحكمة", "دادگا")),
        Choice("nobody", _label("Nobody", "لا أحد", "هیچ کەس")),
    ),
    "sources": (
        Choice("peer", _label("A colleague", "زميل", "هاوکارێک")),
        Choice("radio", _label("Radio", "الراديو", "ڕادیۆ")),
        Choice("mail", _label("A letter", "رسالة", "نامەیەک")),
    ),
    "rounds": (
        Choice("before", _label("Before the event", "قبل الفعالية", "پێش بۆنەکە")),
        Choice("after", _label("After the event", "بعد الفعالية", "دوای بۆنەکە")),
    ),
}
SECTIONS: dict[str, Mapping[str, str]] = {
    "police": _label("The police: how far do you agree?", "الشرطة: إلى أي مدى توافق؟", "پۆلیس: تا چەند هاوڕایت؟"),
    "society": _label(
        "Civil society organisations: how far do you agree?",
        "منظمات المجتمع المدني: إلى أي مدى توافق؟",
        "ڕێکخراوەکانی کۆمەڵگەی مەدەنی: تا چەند هاوڕایت؟",
    ),
}
_FAIR = _label("They treat everybody fairly", "يعاملون الجميع بإنصاف", "دادپەروەرانە مامەڵە لەگەڵ هەمووان دەکەن")


def _item(
    name: str, section: str, scale: str, label: Mapping[str, str], dimension: str, target: str = "", flip: str = ""
) -> Question:
    scoring = {
        "trust_role": "item",
        "trust_dimension": dimension,
        "trust_target": target,
        "trust_reversed": flip,
    }
    return Question(name, "select_one", label, scale, section, scoring)


QUESTIONS: tuple[Question, ...] = (
    Question(
        "code",
        "text",
        _label("The code on your card", "الرمز الموجود على بطاقتك", "کۆدی سەر کارتەکەت"),
        scoring={"trust_role": "respondent_id"},
    ),
    Question(
        "stakeholder",
        "select_one",
        _label("Whom do you belong to?", "إلى أي جهة تنتمي؟", "سەر بە کام لایەنیت؟"),
        "who",
        scoring={"trust_role": "group"},
    ),
    _item("police_fair", "police", "agreement", _FAIR, "integrity", "security"),
    _item(
        "police_abuse",
        "police",
        "agreement",
        _label("They misuse their power", "يسيئون استخدام سلطتهم", "دەسەڵاتیان بە خراپ بەکاردەهێنن"),
        "integrity",
        "security",
        "yes",
    ),
    _item(
        "police_heard",
        "police",
        "agreement",
        _label("They listen to people like us", "يستمعون إلى أمثالنا", "گوێ لە کەسانی وەک ئێمە دەگرن"),
        "cooperation",
        "security",
    ),
    _item("society_fair", "society", "agreement", _FAIR, "integrity", "civil_society"),
    _item(
        "society_open",
        "society",
        "agreement",
        _label("They say openly what they do", "يعلنون ما يفعلونه", "بە ئاشکرا دەڵێن چی دەکەن"),
        "integrity",
        "civil_society",
    ),
    _item(
        "frank",
        "",
        "often",
        _label(
            "How often can you speak frankly, without fear, with the other side?",
            "كم مرة يمكنك التحدث بصراحة ومن دون خوف مع الطرف الآخر؟",
            "چەند جار دەتوانیت بەبێ ترس لەگەڵ لایەنی بەرامبەر بدوێیت؟",
        ),
        "cooperation",
    ),
    _item(
        "joint",
        "",
        "often",
        _label(
            "How often do both sides solve a problem together?",
            "كم مرة يحل الطرفان مشكلة معًا؟",
            "چەند جار هەردوو لا پێکەوە کێشەیەک چارەسەر دەکەن؟",
        ),
        "cooperation",
    ),
    _item(
        "plans",
        "",
        "often",
        _label(
            "How often are plans shared with you in time?",
            "كم مرة يتم إطلاعك على الخطط في الوقت المناسب؟",
            "چەند جار پلانەکان لە کاتی خۆیدا لەگەڵت باس دەکرێن؟",
        ),
        "cooperation",
    ),
    Question(
        "channels",
        "select_multiple",
        _label(
            "Where would you report a problem? Choose all that apply",
            "أين تبلغ عن مشكلة؟ اختر كل ما ينطبق",
            "لە کوێ کێشەیەک ڕادەگەیەنیت؟ هەموو ئەوانە هەڵبژێرە کە دەگونجێن",
        ),
        "places",
    ),
    Question(
        "source",
        "select_one_other",
        _label("How did you hear of the event?", "كيف سمعت عن الفعالية؟", "چۆن هەواڵی بۆنەکەت زانی؟"),
        "sources",
    ),
    Question(
        "comment",
        "text",
        _label("What should change?", "ما الذي ينبغي أن يتغير؟", "چی دەبێت بگۆڕێت؟"),
        scoring={"trust_role": "open_ended"},
    ),
)
ROUND = Question(
    "wave",
    "select_one",
    _label("Before or after the event?", "قبل الفعالية أم بعدها؟", "پێش بۆنەکە یان دوای؟"),
    "rounds",
    scoring={"trust_role": "round"},
)
MET = Question("who_met", "text", _label("Whom did you meet?", "بمن التقيت؟", "چاوت بە کێ کەوت؟"))
BY_NAME = {question.name: question for question in QUESTIONS}
DIMENSIONS = {
    "integrity": (_label("Integrity", "النزاهة", "دەستپاکی"), 1),
    "cooperation": (_label("Cooperation", "التعاون", "هاوکاری"), 2),
}
"""The label and weight of each dimension."""
_TRUST = ("trust_role", "trust_dimension", "trust_reversed", "trust_target")


def wording(choices: str, name: str, how: str) -> str:
    """A choice as a tool writes it: its name, or its label in a language; "other" for what people typed themselves."""
    if not name or how == NAME:
        return name
    return next((choice.label[how] for choice in LISTS[choices] if choice.name == name), "other")


def form(*, with_round: bool = False) -> bytes:
    """The XLSForm; with a question that tells rounds apart where one file holds both."""
    labels = [f"label::{language}" for language in LANGUAGES.values()]
    survey: list[Sequence[Any]] = [
        ["type", "name", *labels, *_TRUST],
        ["start", "start"],
        ["end", "end"],
        *(_row(question) for question in ((ROUND,) if with_round else ())),
    ]
    section = ""
    for question in QUESTIONS:
        if question.section != section:
            survey += [["end_group"]] if section else []
            if question.section:
                survey.append(["begin_group", question.section, *SECTIONS[question.section].values()])
            section = question.section
        survey.append(_row(question))
    met = _label("People whom you met", "أشخاص التقيت بهم", "ئەو کەسانەی چاوت پێیان کەوت")
    survey += [["begin_repeat", "contacts", *met.values()], _row(MET), ["end_repeat"]]
    choices: list[Sequence[Any]] = [
        ["list_name", "name", *labels, "score", "trust_side"],
        *(
            [name, choice.name, *choice.label.values(), choice.score, choice.side]
            for name, its_choices in LISTS.items()
            if with_round or name != "rounds"
            for choice in its_choices
        ),
    ]
    dimensions: list[Sequence[Any]] = [
        ["name", *labels, "weight"],
        *([name, *label.values(), weight] for name, (label, weight) in DIMENSIONS.items()),
    ]
    settings = [["form_title", "form_id", "version", "default_language"], [TITLE, "trust", "1", "English (en)"]]
    return xlsx({"survey": survey, "choices": choices, "settings": settings, "dimensions": dimensions})


def _row(question: Question) -> list[Any]:
    kinds = {"select_one_other": f"select_one {question.list} or_other", "text": "text"}
    kind = kinds.get(question.kind, f"{question.kind} {question.list}")
    scoring = dict(question.scoring)
    return [kind, question.name, *question.label.values(), *(scoring.get(column, "") for column in _TRUST)]

"""The answer scales that questionnaires use, level by level, in English, Arabic, Kurdish (Sorani) and French."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from surveys.language.wording import phrases

Levels = Mapping[float, str]
"""How much of it each level means, and its wordings, parted by semicolons; the first of each line is how it is
written where nobody gave that answer."""

AGREEMENT: Levels = {
    -3: """Strongly disagree; completely disagree; totally disagree; fully disagree; disagree strongly; sd
        لا أوافق بشدة; أعارض بشدة; لا أتفق بشدة; لا أوافق إطلاقا; غير موافق بشدة; غير موافق إطلاقا; لا أوافق تماما
        بەتوندی ناڕازیم; زۆر ناڕازیم; بە هیچ شێوەیەک هاوڕا نیم; بەتوندی هاوڕا نیم; بە تەواوی ناڕازیم; تەواو ناڕازیم
        Pas du tout d'accord; fortement en désaccord; tout à fait en désaccord""",
    -2: """Disagree; do not agree; don't agree; d
        لا أوافق; أعارض; لا أتفق; غير موافق; غير موافقة
        ناڕازیم; هاوڕا نیم; ڕازی نیم
        Pas d'accord; plutôt pas d'accord; en désaccord""",
    -1: """Somewhat disagree; slightly disagree; disagree somewhat; rather disagree; tend to disagree
        لا أوافق إلى حد ما; لا أوافق نوعا ما; غير موافق إلى حد ما; أعارض إلى حد ما
        تا ڕادەیەک ناڕازیم; تا ڕادەیەک هاوڕا نیم
        Plutôt en désaccord; un peu en désaccord""",
    0: """Neither agree nor disagree; neither; neutral; undecided; neither agree or disagree; nn; n
        محايد; محايدة; لا أوافق ولا أعارض; لا أوافق ولا أرفض; لا أتفق ولا أختلف; لا هذا ولا ذاك
        بێلایەن; بێلایەنم; نە ڕازیم نە ناڕازیم; نە هاوڕام نە دژم
        Ni d'accord ni pas d'accord; neutre; sans avis; ni d'accord ni en désaccord""",
    1: """Somewhat agree; slightly agree; agree somewhat; rather agree; tend to agree
        أوافق إلى حد ما; أوافق نوعا ما; موافق إلى حد ما
        تا ڕادەیەک ڕازیم; تا ڕادەیەک هاوڕام
        Plutôt d'accord; un peu d'accord""",
    2: """Agree; a
        أوافق; أتفق; موافق; موافقة
        ڕازیم; هاوڕام
        D'accord""",
    3: """Strongly agree; completely agree; totally agree; fully agree; agree strongly; sa
        أوافق بشدة; أتفق بشدة; موافق بشدة; أوافق تماما; موافق تماما
        بەتوندی ڕازیم; زۆر ڕازیم; بەتوندی هاوڕام; بە تەواوی هاوڕام; بە تەواوی ڕازیم; تەواو ڕازیم
        Tout à fait d'accord; fortement d'accord""",
}
TRUST: Levels = {
    0: """No trust at all; no trust; do not trust at all; don't trust at all; not trust at all; completely distrust
        strongly distrust
        لا أثق على الإطلاق; لا أثق إطلاقا; لا أثق أبدا; لا توجد ثقة; لا ثقة إطلاقا; انعدام الثقة; لا أثق بتاتا
        هیچ متمانەم نییە; هیچ متمانە ناکەم; بە هیچ شێوەیەک متمانەم نییە
        Aucune confiance; pas du tout confiance""",
    1: """Little trust; do not trust very much; do not trust; don't trust very much; not very much trust; distrust
        low trust; somewhat distrust
        لا أثق كثيرا; ثقة قليلة; أثق قليلا; ثقة ضعيفة; لا أثق
        متمانەم کەمە; کەمێک متمانەم هەیە; متمانە ناکەم
        Peu de confiance; pas très confiance""",
    2: """Some trust; neither trust nor distrust; moderate trust
        بعض الثقة; ثقة متوسطة; لا أثق ولا أرتاب; محايد
        هەندێک متمانەم هەیە; متمانەی مامناوەند
        Une certaine confiance; ni confiance ni méfiance""",
    3: """A lot of trust; trust somewhat; quite a lot of trust; trust; high trust; somewhat trust; trust a little
        أثق إلى حد ما; ثقة كبيرة; أثق; أثق كثيرا
        تا ڕادەیەک متمانەم هەیە; متمانەم هەیە; زۆر متمانەم هەیە
        Assez confiance; beaucoup de confiance; confiance""",
    4: """Complete trust; trust completely; full trust; a great deal of trust; strongly trust; completely trust
        very high trust
        أثق تماما; ثقة كاملة; ثقة تامة; أثق ثقة تامة; أثق بشدة; ثقة كبيرة جدا
        بە تەواوی متمانەم هەیە; متمانەی تەواو; تەواو متمانەم هەیە
        Totalement confiance; confiance totale; tout à fait confiance; pleine confiance""",
}
EXTENT: Levels = {
    0: """Not at all; none at all; none; not true at all; to no extent
        لا على الإطلاق; إطلاقا; على الإطلاق; أبدا; مطلقا; لا شيء
        هیچ; بە هیچ شێوەیەک; بەهیچ شێوەیەک; هەرگیز نا
        Pas du tout; aucunement""",
    1: """A little; not very much; not much; slightly; a little bit; hardly any; to a small extent; hardly; not very
        only a little
        قليلا; قليلا جدا; ليس كثيرا; إلى حد قليل; بدرجة قليلة; إلى حد بسيط
        کەمێک; کەم; زۆر نا; تا ڕادەیەکی کەم
        Un peu; peu; pas beaucoup; pas vraiment""",
    2: """Somewhat; moderately; to some extent; some; partly; to a moderate extent; fairly; average; medium; only some
        إلى حد ما; نوعا ما; بدرجة متوسطة; إلى حد متوسط; متوسط; بعض الشيء
        تا ڕادەیەک; هەندێک; مامناوەند; تا ئەندازەیەک
        Moyennement; assez; plus ou moins; en partie""",
    3: """Mostly; quite a lot; a lot; very much; to a large extent; largely; quite a bit; very; much; to a great extent
        إلى حد كبير; كثيرا; بدرجة كبيرة; غالبا ما يكون كذلك
        زۆر; تا ڕادەیەکی زۆر; بەزۆری
        Beaucoup; plutôt; en grande partie; largement""",
    4: """Completely; a great deal; extremely; fully; totally; entirely; to a very great extent
        to a very large extent
        تماما; كثيرا جدا; بالكامل; كليا; بشكل كامل; بدرجة كبيرة جدا; إلى حد كبير جدا
        بە تەواوی; بەتەواوی; تەواو; زۆر زۆر
        Tout à fait; complètement; totalement; énormément; entièrement""",
}
FREQUENCY: Levels = {
    0: """Never; almost never
        أبدا; مطلقا; لا أبدا
        هەرگیز; قەت
        Jamais""",
    1: """Rarely; seldom; hardly ever
        نادرا; قليلا ما
        بە دەگمەن; بەدەگمەن; کەم جار
        Rarement""",
    2: """Sometimes; occasionally
        أحيانا; في بعض الأحيان
        هەندێک جار; جار جار; جاروبار
        Parfois; quelquefois; de temps en temps""",
    3: """Often; usually; frequently; most of the time; very often
        غالبا; كثيرا; عادة; في أغلب الأحيان; في معظم الأحيان
        زۆرجار; زۆر جار; بەزۆری; زۆربەی کات; زۆربەی جار
        Souvent; généralement; la plupart du temps""",
    4: """Always; almost always; all the time
        دائما; على الدوام
        هەمیشە; هەردەم
        Toujours""",
}
SATISFACTION: Levels = {
    -2: """Very dissatisfied; very unsatisfied; completely dissatisfied; extremely dissatisfied; not satisfied at all
        غير راض على الإطلاق; غير راض إطلاقا; غير راض جدا; مستاء جدا; غير راض بشدة; غير راضي جدا
        زۆر ناڕازی; هیچ ڕازی نیم
        Très insatisfait; pas du tout satisfait; très mécontent""",
    -1: """Dissatisfied; unsatisfied; somewhat dissatisfied; not satisfied; rather dissatisfied
        غير راض; غير راض إلى حد ما; مستاء; غير راضي
        ناڕازی; تا ڕادەیەک ناڕازی
        Insatisfait; plutôt insatisfait; pas satisfait; mécontent""",
    0: """Neither satisfied nor dissatisfied; neutral; neither
        محايد; لا راض ولا غير راض; لا راض ولا مستاء
        بێلایەن; نە ڕازی نە ناڕازی
        Ni satisfait ni insatisfait; neutre""",
    1: """Satisfied; somewhat satisfied; rather satisfied
        راض; راض إلى حد ما; راضي
        ڕازی; تا ڕادەیەک ڕازی
        Satisfait; plutôt satisfait""",
    2: """Very satisfied; completely satisfied; extremely satisfied
        راض جدا; راض تماما; راضي جدا; راض بشدة
        زۆر ڕازی; بە تەواوی ڕازی
        Très satisfait; tout à fait satisfait""",
}
LIKELIHOOD: Levels = {
    -2: """Very unlikely; extremely unlikely; definitely not; not at all likely; not likely at all
        غير محتمل على الإطلاق; غير محتمل إطلاقا; من غير المحتمل إطلاقا; مستبعد جدا; بالتأكيد لا; غير محتمل جدا
        زۆر دوور لە ڕاستی; زۆر نالواو; بە دڵنیاییەوە نا; بێگومان نا
        Très improbable; pas du tout probable; certainement pas""",
    -1: """Unlikely; somewhat unlikely; probably not; not very likely; not likely
        غير محتمل; مستبعد; من غير المحتمل; على الأرجح لا; غير مرجح
        نالواو; ڕەنگە نا; لەوانەیە نا; پێناچێت
        Improbable; peu probable; probablement pas; plutôt improbable""",
    0: """Neither likely nor unlikely; neutral; maybe; perhaps; possibly
        ربما; محايد; لا محتمل ولا مستبعد
        لەوانەیە; ڕەنگە; بێلایەن
        Peut-être; neutre; ni probable ni improbable""",
    1: """Likely; somewhat likely; probably; probably yes; fairly likely
        محتمل; من المحتمل; على الأرجح; على الأرجح نعم; مرجح
        لواو; ڕەنگە بەڵێ; لەوانەیە بەڵێ; پێدەچێت
        Probable; probablement; plutôt probable""",
    2: """Very likely; extremely likely; definitely; definitely yes; certainly
        محتمل جدا; من المحتمل جدا; بالتأكيد; بالتأكيد نعم; مرجح جدا
        زۆر لواو; بە دڵنیاییەوە; بێگومان; بە دڵنیاییەوە بەڵێ; زۆر پێدەچێت
        Très probable; certainement; tout à fait probable""",
}
QUALITY: Levels = {
    -2: """Very bad; very poor; extremely bad; terrible; awful
        سيئ جدا; سيئة جدا; سيء جدا; ضعيف جدا; ضعيفة جدا
        زۆر خراپ; زۆر لاواز
        Très mauvais; très mauvaise; très mal""",
    -1: """Bad; poor; rather bad
        سيئ; سيئة; سيء; ضعيف; ضعيفة
        خراپ; لاواز
        Mauvais; mauvaise; mal; plutôt mauvais""",
    0: """Neither good nor bad; fair; average; acceptable; neutral; moderate; okay
        مقبول; متوسط; لا جيد ولا سيئ; محايد; متوسطة; مقبولة
        مامناوەند; نە باش نە خراپ; ئاسایی
        Moyen; passable; ni bon ni mauvais; moyenne; acceptable""",
    1: """Good; rather good
        جيد; جيدة
        باش
        Bon; bonne; bien; plutôt bon""",
    2: """Very good
        جيد جدا; جيدة جدا
        زۆر باش
        Très bon; très bonne; très bien""",
    3: """Excellent
        ممتاز; ممتازة
        نایاب; نایابە; زۆر نایاب
        Excellent; excellente""",
}
LEVEL: Levels = {
    -2: """Very low
        منخفض جدا; منخفضة جدا; متدن جدا
        زۆر نزم; زۆر کەم
        Très faible; très bas""",
    -1: """Low
        منخفض; منخفضة; متدن
        نزم; کەم
        Faible; bas""",
    0: """Medium; moderate; average; neither high nor low
        متوسط; متوسطة
        مامناوەند
        Moyen; moyenne""",
    1: """High
        مرتفع; مرتفعة; عال; عالي; عالية
        بەرز; زۆر
        Élevé; élevée; fort; forte""",
    2: """Very high
        مرتفع جدا; مرتفعة جدا; عال جدا; عالي جدا; عالية جدا
        زۆر بەرز; زۆر زۆر
        Très élevé; très élevée; très fort; très forte""",
}
FAVOUR: Levels = {
    -2: """Very unfavorably; very unfavourably; very unfavorable; very unfavourable; very negative; very negatively
        سلبي جدا; غير إيجابي على الإطلاق; سلبية جدا
        زۆر نەرێنی
        Très défavorable; très négatif""",
    -1: """Somewhat unfavorably; somewhat unfavourably; somewhat unfavorable; unfavorable; unfavourable; unfavorably
        negative; somewhat negative; somewhat unfavourable
        سلبي; سلبية
        نەرێنی
        Défavorable; négatif; plutôt défavorable""",
    0: """Neither favorably nor unfavorably (neutral); neither favorable nor unfavorable; neutral
        neither favourably nor unfavourably; neither positive nor negative; neither favourable nor unfavourable
        محايد; لا إيجابي ولا سلبي
        بێلایەن
        Neutre; ni favorable ni défavorable""",
    1: """Somewhat favorably; somewhat favourably; somewhat favorable; favorable; favourable; favorably; positive
        somewhat positive; somewhat favourable
        إيجابي; إيجابية
        ئەرێنی
        Favorable; positif; plutôt favorable""",
    2: """Very favorably; very favourably; very favorable; very favourable; very positive; very positively
        إيجابي جدا; إيجابية جدا
        زۆر ئەرێنی
        Très favorable; très positif""",
}
SAFETY: Levels = {
    -2: """Very unsafe; not safe at all; completely unsafe
        غير آمن على الإطلاق; غير آمن إطلاقا; غير آمن جدا
        زۆر نائارام; هیچ سەلامەت نییە; زۆر ناسەلامەت
        Pas du tout en sécurité; très peu sûr""",
    -1: """Unsafe; somewhat unsafe; rather unsafe; not safe
        غير آمن; غير آمن إلى حد ما
        نائارام; ناسەلامەت
        Pas en sécurité; plutôt pas en sécurité""",
    0: """Neither safe nor unsafe; neutral
        محايد; لا آمن ولا غير آمن
        بێلایەن
        Neutre""",
    1: """Safe; somewhat safe; rather safe
        آمن; آمن إلى حد ما
        سەلامەت; ئارام
        En sécurité; plutôt en sécurité""",
    2: """Very safe; completely safe
        آمن جدا; آمن تماما
        زۆر سەلامەت; زۆر ئارام
        Très en sécurité; tout à fait en sécurité""",
}
YES_NO: Levels = {
    0: """No; n; false; disagree
        لا; كلا
        نەخێر; نا
        Non""",
    0.5: """Partly; maybe; to some extent; sometimes; somewhat
        إلى حد ما; ربما; أحيانا; جزئيا
        تا ڕادەیەک; لەوانەیە
        En partie; peut-être""",
    1: """Yes; y; true; agree
        نعم; أجل
        بەڵێ; بەلێ; ئا
        Oui""",
}

SCALES: Mapping[str, Levels] = {
    "agreement": AGREEMENT,
    "trust": TRUST,
    "extent": EXTENT,
    "frequency": FREQUENCY,
    "satisfaction": SATISFACTION,
    "likelihood": LIKELIHOOD,
    "quality": QUALITY,
    "level": LEVEL,
    "favour": FAVOUR,
    "safety": SAFETY,
    "yes_no": YES_NO,
}
"""The scales by name; of two that know a column's answers equally well, the first is taken."""

YES_OR_NO = "yes_no"


@cache
def levels(scale: str) -> Mapping[str, float]:
    """The level of each wording of a scale, wordings normalised; the first that knows a wording counts."""
    found: dict[str, float] = {}
    for level, wordings in SCALES[scale].items():
        for phrase in sorted(phrases(wordings)):
            found.setdefault(phrase, float(level))
    return found


def wording(scale: str, level: float, line: int) -> str:
    """How a level is written in a language: 0 English, 1 Arabic, 2 Kurdish, 3 French.

    A line of the lists that only carries on its language's wordings starts with a small Latin letter.
    """
    lines = [text.strip() for text in SCALES[scale][level].splitlines()]
    starts = [
        text for place, text in enumerate(lines) if place == 0 or not text[:1].islower() or not text[:1].isascii()
    ]
    return starts[line].partition(";")[0].strip()

"""Given names that are common in Iraq and around it: how a column of people's names is told from one of other names."""

from __future__ import annotations

from surveys.language.wording import normalise, phrases

_GIVEN = phrases(
    """
    ahmed; ahmad; mohammed; mohammad; muhammad; mohamed; ali; hassan; hasan; hussein; husain; hussain; omar; umar
    othman; abdullah; abdallah; ibrahim; ismail; khalid; khaled; mustafa; mahmoud; mahmood; yousif; yousef; youssef
    yusuf; saad; salah; samir; sami; sarmad; karim; kareem; kadhim; kazim; jassim; jasim; jaber; haider; haidar
    hayder
    hamid; hameed; adnan; ayad; bassam; basim; dhia; faisal; firas; ghassan; imad; jamal; laith; layth; majid; mazin
    munir; nabil; nasser; qasim; qusay; raad; riyadh; sabah; tariq; walid; waleed; wissam; yasir; yassin; zaid; zaki
    ziad; fatima; fatma; zainab; zaynab; zeinab; maryam; mariam; aisha; ayesha; noor; nour; hiba; huda; iman; eman
    layla
    leila; rana; rania; sara; sarah; shaima; suha; suhad; sundus; wafa; yasmin; zahra; amal; amina; asma; bushra
    dalal
    dina; farah; ghada; hanan; intisar; khadija; lamia; lubna; maha; mona; nada; nadia; najla; rasha; salma; samira
    karwan; rebwar; rebin; aram; azad; baran; dara; dilshad; goran; hawkar; hemin; hiwa; kawa; kamaran; nechirvan
    rizgar
    sardar; sherko; shwan; soran; zana; zozan; ako; avin; avan; bahar; chiman; dilan; gulistan; hana; hataw; jwan
    kazhal
    nask; nermin; nishtiman; payam; runak; rojin; shilan; shirin; tara; viyan; zhin; jean; pierre; marie; michel
    philippe; nathalie; isabelle; francois; julien; nicolas; thomas; david; john; james; peter; paul; anna; maria
    daniel
    أحمد; محمد; علي; حسن; حسين; عمر; عثمان; عبدالله; عبد; إبراهيم; ابراهيم; إسماعيل; خالد; مصطفى; محمود; يوسف; سعد
    صلاح
    سمير; سامي; سرمد; كريم; كاظم; جاسم; جابر; حيدر; حامد; حميد; عدنان; إياد; بسام; باسم; ضياء; فيصل; فراس; غسان; عماد
    جمال; ليث; ماجد; مازن; منير; نبيل; ناصر; قاسم; قصي; رعد; صباح; طارق; وليد; وسام; ياسر; ياسين; زيد; زياد; فاطمة
    زينب
    مريم; عائشة; نور; هبة; هدى; إيمان; ليلى; رنا; رانيا; سارة; شيماء; سهى; سندس; وفاء; ياسمين; زهراء; آمنة; أمينة
    أسماء; بشرى; دلال; دينا; غادة; حنان; انتصار; خديجة; لمياء; لبنى; مها; منى; ندى; نادية; نجلاء; رشا; سلمى; سميرة
    عباس
    ئەحمەد; محەمەد; عەلی; حەسەن; حوسێن; عومەر; عوسمان; عەبدوڵڵا; ئیبراهیم; خالید; مستەفا; مەحمود; یوسف; کاروان; ڕێبوار
    ڕێبین; ئارام; ئازاد; باران; دارا; دڵشاد; گۆران; هاوکار; هێمن; هیوا; کاوە; کامەران; نێچیرڤان; ڕزگار; سەردار; شێرکۆ
    شوان; سۆران; زانا; زۆزان; ئاکۆ; ئاڤین; بەهار; چیمەن; دیلان; گوڵستان; هەتاو; ژوان; کەژاڵ; نەسک; نەرمین; نیشتمان
    پەیام
    ڕووناک; ڕۆژین; شیلان; شیرین; تارا; ڤیان; ژین; فاتیمە; زەینەب; مەریەم; ئامینە; سارا; لەیلا; کەریم; جەمال
    """
)
_FEWEST, _MOST = 2, 4
"""Words of a person's name as people write it in a form."""


def is_persons_name(text: str) -> bool:
    """Whether a text of two to four words without digits begins with a common given name.

    Names of organisations, places and streets may hold one too, so that a column is told by most of its cells.
    """
    words = normalise(text).split()
    return _FEWEST <= len(words) <= _MOST and words[0] in _GIVEN and not any(map(str.isdigit, "".join(words)))

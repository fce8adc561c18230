"""Headings in four languages: those that ask who somebody is, and those that only mention a name, a phone, a post."""

from __future__ import annotations

import pytest

from surveys.columns.personal import topic_of


def listed(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


DROPPED = {
    "en": """
        Name
        What is your full name?
        First and last name
        Respondent's name
        Name of the interviewer
        Surname:
        Signature
        E-mail
        Please enter your email address
        Contact email (optional)
        Mobile phone number
        WhatsApp number
        participant_phone
        Home address
        What is your current job title?
        Your position
        Position in your organisation
        Military rank
        Occupation
        username
        _submitted_by
        Device ID
        IMEI
        IP Address
        GPS coordinates
        _location_latitude
        National ID card number
        Passport number
        Date of birth
        Badge number
        Please write your phone number so that we can call you about the next meeting
        """,
    "ar": """
        الاسم
        الاسم الكامل
        ما هو اسمك؟
        اسم المشارك
        الإسم الثلاثي واللقب
        اسم العائلة
        توقيع المشارك
        اسم الباحث
        البريد الإلكتروني
        بريدك الالكتروني
        الإيميل
        رقم الهاتف
        رقم هاتفكم
        رقم الموبايل
        رقم الواتساب
        الجوال
        عنوان السكن
        المنصب
        ما هو منصبك الحالي؟
        المسمى الوظيفي
        الوظيفة
        الرتبة العسكرية
        رتبتك
        المنصب في المؤسسة
        اسم المستخدم
        معرّف الجهاز
        الإحداثيات
        خط العرض
        رقم الهوية الوطنية
        رقم جواز السفر
        تاريخ الميلاد
        يرجى كتابة رقم هاتفك لنتصل بك بشأن اللقاء القادم
        """,
    "ku": """
        ناو
        ناوی تەواو
        ناوت چییە؟
        ناوی سیانی
        ناوی بەشداربوو
        ناوی باوک
        نازناو
        واژۆ
        ئیمەیڵ
        ئیمەیڵەکەت
        ئیمەیل
        ژمارەی تەلەفۆن
        ژمارەی تەلەفۆنەکەت
        ژمارەی مۆبایل
        مۆبایلت
        واتسئاپ
        ناونیشانی ماڵ
        شوێنی نیشتەجێبوون
        پۆست
        پۆستت چییە؟
        پلەی وەزیفی
        پلەی سەربازی
        پیشە
        پیشەت چییە؟
        ناوی بەکارهێنەر
        ناسنامەی ئامێر
        پۆتانی جوگرافی
        هێڵی پانی
        ژمارەی ناسنامە
        کارتی نیشتمانی
        ژمارەی پاسپۆرت
        بەرواری لەدایکبوون
        """,
    "fr": """
        Nom
        Prénom
        Prenom
        Nom et prénom
        Nom complet du répondant
        Quel est votre nom ?
        Nom de famille
        Nom de l'enquêteur
        Signature du participant
        Courriel
        Adresse e-mail
        Votre adresse électronique
        Téléphone
        Numéro de téléphone
        Téléphone portable
        N° de téléphone
        Adresse postale
        Adresse du domicile
        Fonction
        Quelle est votre fonction ?
        Poste occupé
        Intitulé du poste
        Grade militaire
        Profession
        Fonction dans votre organisation
        Nom d'utilisateur
        Adresse IP
        Coordonnées GPS
        Carte nationale d'identité
        Numéro de passeport
        Date de naissance
        Numéro de sécurité sociale
        Veuillez laisser votre numéro de téléphone si vous souhaitez être rappelé
        """,
}
KEPT = {
    "en": """
        Name of your organisation
        What is the name of your organisation?
        Name of the group you belong to
        Organisation name
        Phone calls with the police
        How often do you phone the police?
        The police answer the phone when we call
        Your position on the reform
        What is your position on police reform?
        People in my position are listened to
        People of my rank can speak openly
        Officers of every rank treat us fairly
        I know the name of my local police officer
        I would give my name to the police
        The ministry answers our e-mails
        Do you use e-mail to contact the ministry?
        Officers ask for an identity card without reason
        How easy is it to get a national ID card?
        A passport should not be needed at checkpoints
        The police address our concerns
        The forces address the problems of my area
        I feel safe at home
        The security forces do their job well
        Are you satisfied with the job of the police?
        Job opportunities for women in the police
        The location of the meeting was good
        Police are named and shamed
        Mobile checkpoints make me feel safe
        Sex
        Age group
        Score
        _id
        _uuid
        today
        """,
    "ar": """
        اسم المنظمة
        ما اسم منظمتك؟
        اسم المجموعة
        اسم المحافظة
        الجهة التي تعمل فيها
        المكالمات الهاتفية مع الشرطة
        ترد الشرطة على الهاتف عندما نتصل
        كم مرة تتصل بالشرطة هاتفياً؟
        موقفك من الإصلاح
        ما موقفكم من إصلاح الشرطة؟
        يُستمع إلى من هم في منصبي
        أصحاب الرتب كلهم يعاملوننا بعدل
        أعرف اسم ضابط الشرطة في منطقتي
        أعطي اسمي للشرطة إذا طُلب مني
        تجيب الوزارة عن رسائل البريد الإلكتروني
        يطلب الضباط الهوية من دون سبب
        ما مدى سهولة الحصول على البطاقة الوطنية؟
        يعالج الأمن مشكلات منطقتي
        تؤدي الشرطة وظيفتها جيداً
        فرص العمل للنساء في الشرطة
        الشرطة عادلة
        كان مكان اللقاء مناسباً
        أثق بالقوات الأمنية
        تحترم القوات الأمنية حقوق المواطنين
        الجنس
        الفئة العمرية
        العمر
        المحافظة
        نوع المؤسسة
        ملاحظات
        """,
    "ku": """
        ناوی ڕێکخراوەکەت
        ناوی ڕێکخراو چییە؟
        ناوی گرووپ
        ناوی پارێزگا
        پەیوەندی تەلەفۆنی لەگەڵ پۆلیس
        پۆلیس وەڵامی تەلەفۆن دەداتەوە
        چەند جار تەلەفۆن بۆ پۆلیس دەکەیت؟
        هەڵوێستت لەسەر چاکسازی
        هەڵوێستی ئێوە لەسەر چاکسازیی پۆلیس چییە؟
        گوێ لە کەسانی پلەی من دەگیرێت
        ئەفسەرانی هەموو پلەیەک دادپەروەرن
        ناوی ئەفسەری گەڕەکەکەم دەزانم
        ناوی خۆم دەدەم بە پۆلیس
        وەزارەت وەڵامی ئیمەیڵەکانمان دەداتەوە
        بەبێ هۆ داوای ناسنامە دەکەن
        وەرگرتنی کارتی نیشتمانی ئاسانە
        پۆلیس کارەکەی باش دەکات
        هەلی کار بۆ ژنان لە پۆلیسدا
        پۆلیس دادپەروەرە
        شوێنی کۆبوونەوەکە باش بوو
        متمانەم بە هێزە ئەمنییەکان هەیە
        هێزە ئەمنییەکان ڕێز لە مافەکان دەگرن
        ڕەگەز
        تەمەن
        گرووپی تەمەن
        پارێزگا
        جۆری دامەزراوە
        تێبینی
        """,
    "fr": """
        Nom de votre organisation
        Quel est le nom de votre organisation ?
        Nom du groupe
        Nom de la province
        Appels téléphoniques avec la police
        La police répond au téléphone
        À quelle fréquence téléphonez-vous à la police ?
        Votre position sur la réforme
        Quelle est votre position sur la réforme de la police ?
        Les gens de mon grade sont écoutés
        Les officiers de tout grade nous traitent bien
        Je connais le nom du policier de mon quartier
        Je donnerais mon nom à la police
        Le ministère répond à nos courriels
        La carte d'identité est demandée sans raison
        Est-il facile d'obtenir un passeport ?
        La police remplit sa fonction
        La fonction de la police est claire
        Le poste de police est proche de chez moi
        Emplois pour les femmes dans la police
        La police est juste
        Le lieu de la réunion était bon
        Je fais confiance aux forces de sécurité
        Elles respectent les droits des citoyens
        Sexe
        Âge
        Tranche d'âge
        Province
        Type d'institution
        Remarques
        """,
}


@pytest.mark.parametrize(("language", "heading"), [(key, one) for key, text in DROPPED.items() for one in listed(text)])
def test_these_headings_ask_who_somebody_is(language: str, heading: str) -> None:
    assert topic_of(heading), language


@pytest.mark.parametrize(("language", "heading"), [(key, one) for key, text in KEPT.items() for one in listed(text)])
def test_these_only_mention_it(language: str, heading: str) -> None:
    assert topic_of(heading) == "", language


@pytest.mark.parametrize("headings", [*DROPPED.values(), *KEPT.values()])
def test_a_language_has_at_least_25_of_each(headings: str) -> None:
    assert len(set(listed(headings))) >= 25


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("Your e-mail address", "heading_email"),
        ("IP address", "heading_device"),
        ("User name", "heading_user"),
        ("Job title", "heading_position"),
        ("عنوان البريد الإلكتروني", "heading_email"),
        ("ناوی بەکارهێنەر", "heading_user"),
        ("Adresse IP", "heading_device"),
    ],
)
def test_the_reason_is_that_of_the_longest_phrase(heading: str, topic: str) -> None:
    assert topic_of(heading) == topic


def test_a_very_long_heading_is_left_in_no_time() -> None:
    assert topic_of("what is your " * 20_000) == ""
    assert topic_of("الاسم و" * 300) == ""

"""What people write into their forms, by the language: scales, questions and headings as they stand in real surveys.

They follow questionnaires in use (value and barometer surveys, service and workshop forms). What they showed was put
into the vocabulary; how well that serves for other words, those of `other_wordings` tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Labels = tuple[str, ...]
"""The answers of a scale, the least of what is asked first."""


@dataclass(frozen=True)
class Battery:
    """Questions on one scale.

    Attributes
    ----------
    stem : str
        What stands above them.
    questions : sequence of (str, bool)
        Each, and whether it is worded against trust.
    scales : sequence of Labels
        Scales that such questions are put on.
    """

    stem: str
    questions: Sequence[tuple[str, bool]]
    scales: Sequence[Labels]


@dataclass(frozen=True)
class Language:
    """The words of one language.

    Attributes
    ----------
    batteries : sequence of Battery
    codes, groups, sexes, ages, comments : sequence of str
        Headings.
    group_names, sex_names : sequence of sequence of str
        Lists of answers.
    age_bands, remarks, no_answers : sequence of str
    """

    batteries: Sequence[Battery]
    codes: Sequence[str]
    groups: Sequence[str]
    group_names: Sequence[Sequence[str]]
    sexes: Sequence[str]
    sex_names: Sequence[Sequence[str]]
    ages: Sequence[str]
    age_bands: Sequence[str]
    comments: Sequence[str]
    remarks: Sequence[str]
    no_answers: Sequence[str]


ENGLISH = Language(
    batteries=(
        Battery(
            "How much do you agree or disagree with the following statements?",
            (
                ("The police treat everyone with respect", False),
                ("I can rely on local officials to keep their word", False),
                ("Officers in my area do their job well", False),
                ("The court in my city decides cases on the facts", False),
                ("I would call the police if I needed help", False),
                ("The council listens to what residents say", False),
                ("Officers ask for bribes", True),
                ("Officials only look after their friends", True),
                ("I am afraid to speak to the security forces", True),
            ),
            (
                ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"),
                ("Strongly Disagree", "Disagree", "Agree", "Strongly Agree"),
                ("Completely disagree", "Mostly disagree", "Mostly agree", "Completely agree"),
                ("Disagree strongly", "Disagree", "Neither agree nor disagree", "Agree", "Agree strongly"),
                ("Totally disagree", "Tend to disagree", "Tend to agree", "Totally agree"),
                ("Disagree", "Neither", "Agree"),
                (
                    *("Strongly disagree", "Disagree", "Slightly disagree"),
                    *("Neither agree nor disagree", "Slightly agree", "Agree", "Strongly agree"),
                ),
            ),
        ),
        Battery(
            "How much trust do you have in",
            (
                ("The police", False),
                ("The courts", False),
                ("The provincial council", False),
                ("Civil society organisations", False),
                ("The army", False),
                ("Religious leaders", False),
                ("The United Nations", False),
            ),
            (
                ("None at all", "Not very much", "Quite a lot", "A great deal"),
                ("No trust at all", "Not a lot of trust", "Quite a lot of trust", "A great deal of trust"),
                ("Not at all", "Just a little", "Somewhat", "A lot"),
                ("Hardly any", "Only some", "A great deal"),
                ("Do not trust at all", "Do not trust very much", "Trust somewhat", "Trust completely"),
                ("None", "A little", "Some", "A lot"),
            ),
        ),
        Battery(
            "How confident are you that",
            (
                ("The police would protect you", False),
                ("A complaint would be taken seriously", False),
                ("Your case would be handled fairly", False),
                ("The local authorities can keep your street safe", False),
            ),
            (
                ("Not at all confident", "Not too confident", "Somewhat confident", "Very confident"),
                (
                    *("Not confident at all", "Slightly confident", "Moderately confident"),
                    *("Very confident", "Extremely confident"),
                ),
            ),
        ),
        Battery(
            "How often do",
            (
                ("Police officers explain what they are doing", False),
                ("You meet a police officer on foot in your street", False),
                ("Council staff answer your calls", False),
                ("Officials visit your neighbourhood", False),
                ("Officers insult people at checkpoints", True),
            ),
            (
                ("Never", "Rarely", "Sometimes", "Often", "Always"),
                ("Never", "Less often", "About once a month", "A few times a week", "Every day"),
                ("Never", "Once or twice a year", "Monthly", "Weekly", "Daily"),
                ("Hardly ever", "Some of the time", "Most of the time", "All of the time"),
                ("Never", "Seldom", "Sometimes", "Frequently", "Very frequently"),
            ),
        ),
        Battery(
            "How satisfied are you with",
            (
                ("The way the police work in your district", False),
                ("Street lighting", False),
                ("The time it takes to be heard", False),
                ("This workshop", False),
            ),
            (
                (
                    "Very dissatisfied",
                    "Dissatisfied",
                    "Neither satisfied nor dissatisfied",
                    "Satisfied",
                    "Very satisfied",
                ),
                ("Not at all satisfied", "Not very satisfied", "Fairly satisfied", "Very satisfied"),
                ("Very unsatisfied", "Unsatisfied", "Neutral", "Satisfied", "Very satisfied"),
                ("☹️", "😐", "🙂"),
                ("😡", "🙁", "😐", "🙂", "😀"),
            ),
        ),
        Battery(
            "How safe do you feel",
            (
                ("Walking alone after dark", False),
                ("At home at night", False),
                ("Going to the market", False),
                ("Passing a checkpoint", False),
            ),
            (
                ("Very unsafe", "A bit unsafe", "Fairly safe", "Very safe"),
                ("Very unsafe", "Unsafe", "Neither safe nor unsafe", "Safe", "Very safe"),
            ),
        ),
        Battery(
            "How important is it to you that",
            (
                ("Officers speak your language", False),
                ("Women serve in the police", False),
                ("Decisions are explained", False),
                ("Complaints are answered", False),
            ),
            (
                ("Not at all important", "Not very important", "Fairly important", "Very important"),
                (
                    *("Not important", "Slightly important", "Moderately important"),
                    *("Important", "Very important"),
                ),
                ("Unimportant", "Neutral", "Important", "Very important"),
            ),
        ),
        Battery(
            "How comfortable would you be",
            (
                ("Reporting a crime in person", False),
                ("Speaking at a public meeting", False),
                ("Sharing a table with officers", False),
            ),
            (
                ("Very uncomfortable", "Uncomfortable", "Neither", "Comfortable", "Very comfortable"),
                ("Not at all comfortable", "Somewhat comfortable", "Very comfortable"),
            ),
        ),
        Battery(
            "Please rate",
            (
                ("The courtesy of officers", False),
                ("The speed of the response", False),
                ("How complaints are handled", False),
                ("Cooperation between police and residents", False),
            ),
            (
                ("Very poor", "Poor", "Fair", "Good", "Very good"),
                ("Poor", "Only fair", "Good", "Excellent"),
                ("Very low", "Low", "Medium", "High", "Very high"),
                ("Low", "Moderate", "High"),
                ("Poor", "Fair", "Good", "Very good", "Excellent"),
            ),
        ),
        Battery(
            "Compared with a year ago",
            (
                ("Security in your area is", False),
                ("The way officers treat people is", False),
                ("Relations with the council are", False),
            ),
            (
                ("Much worse", "Somewhat worse", "About the same", "Somewhat better", "Much better"),
                ("Got worse", "Stayed the same", "Got better"),
            ),
        ),
        Battery(
            "How likely is it that you would",
            (
                ("Report a theft to the police", False),
                ("Give information to an investigator", False),
                ("Take part in such a meeting again", False),
            ),
            (
                ("Very unlikely", "Unlikely", "Neither likely nor unlikely", "Likely", "Very likely"),
                ("Not at all likely", "Not too likely", "Somewhat likely", "Very likely"),
                ("Definitely not", "Probably not", "Probably", "Definitely"),
            ),
        ),
        Battery(
            "Do you think that",
            (
                ("The police can be trusted?", False),
                ("Courts are independent?", False),
                ("The council works for all residents?", False),
            ),
            (("No", "Yes"), ("False", "True"), ("No", "Partly", "Yes")),
        ),
    ),
    codes=(
        "Participant code",
        "Your personal code",
        "Respondent ID",
        "Anonymous code (initials + birth month)",
        "Code",
    ),
    groups=("Which group do you belong to?", "Stakeholder group", "Type of organisation", "Sector", "I am here as"),
    group_names=(
        ("Police", "Civil society", "Local government", "Media"),
        ("NGO", "Ministry of Interior", "Municipality"),
        ("Resident", "Officer", "Council member", "Teacher", "Business owner"),
    ),
    sexes=("Gender", "Sex", "What is your gender?"),
    sex_names=(("Male", "Female"), ("Woman", "Man", "Prefer not to say"), ("M", "F")),
    ages=("Age", "How old are you?", "Age group", "Your age"),
    age_bands=("18-24", "25-34", "35-44", "45-54", "55+"),
    comments=("Any other comments?", "Please explain", "What would you change?", "Comments"),
    remarks=("More meetings please", "Nothing", "The session was long but useful", "Please come back", "Good talk"),
    no_answers=("Don't know", "N/A", "Prefer not to say", "No opinion", "-", "Not sure", "null"),
)

ARABIC = Language(
    batteries=(
        Battery(
            "إلى أي مدى توافق على العبارات الآتية",
            (
                ("تعامل الشرطة الجميع باحترام", False),
                ("أستطيع الاعتماد على المسؤولين المحليين", False),
                ("يقوم رجال الأمن بعملهم جيدا", False),
                ("القضاء في مدينتي عادل", False),
                ("سأتصل بالشرطة إذا احتجت إلى المساعدة", False),
                ("يستمع المجلس البلدي إلى الأهالي", False),
                ("يطلب بعض الضباط الرشوة", True),
                ("أخاف من التحدث مع القوات الأمنية", True),
            ),
            (
                ("لا أوافق بشدة", "لا أوافق", "محايد", "أوافق", "أوافق بشدة"),
                ("غير موافق بشدة", "غير موافق", "موافق", "موافق بشدة"),
                ("لا أوافق تماماً", "لا أوافق", "لا رأي محدد", "أوافق", "أوافق تماماً"),
                ("أعارض بشدة", "أعارض", "أوافق", "أوافق بشدة"),
                ("غير موافق", "محايد", "موافق"),
            ),
        ),
        Battery(
            "ما مدى ثقتك في",
            (
                ("الشرطة", False),
                ("المحاكم", False),
                ("مجلس المحافظة", False),
                ("منظمات المجتمع المدني", False),
                ("الجيش", False),
                ("رجال الدين", False),
            ),
            (
                ("لا ثقة على الإطلاق", "ثقة قليلة", "ثقة متوسطة", "ثقة كبيرة"),
                (
                    "لا أثق بها على الإطلاق",
                    "أثق بها إلى درجة قليلة",
                    "أثق بها إلى درجة متوسطة",
                    "أثق بها إلى درجة كبيرة",
                ),
                ("لا أثق إطلاقا", "لا أثق", "أثق إلى حد ما", "أثق تماما"),
                ("إطلاقاً", "قليلاً", "إلى حد ما", "كثيراً"),
                ("معدومة", "ضعيفة", "متوسطة", "كبيرة", "كبيرة جداً"),
            ),
        ),
        Battery(
            "كم مرة",
            (
                ("يشرح رجال الشرطة ما يفعلونه", False),
                ("ترى دورية في شارعك", False),
                ("يرد موظفو البلدية على اتصالك", False),
                ("يزور المسؤولون حيك", False),
            ),
            (
                ("أبداً", "نادراً", "أحياناً", "غالباً", "دائماً"),
                ("أبداً", "مرة في السنة", "مرة في الشهر", "مرة في الأسبوع", "يومياً"),
                ("ولا مرة", "أقل من مرة شهرياً", "شهرياً", "أسبوعياً", "كل يوم"),
                ("لا يحدث أبدا", "يحدث نادرا", "يحدث أحيانا", "يحدث دائما"),
            ),
        ),
        Battery(
            "ما مدى رضاك عن",
            (
                ("عمل الشرطة في منطقتك", False),
                ("إنارة الشوارع", False),
                ("سرعة الاستجابة", False),
                ("هذه الورشة", False),
            ),
            (
                ("غير راضٍ إطلاقاً", "غير راضٍ", "محايد", "راضٍ", "راضٍ جداً"),
                ("غير راض أبدا", "غير راض إلى حد ما", "راض إلى حد ما", "راض تماما"),
                ("☹", "😐", "😊"),
            ),
        ),
        Battery(
            "إلى أي درجة تشعر بالأمان",
            (
                ("عند المشي ليلا", False),
                ("في بيتك", False),
                ("في السوق", False),
            ),
            (
                ("غير آمن إطلاقاً", "غير آمن", "آمن إلى حد ما", "آمن جداً"),
                ("غير آمن جداً", "غير آمن", "محايد", "آمن", "آمن جداً"),
            ),
        ),
        Battery(
            "قيّم ما يلي",
            (
                ("تعامل الضباط", False),
                ("سرعة الاستجابة للبلاغات", False),
                ("التعاون بين الشرطة والأهالي", False),
            ),
            (
                ("سيئ جداً", "سيئ", "متوسط", "جيد", "جيد جداً"),
                ("ضعيف", "مقبول", "جيد", "جيد جدا", "ممتاز"),
                ("منخفض", "متوسط", "مرتفع"),
                ("منخفضة جداً", "منخفضة", "متوسطة", "عالية", "عالية جداً"),
            ),
        ),
        Battery(
            "ما أهمية الأمور الآتية بالنسبة لك",
            (
                ("أن تعمل النساء في الشرطة", False),
                ("أن تُشرح القرارات للناس", False),
                ("أن يُرد على الشكاوى", False),
            ),
            (
                ("غير مهم على الإطلاق", "غير مهم", "مهم إلى حد ما", "مهم", "مهم جداً"),
                ("غير مهم", "مهم", "مهم جدا"),
            ),
        ),
        Battery(
            "مقارنة بالعام الماضي",
            (
                ("الأمن في منطقتك", False),
                ("معاملة الضباط للناس", False),
                ("العلاقة مع البلدية", False),
            ),
            (
                ("أسوأ بكثير", "أسوأ", "كما هو", "أفضل", "أفضل بكثير"),
                ("أسوأ", "نفسه", "أفضل"),
            ),
        ),
        Battery(
            "هل ترى أن",
            (
                ("الشرطة جديرة بالثقة؟", False),
                ("المحاكم مستقلة؟", False),
                ("البلدية تعمل للجميع؟", False),
            ),
            (("لا", "نعم"), ("لا", "إلى حد ما", "نعم"), ("خطأ", "صحيح")),
        ),
    ),
    codes=("رمز المشارك", "الرمز", "الكود", "رقم المشارك", "الرمز الشخصي"),
    groups=("إلى أي فئة تنتمي؟", "الفئة", "نوع المؤسسة", "القطاع", "جهة العمل"),
    group_names=(
        ("الشرطة", "المجتمع المدني", "البلدية", "الإعلام"),
        ("منظمة غير حكومية", "وزارة الداخلية", "مجلس المحافظة"),
        ("مواطن", "ضابط", "معلم", "ناشط"),
    ),
    sexes=("الجنس", "النوع الاجتماعي", "جنس المشارك"),
    sex_names=(("ذكر", "أنثى"), ("رجل", "امرأة", "أفضل عدم الإجابة")),
    ages=("العمر", "كم عمرك؟", "الفئة العمرية"),
    age_bands=("18-24", "25-34", "35-44", "45-54", "55 فما فوق"),
    comments=("ملاحظات", "هل لديك تعليق آخر؟", "لماذا؟ وضح من فضلك"),
    remarks=("نحتاج إلى لقاءات أكثر", "شكرا لكم", "كان اللقاء مفيدا", "لا شيء"),
    no_answers=("لا أعرف", "لا ينطبق", "أرفض الإجابة", "-", "لست متأكداً", "لا أدري"),
)

KURDISH = Language(
    batteries=(
        Battery(
            "تا چەند لەگەڵ ئەم ڕستانەدا هاوڕایت",
            (
                ("پۆلیس بە ڕێزەوە مامەڵە لەگەڵ هەموو کەسێک دەکات", False),
                ("دەتوانم پشت بە بەرپرسانی شارەکەم ببەستم", False),
                ("دادگا لە شارەکەم دادپەروەرە", False),
                ("ئەگەر پێویستم بە یارمەتی بێت پەیوەندی بە پۆلیسەوە دەکەم", False),
                ("شارەوانی گوێ لە خەڵک دەگرێت", False),
                ("هەندێک ئەفسەر داوای بەرتیل دەکەن", True),
                ("دەترسم قسە لەگەڵ هێزە ئەمنییەکان بکەم", True),
            ),
            (
                ("بە توندی ناڕازیم", "ناڕازیم", "بێلایەن", "ڕازیم", "بە توندی ڕازیم"),
                ("بە هیچ شێوەیەک هاوڕا نیم", "هاوڕا نیم", "هاوڕام", "زۆر هاوڕام"),
                ("زۆر ناڕازیم", "ناڕازیم", "نە ڕازیم و نە ناڕازیم", "ڕازیم", "زۆر ڕازیم"),
            ),
        ),
        Battery(
            "چەند متمانەت هەیە بە",
            (
                ("پۆلیس", False),
                ("دادگاکان", False),
                ("ئەنجومەنی پارێزگا", False),
                ("ڕێکخراوەکانی کۆمەڵگەی مەدەنی", False),
                ("پێشمەرگە", False),
            ),
            (
                ("هیچ", "کەمێک", "تا ڕادەیەک", "زۆر"),
                ("هیچ متمانەم نییە", "متمانەم کەمە", "متمانەی مامناوەند", "متمانەی زۆر"),
                ("متمانەم پێی نییە", "کەم متمانەم پێیەتی", "زۆر متمانەم پێیەتی"),
                ("زۆر کەم", "کەم", "مامناوەند", "زۆر", "زۆر زۆر"),
            ),
        ),
        Battery(
            "چەند جار",
            (
                ("پۆلیس ڕوونی دەکاتەوە چی دەکات", False),
                ("لە گەڕەکەکەت پۆلیس دەبینیت", False),
                ("شارەوانی وەڵامت دەداتەوە", False),
            ),
            (
                ("هەرگیز", "بە دەگمەن", "هەندێک جار", "زۆر جار", "هەمیشە"),
                ("هەرگیز", "ساڵی جارێک", "مانگی جارێک", "هەفتەی جارێک", "هەموو ڕۆژێک"),
            ),
        ),
        Battery(
            "چەند ڕازیت لە",
            (
                ("کاری پۆلیس لە ناوچەکەت", False),
                ("ڕووناکی شەقامەکان", False),
                ("ئەم وۆرکشۆپە", False),
            ),
            (
                ("زۆر ناڕازی", "ناڕازی", "بێلایەن", "ڕازی", "زۆر ڕازی"),
                ("هیچ ڕازی نیم", "کەمێک ڕازیم", "ڕازیم", "زۆر ڕازیم"),
                ("🙁", "😐", "🙂"),
            ),
        ),
        Battery(
            "ئەمانە هەڵبسەنگێنە",
            (
                ("هەڵسوکەوتی ئەفسەران", False),
                ("خێرایی وەڵامدانەوە", False),
                ("هاوکاری نێوان پۆلیس و خەڵک", False),
            ),
            (
                ("زۆر خراپ", "خراپ", "مامناوەند", "باش", "زۆر باش"),
                ("نزم", "مامناوەند", "بەرز"),
                ("خراپ", "باش", "زۆر باش", "نایاب"),
            ),
        ),
        Battery(
            "چەند گرنگە بۆ تۆ",
            (
                ("ژنان لە پۆلیسدا کار بکەن", False),
                ("بڕیارەکان ڕوون بکرێنەوە", False),
                ("وەڵامی سکاڵاکان بدرێتەوە", False),
            ),
            (("گرنگ نییە", "کەمێک گرنگە", "گرنگە", "زۆر گرنگە"),),
        ),
        Battery(
            "ئایا پێت وایە",
            (
                ("پۆلیس جێی متمانەیە؟", False),
                ("دادگاکان سەربەخۆن؟", False),
                ("شارەوانی بۆ هەمووان کار دەکات؟", False),
            ),
            (("نەخێر", "بەڵێ"), ("نەخێر", "تا ڕادەیەک", "بەڵێ")),
        ),
    ),
    codes=("کۆدی بەشداربوو", "کۆد", "کۆدی تایبەتی خۆت", "ژمارەی بەشداربوو"),
    groups=("سەر بە کام گروپیت؟", "گروپ", "جۆری دامەزراوە", "کەرت"),
    group_names=(
        ("پۆلیس", "کۆمەڵگەی مەدەنی", "شارەوانی", "میدیا"),
        ("هاووڵاتی", "ئەفسەر", "مامۆستا"),
    ),
    sexes=("ڕەگەز", "ڕەگەزت چییە؟"),
    sex_names=(("نێر", "مێ"), ("پیاو", "ژن")),
    ages=("تەمەن", "تەمەنت چەندە؟"),
    age_bands=("18-24", "25-34", "35-44", "45-54", "55+"),
    comments=("تێبینی", "هیچ تێبینییەکی ترت هەیە؟"),
    remarks=("زۆر سوپاس", "کۆبوونەوەی زیاترمان دەوێت", "باش بوو"),
    no_answers=("نازانم", "-", "نامەوێت وەڵام بدەمەوە", "پەیوەندی نییە"),
)

FRENCH = Language(
    batteries=(
        Battery(
            "Dans quelle mesure êtes-vous d'accord avec les affirmations suivantes ?",
            (
                ("La police traite tout le monde avec respect", False),
                ("Je peux compter sur les élus de ma commune", False),
                ("Les agents font bien leur travail", False),
                ("Le tribunal de ma ville juge sur les faits", False),
                ("La mairie écoute les habitants", False),
                ("Certains agents demandent des pots-de-vin", True),
                ("J'ai peur de parler aux forces de sécurité", True),
            ),
            (
                ("Pas du tout d'accord", "Plutôt pas d'accord", "Plutôt d'accord", "Tout à fait d'accord"),
                ("Pas du tout d'accord", "Pas d'accord", "Neutre", "D'accord", "Tout à fait d'accord"),
                (
                    *("Fortement en désaccord", "En désaccord", "Ni d'accord ni en désaccord"),
                    *("D'accord", "Fortement d'accord"),
                ),
            ),
        ),
        Battery(
            "Quelle confiance avez-vous dans",
            (
                ("La police", False),
                ("La justice", False),
                ("Le conseil municipal", False),
                ("Les associations", False),
                ("L'armée", False),
            ),
            (
                ("Pas du tout confiance", "Plutôt pas confiance", "Plutôt confiance", "Très confiance"),
                ("Aucune confiance", "Peu confiance", "Assez confiance", "Grande confiance"),
                ("Pas du tout", "Un peu", "Beaucoup"),
                ("Aucune", "Faible", "Moyenne", "Forte"),
            ),
        ),
        Battery(
            "À quelle fréquence",
            (
                ("La police vous explique ce qu'elle fait", False),
                ("Vous voyez une patrouille à pied", False),
                ("La mairie répond à vos appels", False),
            ),
            (
                ("Jamais", "Rarement", "Parfois", "Souvent", "Toujours"),
                ("Jamais", "Une fois par an", "Une fois par mois", "Une fois par semaine", "Tous les jours"),
                ("Jamais", "De temps en temps", "Souvent", "Très souvent"),
            ),
        ),
        Battery(
            "Êtes-vous satisfait de",
            (
                ("Le travail de la police dans votre quartier", False),
                ("L'éclairage public", False),
                ("Cet atelier", False),
            ),
            (
                ("Pas du tout satisfait", "Peu satisfait", "Assez satisfait", "Très satisfait"),
                ("Très insatisfait", "Insatisfait", "Neutre", "Satisfait", "Très satisfait"),
                ("☹️", "😐", "🙂"),
            ),
        ),
        Battery(
            "Quelle importance accordez-vous à",
            (
                ("La présence de femmes dans la police", False),
                ("L'explication des décisions", False),
                ("La réponse aux plaintes", False),
            ),
            (
                ("Pas du tout important", "Peu important", "Assez important", "Très important"),
                ("Pas important", "Important", "Très important"),
            ),
        ),
        Battery(
            "Comment jugez-vous",
            (
                ("La courtoisie des agents", False),
                ("La rapidité de la réponse", False),
                ("La coopération entre police et habitants", False),
            ),
            (
                ("Très mauvaise", "Mauvaise", "Moyenne", "Bonne", "Très bonne"),
                ("Insuffisant", "Passable", "Bien", "Très bien"),
                ("Faible", "Moyen", "Élevé"),
            ),
        ),
        Battery(
            "Pensez-vous que",
            (
                ("La police est digne de confiance ?", False),
                ("La justice est indépendante ?", False),
                ("La mairie travaille pour tous ?", False),
            ),
            (("Non", "Oui"), ("Faux", "Vrai")),
        ),
    ),
    codes=("Code du participant", "Votre code", "Code anonyme", "Identifiant"),
    groups=("À quel groupe appartenez-vous ?", "Groupe", "Type d'organisation", "Secteur"),
    group_names=(
        ("Police", "Société civile", "Mairie", "Médias"),
        ("Association", "Ministère", "Collectivité"),
    ),
    sexes=("Sexe", "Genre", "Vous êtes"),
    sex_names=(("Homme", "Femme"), ("F", "H"), ("Femme", "Homme", "Autre")),
    ages=("Âge", "Quel âge avez-vous ?", "Tranche d'âge"),
    age_bands=("18-24 ans", "25-34 ans", "35-44 ans", "45-54 ans", "55 ans et plus"),
    comments=("Commentaires", "Avez-vous d'autres remarques ?"),
    remarks=("Merci", "Il faudrait plus de rencontres", "Atelier utile mais trop long", "Rien à ajouter"),
    no_answers=("Ne sait pas", "Sans opinion", "NSP", "-", "Refuse de répondre", "n.a."),
)

LANGUAGES: Mapping[str, Language] = {"en": ENGLISH, "ar": ARABIC, "ku": KURDISH, "fr": FRENCH}

CONSENTS: Mapping[str, tuple[str, str]] = {
    "en": ("Do you agree to take part in this survey?", "Yes, I agree"),
    "ar": ("هل توافق على المشاركة في هذا الاستبيان؟", "نعم"),
    "ku": ("ئایا ڕازیت بەشداری لەم ڕاپرسییەدا بکەیت؟", "بەڵێ"),
    "fr": ("Acceptez-vous de participer à cette enquête ?", "Oui"),
}
"""The heading of a question for consent, and the answer of who gives it."""

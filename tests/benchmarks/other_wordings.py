"""More of what people write into forms: other subjects (a clinic, a school, a water office, a camp), other scales.

They were written after the first vocabulary; some of their misses, and ordinary words of theirs (easy, fair), have been
looked at since.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.benchmarks.form_wordings import Battery, Language

_ENGLISH = Language(
    batteries=(
        Battery(
            "Thinking about the health centre, to what extent do you agree?",
            (
                ("The nurses are kind to my family", False),
                ("The doctor listens before deciding", False),
                ("Medicines are available when they are needed", False),
                ("Staff favour people they know", True),
                ("I was overcharged", True),
            ),
            (
                ("Disagree a lot", "Disagree a little", "Agree a little", "Agree a lot"),
                ("Strongly Disagree", "Disagree", "Undecided", "Agree", "Strongly Agree"),
                ("Not true", "Partly true", "True"),
            ),
        ),
        Battery(
            "How well does the water office do the following?",
            (
                ("Repairs leaks", False),
                ("Announces cuts in advance", False),
                ("Answers complaints", False),
            ),
            (
                ("Very badly", "Fairly badly", "Fairly well", "Very well"),
                ("Not well at all", "Not too well", "Somewhat well", "Very well"),
                ("Poorly", "Adequately", "Well", "Excellently"),
            ),
        ),
        Battery(
            "Since you arrived in the camp, how often",
            (
                ("Have you been told about decisions?", False),
                ("Did staff ask your opinion?", False),
                ("Were you treated unfairly?", True),
            ),
            (
                ("Not once", "Once or twice", "Several times", "Many times"),
                ("Never", "Every few months", "Every month", "Every week", "Every day"),
                ("Almost never", "Occasionally", "Fairly often", "Almost always"),
            ),
        ),
        Battery(
            "How easy or difficult is it to",
            (
                ("Get an appointment", False),
                ("Reach the office by phone", False),
                ("Understand the forms", False),
            ),
            (
                ("Very difficult", "Difficult", "Neither easy nor difficult", "Easy", "Very easy"),
                ("Not at all easy", "Not very easy", "Fairly easy", "Very easy"),
            ),
        ),
        Battery(
            "How fair are",
            (("The exams", False), ("The teachers' marks", False), ("School fees", False)),
            (
                ("Very unfair", "Unfair", "Fair", "Very fair"),
                ("Not fair at all", "A bit fair", "Mostly fair", "Completely fair"),
            ),
        ),
        Battery(
            "Did the session",
            (("Start on time?", False), ("Answer your questions?", False), ("Teach you something new?", False)),
            (("No", "Yes"), ("No", "Somewhat", "Yes"), ("Not really", "A bit", "Definitely")),
        ),
    ),
    codes=("Your secret number", "Beneficiary code", "Unique code", "Member ID"),
    groups=("You are a ...", "Category", "Role in the project", "Affiliation"),
    group_names=(("Patient", "Nurse", "Doctor"), ("Parent", "Teacher", "Pupil", "Inspector")),
    sexes=("Sex of respondent", "Gender (optional)"),
    sex_names=(("male", "female"), ("Girl", "Boy")),
    ages=("Age in years", "Age range", "Which age group are you in?"),
    age_bands=("Under 20", "20-39", "40-59", "60 or over"),
    comments=("Anything else you would like to tell us?", "Suggestions"),
    remarks=("Shorter queues", "It was fine", "Please repair the pump", "No complaints", "More medicine"),
    no_answers=("DK", "No answer", "Not applicable", "n/a", "Can't say", "?"),
)

_ARABIC = Language(
    batteries=(
        Battery(
            "ما رأيك في العبارات التالية حول المركز الصحي",
            (
                ("يعاملني الطبيب بلطف", False),
                ("تتوفر الأدوية عند الحاجة", False),
                ("يصغي الممرضون إلى شكواي", False),
                ("يميز الموظفون بين المراجعين", True),
            ),
            (
                ("معارض بشدة", "معارض", "محايد", "مؤيد", "مؤيد بشدة"),
                ("لا أتفق أبدا", "لا أتفق", "أتفق", "أتفق تماما"),
                ("غير صحيح", "صحيح جزئيا", "صحيح تماما"),
            ),
        ),
        Battery(
            "كيف تقيم أداء دائرة الماء في",
            (("إصلاح الأعطال", False), ("الإعلان عن القطع", False), ("الرد على الشكاوى", False)),
            (
                ("سيئ للغاية", "سيئ", "لا بأس به", "جيد", "ممتاز"),
                ("ضعيف جدا", "ضعيف", "متوسط", "جيد", "جيد جدا"),
            ),
        ),
        Battery(
            "خلال الأشهر الستة الماضية كم مرة",
            (("سألك الموظفون عن رأيك", False), ("أخبروك بالقرارات", False)),
            (
                ("ولا مرة", "مرة أو مرتين", "عدة مرات", "مرات كثيرة"),
                ("أبدا", "قليلا", "أحيانا", "كثيرا", "دائما"),
            ),
        ),
        Battery(
            "ما مدى سهولة",
            (("الحصول على موعد", False), ("الاتصال بالمكتب", False), ("فهم الاستمارات", False)),
            (("صعب جدا", "صعب", "سهل", "سهل جدا"), ("صعب جداً", "صعب", "متوسط", "سهل", "سهل جداً")),
        ),
        Battery(
            "هل كانت الجلسة",
            (("مفيدة لك؟", False), ("منظمة؟", False), ("كافية؟", False)),
            (("لا", "نعم"), ("لا", "نوعا ما", "نعم")),
        ),
    ),
    codes=("رمز المستفيد", "الرقم السري", "رمز العضو"),
    groups=("أنت", "التصنيف", "دورك في المشروع"),
    group_names=(("مريض", "ممرض", "طبيب"), ("ولي أمر", "معلم", "تلميذ")),
    sexes=("الجنس", "نوع الجنس"),
    sex_names=(("ذكر", "انثى"), ("بنت", "ولد")),
    ages=("العمر بالسنوات", "الفئة العمرية"),
    age_bands=("أقل من 20", "20-39", "40-59", "60 فأكثر"),
    comments=("هل تود إضافة شيء؟", "اقتراحات"),
    remarks=("طوابير أقصر", "لا شكوى", "شكرا جزيلا", "نريد دواء"),
    no_answers=("لا جواب", "لا اعرف", "غير معني", "؟"),
)

_KURDISH = Language(
    batteries=(
        Battery(
            "ڕات چییە دەربارەی بنکەی تەندروستی",
            (
                ("دکتۆرەکە گوێم لێ دەگرێت", False),
                ("دەرمان هەیە کاتێک پێویستە", False),
                ("کارمەندەکان جیاکاری دەکەن", True),
            ),
            (
                ("هەرگیز هاوڕا نیم", "هاوڕا نیم", "بێلایەنم", "هاوڕام", "تەواو هاوڕام"),
                ("زۆر دژم", "دژم", "لەگەڵیدام", "زۆر لەگەڵیدام"),
            ),
        ),
        Battery(
            "کاری فەرمانگەی ئاو چۆنە لە",
            (("چاککردنەوەی بۆڕییەکان", False), ("وەڵامدانەوەی سکاڵا", False)),
            (("زۆر خراپە", "خراپە", "مامناوەندە", "باشە", "زۆر باشە"), ("لاواز", "ناوەند", "باش", "نایاب")),
        ),
        Battery(
            "چەند ئاسانە",
            (("وەرگرتنی کات", False), ("تێگەیشتن لە فۆرمەکان", False)),
            (("زۆر قورسە", "قورسە", "ئاسانە", "زۆر ئاسانە"),),
        ),
        Battery(
            "دانیشتنەکە",
            (("سوودبەخش بوو؟", False), ("ڕێکخراو بوو؟", False)),
            (("نەخێر", "بەڵێ"), ("نەخێر", "کەمێک", "بەڵێ")),
        ),
    ),
    codes=("کۆدی سوودمەند", "ژمارەی نهێنی"),
    groups=("تۆ", "پۆلێن", "ڕۆڵت لە پڕۆژەکە"),
    group_names=(("نەخۆش", "پەرستار", "دکتۆر"), ("دایک و باوک", "مامۆستا", "قوتابی")),
    sexes=("ڕەگەزی بەشداربوو", "ڕەگەز"),
    sex_names=(("نێر", "مێ"), ("کوڕ", "کچ")),
    ages=("تەمەن بە ساڵ", "گروپی تەمەن"),
    age_bands=("خوار 20", "20-39", "40-59", "سەروو 60"),
    comments=("پێشنیار", "شتێکی تر هەیە بیڵێیت؟"),
    remarks=("سوپاس", "دەرمانی زیاتر", "باش بوو"),
    no_answers=("وەڵام نییە", "نازانم", "؟"),
)

_FRENCH = Language(
    batteries=(
        Battery(
            "Au centre de santé, diriez-vous que",
            (
                ("Le médecin écoute avant de décider", False),
                ("Les médicaments sont disponibles", False),
                ("Le personnel favorise ses proches", True),
            ),
            (
                ("Pas d'accord du tout", "Plutôt pas d'accord", "Sans avis", "Plutôt d'accord", "Tout à fait d'accord"),
                ("Désaccord total", "Désaccord", "Accord", "Accord total"),
                ("Pas vrai", "En partie vrai", "Vrai"),
            ),
        ),
        Battery(
            "Comment le service des eaux s'acquitte-t-il de",
            (
                ("La réparation des fuites", False),
                ("L'annonce des coupures", False),
                ("La réponse aux plaintes", False),
            ),
            (
                ("Très mal", "Plutôt mal", "Plutôt bien", "Très bien"),
                ("Mauvais", "Passable", "Bon", "Excellent"),
            ),
        ),
        Battery(
            "Au cours des six derniers mois, combien de fois",
            (("Vous a-t-on demandé votre avis ?", False), ("Avez-vous été informé ?", False)),
            (
                ("Jamais", "Une ou deux fois", "Plusieurs fois", "Très souvent"),
                ("Presque jamais", "Parfois", "Assez souvent", "Presque toujours"),
            ),
        ),
        Battery(
            "Est-il facile de",
            (("Obtenir un rendez-vous", False), ("Joindre le bureau", False), ("Comprendre les formulaires", False)),
            (
                ("Très difficile", "Difficile", "Facile", "Très facile"),
                ("Pas facile du tout", "Pas très facile", "Assez facile", "Très facile"),
            ),
        ),
        Battery(
            "La séance",
            (("A-t-elle été utile ?", False), ("A-t-elle commencé à l'heure ?", False)),
            (("Non", "Oui"), ("Pas vraiment", "Un peu", "Tout à fait")),
        ),
    ),
    codes=("Code bénéficiaire", "Numéro secret"),
    groups=("Vous êtes un ...", "Catégorie", "Rôle dans le projet"),
    group_names=(("Patient", "Infirmier", "Médecin"), ("Parent", "Enseignant", "Élève")),
    sexes=("Sexe de la personne interrogée", "Genre (facultatif)"),
    sex_names=(("masculin", "féminin"), ("Fille", "Garçon")),
    ages=("Âge en années", "Tranche d'âge"),
    age_bands=("Moins de 20 ans", "20-39 ans", "40-59 ans", "60 ans et plus"),
    comments=("Suggestions", "Souhaitez-vous ajouter quelque chose ?"),
    remarks=("Files plus courtes", "Rien", "Plus de médicaments"),
    no_answers=("Sans réponse", "NSP", "Non concerné", "?"),
)

OTHERS: Mapping[str, Language] = {"en": _ENGLISH, "ar": _ARABIC, "ku": _KURDISH, "fr": _FRENCH}

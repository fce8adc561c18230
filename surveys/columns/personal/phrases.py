"""What headings say that ask who somebody is, in English, Arabic, Kurdish (Sorani) and French."""

from __future__ import annotations

from collections.abc import Mapping

TOPICS: Mapping[str, str] = {
    "heading_name": """
        name; first name; first and last name; last name; middle name; full name; family name; surname; forename
        given name; nickname;
        maiden name; father name; grandfather name; mother name; initials; signature; title; name surname
        الاسم; الاسم الكامل; الاسم الثلاثي; الاسم الرباعي; الاسم الاول; الاسم الاخير; اسم الاب; اسم الجد; اسم الام
        اسم العائلة; اللقب; الكنية; التوقيع; توقيع; اسم العشيرة
        ناو; ناوی تەواو; ناوی سیانی; ناوی چواری; ناوی یەکەم; ناوی باوک; ناوی باپیر; ناوی دایک; ناوی خێزان; نازناو
        واژۆ; واژوو; ناوی کۆتایی
        nom; prénom; prénoms; nom complet; nom de famille; nom et prénom; nom patronymique; surnom; signature
        nom de jeune fille; nom usuel; initiales
        """,
    "heading_email": """
        email; e mail; mail; mail address; email address; e mail address; electronic mail
        البريد الالكتروني; ايميل; الايميل; بريد الكتروني; عنوان البريد الالكتروني; البريد
        ئیمەیڵ; ئیمەیل; ئیمێل; ئیمێڵ; پۆستی ئەلیکترۆنی; پۆستی ئەلکترۆنی
        courriel; adresse électronique; adresse mail; adresse email; adresse e mail; mél; messagerie électronique
        """,
    "heading_phone": """
        phone; phone number; phonenumber; telephone; telephone number; mobile; mobile phone; mobile number; cell phone
        cellphone; whatsapp; whats app; viber; telegram; tel; landline; fax; devicephonenum
        الهاتف; رقم الهاتف; الهاتف النقال; الهاتف المحمول; رقم الجوال; الجوال; الموبايل; رقم الموبايل; رقم النقال
        رقم المحمول; تلفون; تليفون; واتساب; واتس اب; فايبر; تلغرام; تليغرام
        تەلەفۆن; ژمارەی تەلەفۆن; ژمارەی مۆبایل; مۆبایل; ژمارە مۆبایل; ژمارەی تەلەفون; تەلەفون; واتسئاپ; ڤایبەر
        تێلێگرام
        téléphone; numéro de téléphone; portable; numéro de portable; téléphone portable; téléphone mobile; tél; gsm
        """,
    "heading_address": """
        address; home address; postal address; street address; residential address; street; house number; postcode
        zip code; mailing address
        العنوان; عنوان السكن; عنوان المنزل; العنوان البريدي; محل السكن; عنوان الاقامة; رقم الدار; اسم الشارع; زقاق
        ناونیشان; ناونیشانی ماڵ; ناونیشانی نیشتەجێبوون; شوێنی نیشتەجێبوون; ژمارەی خانوو; کۆڵان
        adresse; adresse postale; adresse du domicile; adresse personnelle; domicile; rue; code postal
        """,
    "heading_position": """
        position; job title; job position; occupation; rank; military rank; police rank; job; profession; post held
        current position; designation; function title; duty title; position in your organisation
        position in your organization; position in the organisation; position in the organization
        position within your organisation; position within the organisation; position in your institution
        job title in your organisation; role in your organisation; role in your organization
        المنصب; المسمى الوظيفي; الوظيفة; الرتبة; الرتبة العسكرية; المهنة; العنوان الوظيفي; الدرجة الوظيفية
        الصفة الوظيفية; المنصب في المنظمة; المنصب في المؤسسة; الوظيفة في المؤسسة; الوظيفة في المنظمة
        موقعك في المنظمة; موقعك في المؤسسة
        پۆست; پلە; پلەی وەزیفی; پلەی سەربازی; پیشە; ناونیشانی وەزیفی; پلەی کارگێڕی; وەزیفە; پۆست لە ڕێکخراوەکەت
        پۆست لە ڕێکخراوەکەدا; پلە لە دامەزراوەکەت
        fonction; poste; grade; titre du poste; profession; intitulé du poste; poste occupé; grade militaire; métier
        fonction dans l'organisation; fonction dans votre organisation; poste dans votre organisation
        poste dans l'organisation; rôle dans votre organisation; fonction dans votre institution
        """,
    "heading_user": """
        username; user name; user id; userid; login; login name; account name; submitted by; submittername
        submitter name; submitterid; submitter id; submitter; screen name; created by; collected by
        اسم المستخدم; المستخدم; اسم الحساب
        ناوی بەکارهێنەر; بەکارهێنەر; ناوی هەژمار
        nom d'utilisateur; utilisateur; identifiant de connexion; pseudo; pseudonyme; nom de compte
        """,
    "heading_device": """
        deviceid; device id; device identifier; subscriberid; subscriber id; simserial; sim serial; sim card; simid
        sim id; imei; imsi; iccid; mac address; serial number of device; device serial; ip; ip address; ipaddress
        ipaddr; android id; cookie id; advertising id
        معرف الجهاز; رقم الجهاز; رقم الشريحة; عنوان بروتوكول الانترنت; عنوان ip; رمز الجهاز
        ناسنامەی ئامێر; ژمارەی ئامێر; ژمارەی سیمکارت; ناونیشانی ip; سیمکارت
        adresse ip; identifiant de l'appareil; numéro de série de l'appareil; carte sim; adresse mac; numéro sim
        """,
    "heading_place": """
        latitude; longitude; altitude; gps; geopoint; geotrace; geoshape; geolocation; coordinates; gps coordinates
        gps location; gps point; accuracy gps; lat; lon; lng; latlong; lat long; start geopoint
        احداثيات; احداثيات الموقع; خط العرض; خط الطول; موقع gps; الموقع الجغرافي; الاحداثيات الجغرافية
        پۆتان; هێڵی پانی; هێڵی درێژی; شوێنی gps; پۆتانی جوگرافی; شوێنی جوگرافی
        coordonnées gps; coordonnées géographiques; géolocalisation; point gps; position gps
        """,
    "heading_identity": """
        national id; national id number; national identity number; national number; id card; id card number
        national id card; national id card number
        identity card; identity number; civil id; passport; passport number; residence permit number
        social security number; tax number; date of birth; birth date; birthdate; birthday; driving licence
        driving licence number; voter card number; ration card number; badge number; staff number; employee number
        رقم الهوية; الهوية الوطنية; رقم الهوية الوطنية; البطاقة الوطنية; البطاقة الموحدة; رقم البطاقة الوطنية
        رقم الجواز; رقم جواز السفر; جواز السفر; هوية الاحوال المدنية; الرقم الوطني; تاريخ الميلاد; تاريخ الولادة
        رقم البطاقة التموينية; الرقم الوظيفي; رقم الباج; هوية الاحوال
        کارتی نیشتمانی; ژمارەی ناسنامە; ناسنامە; پاسپۆرت; ژمارەی پاسپۆرت; ژمارەی کارتی نیشتمانی; ڕێکەوتی لەدایکبوون
        بەرواری لەدایکبوون; ڕۆژی لەدایکبوون; ژمارەی نیشتمانی; ناسنامەی باری شارستانی; ژمارەی باج
        carte d'identité; numéro d'identité; passeport; numéro de passeport; numéro de sécurité sociale
        date de naissance
        carte nationale d'identité; numéro national; permis de séjour; permis de conduire; matricule; numéro fiscal
        """,
}
"""Phrases by what they ask for; the keys are the reasons that the officer is told."""

AROUND = """
a; an; the; of; for; in; at; to; and; or; if; any; by; is; are; was; what; which; who; how; can; we; you; your; yours
my; me; i; us; s; d; please; kindly; enter; write; type; provide; give; state; indicate; insert; fill; specify; tell
add; record; q; question; optional; required; mandatory; respondent; respondents; participant; participants
interviewee; interviewees; interviewer; enumerator; recipient; person; persons; attendee; delegate; member; contact
contacts; individual; personal; private; details; detail; information; info; number; numbers; num; no; nr; n; current
main; primary; secondary; second; other; another; alternative; work; professional; office; home; own; here; below
filling; form; 1; 2; 3; location; submission; optionally; data; your own; answerer; called
ما; ماهو; ماهي; هو; هي; من; في; على; او; و; يرجى; الرجاء; رجاء; كتابه; ادخال; ادخل; اكتب; ذكر; اذكر; حدد; تحديد
تزويدنا
المشارك; المشاركه; المشاركين; المستجيب; المستجيبه; المجيب; المبحوث; الباحث; العداد; الشخص; الخاص; الخاصه; بك; بكم
بالمشارك; الشخصي; الشخصيه; الحالي; الحاليه; رقم; ارقام; معلومات; بيانات; اختياري; الزامي; العمل; الرسمي; ان; وجد
الخاصه
کە; لە; بۆ; و; یان; چییە; چی; تکایە; بنووسە; بنووسن; داخڵ; بکە; بکەن; بەشداربوو; بەشداربووان; بەشدار; وەڵامدەر
وەڵامدەرەوە; کەس; کەسی; تۆ; ئێوە; خۆت; ئێستا; ژمارە; زانیاری; کار; ئارەزوومەندانە; هەیە; پێویست; خۆتان; بەڕێز
de; du; des; d; l; la; le; les; et; ou; un; une; quel; quelle; quels; quelles; est; sont; votre; vos; vous; mon; ma
veuillez; merci; indiquer; indiquez; saisir; saisissez; écrire; écrivez; entrer; entrez; préciser; précisez
donner; donnez
répondant; répondante; participant; participante; personne; enquêteur; enquêtrice; contact; numéro; personnel
personnelle; professionnel; professionnelle; actuel; actuelle; facultatif; obligatoire; principal; quelle; coordonnées
bureau; ici; s; il; plaît; de la; du de la; enquêté; interviewé; renseigner; svp; êtes; occupez; travail; au; à
"""
"""Words that may stand beside such a phrase in a heading that asks for nothing else."""

ANYWHERE: Mapping[str, str] = {
    "heading_name": """
        your name; your full name; your first name; your last name; name of the respondent; name of respondent
        name of the participant; name of participant; respondent name; participant name; enumerator name
        اسمك; اسمكم; اسمك الكامل; اسم المشارك; اسم المستجيب; اسمك الثلاثي
        ناوت; ناوتان; ناوی بەشداربوو; ناوی تەواوت; ناوی سیانیت
        votre nom; votre prénom; vos nom et prénom; nom du répondant; nom du participant
        """,
    "heading_email": """
        your email; your e mail; your email address; your mail address
        بريدك الالكتروني; بريدكم الالكتروني; ايميلك
        ئیمەیڵەکەت; ئیمەیلەکەت; ئیمەیڵت
        votre courriel; votre adresse électronique; votre adresse email; votre adresse e mail; votre e mail
        """,
    "heading_phone": """
        your phone number; your telephone number; your mobile number; your whatsapp; your mobile phone number
        رقم هاتفك; رقم هاتفكم; رقم جوالك; رقم موبايلك
        ژمارەی تەلەفۆنت; ژمارەی تەلەفۆنەکەت; ژمارەی مۆبایلت; ژمارەی مۆبایلەکەت
        votre numéro de téléphone; votre téléphone; votre numéro de portable
        """,
    "heading_address": """
        your home address; your postal address; عنوان سكنك; عنوان منزلك; ناونیشانی ماڵەکەت; ناونیشانی ماڵتان
        votre adresse postale; votre adresse personnelle
        """,
    "heading_identity": """
        your national id number; your passport number; your date of birth; رقم هويتك; تاريخ ميلادك; رقم جواز سفرك
        ژمارەی ناسنامەکەت; ژمارەی پاسپۆرتەکەت; votre numéro de passeport; votre date de naissance
        """,
}
"""Phrases that ask so wherever they stand, also in a long sentence."""

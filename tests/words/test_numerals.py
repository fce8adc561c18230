"""Numbers and days as each language writes them, in European or Arabic-Indic digits."""

from __future__ import annotations

import copy
import pickle
import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from words import (
    DIGITS,
    LANGUAGES,
    day,
    digits,
    digits_of,
    exact,
    isolate,
    number,
    own_direction,
    percent,
    plain_numbers,
    say,
    signed,
)
from words.languages import locale

RTL = [language for language in LANGUAGES if language != "en"]
DAY = date(2023, 3, 14)
MARKS = "[\u200e\u200f\u061c\u2066-\u2069]"


def plain(text: str) -> str:
    """A text without what only directs it."""
    return re.sub(MARKS, "", text)


@pytest.mark.parametrize(
    ("language", "system", "said"),
    [
        ("en", "latn", "14 March 2023"),
        ("en", "arab", "14 March 2023"),
        ("ar", "latn", "14 آذار 2023"),
        ("ar", "arab", "١٤ آذار ٢٠٢٣"),
        ("ku", "latn", "14ی ئازاری 2023"),
        ("ku", "arab", "١٤ی ئازاری ٢٠٢٣"),
    ],
)
def test_a_day_is_said_as_in_iraq(language: str, system: str, said: str) -> None:
    with digits(system):
        assert plain(day(DAY, language)) == said


def test_no_day_is_nothing() -> None:
    assert day(None, "ar") == ""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (number(1234.5, "en", 1), "1,234.5"),
        (signed(-3, "en"), "−3"),
        (signed(3, "en"), "+3"),
        (signed(0, "en"), "0"),
        (percent(45, "en"), "45%"),
        (exact(5.0, "en"), "5"),
        (exact(2.5, "en"), "2.5"),
        (exact(1_234_567, "en"), "1,234,567"),
        (exact(0.00001, "en"), "0.00001"),
    ],
)
def test_english_numbers(written: str, said: str) -> None:
    assert written == said


@pytest.mark.parametrize("language", RTL)
def test_arabic_indic_digits_have_their_own_separators_and_percent_sign(language: str) -> None:
    with digits("arab"):
        assert plain(number(1234.5, language, 1)) == "١٬٢٣٤٫٥"
        assert plain(signed(-3, language)) == "−٣"
        assert plain(signed(3, language)) == "+٣"
        assert plain(percent(45, language)) == "٤٥٪"
        assert plain(exact(2.5, language)) == "٢٫٥"
        assert plain(say("figures.n", language, n=5)).startswith("٥ ")
    assert plain(number(1234.5, language, 1)) == "1,234.5"


@given(
    st.floats(-1e9, 1e9),
    st.integers(0, 3),
    st.sampled_from(LANGUAGES),
    st.sampled_from(DIGITS),
)
def test_separators_are_those_of_the_locale(value: float, decimals: int, language: str, system: str) -> None:
    """Babel's own formatting of the same rounded number, with its hyphen as a minus and its digits in the system."""
    rounded = round(round(value, 9), decimals) + 0.0
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    own = system if language in RTL else "latn"
    known = format_decimal(rounded, pattern, locale=locale(language), numbering_system=own)
    if own == "arab":
        known = known.translate({ord(str(n)): chr(0x660 + n) for n in range(10)})
    with digits(system):
        assert plain(number(value, language, decimals)) == plain(known).replace("-", "−")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_percent_sign_is_that_of_the_locale(language: str) -> None:
    known = format_percent(0.45, locale=locale(language), numbering_system="latn")
    assert plain(percent(45, language)) == plain(known)


@pytest.mark.parametrize("language", RTL)
def test_signs_stand_where_the_locale_puts_them(language: str) -> None:
    """CLDR keeps European numbers left to right (U+200E), and puts signs of Arabic-Indic ones right to left."""
    assert signed(-3, language) == "\u2066−3\u2069"
    with digits("arab"):
        assert signed(-3, language) == "\u2067−٣\u2069"
        assert percent(45, language) == "\u2067٤٥٪\u2069"


@pytest.mark.parametrize("language", RTL)
def test_the_numbers_that_stand_in_sentences_have_the_digits_too(language: str) -> None:
    with digits("arab"):
        said = say("figures.shows_answers", language, who="")
        assert not re.search("[0-9%]", said)
        assert "٩٥٪" in plain(said)
    assert "95%" in plain(say("figures.shows_answers", language, who=""))


@pytest.mark.parametrize("language", RTL)
def test_codes_versions_and_what_others_wrote_keep_their_digits(language: str) -> None:
    with digits("arab"):
        said = say("reports.provenance_code", language, code=isolate("9CC9EFF3", language))
        assert "9CC9EFF3" in said
        assert "Plan 2023" in own_direction("Plan 2023", language)
        assert "Q12" in say("issues.file_missing", language, file="Q12 2023.xlsx")
        assert "2023.xlsx" in say("issues.file_missing", language, file="Q12 2023.xlsx")


def test_english_is_never_affected() -> None:
    texts = [number(1234.5, "en", 1), percent(45, "en"), day(DAY, "en"), say("figures.key_interval", "en")]
    with digits("arab"):
        assert digits_of("en") == "latn"
        assert [number(1234.5, "en", 1), percent(45, "en"), day(DAY, "en"), say("figures.key_interval", "en")] == texts


def test_digits_that_nobody_knows_are_refused() -> None:
    with pytest.raises(ValueError, match="latn, arab"), digits("roman"):
        pass


def test_the_choice_ends_with_its_block_even_in_an_error() -> None:
    with digits("arab"):
        with digits("latn"):
            assert plain(number(5, "ar")) == "5"
        assert plain(number(5, "ar")) == "٥"
    with pytest.raises(KeyError), digits("arab"):
        say("figures.no_such_key", "ar")
    assert plain(number(5, "ar")) == "5"


def test_a_choice_is_that_of_its_thread_alone() -> None:
    at_once = Barrier(8)

    def texts(system: str) -> set[str]:
        with digits(system):
            at_once.wait(20)
            return {plain(number(5, "ar") + say("figures.key_interval", "ar")) for _ in range(500)}

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(texts, DIGITS * 4))
    assert found == [{"5فترة التقدير 95%"}, {"٥فترة التقدير ٩٥٪"}] * 4


def test_a_number_is_still_one_when_it_was_copied() -> None:
    for one in (copy.deepcopy(number(1, "ar")), pickle.loads(pickle.dumps(number(1, "ar")))):
        assert one == number(1, "ar")
        assert say("figures.n", "ar", n=one) == "شخص واحد"


NAMES = st.one_of(
    st.sampled_from(["NATO", "أحمد", "Baghdad (Karrada)", "کەرکوک", "a.xlsx", "שלום", "123", "(", "‏", "😀 مرحبا", ""]),
    st.text(st.characters(categories=("L", "N", "P", "Z")), max_size=20),
)


def is_balanced(text: str) -> bool:
    """Whether every isolate ends, and none ends that did not begin (Unicode Annex 9)."""
    open_ = 0
    for sign in text:
        open_ += {"LRI": 1, "RLI": 1, "FSI": 1, "PDI": -1}.get(unicodedata.bidirectional(sign), 0)
        if open_ < 0:
            return False
    return not open_


@given(NAMES, NAMES, st.floats(-1000, 1000), st.sampled_from(LANGUAGES), st.sampled_from(DIGITS))
def test_marks_of_direction_are_balanced_in_any_mix(
    who: str, what: str, value: float, language: str, system: str
) -> None:
    with digits(system):
        parts = (own_direction(who, language), signed(value, language, 1), percent(value, language), day(DAY, language))
        inner = say("findings.round_on_day", language, round=own_direction(what, language), day=day(DAY, language))
        said = say("findings.paragraph_count", language, what=" ".join((*parts, inner)), n=number(value, language))
    assert is_balanced(said)
    assert all(is_balanced(part) for part in parts)


@given(NAMES.filter(str.strip), st.sampled_from(RTL))
def test_a_name_is_held_apart_from_a_sentence_that_runs_the_other_way(name: str, language: str) -> None:
    assert own_direction(name, language) == f"\u2068{name}\u2069"


@pytest.mark.parametrize("language", RTL)
@pytest.mark.parametrize("name", ["NGO", "NGO (Mosul)", "3rd group", "NGO منظمة"])
def test_latin_text_in_a_sentence_is_isolated_once(name: str, language: str) -> None:
    said = say("findings.subject_group", language, who=name)
    assert said.count(f"\u2068{name}\u2069") == 1
    assert said == say("findings.subject_group", language, who=own_direction(name, language))
    already = say("issues.file_missing", language, file=name)
    assert already.count("\u2068") == 1
    assert is_balanced(already)


@pytest.mark.parametrize("language", RTL)
@pytest.mark.parametrize("name", ["منظمة NGO", "5", "", "\u2066A\u2069 b"])
def test_what_runs_as_the_sentence_does_or_is_isolated_stays_as_it_is(name: str, language: str) -> None:
    assert say("findings.subject_group", language, who=name).count("\u2068") == 0


@given(NAMES, NAMES, st.sampled_from(LANGUAGES))
def test_any_names_leave_a_sentence_balanced(who: str, what: str, language: str) -> None:
    inner = say("findings.subject_item", language, who=who, what=what)
    assert is_balanced(say("findings.went_levels", language, subject=inner, before=who, after=what))


def test_no_name_needs_no_marks() -> None:
    assert own_direction("", "ar") == ""


@pytest.mark.parametrize("system", DIGITS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_read_back_as_they_were_written(language: str, system: str) -> None:
    with digits(system):
        change, low = signed(1234.5, language, 1), signed(-7, language)
        text = f"▲ {change} ({low} – {number(0.25, language, 2)}), {percent(61, language)}"
        assert plain_numbers(text, language) == ["1234.5", "-7", "0.25", "61"]
    assert plain_numbers("–", language) == []

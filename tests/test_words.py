"""The words: each language says the same things, with the same values in them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter

import pytest

from tests.metrics.causal_words import UNNATURAL
from tests.word_lists import FOLDER, entries, forms, headings, topics, words_of
from tests.words_said import named, said
from words import LANGUAGES, number, signed

FILES = sorted([*FOLDER.glob("*/*.json"), FOLDER / "headings.json"])
TRANSLATIONS = [language for language in LANGUAGES if language != "en"]


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_each_folder_of_words_is_a_language() -> None:
    assert sorted(path.name for path in FOLDER.iterdir() if path.is_dir()) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_covers_the_same_topics(language: str) -> None:
    assert topics(language) == topics("en")


@pytest.mark.parametrize("topic", topics("en"))
@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_holds_the_same_keys(language: str, topic: str) -> None:
    assert words_of(language, topic).keys() == words_of("en", topic).keys()


@pytest.mark.parametrize("topic", topics("en"))
@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translated_sentence_has_the_same_fields(language: str, topic: str) -> None:
    english = words_of("en", topic)
    translated = words_of(language, topic)
    other = {key: fields(translated[key]) ^ fields(english[key]) for key in english.keys() & translated.keys()}
    assert {key: names for key, names in other.items() if names} == {}


def test_each_heading_is_there_in_each_language() -> None:
    assert {key: sorted(texts) for key, texts in headings().items() if sorted(texts) != sorted(LANGUAGES)} == {}


@pytest.mark.parametrize("topic", topics("en"))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_words(language: str, topic: str) -> None:
    empty = [key for key, words in entries(language, topic).items() if not all(text.strip() for text in forms(words))]
    assert empty == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_key_is_said_twice(path: Path) -> None:
    pairs: list[tuple[str, str]] = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=list)
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("noise", [-1e-13, 0.0, 1e-13])
def test_the_noise_of_the_arithmetic_does_not_decide_how_half_is_rounded(noise: float) -> None:
    assert number(52.5 + noise, "en") == "52"
    assert number(56.25 + noise, "en", 1) == "56.2"
    assert signed(-3.5 + noise, "en") == "\N{MINUS SIGN}4"


def catalogue() -> dict[str, str]:
    """Every sentence of the source language, by its whole key."""
    return {f"{topic}.{key}": text for topic in topics("en") for key, text in words_of("en", topic).items()}


def test_every_word_that_the_program_says_is_there() -> None:
    keys = "\n".join(catalogue())
    missing = [f"{one.where}: {one.keys}" for one in said() if one.keys and not _is_there(one.keys, keys)]
    assert missing == []


def _is_there(pattern: str, keys: str) -> bool:
    return re.search(f"^(?:{pattern})$", keys, re.MULTILINE) is not None


def test_a_sentence_is_given_the_values_that_it_asks_for() -> None:
    known = {re.escape(key): fields(text) for key, text in catalogue().items()}
    wrong = [
        f"{one.where}: {one.keys} asks for {sorted(known[one.keys])}"
        for one in said()
        if one.values is not None and one.keys in known and not one.values >= known[one.keys]
    ]
    assert wrong == []


MIDDLE = {"en": "middle", "ar": "الوسط", "ku": "ناوەڕاست"}
TURNED = {"en": "reversed", "ar": "المعكوسة", "ku": "پێچەوانەکان"}
OF_MEANS = {"figures.of_ratings", "figures.key_above", "figures.key_below"}
"""Said of means from 0 to 100, in which reversed questions are turned round."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_share_above_the_middle_says_that_reversed_questions_are_turned_round(language: str) -> None:
    """Or it would be wrong of a reversed question, in which a high answer counts as low; no heading has room for it."""
    sides = {key for key, text in catalogue().items() if re.search("(above|below) (the )?middle", text)}
    assert sides > OF_MEANS
    texts = {f"{topic}.{key}": text for topic in topics("en") for key, text in words_of(language, topic).items()}
    assert [key for key in sides - OF_MEANS if TURNED[language] not in texts[key]] == []
    assert [text for text in words_of(language, "headings").values() if re.search(MIDDLE[language], text)] == []


SAID_BY_CODE = ("issues", "workbook", "checks", "language")
"""Topics whose keys are codes and columns that other modules name."""


def test_no_word_is_left_that_nothing_says() -> None:
    patterns = re.compile("|".join({one.keys for one in said() if one.keys[:2] != r"[\w"} | named()))
    keys = [key for key in catalogue() if not key.startswith(SAID_BY_CODE)]
    assert [key for key in keys if not patterns.fullmatch(key)] == []


@pytest.mark.parametrize("topic", topics("en"))
def test_no_sentence_speaks_as_nobody_does(topic: str) -> None:
    may = {"protection.check_asked"}
    found = {
        key: text
        for key, text in words_of("en", topic).items()
        if f"{topic}.{key}" not in may and any(re.search(word, text, re.IGNORECASE) for word in UNNATURAL)
    }
    assert found == {}


REPLACED = (
    "mend this", "be mended", "fits these answers", "well have been seen", "speak only for", "smaller than matters",
    "too mixed to say", "cannot be told", "no answers of few", "told by name", "Fewest people", "told to nobody",
    "not reckoned", "hangs on them", "Wipe this", "what there is none of", "stands by itself", "it takes three",
    "without a home", "found no home", "anything more could",
)  # fmt: skip
"""Phrases that readers stumbled over."""


@pytest.mark.parametrize("topic", topics("en"))
def test_no_phrase_is_left_that_readers_stumbled_over(topic: str) -> None:
    assert {key: text for key, text in words_of("en", topic).items() if any(one in text for one in REPLACED)} == {}


def test_arabic_has_one_word_for_the_interval_and_one_for_what_is_hidden() -> None:
    """The field's own term for the interval is given once, where the word is explained."""
    said = {f"{topic}.{key}": text for topic in topics("ar") for key, text in words_of("ar", topic).items()}
    assert [key for key, text in said.items() if re.search("فترة الثقة|فترات", text)] == ["screens.term_interval"]
    assert [key for key, text in said.items() if "مخفي" in text] == []
    assert said["screens.set_threshold"] == said["workbook.threshold"]

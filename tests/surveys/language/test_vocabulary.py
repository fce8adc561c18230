"""The vocabulary: every list is there in the languages of the answers, and a damaged file says what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from surveys.formats import formats
from surveys.language import vocabulary
from surveys.language.vocabulary import VOCABULARY, VocabularyError, any_of, names, phrases, tool_phrases, written

FILES = sorted(VOCABULARY.glob("*/*.json"))
SPOKEN = ("en", "ar", "ku", "fr")
"""The languages in which officers get their files."""


def paths(words: Mapping[str, object], *path: str) -> Iterator[tuple[str, ...]]:
    """The names of every list of a file, behind those of its groups."""
    for name, value in words.items():
        yield from paths(value, *path, name) if isinstance(value, dict) else [(*path, name)]


def lists_of(language: str) -> set[tuple[str, ...]]:
    files = (VOCABULARY / language).glob("*.json")
    return {path for file in files for path in paths(json.loads(file.read_text(encoding="utf-8")), file.stem)}


def test_every_list_is_in_every_language_but_those_that_only_some_need() -> None:
    everywhere = lists_of("en")
    only_some: set[tuple[str, ...]] = {("times", "months"), ("times", "before_noon"), ("times", "after_noon")}
    only_some |= {path for path in everywhere if path[:2] == ("scales", "smileys")}  # of no language
    assert {language: everywhere - lists_of(language) - only_some for language in SPOKEN} == {
        language: set() for language in SPOKEN
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_list_holds_each_phrase_once_without_blanks_around_it(path: Path) -> None:
    for where in paths(json.loads(path.read_text(encoding="utf-8"))):
        words: object = json.loads(path.read_text(encoding="utf-8"))
        for name in where:
            assert isinstance(words, dict)
            words = words[name]
        assert isinstance(words, list)
        assert len(words) == len(set(words))
        assert [one.strip() for one in words] == words


def test_arabic_and_kurdish_are_written_in_their_letters() -> None:
    latin = [
        phrase
        for topic in ("rounds", "roles", "direction", "sides", "headings")
        for name in names(topic)
        for language, found in written(topic, name).items()
        for phrase in found
        if language in ("ar", "ku") and phrase.isascii()
    ]
    assert latin == []


def test_phrases_are_compared_as_wordings_are() -> None:
    assert {"لا اعرف", "don t know", "je ne sais pas"} <= phrases("answers", "non_answers")


def test_what_a_tool_writes_stands_in_a_file_of_the_tool() -> None:
    modules = {one.__name__.rpartition(".")[2] for one in formats()}
    assert {path.stem for path in (VOCABULARY / "tools").glob("*.json")} <= modules
    assert "zeitstempel" in tool_phrases("google_forms", "timestamp")


def test_any_of_takes_the_longest_phrase() -> None:
    assert any_of({"en": ("am", "am.")}) == r"am\.|am"


def test_a_list_that_no_language_has_is_an_error() -> None:
    with pytest.raises(VocabularyError, match="No language has the list nothing of rounds"):
        written("rounds", "nothing")


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("{", "vocabulary/en/rounds.json is no JSON"),
        ("[]", "vocabulary/en/rounds.json holds no lists by name"),
        ('{"before": "pre"}', "vocabulary/en/rounds.json: before is no list of phrases"),
        ('{"before": ["pre", ""]}', "vocabulary/en/rounds.json: before is no list of phrases"),
    ],
)
def test_a_damaged_file_is_named(content: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "vocabulary"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "rounds.json").write_text(content, encoding="utf-8")
    monkeypatch.setattr(vocabulary, "VOCABULARY", folder)
    vocabulary.languages.cache_clear()
    with pytest.raises(VocabularyError) as caught:
        written("rounds", "before")
    vocabulary.languages.cache_clear()
    assert wrong in str(caught.value)

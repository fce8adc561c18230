"""Every issue has a sentence, and every sentence an issue."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from surveys import Issue, Listing
from surveys.model.issues import grouped
from tests.word_lists import words_of
from words import LANGUAGES

ROOT = Path(__file__).resolve().parents[3]
TO_DO, PLACE, OWN = ".to_do", "where_", "_of_index"


def sentences(language: str) -> dict[str, str]:
    """What is wrong and what to do by the code, with the fields of the place that stands in front."""
    words = {key: text for key, text in words_of(language, "issues").items() if not key.endswith(OWN)}
    whole = {key: f"{text} {words.get(key + TO_DO, '')}" for key, text in words.items() if not key.endswith(TO_DO)}
    parts = {key: text for key, text in words.items() if key.startswith(PLACE)}
    for name, part in parts.items():
        whole = {key: text.replace("{" + name + "}", part) for key, text in whole.items()}
    return {key: text for key, text in whole.items() if key not in parts}


SENTENCES = sentences("en")
MAKERS = {
    "Issue": 1,
    "problem": 0,
    "issues_at": 0,
    "answer_issues": 0,
    "_listed": 2,
    "_column_problem": 1,
    "unmatched_issues": 3,
    "_before_issue": 1,
    "pairs_noted": 0,
    "item_issues": 0,
}
WITHOUT_FILE = {"no_files", "joined_by_hand", "asked_in_one_round"}
"""What is said of no file, or of all of them: the store keeps it with the edition."""


def texts_in_calls() -> set[str]:
    """The codes that `surveys` makes issues of: text given to what makes them, and text in its tables of codes."""
    found: set[str] = set()
    for path in (ROOT / "surveys").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).rpartition(".")[2]
                position = MAKERS.get(name, len(node.args))
                given = node.args[position] if position < len(node.args) else None
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    found.add(given.value)
    return found


def literals(*packages: str) -> set[str]:
    sources = [path.read_text(encoding="utf-8") for name in packages for path in (ROOT / name).rglob("*.py")]
    constants = (node for source in sources for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return {node.value for node in constants if isinstance(node.value, str)}


def test_every_issue_has_a_sentence() -> None:
    codes = texts_in_calls()
    assert len(codes) > 40
    assert codes <= SENTENCES.keys()


def test_every_sentence_has_an_issue() -> None:
    assert SENTENCES.keys() <= literals("surveys", "metrics", "reports", "store")


def test_a_sentence_of_a_reading_names_the_file() -> None:
    for code in SENTENCES.keys() & literals("surveys"):
        fields = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
        assert "file" in fields or code in WITHOUT_FILE, code


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_are_named_as_cells_so_that_none_is_taken_for_a_code(language: str) -> None:
    word = {"en": "cell", "ar": "خلي|خلاي", "ku": "خانە"}[language]
    named = re.compile(rf"(?:{word})[^.{{}}]*(?:\{{other\}}[^.{{}}]*)?\{{(?:other_)?cells?\}}")
    for code, sentence in sentences(language).items():
        written = re.findall(r"\{(?:other_)?cells?\}", sentence) if code != "file_too_large" else []
        assert len(named.findall(sentence)) == len(written), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_to_do_is_said_of_a_problem_that_is_named(language: str) -> None:
    words = words_of(language, "issues")
    assert {key.removesuffix(TO_DO) for key in words if key.endswith(TO_DO)} <= words.keys()


def test_each_part_of_a_message_stands_alone() -> None:
    issue = Issue("note", "previews", "a. b: c.csv", "Data", "A2", {"count": 1})
    parts = issue.explained("en")
    assert parts.to_do == "There is nothing to do."
    assert parts.wrong.startswith("Submissions left out because")
    assert issue.message("en") == f"a. b: c.csv, sheet Data: s{parts.wrong[1:]} {parts.to_do}"


def test_a_sentence_that_begins_with_the_file_keeps_it() -> None:
    parts = Issue("error", "file_too_large", "a.xlsx", values={"cells": "9"}).explained("en")
    assert parts.wrong.startswith("a.xlsx is too large to open safely: a sheet")


def score(cell: str | None, choice: str = "a", sheet: str = "choices") -> Issue:
    values = {"list": "agree", "choice": choice}
    return Issue("error", "score_not_a_number", "form.xlsx", sheet, cell, values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_twelve_errors_of_one_kind_on_one_sheet_are_one_message_with_their_cells(language: str) -> None:
    errors = [score(f"D{row}", f"choice {row}") for row in range(2, 14)]
    (one,) = grouped(errors)
    assert one.alike == Listing.of([f"D{row}" for row in range(3, 14)])
    said = one.message(language)
    assert said.startswith(errors[0]._wrong(language, errors[0]._values(language)))
    assert "11" in said
    assert "D3, D4, D5" in said
    assert "D13" in one.explained(language).wrong


def test_what_differs_in_kind_or_place_or_names_no_cell_stays_by_itself() -> None:
    errors = [
        score("D2"),
        score("D2", sheet="other"),
        Issue("error", "choice_twice", "form.xlsx", "choices", "D2", {"list": "agree", "choice": "a"}),
        Issue("error", "column_twice", "a.csv", "a", Listing.of(["B1", "C1"]), {"question": "q1"}),
        Issue("error", "column_twice", "a.csv", "a", Listing.of(["D1", "E1"]), {"question": "q2"}),
        score(None),
        score(None, "b"),
    ]
    assert grouped(errors) == errors
    assert grouped([*errors, score(None), score(None, "b")]) == errors


def test_what_is_named_by_others_is_shown_in_one_line_without_signs_of_control() -> None:
    named = "a\x1b[31m\n\N{RIGHT-TO-LEFT OVERRIDE}b"
    issue = Issue("warning", "answers_without_home", named, named, Listing.of([named]), {"heading": named, "count": 1})
    assert not set(issue.message("en")) & set("\x1b\n\N{RIGHT-TO-LEFT OVERRIDE}")


TRUST = {"en": "trust(?!_)", "ar": "ثقة", "ku": "متمان"}
"""The word, but not in the name of a column of the form."""
OF_THE_INDEX = sorted(
    {key.removesuffix(OWN).removesuffix(TO_DO) for key in words_of("en", "issues") if key.endswith(OWN)}
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", OF_THE_INDEX)
def test_what_is_said_of_an_index_of_another_name_does_not_call_it_trust(code: str, language: str) -> None:
    fields = {name for _, name, _, _ in Formatter().parse(sentences("en")[code]) if name}
    issue = Issue("warning", code, "a.csv", "a", "B1", dict.fromkeys(fields - {"asked_in"}, "x") | {"asked_in": []})
    named = issue.of_index({"en": "Cohesion", "ar": "التماسك", "ku": "یەکگرتوویی"})
    assert re.search(TRUST[language], issue.message(language))
    assert not re.search(TRUST[language], named.message(language))
    assert issue.of_index({}) == issue


def test_an_issue_that_does_not_speak_of_the_index_does_not_know_its_name() -> None:
    issue = Issue("note", "previews", "a.csv", values={"count": 1})
    assert issue.of_index({"en": "Cohesion"}) == issue

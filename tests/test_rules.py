"""The rules that code, tests and documents cite by number stand in ``docs/rules.md``, each with its files and tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.machine import ROOT

PAGE = ROOT / "docs" / "rules.md"
_HEADING = re.compile(r"^### (\d+)\. (\S.*)$", re.MULTILINE)
_PATHS = re.compile(r"^Code: (.+)\. Test: (.+)\.$", re.MULTILINE)
_CITED = re.compile(r"\brules?\s+(\d+(?:(?:,| and| to| or)\s+\d+)*)", re.IGNORECASE)
OUTSIDE = tuple(f"{page}.md" for page in ("numbers", "design", "look"))
"""Papers that the rules were first written in; they are not part of the project."""


@dataclass(frozen=True)
class Rule:
    """One rule of the page: its number, its name, its text and the paths that it gives."""

    number: int
    name: str
    text: str

    @property
    def code(self) -> tuple[str, ...]:
        return self._paths(1)

    @property
    def tests(self) -> tuple[str, ...]:
        return self._paths(2)

    def _paths(self, which: int) -> tuple[str, ...]:
        found = _PATHS.search(self.text)
        return tuple(re.findall(r"`([^`]+)`", found[which])) if found else ()


def rules() -> list[Rule]:
    parts = _HEADING.split(PAGE.read_text(encoding="utf-8"))[1:]
    return [Rule(int(number), *rest) for number, *rest in zip(parts[::3], parts[1::3], parts[2::3], strict=True)]


def pages() -> Iterator[Path]:
    """Every file of code and every document of the project."""
    for entry in ROOT.iterdir():
        if entry.is_dir() and entry.name[0] not in "._":
            yield from (path for path in entry.rglob("*") if path.suffix in (".py", ".md"))
        elif entry.suffix in (".py", ".md"):
            yield entry


def cited(text: str) -> set[int]:
    """The numbers of rules that a text names: ``rule 36``, ``rules 4 and 33 to 35``."""
    return {int(number) for found in _CITED.findall(text) for number in re.findall(r"\d+", found)}


def test_the_rules_are_numbered_without_a_gap() -> None:
    assert [rule.number for rule in rules()] == list(range(1, 44))
    assert len({rule.name for rule in rules()}) == 43


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule.number))
def test_a_rule_names_the_files_that_hold_it_and_their_tests(rule: Rule) -> None:
    assert rule.code
    assert rule.tests
    assert [path for path in (*rule.code, *rule.tests) if not (ROOT / path).is_file()] == []
    assert [path for path in rule.code if path.startswith("tests/")] == []
    assert [path for path in rule.tests if not path.startswith("tests/") or "/test_" not in path] == []


def test_every_rule_that_is_cited_stands_on_the_page() -> None:
    known = {rule.number for rule in rules()}
    texts = {path: path.read_text(encoding="utf-8") for path in pages()}
    assert {path: wrong for path, text in texts.items() if (wrong := cited(text) - known)} == {}
    assert len([path for path, text in texts.items() if cited(text) and path != PAGE]) > 20


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("(rule 36)", {36}),
        ("by rules 4 and 33 to 35.", {4, 33, 35}),
        ("Rules 4, 5 and\n    35", {4, 5, 35}),
        ("no rule of counts; 12 people", set()),
    ],
)
def test_a_citation_is_seen(text: str, numbers: set[int]) -> None:
    assert cited(text) == numbers


def test_no_page_names_a_paper_that_is_not_part_of_the_project() -> None:
    named = {path: [one for one in OUTSIDE if one in path.read_text(encoding="utf-8")] for path in pages()}
    assert {path: found for path, found in named.items() if found} == {}

"""The documents held against the project: the files, tests and commands that they name are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.machine import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "tests").rglob("*.md"))]
_PLACE = re.compile(r"`((?:[\w.*-]+/)+(?:[\w*-]+\.(?:py|md|json|xlsx|toml))?)`")
_TEST = re.compile(r"`(test_\w+)`")
_COMMAND = re.compile(r"python -m ((?:reports|tests|tools)[\w.]*)")
OUTSIDE = ("../",)
"""How a path begins that leads out of the project."""


def found(pattern: re.Pattern[str], page: Path) -> list[str]:
    return [name for name in pattern.findall(page.read_text(encoding="utf-8")) if not name.startswith(OUTSIDE)]


def is_there(name: str, page: Path) -> bool:
    """Whether a path leads to something, from the project's folder or from that of the page."""
    return any(any(folder.glob(name.rstrip("/"))) for folder in (ROOT, page.parent))


def is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__main__.py").is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    assert [name for name in found(_PLACE, page) if not is_there(name, page)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_that_a_page_names_can_be_run(page: Path) -> None:
    assert [name for name in found(_COMMAND, page) if not is_module(name)] == []


def test_every_test_that_a_page_names_is_there() -> None:
    tests = {path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
    named = {name for page in PAGES for name in found(_TEST, page)}
    assert named
    assert {name for name in named if not any(f"def {name}(" in text for text in tests)} == set()


def test_the_pages_are_read() -> None:
    assert sum(len(found(_PLACE, page)) for page in PAGES) > 100
    assert sum(len(found(_COMMAND, page)) for page in PAGES) > 10


_SOURCE = re.compile(r"^- ([\w’-]+)(.*?)\((\d{4})\)", re.MULTILINE)
_CITED = re.compile(r"([A-ZÄÖ][\w-]+)(?:,? (?:&|and) [A-ZÄÖ][\w-]+| et al\.|’s|'s)?,? \(?((?:18|19|20)\d\d)\b")


def test_every_source_of_the_methods_is_cited_and_every_citation_has_its_source() -> None:
    text = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    body, sources = text.split("\n## Sources\n")
    listed = {(first, others, year) for first, others, year in _SOURCE.findall(sources.split("\n## ")[0])}
    assert len(listed) > 40
    uncited = {one for one in listed if not re.search(rf"{one[0]}[^|;]{{0,60}}\b{one[2]}\b", body)}
    cited = set(_CITED.findall(body))
    assert len(cited) > 40
    without = {
        (name, year)
        for name, year in cited
        if not any(name in first + others and year == of for first, others, of in listed)
    }
    assert (uncited, without) == (set(), set())

"""Arabic-Indic digits reach all texts of a report, and nothing that must keep its own."""

from __future__ import annotations

import ast
import re
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from reports.formats import formats
from reports.report import Event, Report
from tests.house import ROOT, modules
from tests.sample import shared_sample
from tests.words_said import program
from words import DIGITS, LANGUAGES, number

EVENT = Event("Plan 2030", "بغداد", date(2023, 3, 14))
RTL = [language for language in LANGUAGES if language != "en"]


def report(language: str, digits: str) -> Report:
    return Report(shared_sample(), language, event=EVENT, digits=digits)


def texts_of_workbook(language: str, digits: str) -> list[str]:
    book = openpyxl.load_workbook(BytesIO(formats()["xlsx"].write(report(language, digits))))
    cells = (cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return [cell for cell in cells if isinstance(cell, str)]


def texts_of_page(language: str, digits: str) -> list[str]:
    page = formats()["html"].write(report(language, digits)).decode("utf-8")
    page = re.sub("<(style|script).*?</\\1>", "", page, flags=re.DOTALL)
    return [unescape(text) for text in re.findall(">([^<>]+)<", page)]


def european(texts: list[str]) -> set[str]:
    """What is left of European digits and percent signs, but for code, version, names of fields, what was typed."""
    known = re.compile(rf"{shared_sample().code}|Thiqa [0-9.]+|Plan 2030|[a-z]\w*_\d")
    return {text for text in texts if re.search("[0-9%]", known.sub("", text))}


@pytest.mark.parametrize("language", RTL)
@pytest.mark.parametrize("texts", [texts_of_workbook, texts_of_page])
def test_no_text_of_the_program_keeps_european_digits(texts: object, language: str) -> None:
    assert callable(texts)
    assert european(texts(language, "arab")) == set()
    assert any(shared_sample().code in text for text in texts(language, "arab"))
    assert any("٩٥٪" in re.sub("[\u2066-\u2069]", "", text) for text in texts(language, "arab"))


@pytest.mark.parametrize("texts", [texts_of_workbook, texts_of_page])
def test_a_report_in_english_is_the_same_in_either(texts: object) -> None:
    assert callable(texts)
    assert texts("en", "arab") == texts("en", "latn")


@pytest.mark.parametrize("name", formats())
def test_every_format_writes_in_the_digits_of_its_report(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one = formats()[name]
    stub = SimpleNamespace(write=lambda report: number(5, report.language).encode())
    monkeypatch.setattr(one, "_module", stub)
    said = {digits: one.write(report("ar", digits)).decode()[1:-1] for digits in DIGITS}
    assert said == {"latn": "5", "arab": "٥"}


def test_what_keeps_texts_for_later_keeps_them_by_their_digits() -> None:
    """A function of a module that says words and remembers them would say them in the digits of its first caller."""
    says = {one.path: {*one.says, "number", "signed", "percent", "exact", "day"} for one in program()}
    wrong = []
    for path in modules():
        for function in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
            if isinstance(function, ast.FunctionDef) and _is_cached(function):
                called = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
                arguments = [argument.arg for argument in function.args.args]
                if called & says.get(path.as_posix(), set()) and not any("digits" in name for name in arguments):
                    wrong.append(f"{Path(path).as_posix()}: {function.name}")
    assert wrong == []


def _is_cached(function: ast.FunctionDef) -> bool:
    return any("cache" in ast.unparse(one) for one in function.decorator_list)

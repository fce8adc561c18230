"""What leaves the program is of two types, and nothing else can make them: imports and signatures are walked."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_type_hints

import pytest

import metrics
from metrics import Protected, Shared
from pages.shell.editions import ShownEdition
from store import Shelf
from tests.house import ROOT, imported_by, modules, package_of
from tests.sample import sample_result, shared_sample

OUTSIDE = ("charts", "reports", "store", "pages", "dashboard", "tools")
"""The packages behind disclosure control."""

NO_PEOPLE = {
    "schema.rows": {"LEVELS", "ROW", "SPREAD", "Field", "has_no_number", "in_workbook"},
    "schema.kinds": {
        "CHOICE",
        "CODE",
        "DISTRIBUTION",
        "VERDICT",
        "GROUP",
        "LEVEL",
        "MEASURE",
        "PAIR",
        "ROUND",
        "SENTENCE",
        "WHY",
        "Kind",
    },
    "result": {"TABLES", "GroupFacts", "RoundFacts", "Suppression", "shared_from_document"},
    "schema.precision": {"FEW", "NARROW", "P_DECIMALS", "decimals_for", "rounded", "rounded_p"},
    "result.json_schema": {"layout_digest", "results_schema"},
    "result.result": {"INTERNAL"},
    "model.measures": {"Answer", "score_key"},
    "result.units": {
        "ORIGINAL",
        "POINTS",
        "TRUSTING",
        "UNITS",
        "OnScale",
        "Scale",
        "beside",
        "on_scale",
        "scale_of",
        "scale_words",
        "trusting_levels",
        "trusting_rows",
        "trusting_share",
    },
    "tables.attrition": {"MEANS_PROTECTED"},
    "tables.changes": {"NOT_IN_BOTH_ROUNDS"},
    "tables.reliability": {"POOLED"},
    "model.scores": {"DECIMALS"},
    "publish.round_names": {"LONGEST_NAME", "checked_names", "doubts_about_days", "names_of"},
    "result.sentences": {"decimals", "doubt", "finding", "grounds", "moved_otherwise", "of_no_row", "said_apart"},
    "result.points": {"SpokenPoints"},
    "result.asked_once": {"only_round", "unanswered_rounds"},
    "result.names": {
        "asked_only_in",
        "finding_words",
        "index_name",
        "matched_label",
        "naming",
        "round_on_day",
        "rounds_in_words",
        "say_of_index",
        "who_is_compared",
    },
    "result.withheld": {"is_in_part", "reasons_withheld", "stated_reasons", "why_withheld"},
    "findings.verdicts": {"SURE", "OPEN", "POINTING", "RULING_OUT", "may_rule_out", "way_of"},
    "model.settings": {"ALPHA"},
}
"""What may be taken from within ``metrics``, beside what it offers itself: nothing that knows who answered what."""

ANALYSES = {
    "pages/steps/draft.py": "the officer's own survey, which becomes a draft",
    "pages/shell/editions.py": "the synthetic sample",
    "pages/steps/mapping/preview.py": "the officer's own spreadsheet, while its columns are mapped",
    "reports/__main__.py": "the command",
}
"""Who may have a survey analysed."""

HAS_ANSWERS = {
    "pages/steps/checks.py": "what was found in the officer's files, cell by cell",
    "pages/steps/mapping/preview.py": "the officer's own spreadsheet, while its columns are mapped",
    "pages/steps/matching.py": "codes that are alike, for the officer to decide",
    "pages/steps/open_answers.py": "what people wrote, for the officer, after a warning",
    "pages/steps/upload.py": "reads the officer's files",
    "pages/shell/editions.py": "reads the synthetic sample",
    "pages/steps/draft.py": "the officer's own survey, which becomes a draft",
    "pages/steps/publish/doubts.py": "serious doubts about the officer's own files, for the officer",
    "pages/steps/publish/publishing.py": "the digests of the officer's files, for the store",
    "reports/__main__.py": "the command reads the files",
    "reports/officer/checks_workbook.py": "what was found in the officer's files, for the officer",
}
"""Who may hold a survey or what was found in one, and why: all of it is the officer's own and is handed to nobody."""

_ANSWERS = {
    "surveys.Survey", "surveys.read_survey", "surveys.read_files", "surveys.CodedFiles", "surveys.Round",
    "surveys.model.survey.Survey", "surveys.model.survey.Round",
    "surveys.model.inspection.Unmatched", "surveys.model.inspection.Inspection",
}  # fmt: skip

DOWNLOADS = {
    "pages/exporting/handing_over.py": "the report in its formats, of a Protected or Shared result",
    "pages/shell/actions.py": "a figure of a page, of a Shared result",
    "pages/steps/checks.py": "the checks workbook, for the officer: values of answers that have no home",
    "pages/steps/copies.py": "days to destroy copies: names no survey and no person",
    "pages/steps/mapping/saved.py": "the questionnaire as it was mapped: no answers of anybody",
    "pages/steps/publish/own_files.py": "the officer's own result, checks and questionnaire, before the files are gone",
    "pages/steps/upload.py": "the shipped questionnaire",
}
"""Who hands out a file, and which."""

OWN_NUMBERS = {
    "pages/exporting/choices.py": "the officer's own report, marked internal",
    "pages/shell/editions.py": "where they are kept",
    "pages/protection.py": "what the officer's own result hides, in words; no number of it",
}
"""Who may ask for the officer's own full numbers."""


def sources(*packages: str) -> Iterator[tuple[str, str]]:
    """The modules of some packages: path and text."""
    for module in modules():
        if package_of(module) in packages:
            yield module.as_posix(), (ROOT / module).read_text(encoding="utf-8")


def wrongly_taken(source: str) -> list[str]:
    """What a module behind disclosure control takes from ``metrics`` that it may not."""
    wrong = []
    for name in imported_by(source):
        top, _, rest = name.partition(".")
        inner, _, taken = rest.rpartition(".")
        allowed = NO_PEOPLE.get(inner, set()) if inner else metrics.__all__
        if top == "metrics" and taken not in allowed:
            wrong.append(name)
    return sorted(wrong)


def arguments(source: str) -> Iterator[tuple[str, ast.arg]]:
    """The arguments of all functions of a module, with the functions' names."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            of = node.args
            every = [*of.posonlyargs, *of.args, *of.kwonlyargs, of.vararg, of.kwarg]
            yield from ((node.name, one) for one in every if one is not None)


def not_of_the_types(source: str) -> list[str]:
    """Arguments called a result that are not annotated as one."""
    return [
        f"{function}({one.arg})"
        for function, one in arguments(source)
        if one.arg in ("result", "own", "officers_own", "handed_on")
        and (one.annotation is None or ast.unparse(one.annotation) not in ("Protected", "Shared"))
    ]


@cache
def mentioned(source: str) -> frozenset[str]:
    """All that a module names, as a name or as an attribute."""
    nodes = list(ast.walk(ast.parse(source)))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return frozenset(names | {node.attr for node in nodes if isinstance(node, ast.Attribute)})


def mentions(source: str, *names: str) -> bool:
    """Whether a module names one of some names."""
    return not mentioned(source).isdisjoint(names)


@pytest.mark.parametrize("module", [module for module, _ in sources(*OUTSIDE)])
def test_nothing_behind_disclosure_control_knows_who_answered_what(module: str) -> None:
    source = (ROOT / module).read_text(encoding="utf-8")
    assert wrongly_taken(source) == []
    assert not_of_the_types(source) == []
    assert module in HAS_ANSWERS or not imported_by(source) & _ANSWERS


@pytest.mark.parametrize(
    "source",
    [
        "from metrics.model.population import Population",
        "from metrics.protection.comparison import Comparison",
        "from metrics.model.scored_survey import ScoredSurvey",
        "import metrics.publish.seal",
        "from metrics.result.result import _SEAL",
        "from metrics.publish.shared import shared",
        "from metrics.result import from_document",
    ],
)
def test_what_holds_people_is_seen_where_it_is_imported(source: str) -> None:
    assert wrongly_taken(source) != []


def test_a_result_of_another_type_is_seen() -> None:
    assert not_of_the_types("def picture(result: dict[str, float]) -> None: ...") == ["picture(result)"]
    assert not_of_the_types("class A:\n    def write(self, *, result) -> None: ...") == ["write(result)"]
    assert not_of_the_types("def picture(result: Protected, own: Shared) -> None: ...") == []


def users(*names: str, packages: tuple[str, ...] = OUTSIDE) -> set[str]:
    return {module for module, source in sources(*packages) if mentions(source, *names)}


def test_the_lists_name_those_who_do_it_and_nobody_else() -> None:
    assert users("analyse") == set(ANALYSES)
    assert {module for module, source in sources(*OUTSIDE) if imported_by(source) & _ANSWERS} == set(HAS_ANSWERS)
    assert users("download_button") == set(DOWNLOADS)
    assert users("officers_own") == set(OWN_NUMBERS)


def test_files_are_written_by_the_command_and_the_store_alone() -> None:
    """What pages make is given to the browser, and leaves through its own button."""
    writes = ("write_bytes", "write_text", "to_csv", "to_excel", "to_json", "to_html", "to_image", "write_image")
    assert users(*writes, packages=("charts", "reports", "store", "pages", "dashboard")) == {
        "reports/files/folder.py",
        "reports/results/schema.py",
    }


def test_the_seal_is_held_by_disclosure_control_alone() -> None:
    everywhere = [(module.as_posix(), (ROOT / module).read_text(encoding="utf-8")) for module in modules()]
    holders = {module for module, source in everywhere if "_SEAL" in source}
    assert holders == {
        "metrics/result/result.py",
        "metrics/result/document.py",
        "metrics/publish/round_names.py",
        "metrics/publish/seal.py",
        "metrics/publish/shared.py",
        "metrics/publish/written.py",
    }
    makers = {module for module, source in everywhere if _calls(source, "Protected", "Shared")}
    assert makers <= holders


def _calls(source: str, *names: str) -> bool:
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return any(isinstance(function, ast.Name) and function.id in names for function in calls)


def test_a_result_that_was_changed_is_none() -> None:
    with pytest.raises(TypeError, match="never by hand"):
        replace(sample_result(), title="Another")
    with pytest.raises(TypeError, match="never by hand"):
        replace(shared_sample(), scores=sample_result().scores)
    assert copy.copy(shared_sample()) == shared_sample()


def test_what_is_published_and_shown_is_what_is_handed_on() -> None:
    assert get_type_hints(Shelf.publish)["result"] is Shared
    assert get_type_hints(Shelf.read)["return"] is Shared
    assert get_type_hints(ShownEdition)["result"] is Shared
    assert get_type_hints(metrics.shared)["return"] is Shared
    assert get_type_hints(metrics.analyse)["return"] is Protected


@pytest.mark.parametrize("package", ["charts", "reports"])
def test_every_public_function_that_draws_or_writes_numbers_takes_a_result(package: str) -> None:
    """What a chart or a sheet is made of is a result, or rows of one; a mapping or a table of people is neither."""
    raw = {"DataFrame", "ndarray", "Floats", "Flags", "Integers", "NDArray", "Survey", "Round", "ScoredSurvey"}
    taken = {
        f"{module}: {function}({one.arg})"
        for module, source in sources(package)
        for function, one in arguments(source)
        if one.annotation is not None and {n.id for n in ast.walk(one.annotation) if isinstance(n, ast.Name)} & raw
    }
    assert taken == set()


def test_the_paths_of_the_lists_are_there() -> None:
    named = {*ANALYSES, *HAS_ANSWERS, *DOWNLOADS, *OWN_NUMBERS}
    assert [path for path in sorted(named) if not Path(ROOT / path).is_file()] == []

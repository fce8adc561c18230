"""The notebook of the documents is what its cells give today."""

from __future__ import annotations

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"
MOST_BYTES = 200_000


def _runner() -> ModuleType:
    spec = spec_from_file_location("notebook_runner", ROOT / "tools" / "run_notebook.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _in_words(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell without the drawn figure, whose bytes may differ from one version of Plotly to the next."""
    kept = [{**one, "data": _texts(one.get("data", {}))} for one in cell.get("outputs", [])]
    return {**cell, "outputs": kept}


def _texts(data: dict[str, Any]) -> dict[str, Any]:
    return {kind: value for kind, value in data.items() if kind.startswith("text/")}


def test_the_notebook_holds_what_its_cells_give() -> None:
    """Where it fails: ``python -m tools.run_notebook`` writes it anew."""
    stored = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    made = list(_runner().executed(stored))
    for stored_cell, made_cell in zip(stored, made, strict=True):
        assert _in_words(stored_cell) == _in_words(made_cell)


def test_the_notebook_is_small_and_names_nobodys_folder() -> None:
    raw = NOTEBOOK.read_bytes()
    assert len(raw) < MOST_BYTES
    assert str(ROOT).encode() not in raw


def test_what_a_cell_prints_comes_before_its_last_expression() -> None:
    first, second = _runner().outputs("a = 1\nprint('x')\na + 1", {})
    assert (first["text"], second["data"]) == (["x\n"], {"text/plain": ["2"]})
    assert _runner().outputs("a = 1", {}) == []

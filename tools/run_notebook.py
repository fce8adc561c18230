"""Run the cells of ``docs/notebook.ipynb`` and write what they give into it: ``python -m tools.run_notebook``.

Without a notebook's own program: a figure is kept as its data, which such a program draws.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

NOTEBOOK = Path(__file__).resolve().parent.parent / "docs" / "notebook.ipynb"
FIGURE = "application/vnd.plotly.v1+json"


def outputs(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    """What a cell of code gives, as a notebook keeps it: what it prints, then its last expression.

    Parameters
    ----------
    source : str
        The cell.
    names : dict
        What the cells before it have defined; it adds its own.
    """
    *body, last = ast.parse(source).body
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed), pd.option_context("display.width", 80, "display.max_columns", 20):
        exec(compile(ast.Module(body, []), "<cell>", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
        else:
            exec(compile(ast.Module([last], []), "<cell>", "exec"), names)
        data = {} if value is None else _shown(value)
    text = printed.getvalue()
    found: list[dict[str, Any]] = []
    found += [{"output_type": "stream", "name": "stdout", "text": text.splitlines(keepends=True)}] if text else []
    found += [{"output_type": "execute_result", "metadata": {}, "data": data}] if data else []
    return found


def _shown(value: Any) -> dict[str, Any]:
    """A value as a notebook shows it, by media type."""
    if hasattr(value, "to_plotly_json"):
        return {FIGURE: json.loads(value.to_json())}
    shown = {"text/plain": repr(value).splitlines(keepends=True)}
    if hasattr(value, "_repr_html_"):
        shown["text/html"] = value._repr_html_().splitlines(keepends=True)
    return shown


def executed(cells: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The cells with what they give today, run one after another from the folder of the notebook."""
    names: dict[str, Any] = {}
    count = 0
    with contextlib.chdir(NOTEBOOK.parent):
        for cell in cells:
            if cell["cell_type"] != "code":
                yield cell
                continue
            count += 1
            found = outputs("".join(cell["source"]), names)
            counted = [{**one, "execution_count": count} if "data" in one else one for one in found]
            yield {**cell, "execution_count": count, "outputs": counted}


def main() -> None:
    """Writes the notebook anew."""
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    notebook["cells"] = list(executed(notebook["cells"]))
    NOTEBOOK.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

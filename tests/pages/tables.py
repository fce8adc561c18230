"""Edits of the tables of a page in a simulated visit, as the browser would send them."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest


def rows(app: AppTest, table: str) -> tuple[Any, ...]:
    """The rows of a table as they were drawn."""
    return tuple(app.session_state[f"drawn_{table}"].rows)


def type_into(app: AppTest, table: str, id_: Any, column: str, value: Any) -> None:
    """Type into the cell of the row that is of `id_`, and let the page run."""
    drawn = app.session_state[f"drawn_{table}"]
    held = app.session_state[drawn.key] if drawn.key in app.session_state else {}  # noqa: SIM401 (it has no "get")
    edited = {row: dict(cells) for row, cells in held.get("edited_rows", {}).items()}
    edited.setdefault(drawn.ids.index(id_), {})[column] = value
    app.session_state[drawn.key] = {"edited_rows": edited, "added_rows": [], "deleted_rows": []}
    app.run()
    assert not app.exception, app.exception

"""Result tables as pandas frames, for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrics.result.document import rows_as_dicts
from metrics.result.names import measure_label, party_label
from metrics.result.result import Protected
from metrics.result.tables import TABLES
from metrics.schema.kinds import GROUP, MEASURE
from metrics.schema.rows import Table
from surveys.model.instrument import ALL

if TYPE_CHECKING:
    import pandas as pd


def frame(result: Protected, table: str, language: str | None = None) -> pd.DataFrame:
    """One table of a result, tidy: a row a measure, group and round (or pair), columns as in ``results.json``.

    Parameters
    ----------
    result : Protected
    table : str
        One of `TABLES`.
    language : {"en", "ar", "ku"}, optional
        Of the labels; the settings' where absent.

    Returns
    -------
    pandas.DataFrame
        Counts are ``Int64``, other numbers ``float64``; missing where a number is hidden or does not exist. Beside
        the columns that name a measure or a group stand their labels: ``measure_label``, ``group_label``, ….

    Raises
    ------
    ValueError
        If there is no such table.
    """
    if table not in TABLES:
        raise ValueError(f"table must be one of {', '.join(TABLES)}")
    import pandas as pd  # only notebooks need it: the headless command starts without

    declared = TABLES[table]
    rows = rows_as_dicts(result, table)
    made = pd.DataFrame(rows, columns=[one.json for one in declared.fields])
    made = made.astype({one.json: one.kind.dtype for one in declared.fields})
    for name, labels in _labels(result, declared, rows, language or result.settings.lang).items():
        made.insert(list(made.columns).index(name) + 1, f"{name}_label", labels)
    return made


def _labels(result: Protected, table: Table, rows: list[dict[str, Any]], language: str) -> dict[str, list[str]]:
    """The labels of the groups and measures of each row, by the column that they belong to."""
    groups = [one.json for one in table.fields if one.kind is GROUP]
    measures = [one.json for one in table.fields if one.kind is MEASURE]
    labels = {name: [party_label(result, row[name], language) for row in rows] for name in groups}
    return labels | {
        name: [measure_label(result, row[name], language, row.get("group", ALL)) for row in rows] for name in measures
    }

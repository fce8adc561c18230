"""Result tables as pandas frames, for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrics.protection import TABLES, Protected, to_document

if TYPE_CHECKING:
    import pandas as pd


def frame(result: Protected, table: str) -> pd.DataFrame:
    """One table of a result, tidy: a row a measure, group and round (or pair), columns as in ``results.json``.

    Parameters
    ----------
    result : Protected
    table : str
        One of `TABLES`: ``scores``, ``changes``, ``items``, ``item_tests``, ``reliability``, ``matrix``, ``gaps``,
        ``between_groups``, ``difference_in_change``, ``robustness``.

    Returns
    -------
    pandas.DataFrame
        Missing where a number is protected or does not exist.

    Raises
    ------
    ValueError
        If there is no such table.
    """
    if table not in TABLES:
        raise ValueError(f"table must be one of {', '.join(TABLES)}")
    import pandas as pd  # only notebooks need it: the headless command starts without

    return pd.DataFrame(to_document(result)[table])

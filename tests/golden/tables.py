"""The tables of a result against R's lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.golden.effects import effect
from tests.golden.findings import ALPHA, adjusted, verdict
from tests.golden.request import Key, Request, Row, plain
from tests.golden.tally import USUAL, Tally, Tolerance

EXACT = {"wilcoxon", "sign_flip", "sign", "mann_whitney", "permutation"}
EXACT_P, EXACT_ADJUSTED = Tolerance(0, 1e-8), Tolerance(0, 5e-7)
DETECTABLE = Tolerance(1e-4, 1e-4)
"""Our root and that of R's ``uniroot``."""
OMEGA = Tolerance(0, 1e-6)
"""Two programs stop iterating at about that distance."""

_SIZES = ("n_from", "n_to", "n_matched")
_POINTS = ("mean_from", "mean_to", "change", "ci_low", "ci_high")
_INVERTED = ("sign_flip", "permutation")
"""Tests that bring an interval of their own, which R did not make."""
_CHECKS = {"matched": "sign_flip", "independent": "permutation"}
_EFFECT = ("effect_value", "effect_low", "effect_high")
_MOVES = ("rose", "same", "fell")
_T_TESTS = ("paired_t", "overlapping_t", "welch_t")
_SPREAD = ("ci_low", "ci_high", "p", "p_adjusted", "statistic", "detectable", *_EFFECT, "beyond_margin")
_RELIABILITY = ("n", "items", "alpha", "alpha_low", "alpha_high")
_WHERE = {"scores": ("measure", "group"), "items": ("item", "group"), "matrix": ("rater", "target")}
_FIELDS = {
    "scores": ("n", "mean", "sd"),
    "items": ("counts", "non_answers", "trusting", "neutral", "distrusting", "net"),
    "matrix": ("n", "mean"),
}


def compare_changes(request: Request, tally: Tally) -> None:
    """Changes, their tests, and the families and findings of the rows that are shown."""
    known = {_change_key(row): row for row in request.known["changes"] if row["estimand"] == request.estimand}
    rows = {_change_key(row): row for row in request.rows("changes")}
    shown = {key: row for key, row in rows.items() if row["verdict"] != "protected"}
    tally.withheld["changes"] += len(rows) - len(shown)
    shown = _known_to_r("changes", shown, known, tally)
    expected = {key: row for key, row in known.items() if row["group"] in request.groups}
    tally.absent += [f"changes: no row of {'/'.join(key)}" for key in expected if key not in rows]
    tests = [(key, known[key], _test_of(known[key], row)["p"]) for key, row in shown.items()]
    p_adjusted = adjusted(one for one in tests if one[2] is not None)
    for key, row in shown.items():
        withheld = _withheld(row, request.estimand)
        _compare_change(tally, key, row, known[key], withheld)
        if not withheld.issuperset(_SPREAD):
            for name, value in zip(_EFFECT, effect(request, known[key], row["effect"]), strict=True):
                tally.compare(f"changes.{name}", key, row[name], value)
            exact = EXACT_ADJUSTED if row["test"] in EXACT else USUAL
            tally.compare("changes.p_adjusted", key, row["p_adjusted"], p_adjusted.get(key), exact)
        interval = tuple((row if row["test"] in _INVERTED else known[key])[name] for name in ("ci_low", "ci_high"))
        if None in interval and row["test"] in _INVERTED and "ci_low" in withheld:
            continue  # what was found is read off an interval that R did not make, and that is withheld
        found, beyond = verdict(known[key], p_adjusted.get(key), row["test"], request.margin, interval)
        tally.compare("changes.verdict", key, row["verdict"], found)
        if "beyond_margin" not in withheld:
            tally.compare("changes.beyond_margin", key, row["beyond_margin"], beyond)
    counted = _SIZES[:2] if request.estimand == "independent" else _SIZES
    large = [row for row in expected.values() if min(row[name] for name in counted) >= request.threshold]
    inverted = any(row["test"] in _INVERTED for row in shown.values())
    points = [name for name in _POINTS if not (inverted and name in ("ci_low", "ci_high"))]
    fields = [*_SIZES, *points, "p", "p_adjusted", "effect_value", "verdict"]
    for name in fields + ([] if request.estimand == "independent" else [*_MOVES]):
        tally.need(f"changes.{name}", len(large))


def _known_to_r(table: str, shown: Mapping[Key, Row], known: Mapping[Key, Row], tally: Tally) -> dict[Key, Row]:
    """The rows shown that R has too; others are noted."""
    tally.differ += [f"{table}: R has no row of {'/'.join(key)}" for key in shown if key not in known]
    return {key: row for key, row in shown.items() if key in known}


def _change_key(row: Row) -> Key:
    return row["measure"], plain(row["group"]), row["from"], row["to"]


def _test_of(known: Row, row: Row) -> Row:
    """R's values of the test that a row has."""
    found: Row = known["tests"][row["test"]]
    return found


def _withheld(row: Row, estimand: str) -> frozenset[str]:
    """What a row does not show where it, or one that would follow from it, has moved one way altogether (rule 39)."""
    if estimand == "independent":
        return frozenset(_MOVES)
    if row["rose"] is not None:
        return frozenset()
    return frozenset((*_MOVES, "check_p", *(() if row["test"] in _T_TESTS else _SPREAD)))


def _compare_change(tally: Tally, key: Key, row: Row, known: Row, withheld: frozenset[str]) -> None:
    test, estimand = _test_of(known, row), known["estimand"]
    wanted = {name: known[name] for name in (*_SIZES, *_POINTS, *_MOVES)}
    wanted |= {"p": test["p"], "statistic": test["statistic"]}
    wanted["check_p"] = known["tests"].get(_CHECKS.get(estimand), {}).get("p")
    if row["detectable_alpha"] == ALPHA:
        wanted["detectable"] = known["detectable"]
    if row["test"] in _INVERTED:
        withheld |= {"ci_low", "ci_high"}
    tolerance = {"check_p": EXACT_P, "p": EXACT_P if row["test"] in EXACT else USUAL, "detectable": DETECTABLE}
    for name in wanted.keys() - withheld:
        tally.compare(f"changes.{name}", key, row[name], wanted[name], tolerance.get(name, USUAL))


def compare_levels(request: Request, table: str, tally: Tally) -> None:
    """Levels, distributions or ratings, a row a round; those of rounds that no pair names are R's own."""
    fields = _FIELDS[table]
    basis = [row for row in request.known[table] if row["basis"] == request.people]
    known = {_level_key(row, table): row for row in basis if row["weighted"] == request.weighted}
    rows = {_level_key(row, table): row for row in request.rows(table)}
    shown = {key: row for key, row in rows.items() if any(row[name] is not None for name in fields)}
    tally.withheld[table] += len(rows) - len(shown)
    shown = _known_to_r(table, shown, known, tally)
    for key, row in shown.items():
        for name in fields:
            tally.compare(f"{table}.{name}", key, *_values(row, known[key], name))
    expected = [key for key, row in known.items() if _is_expected(request, table, row)]
    tally.absent += [f"{table}: no row of {'/'.join(key)}" for key in expected if key not in rows]
    large = [known[key] for key in expected if _size(known[key]) >= request.threshold]
    for name in fields:
        tally.need(f"{table}.{name}", sum(row[name] is not None for row in large))


def _level_key(row: Row, table: str) -> Key:
    return *(plain(row[name]) for name in _WHERE[table]), row["round"]


def _is_expected(request: Request, table: str, row: Row) -> bool:
    """Whether a result must have R's row, shown or hidden; cells of the matrix only where enough people rate."""
    if table != "matrix":
        return row["group"] in request.groups
    return row["rater"] in request.groups - {"ALL"} and row["n"] >= request.threshold


def _size(row: Row) -> int:
    return int(row["n"] if "n" in row else sum(row["counts"].values()))


def _values(row: Row, known: Row, name: str) -> tuple[Any, Any]:
    if name != "counts":
        return row[name], known[name]
    return _counted(row["counts"]), _counted(known["counts"])


def _counted(counts: Mapping[str, int] | None) -> dict[float, int] | None:
    return None if counts is None else {float(score): count for score, count in counts.items() if count}


def compare_reliability(request: Request, tally: Tally) -> None:
    """Alpha, omega and what each item adds."""
    known = {(row["scope"], row["round"]): row for row in request.known["reliability"]}
    rows = {(row["scope"], row["round"]): row for row in request.document["reliability"]}
    possible = [key for key, row in known.items() if row["alpha"] is not None]
    tally.absent += [f"reliability: no row of {'/'.join(key)}" for key in possible if key not in rows]
    for key, row in rows.items():
        for name in _RELIABILITY:
            tally.compare(f"reliability.{name}", key, row[name], known[key][name])
        tally.compare("reliability.omega", key, row["omega"], known[key]["omega"], OMEGA)
        _compare_items(tally, key, row["per_item"], known[key]["per_item"])
    for name in (*_RELIABILITY, "omega"):
        tally.need(f"reliability.{name}", sum(known[key][name] is not None for key in possible))


def _compare_items(tally: Tally, key: Key, items: Sequence[Row], known: Sequence[Row]) -> None:
    ours = {item["item"]: item for item in items}
    for item in known:
        for name in ("item_rest", "alpha_if_dropped"):
            found = ours.get(item["item"], {}).get(name)
            tally.compare(f"reliability.{name}", (*key, item["item"]), found, item[name])


def compare_survey(request: Request, tally: Tally) -> None:
    """How many rows were read, and how many people are in them and in both rounds."""
    survey = request.document["survey"]
    if request.estimand != "independent":
        tally.compare("survey.matched", ("survey",), survey["matched"], request.known["matched"])
    for one, known in zip(survey["rounds"], request.known["rounds"], strict=True):
        for name in ("name", "rows_read", "respondents"):
            tally.compare(f"survey.{name}", (known["name"],), one[name], known[name])


def compare(document: Row, known: Row) -> Tally:
    """A result, as ``results.json`` has it, against what R made of the same survey."""
    request, tally = Request(document, known), Tally()
    compare_changes(request, tally)
    for table in ("scores", "items", *(["matrix"] if known["matrix"] else [])):
        compare_levels(request, table, tally)
    compare_reliability(request, tally)
    compare_survey(request, tally)
    return tally

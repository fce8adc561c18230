"""Mutual trust in words and as a table: who rates whom, before and after. It explores and is never tested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts import RATERS, View, rounds_shown
from charts.drawing.ratings import Rating, about, ratings_of
from charts.figures.gaps import gaps_of, widest_gaps
from charts.figures.ratings import raters_of
from metrics import SIDE, GapRow
from metrics.model.scores import DECIMALS
from metrics.result.names import round_on_day, say_of_index
from reports.content.tables import NONE, Cell, Table, capital, not_shown
from reports.report import Report
from words import number, printable, say


def widest(report: Report, most: int = 3) -> tuple[str, ...]:
    """The pairs that rate each other with the widest gaps after, each in a sentence; none where no two do."""
    result = report.result
    return tuple(widest_gaps(result, rounds_shown(result), report.language, most))


def mutual_notes(report: Report) -> tuple[str, ...]:
    """That ratings are not tested, that they are not the index of the same people, and that a gap may lie in words."""
    language, notes = report.language, []
    if len(rounds_shown(report.result)) > 1:
        notes.append(say("reports.content_mutual_untested", language))
    notes += another_measure(report)
    if report.result.gaps:
        notes.append(say_of_index("screens.mutual_gaps_why", report.result, language))
    return tuple(notes)


def another_measure(report: Report) -> tuple[str, ...]:
    """That a rating is not the index of the same people; nothing where there are no aspects beside it."""
    if all(one.level != "dimension" for one in report.result.measures):
        return ()
    return (say_of_index("reports.content_mutual_means", report.result, report.language),)


def mutual_trust(report: Report) -> Table | None:
    """A row a rater and a rated: the mean rating in each round, the change, the people; None where nobody rates."""
    rounds = rounds_shown(report.result)
    found = ratings_of(report.result, rounds)
    if not found:
        return None
    ordered = [
        one
        for raters in RATERS
        for (rater, _), one in found.items()
        if rater.startswith(SIDE) == (raters == "side")
    ]  # fmt: skip
    title = say_of_index("reports.content_table_mutual_trust", report.result, report.language)
    rows = [_row(report, rating, all_levels=False) for rating in ordered]
    notes = [*mutual_notes(report)]
    if not all(map(_adds_up, ordered)):
        notes.append(say("reports.content_change_alone", report.language))
    return replace(_table_of(report, "mutual_trust", title, rounds, rows, notes), codes=())


def ratings(report: Report, view: View, title: str) -> Table:
    """How each side, or each group, rates the others."""
    result, rounds = report.result, view.rounds_in(report.result)
    names = [name for raters in raters_of(result, view.raters, report.language) for name in raters.names]
    found = [one for one in ratings_of(result, rounds).values() if one.rater in names]
    found.sort(key=lambda one: names.index(one.rater))
    rows = [_row(report, rating) for rating in found]
    return _table_of(report, "ratings", title, rounds, rows, _notes_of(report, found))


def gaps(report: Report, view: View, title: str) -> Table:
    """Both directions of each pair, then the gap between them."""
    result, rounds = report.result, view.rounds_in(report.result)
    known = ratings_of(result, rounds)
    rows: list[tuple[Cell, ...]] = []
    found: list[Rating] = []
    for (a, b), of_pair in gaps_of(result, rounds).items():
        directions = known[a, b], known[b, a]
        found += directions
        rows += [_row(report, rating) for rating in directions]
        rows.append(_gap(report, of_pair, min(rating.decimals for rating in directions)))
    return _table_of(report, "gaps", title, rounds, rows, _notes_of(report, found))


def _table_of(
    report: Report,
    name: str,
    title: str,
    rounds: Sequence[str],
    rows: Sequence[tuple[Cell, ...]],
    notes: Sequence[str],
) -> Table:
    """Ratings under their heads, with what their numbers mean."""
    result, language = report.result, report.language
    several = len(rounds) > 1
    heads = (
        say_of_index("reports.content_head_rating", result, language),
        *(capital(round_on_day(result, one, language)) for one in rounds),
        *(say(f"reports.content_head_{word}", language) for word in (("change", "people") if several else ("people",))),
    )
    of_two = (("mean_from",), ("mean_to",), ("change",), ("n_from", "n_to"))
    codes = (("rating",), *(of_two if several else (("mean",), ("n",))))
    return Table(name, title, heads, tuple(rows), (say("workbook.note_scale", language), *notes), 1, codes)


def _notes_of(report: Report, found: Sequence[Rating]) -> list[str]:
    """The notes of ratings as a figure shows them, with all that is known of their levels."""
    notes = list(mutual_notes(report))
    if not all(map(_adds_up, found)):
        notes.append(say("screens.meaning_rounding", report.language))
    if any(row is not None and row.mean is None for rating in found for row in rating.rows):
        notes.append(say("reports.content_hidden_cells", report.language))
    return notes


def _change(rating: Rating) -> float | None:
    """The change as it is said."""
    return None if rating.change is None else round(rating.change, rating.decimals) + 0.0


def _adds_up(rating: Rating) -> bool:
    """Whether the levels said differ by the change said; where not, tables of a report show the change alone."""
    change = _change(rating)
    if change is None:
        return True
    before, after = (rating.level(position) or 0.0 for position in (0, 1))
    return round(after - before - change, DECIMALS) == 0


def _row(report: Report, rating: Rating, *, all_levels: bool = True) -> tuple[Cell, ...]:
    """A rating; `all_levels`: also levels that, each rounded, would not give the change."""
    language = report.language
    cells = [Cell(printable(about(report.result, rating.rater, rating.target, language)))]
    for position in range(len(rating.rows)):
        level = rating.level(position)
        if rating.rows[position] is None or not (all_levels or _adds_up(rating)):
            cells.append(Cell(NONE))
        elif level is None:
            cells.append(not_shown(report.language))
        else:
            cells.append(Cell(number(level, language, rating.decimals), "level", level))
    if len(rating.rows) > 1:
        known = _change(rating)
        cells.append(Cell(rating.change_text(language) or NONE, "change" if known is not None else "text", known))
    counts = [row.n for row in rating.rows if row is not None and row.n is not None]
    text = " / ".join(number(n, language) for n in (counts if len(set(counts)) > 1 else counts[:1]))
    cells.append(Cell(text or NONE, "people", counts[0] if len(set(counts)) == 1 else None))
    return tuple(cells)


def _gap(report: Report, rows: Sequence[GapRow | None], decimals: int) -> tuple[Cell, ...]:
    """The gap of a pair in each round, without its sign: which direction is higher is seen above it."""
    language, cells = report.language, [Cell(say("reports.content_gap", report.language))]
    for row in rows:
        if row is None:
            cells.append(Cell(NONE))
        elif row.gap is None:
            cells.append(not_shown(language))
        else:
            gap = abs(row.gap)
            cells.append(Cell(number(gap, language, decimals), "level", round(gap, decimals)))
    return (*cells, *(Cell(NONE) for _ in range(2 if len(rows) > 1 else 1)))

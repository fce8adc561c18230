"""Mutual trust in words and as a table: who rates whom, before and after. It explores and is never tested."""

from __future__ import annotations

from collections.abc import Iterator

from charts.drawing.picture import RATERS
from charts.drawing.ratings import Rating, about, ratings_of
from charts.drawing.rounds import rounds_shown
from charts.figures.gaps import widest_gaps
from metrics import SIDE
from metrics.model.scores import DECIMALS
from metrics.result.names import round_on_day, say_of_index
from reports.content.tables import NONE, Cell, Table, not_shown
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
    result, language = report.result, report.language
    rounds = rounds_shown(result)
    rows = tuple(_row(report, rating, rounds) for rating in _ordered(report, rounds))
    if not rows:
        return None
    names = [round_on_day(result, name, language) for name in rounds]
    more = ("change", "people") if len(rounds) > 1 else ("people",)
    heads = (
        say_of_index("reports.content_head_rating", result, language),
        *(name[:1].upper() + name[1:] for name in names),
        *(say(f"reports.content_head_{word}", language) for word in more),
    )
    title = say_of_index("reports.content_table_mutual_trust", result, language)
    notes = [say("workbook.note_scale", language), *mutual_notes(report)]
    if not all(_adds_up(rating) for rating in _ordered(report, rounds)):
        notes.append(say("reports.content_change_alone", language))
    return Table("mutual_trust", title, heads, rows, tuple(notes))


def _ordered(report: Report, rounds: tuple[str, ...]) -> Iterator[Rating]:
    """Sides first, then groups in the instrument's order."""
    found = ratings_of(report.result, rounds)
    for raters in RATERS:
        yield from (one for (rater, _), one in found.items() if rater.startswith(SIDE) == (raters == "side"))


def _change(rating: Rating) -> float | None:
    """The change as it is said."""
    return None if rating.change is None else round(rating.change, rating.decimals) + 0.0


def _adds_up(rating: Rating) -> bool:
    """Whether the levels said differ by the change said; where not, the change is shown alone."""
    change = _change(rating)
    if change is None:
        return True
    before, after = (rating.level(position) or 0.0 for position in (0, 1))
    return round(after - before - change, DECIMALS) == 0


def _row(report: Report, rating: Rating, rounds: tuple[str, ...]) -> tuple[Cell, ...]:
    language = report.language
    cells = [Cell(printable(about(report.result, rating.rater, rating.target, language)))]
    for position in range(len(rounds)):
        level = rating.level(position)
        if rating.rows[position] is None or not _adds_up(rating):
            cells.append(Cell(NONE))
        elif level is None:
            cells.append(not_shown(report.language))
        else:
            cells.append(Cell(number(level, language, rating.decimals), "level", level))
    if len(rounds) > 1:
        known = _change(rating)
        cells.append(Cell(rating.change_text(language) or NONE, "change" if known is not None else "text", known))
    counts = [row.n for row in rating.rows if row is not None and row.n is not None]
    text = " / ".join(number(n, language) for n in (counts if len(set(counts)) > 1 else counts[:1]))
    cells.append(Cell(text or NONE, "people", counts[0] if len(set(counts)) == 1 else None))
    return tuple(cells)

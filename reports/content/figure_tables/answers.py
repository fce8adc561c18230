"""The answers to questions as a table: a row a round under each question, a column an answer, then the change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from charts import View, rounds_shown
from charts.drawing.questions.chosen import chosen_questions
from charts.drawing.questions.shares import meaning, shares_of, totals_of
from charts.drawing.units import Writing, writing_of
from metrics import PROTECTED, ChangeRow, ItemRow, measure_label, round_label
from metrics.result.units import ORIGINAL, POINTS, TRUSTING, scale_words
from reports.content.figure_tables.changes import CODES, NamedRow, table_of_changes
from reports.content.findings import findings_of
from reports.content.levels import cells_of, heads_of, units_notes
from reports.content.questions import share_cell, shares_of_answers
from reports.content.tables import NONE, Cell, Table, capital, not_shown
from reports.report import Report
from words import number, percent, printable, say

_MOST_ANSWERS = 7
"""So many different answers have a column each; of more, as of several scales, the shares are in one cell."""
_TOTALS = ("distrusting", "trusting")
"""What lies before the middle of a bar, and what behind it, as `totals_of` has them."""
_BEHIND_LEVELS = 2
"""The first of `reports.content.levels.cells_of` that says something of a change."""


def answers(report: Report, view: View, title: str) -> Table:
    """The answers of one group or side to each question; the means where no answers are shown."""
    result, group = report.result, view.group_in(report.result)
    rows = chosen_questions(result, view)
    found = _Answers(report, group, tuple(rows))
    if any(row.change is not None for row in rows) and not any(row.shows_answers for row in found.shown):
        named = [NamedRow((measure_label(result, row.measure, report.language, group),), row) for row in rows]
        return table_of_changes(report, "answers", title, ("what",), named)
    return found.table(title)


@dataclass(frozen=True)
class _Answers:
    """The questions of a figure with their answers."""

    report: Report
    group: str
    rows: tuple[ChangeRow, ...]

    @cached_property
    def shown(self) -> list[ItemRow]:
        """Every question in every round that is drawn."""
        return [row for change in self.rows for row in self.of_question(change)]

    def of_question(self, change: ChangeRow) -> list[ItemRow]:
        """A question in the rounds that are drawn."""
        result = self.report.result
        known = ((change.measure, self.group, name) for name in rounds_shown(result))
        return [result.item_of[key] for key in known if key in result.item_of]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The answers that have a column each; none where they are too many."""
        names = tuple(dict.fromkeys(name for row in self.shown for name in self.shares(row)))
        return names if len(names) <= _MOST_ANSWERS else ()

    def shares(self, row: ItemRow) -> Mapping[str, float]:
        """Percent of the answers given, by answer, from distrust to trust; none where they are not shown."""
        result = self.report.result
        return shares_of_answers(result, result.measure_of[row.item], row, self.report.language)

    @cached_property
    def writing(self) -> Writing:
        """How its means are written."""
        units = ORIGINAL if self.report.units == ORIGINAL else POINTS
        return writing_of(self.report.result, self.rows, units)

    @cached_property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Code and head of each column between a round and its change."""
        result, language = self.report.result, self.report.language
        named = [(f"answer_{place}", capital(name)) for place, name in enumerate(self.names, start=1)]
        if not self.names and any(map(self.shares, self.shown)):
            named = [("answers", say("reports.content_head_answers", language))]
        if any(row.non_answers for row in self.shown):
            named.append(("non_answers", say("headings.non_answers", language)))
        if any(row.shows_answers for row in self.shown):
            named += [(word, capital(meaning(result, word, language))) for word in _TOTALS]
        if self.shown and self.report.units != TRUSTING:
            named.append(("mean", self._head_of_mean()))
        return tuple(named)

    @property
    def behind(self) -> tuple[tuple[str, ...], ...]:
        """The codes of the last columns, which say something of a question: its change, or of one round its people."""
        return CODES[_BEHIND_LEVELS:] if self.report.result.pairs else (("n",),)

    def table(self, title: str) -> Table:
        """Each question with its rounds, the change in the last one's row."""
        report, language = self.report, self.report.language
        known = zip(self.rows, self._ends(), strict=True)
        rows = [cells for change, behind in known for cells in self._cells(change, behind)]
        named = (say("reports.content_head_what", language), say("headings.round", language))
        heads = (*named, *(head for _, head in self.columns), *heads_of(report)[-len(self.behind) :])
        of_rounds = tuple((code,) for code, _ in self.columns)
        hides = any(cell.hidden for row in rows for cell in row)
        notes = (
            *units_notes(report, dict.fromkeys(row.measure for row in self.rows)),
            *([say("reports.content_hidden_cells", language)] if hides else []),
            *([] if all(map(self._adds_up, self.rows)) else [say("reports.content_change_alone", language)]),
        )
        codes = (("measure",), ("round",), *of_rounds, *self.behind)
        return Table("answers", title, heads, tuple(rows), notes, 2, codes, grouped=True, of_group=len(self.behind))

    def _head_of_mean(self) -> str:
        """What a mean is called, with the scale that it is on."""
        language = self.report.language
        if not self.writing.scales:
            return say("headings.mean", language)
        return say("reports.content_mean_on", language, scale=scale_words(self.writing.common, language))

    def _ends(self) -> list[tuple[Cell, ...]]:
        """The last cells of each question: its change and people; of one round, its people alone."""
        if self.report.result.pairs:
            return [cells_of(self.report, one)[_BEHIND_LEVELS:] for one in findings_of(self.report, self.rows)]
        language = self.report.language
        counts = [row.n_to for row in self.rows]
        return [(not_shown(language) if n is None else Cell(number(n, language), "people", n),) for n in counts]

    def _cells(self, change: ChangeRow, behind: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
        """A row a round; one row alone where nothing is known of the question in any."""
        report, rows = self.report, self.of_question(change)
        question = Cell(printable(measure_label(report.result, change.measure, report.language, self.group)))
        none = (Cell(NONE),) * len(behind)
        if not rows:
            hidden = not_shown(report.language) if change.verdict == PROTECTED else Cell(NONE)
            return [(question, Cell(NONE), *(hidden for _ in self.columns), *behind)]
        made = []
        for row in rows:
            when = Cell(capital(round_label(report.result, row.round, report.language)))
            cells = (self._cell(code, row, change) for code, _ in self.columns)
            made.append((question, when, *cells, *(behind if row is rows[-1] else none)))
        return made

    def _cell(self, code: str, row: ItemRow, change: ChangeRow) -> Cell:
        """What a column says of a question in a round."""
        report, shares = self.report, self.shares(row)
        if code == "mean":
            return self._mean(row, change)
        if not shares:
            return not_shown(report.language)
        if code == "answers":
            said = (f"{name} {percent(share, report.language)}" for name, share in shares.items())
            return Cell(say("figures.separator", report.language).join(said))
        if code == "non_answers":
            n = row.non_answers or 0
            return Cell(number(n, report.language), "people", n) if n else Cell(NONE)
        if code in _TOTALS:
            parts = shares_of(report.result, report.result.measure_of[row.item], row, report.language)
            return share_cell(totals_of(parts)[_TOTALS.index(code)], report, shown=True)
        return share_cell(shares.get(self.names[int(code.removeprefix("answer_")) - 1]), report, shown=True)

    def _adds_up(self, change: ChangeRow) -> bool:
        """Whether the means of a question give its change, if both have a place: else the change is shown alone."""
        return self.report.units == TRUSTING or self.writing.adds_up(self.report.result, change)

    def _mean(self, row: ItemRow, change: ChangeRow) -> Cell:
        """The mean of a question in a round: where two are compared, of those whose change stands behind it."""
        if not self._adds_up(change):
            return Cell(NONE)
        mean = change.mean_to if row.round == rounds_shown(self.report.result)[-1] else change.mean_from
        if mean is None:
            return not_shown(self.report.language)
        return Cell(self.writing.level(self.report.result, change, mean, self.report.language), "level", mean)

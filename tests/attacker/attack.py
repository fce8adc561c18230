"""The attack: raw answers and all that was handed out in, breaches out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.attacker import breach
from tests.attacker.breach import Breach
from tests.attacker.compared import comparison_breaches
from tests.attacker.extraction import extract
from tests.attacker.leaks import copy_breaches, personal_breaches, trace_breaches
from tests.attacker.linked_rounds import linked_breaches
from tests.attacker.narrowing import families, narrowed_breaches, spread_breaches, unanimous_breaches
from tests.attacker.published import Reader
from tests.attacker.shared import hidden_breaches, shared_breaches
from tests.attacker.shared_document import exact_breaches, shared_document_breaches
from tests.attacker.systems import determined_breaches, systems_of
from tests.attacker.truth import Truth
from tests.attacker.twins import add_twins
from tests.attacker.workbook_cells import Sheet, caches_of, sheets_of
from tests.attacker.workbook_rows import shown_in

DOCUMENT = "results.json"


@dataclass(frozen=True)
class Run:
    """What one run handed out.

    Attributes
    ----------
    files : mapping
        Bytes by file name; ``results.json`` among them.
    is_shared : bool
        Whether all but ``results.json`` is for others than the officer.
    folders : tuple of str
        Folders of the machine, which no shared file may name.
    handed_on : mapping or None
        The document of what the files for others hold.
    """

    files: Mapping[str, bytes]
    is_shared: bool = False
    folders: tuple[str, ...] = ()
    handed_on: Mapping[str, Any] | None = None

    @property
    def document(self) -> dict[str, Any]:
        """The result document."""
        found: dict[str, Any] = json.loads(self.files[DOCUMENT])
        return found


def attack(truth: Truth, runs: Sequence[Run]) -> list[Breach]:
    """Every breach that the files of some runs over the same answers make, alone and together, each once."""
    return list(dict.fromkeys(breaches_in(truth, runs)))


def breaches_in(truth: Truth, runs: Sequence[Run]) -> Iterator[Breach]:
    """The same one after another: those of the documents, and at last those of what was written beside them."""
    readers = [Reader(truth, run.document, number) for number, run in enumerate(runs)]
    for reader in readers:
        reader.read()
        add_twins(truth, reader)
    systems = systems_of(truth, readers)
    for reader in readers:
        yield from reader.breaches
        yield from comparison_breaches(truth, reader)
        yield from exact_breaches(reader)
    yield from determined_breaches(truth, systems.values())
    yield from linked_breaches(truth, readers)
    for family in families(truth, readers):
        for found in (unanimous_breaches, narrowed_breaches, spread_breaches):
            yield from found(truth, family)
    for run, reader in zip(runs, readers, strict=True):
        if run.handed_on is not None:
            yield from shared_document_breaches(reader, run.handed_on)
        yield from _of_files(truth, run, reader)


def _of_files(truth: Truth, run: Run, reader: Reader) -> list[Breach]:
    """What the files of a run give away beside the rows of their document."""
    extracted = {name: extract(name, data) for name, data in run.files.items()}
    found = personal_breaches(truth, extracted) + copy_breaches(truth, [reader], extracted)
    books = {name: sheets_of(data) for name, data in run.files.items() if name.endswith(".xlsx")}
    for name, sheets in books.items():
        found += _unseen(name, sheets) + _kept_by_charts(name, run.files[name])
    if run.is_shared:
        others = {name: one for name, one in extracted.items() if name != DOCUMENT}
        found += trace_breaches(truth, others, run.folders)
    for sheets in books.values():
        rows = shown_in(sheets, reader.document)
        if reader.rows and not any(row.mean is not None for row in rows):
            raise ValueError("no mean of the workbook was understood: its headings are not those that are looked for")
        found += hidden_breaches(reader, rows)
        found += shared_breaches(truth, reader, rows) if run.is_shared else []
    return found


def _kept_by_charts(name: str, data: bytes) -> list[Breach]:
    """What charts keep that does not stand in the cells that they are drawn from: a cell may be emptied later."""
    said = "a chart keeps what does not stand in its cells"
    return [
        Breach(breach.HIDDEN_NUMBER, (f"{name}: {one.formula}",), 0, said)
        for one in caches_of(data)
        if not one.is_of_its_cells
    ]


def _unseen(name: str, sheets: Sequence[Sheet]) -> list[Breach]:
    """Hidden sheets: nothing that is handed out has a reason to hold one."""
    return [
        Breach(breach.HIDDEN_NUMBER, (f"{name}: {sheet.name}",), 0, "a sheet that nobody sees")
        for sheet in sheets
        if not sheet.is_visible
    ]

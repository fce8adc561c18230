"""Hidden values under another name, texts that name people, and traces of the files, in anything handed out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from surveys.model.survey import Flags, Floats
from tests.attacker import breach
from tests.attacker.asked import Pair, Version
from tests.attacker.breach import Breach
from tests.attacker.extraction import Extracted
from tests.attacker.published import Reader, Row
from tests.attacker.truth import Truth

_DIGITS = 6
_ROUND_ENOUGH = 60


def personal_breaches(truth: Truth, files: Mapping[str, Extracted]) -> list[Breach]:
    """Names, contacts and codes of the raw files in an output."""
    found = []
    for name, extracted in files.items():
        whole = "\n".join(extracted.strings)
        leaked = sorted(text for text in truth.personal if text in whole)
        if leaked:
            said = f"{len(leaked)} texts that name people, such as {leaked[0]!r}"
            found.append(Breach(breach.PERSONAL, (name,), len(leaked), said))
    return found


def trace_breaches(truth: Truth, files: Mapping[str, Extracted], folders: Sequence[str] = ()) -> list[Breach]:
    """File names, digests and folders in what is shared (``results.json`` is not)."""
    traces = [trace for upload in truth.files for trace in (upload.name, _digest(upload.content))] + list(folders)
    found = []
    for name, extracted in files.items():
        whole = "\n".join(extracted.strings)
        leaked = [trace for trace in traces if trace and trace in whole]
        if leaked:
            found.append(Breach(breach.TRACE, (name,), 0, f"says {leaked[0]!r}"))
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def copy_breaches(truth: Truth, readers: Sequence[Reader], files: Mapping[str, Extracted]) -> list[Breach]:
    """The mean or standard deviation of a hidden row, to six digits or more, as a number anywhere.

    Values that a published row has too, and simple fractions that many rows could have, reveal nothing.
    """
    secret, known = _secrets(truth, readers)
    if not secret:
        return []
    values = np.array(sorted(secret))
    found = []
    for name, extracted in files.items():
        numbers = np.unique(np.abs(np.array(extracted.numbers, dtype=float)))
        for value in values[_in(values, numbers) & ~_in(values, known)].tolist():
            label, size = secret[value]
            found.append(Breach(breach.COPY, (name, label), size, f"{value!r} is the value of a hidden row"))
    return found


def _in(
    values: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    numbers: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> Flags:
    """Which of some values are among sorted numbers, to nine digits."""
    if not numbers.size:
        return np.zeros(values.size, dtype=bool)
    position = np.searchsorted(numbers, values)
    near = np.stack([numbers[np.clip(position - step, 0, numbers.size - 1)] for step in (0, 1)])
    return np.asarray((np.abs(near - values) <= 1e-9 * np.maximum(np.abs(values), 1)).any(axis=0))


def _secrets(
    truth: Truth, readers: Sequence[Reader]
) -> tuple[dict[float, tuple[str, int]], np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
    """Telling values of the rows that are hidden, and all values of the rows that are shown."""
    secret: dict[float, tuple[str, int]] = {}
    shown: list[float] = []
    for reader in readers:
        for row in reader.rows:
            shown += _values(truth, row)
        shown += _standard_errors(truth, reader.rows)
        for row in hidden_rows(truth, reader):
            for value in _values(truth, row):
                if _is_distinctive(value):
                    label = f"{row.measure} {row.group} in round {row.round_index}"
                    secret.setdefault(value, (label, int(row.people.sum())))
    return secret, np.unique(np.abs(np.array(shown, dtype=float)))


def _standard_errors(truth: Truth, rows: Iterable[Row]) -> list[float]:
    """Of the changes of rows that are shown: of the same people, and of two samples."""
    sides: dict[tuple[str, str, Pair, Version], dict[int, Flags]] = {}
    for row in rows:
        sides.setdefault((row.measure, row.group, row.pair, row.version), {})[row.round_index] = row.people
    found = []
    for (measure, _, _, version), rounds in sides.items():
        for (one, here), (two, there) in combinations(rounds.items(), 2):
            first, second = (truth.values(measure, round_index, version) for round_index in (one, two))
            if (here & there).sum() > 1:
                found.append(_standard_error((second - first)[here & there]))
            if min(here.sum(), there.sum()) > 1:
                found.append(float(np.hypot(_standard_error(first[here]), _standard_error(second[there]))))
    return found


def _standard_error(values: Floats) -> float:
    return float(values.std(ddof=1) / np.sqrt(values.size))


def hidden_rows(truth: Truth, reader: Reader) -> Iterable[Row]:
    """The hidden rows of a document: protected ones, and of groups without rows."""
    done = {(row.measure, row.group, row.round_index) for row in reader.rows}
    for pair in truth.pairs:
        cells = reader.cells(pair)
        sides = {f"SIDE:{side}": truth.side(side) for side in {g.side for g in truth.survey.groups} if side}
        own = {group.name: truth.group(group.name) for group in truth.survey.groups}
        sets = {**sides, **own, **cells.groups, **cells.hidden}
        if reader.by:
            sets |= {name: truth.category(reader.by, name) for name in truth.categories[reader.by] if name}
        for group, members in sets.items():
            for measure in truth.measures:
                for round_index in pair:
                    people = members & truth.counted(measure, pair, round_index, reader.estimand)
                    if people.any() and (measure, group, round_index) not in done:
                        version = truth.version(measure, pair, reader.estimand)
                        yield Row("hidden", measure, group, round_index, people, None, False, reader.run, pair, version)


def _values(truth: Truth, row: Row) -> list[float]:
    values = truth.values(row.measure, row.round_index, row.version)[row.people]
    if not values.size:
        return []
    return [float(values.mean()), *([float(values.std(ddof=1))] if values.size > 1 else [])]


def _is_distinctive(value: float) -> bool:
    """Whether a value has six digits or more and is no simple fraction."""
    if abs(value - round(value, _DIGITS - 2)) < 1e-9:
        return False
    return all(abs(value * part - round(value * part)) > 1e-6 for part in range(1, _ROUND_ENOUGH + 1))

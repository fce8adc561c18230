"""Names that several things go by: nothing would tell which of them is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from surveys.mapping.source.columns import answer_key
from surveys.model.instrument import Label


def taken_names(named: Sequence[tuple[Label, Sequence[str]]]) -> Iterator[str]:
    """The names of things that others go by too: each thing has names by language, and wordings in the files."""
    owners: dict[str, set[int]] = {}
    for index, (label, wordings) in enumerate(named):
        for text in (*label.values(), *(wordings if any(other for other, _ in named) else ())):
            owners.setdefault(answer_key(text), set()).add(index)
    for label, _ in named:
        yield from dict.fromkeys(text for text in label.values() if len(owners[answer_key(text)]) > 1)

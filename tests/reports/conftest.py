"""The command is tested with an analysis that is remembered: what is written of a result is what is tested here."""

from __future__ import annotations

import pytest

import reports.__main__ as command
from tests.remembered import analyse


@pytest.fixture(autouse=True)
def _known_answers_are_not_analysed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "analyse", analyse)

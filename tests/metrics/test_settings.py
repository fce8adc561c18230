"""Settings by name: the same as Settings, and what is wrong is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from metrics import Settings, analyse
from tests.sample import sample_survey


def test_settings_by_name_are_the_settings() -> None:
    by_name = analyse(sample_survey(), margin=3, threshold=np.int64(4))
    assert by_name.settings == Settings(margin=3.0, threshold=4)
    assert (type(by_name.settings.margin), type(by_name.settings.threshold)) == (float, int)


@pytest.mark.parametrize(
    ("error", "choices", "says"),
    [
        (TypeError, {"margn": 3}, r"margn: no such setting; the settings are estimand, test, .*invited"),
        (TypeError, {"margin": "3"}, "margin must be a number"),
        (TypeError, {"threshold": 5.5}, "threshold must be a whole number"),
        (ValueError, {"threshold": 2}, "threshold must lie between 3 and 20"),
        (ValueError, {"lang": "de"}, "lang must be one of en, ar, ku"),
    ],
)
def test_what_is_no_setting_is_said(error: type[Exception], choices: dict[str, Any], says: str) -> None:
    with pytest.raises(error, match=says):
        analyse(sample_survey(), **choices)


def test_settings_are_given_once() -> None:
    with pytest.raises(TypeError, match="not both"):
        analyse(sample_survey(), Settings(), margin=3)

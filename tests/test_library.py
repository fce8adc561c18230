"""The library: `import thiqa` is light and offers what the program has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import thiqa
from tests.sample import AFTER, BEFORE, INSTRUMENT

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("numpy", "pandas", "scipy", "plotly", "streamlit", "surveys", "metrics", "charts", "words")


def test_importing_it_loads_nothing_else() -> None:
    program = "import sys, thiqa; print(*(name.partition('.')[0] for name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(HEAVY) & set(run.stdout.split()) == set()


def test_each_name_that_it_offers_is_there() -> None:
    assert [name for name in thiqa.__all__ if not hasattr(thiqa, name)] == []
    assert set(thiqa.__all__) <= set(dir(thiqa))
    assert not hasattr(thiqa, "anything_else")


def test_a_survey_is_read_and_analysed_in_three_lines() -> None:
    survey = thiqa.read_survey([BEFORE, AFTER], INSTRUMENT)
    result = thiqa.analyse(survey, margin=5)
    assert not result.frame("changes").empty

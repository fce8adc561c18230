"""Checks that an officer would make before trusting a file: one file a subject, pure functions over what was coded.

Each gives issues (`surveys.model.issues`) that count, name cells and say what to do, never a code or an answer. A check
speaks where its rule, stated with its source in its docstring, holds for few people as for many.
"""

from surveys.checks.all_checks import check_answers
from surveys.checks.files import nobody_left, repeated_files, rounds_swapped, too_many_groups

__all__ = [
    "check_answers",
    "nobody_left",
    "repeated_files",
    "rounds_swapped",
    "too_many_groups",
]

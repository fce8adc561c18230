"""The files of each round as they are typed: further files of a round, and the group that a file is of."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from surveys import FilesOfRound
from surveys.model.round_names import round_name

_ADD_HELP = """a further file of a round (pre, post, followup_1 …), read with its other files as one table; may be
repeated"""
_GROUP_HELP = """the stakeholder group that everybody in a file is of, for a round in several files: all or none;
may be repeated"""


def add_file_options(add: Callable[..., Any]) -> None:
    """Adds the options that give further files of a round, and say which group a file is of."""
    add("--add-file", type=_pair, action="append", default=[], metavar="ROUND=FILE", help=_ADD_HELP)
    add("--file-group", type=_pair_from_end, action="append", default=[], metavar="FILE=GROUP", help=_GROUP_HELP)


def rounds_given(options: argparse.Namespace) -> list[str | FilesOfRound]:
    """The rounds with all their files.

    Raises
    ------
    ValueError
        If a further file is of no round that was given, a group is said of no file or twice, or only some of a round's
        files have one.
    """
    names = [round_name(index) for index in range(len(options.rounds))]
    files = {name: [file] for name, file in zip(names, options.rounds, strict=True)}
    for name, file in options.add_file:
        if name not in files:
            raise ValueError(f"--add-file: “{name}” is none of the rounds that were given ({', '.join(names)})")
        files[name].append(file)
    groups = _groups(options.file_group, [file for of in files.values() for file in of])
    return [_round(of, groups) for of in files.values()]


def _groups(stated: Sequence[tuple[str, str]], files: Sequence[str]) -> dict[str, str]:
    groups: dict[str, str] = {}
    for named, group in stated:
        of_name = [file for file in files if named in (file, Path(file).name)]
        if len(of_name) != 1:
            known = ", ".join(files)
            raise ValueError(f"--file-group: “{named}” is none of the files that were given, or several ({known})")
        (file,) = of_name
        if file in groups:
            raise ValueError(f"--file-group gives more than one group for {file}")
        groups[file] = group
    return groups


def _round(files: Sequence[str], groups: dict[str, str]) -> str | FilesOfRound:
    said = [file for file in files if file in groups]
    if not said:
        return files[0] if len(files) == 1 else FilesOfRound(tuple(files))
    if len(said) < len(files):
        missing = ", ".join(file for file in files if file not in groups)
        raise ValueError(f"--file-group is given for some files of a round alone; give it for {missing} too")
    return FilesOfRound(tuple(files), tuple(groups[file] for file in files))


def _pair(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("=")
    return _filled(text, first, rest)


def _pair_from_end(text: str) -> tuple[str, str]:
    """A name of a file may have an equals sign in it."""
    first, _, rest = text.rpartition("=")
    return _filled(text, first, rest)


def _filled(text: str, first: str, rest: str) -> tuple[str, str]:
    if not first.strip() or not rest.strip():
        raise argparse.ArgumentTypeError(f"“{text[:200]}” must be two things with an equals sign between them")
    return first.strip(), rest.strip()

"""The command with a round in several files, and with the group that each is of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reports.__main__ import main
from surveys import Upload
from tests.surveys.workbooks import HEADER, answers, form

NO_GROUP = [HEADER[0], *HEADER[2:]]
GROUPS = ("ngo", "ministry")


def rows(group: str, later: bool) -> list[list[Any]]:
    answered = ["sd", "d", "n", "a", "sa"]
    return [[f"{group}{number}", answered[number % 5], "d", "sa" if later else "a"] for number in range(8)]


def written(folder: Path, upload: Upload) -> Path:
    path = folder / upload.name
    path.write_bytes(upload.content)
    return path


def made(folder: Path) -> dict[str, Path]:
    """The files of each round by group, the same in one file a round, and the questionnaire."""
    found = {"form": written(folder, form())}
    for later, round_ in ((False, "pre"), (True, "post")):
        for group in GROUPS:
            name = f"{group}_{round_}"
            found[name] = written(folder, answers(rows(group, later), f"{name}.xlsx", NO_GROUP))
        whole = [[code, group, *rest] for group in GROUPS for code, *rest in rows(group, later)]
        found[round_] = written(folder, answers(whole, f"{round_}.xlsx"))
    return found


def results(folder: Path, *arguments: object) -> dict[str, Any]:
    """What the command writes, without the files it was written of."""
    assert main([*map(str, arguments), "--out", str(folder), "--formats", "json"]) == 0
    found: dict[str, Any] = json.loads((folder / "results.json").read_text())
    for one in found["survey"]["rounds"]:
        del one["file"], one["sha256"]
    return found


def test_a_round_in_two_files_gives_the_numbers_of_one_file(tmp_path: Path) -> None:
    files = made(tmp_path)
    expected = results(tmp_path / "whole", files["pre"], files["post"], "--instrument", files["form"])
    more = [
        f"{option}"
        for round_ in ("pre", "post")
        for option in ("--add-file", f"{round_}={files[f'ministry_{round_}']}")
    ]
    groups = [
        option
        for group in GROUPS
        for round_ in ("pre", "post")
        for option in ("--file-group", f"{files[f'{group}_{round_}']}={group}")
    ]
    found = results(
        tmp_path / "parts", files["ngo_pre"], files["ngo_post"], *more, *groups, "--instrument", files["form"]
    )
    for document in (expected, found):
        document["issues"] = [one["code"] for one in document["issues"]]
    assert found == expected


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--add-file", "followup_1=x.xlsx"], "“followup_1” is none of the rounds that were given (pre, post)"),
        (["--add-file", "x.xlsx"], "“x.xlsx” must be two things with an equals sign between them"),
        (["--file-group", "x.xlsx=ngo"], "“x.xlsx” is none of the files that were given"),
        (["--file-group", "{pre}=ngo", "--file-group", "{pre}=ministry"], "more than one group for"),
        (["--add-file", "pre={post}", "--file-group", "{pre}=ngo"], "for some files of a round alone"),
    ],
)
def test_what_can_not_be_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    files = made(tmp_path)
    options = [option.format(pre=files["ngo_pre"], post=files["ngo_post"]) for option in options]
    arguments = [
        files["ngo_pre"],
        files["ngo_post"],
        *options,
        "--instrument",
        files["form"],
        "--out",
        tmp_path / "out",
    ]
    with pytest.raises(SystemExit) as done:
        main([*map(str, arguments)])
    (line,) = capsys.readouterr().err.splitlines()
    assert done.value.code == 2
    assert said in line
    assert not (tmp_path / "out").exists()


def test_a_group_that_the_questionnaire_lacks_is_refused_in_the_readers_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = made(tmp_path)
    arguments = [files["ngo_pre"], "--file-group", f"{files['ngo_pre']}=Atlantis", "--instrument", files["form"]]
    assert main([*map(str, arguments), "--out", str(tmp_path / "out")]) == 2
    assert "“Atlantis” is no stakeholder group of the questionnaire" in capsys.readouterr().err

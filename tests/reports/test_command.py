"""The headless command: files written whole, one clear message a problem, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

import reports.__main__ as command
from metrics import Settings, analyse
from reports.__main__ import DEFAULT_FORMATS, _parser, main
from reports.formats import formats
from tests.attacker.people import Form, files, people
from tests.reports.schema import breaches
from tests.sample import AFTER, BEFORE, INSTRUMENT, sample_survey
from words import LANGUAGES, say

ROOT = Path(__file__).resolve().parent.parent.parent
GROUPS = [group.name for group in sample_survey().groups]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reports", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def exit_code(*arguments: str | Path) -> object:
    """What the command exits with, run here: by its own return or by its parser."""
    try:
        return main([*map(str, arguments)])
    except SystemExit as done:
        return done.code


FILES = [f"results.{formats()[name].ENDING}" for name in DEFAULT_FORMATS]


@pytest.mark.parametrize("names", [DEFAULT_FORMATS, tuple(formats())], ids=["default", "all"])
def test_a_file_of_every_format_is_written_and_named(tmp_path: Path, names: tuple[str, ...]) -> None:
    asked = () if names == DEFAULT_FORMATS else ("--formats", ",".join(names))
    done = run(BEFORE, AFTER, "--instrument", INSTRUMENT, "--out", tmp_path / "out", *asked)
    assert done.returncode == 0, done.stderr
    files = [f"results.{formats()[name].ENDING}" for name in names]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(files)
    assert done.stdout.split() == [str(tmp_path / "out" / name) for name in files]


@pytest.mark.skipif(os.name == "nt", reason="the C library has another name there")
def test_what_a_library_prints_is_not_among_the_names_of_files() -> None:
    """Whoever calls the command from another program reads them; the C library writes late where that is a pipe."""
    program = """if True:
        import ctypes
        from reports.running.quiet import silent_libraries
        print("before")
        with silent_libraries():
            ctypes.CDLL(None).printf(b"a line of debugging\\n")
        print("results.json")
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.split() == ["before", "results.json"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_result_warns_of_a_second_one_of_the_same_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    """On the screen beside the names of the files, in the document and in the workbook."""
    arguments = [str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT), "--lang", language]
    assert main([*arguments, "--out", str(tmp_path)]) == 0
    warning = say("workbook.note_one_result", language)
    said = capsys.readouterr()
    assert said.err.splitlines() == [f"results.json: {say('workbook.note_internal', language)}", warning]
    assert said.out.split() == [str(tmp_path / name) for name in FILES]
    document = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert document["disclosure"]["note"] == warning
    notes = openpyxl.load_workbook(tmp_path / "results.xlsx")[say("headings.sheet_notes", language)]
    assert warning in [row[0] for row in notes.iter_rows(values_only=True)]


def test_one_round_alone_gives_scores_and_no_changes(tmp_path: Path) -> None:
    assert main([str(BEFORE), "--instrument", str(INSTRUMENT), "--out", str(tmp_path), "--formats", "json"]) == 0
    document = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert document["scores"]
    assert document["changes"] == []
    assert not (tmp_path / "results.xlsx").exists()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "analyse", analyse)  # both times anew
    for name in ("a", "b"):
        assert main([str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT), "--out", str(tmp_path / name)]) == 0
    for file in FILES:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_messages_and_sentences_come_in_the_language_asked_for(tmp_path: Path) -> None:
    arguments = [str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT), "--lang", "ar", "--formats", "json"]
    assert main([*arguments, "--out", str(tmp_path)]) == 0
    document = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert all("ثقة" in row["sentence"] for row in document["changes"] if row["group"] == "SIDE:civil_society")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--threshold", "2"], "between 3 and 20"),
        (["--group-by", "town"], "sex, age_band"),
        (["--formats", "odt"], "odt"),
        (["--estimand", "some"], "--estimand"),
        (["--test", "mann_whitney", "--estimand", "matched"], "mann_whitney"),
        (["--test", "overlapping_t"], "overlapping_t"),
        (["--test", "chi_square"], "--test"),
        (["--margin", "0"], "margin"),
        (["--seed", "-1"], "seed must lie between 0"),
        (["--weights"], "before.xlsx"),
        (["--audience", "everybody"], "--audience"),
        (["--named", "twenty"], "--named"),
        (["--threshold", "21"], "between 3 and 20"),
        (["--invited", "women"], "GROUP=N"),
        (["--invited", "women="], "GROUP=N"),
        (["--invited", "=12"], "GROUP=N"),
        (["--invited", "women=many"], "GROUP=N"),
        (["--invited", "women=40;police=12"], "GROUP=N"),
        (["--invited", "women=0"], "1 or more"),
        (["--invited", "women=40,women=41"], "women"),
        (["--invited", "women=40", "--invited", "women=41"], "women"),
        (["--invited", "no_such_group=40"], "no_such_group"),
    ],
)
def test_what_is_not_offered_is_refused_with_exit_2_and_nothing_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert exit_code(BEFORE, AFTER, "--instrument", INSTRUMENT, "--out", tmp_path / "out", *options) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""
    assert not (tmp_path / "out").exists()


def test_a_questionnaire_without_groups_is_reported_with_everybody_as_one(tmp_path: Path) -> None:
    form, everyone = Form(asks_group=False), people(30, "ngo")
    rounds = [tmp_path / upload.name for upload in files(form, everyone)]
    for path, upload in zip((*rounds, tmp_path / "form.xlsx"), (*files(form, everyone), form.upload()), strict=True):
        path.write_bytes(upload.content)
    out = tmp_path / "out"
    assert exit_code(*rounds, "--instrument", tmp_path / "form.xlsx", "--out", out, "--invited", "ALL=40") == 0
    document = json.loads((out / "results.json").read_text(encoding="utf-8"))
    assert breaches(document) == []
    assert document["survey"]["groups"] == []
    assert {row["group"] for table in ("scores", "changes", "items") for row in document[table]} == {"ALL"}
    assert document["between_groups"] == []
    notes = openpyxl.load_workbook(out / "results.xlsx").worksheets[0]
    cells = [cell for row in notes.iter_rows(values_only=True) for cell in row]
    assert say("issues.one_group", "en") in cells
    assert say("findings.not_stated", "en") not in cells


def test_an_option_that_is_written_wrongly_has_one_line_of_explanation(tmp_path: Path) -> None:
    done = run(BEFORE, AFTER, "--instrument", INSTRUMENT, "--out", tmp_path / "out", "--invited", "women")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_each_problem_with_the_invited_has_a_message_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--out", str(tmp_path / "out"), "--invited", "a=1,b=2"]
    assert exit_code(BEFORE, AFTER, "--instrument", INSTRUMENT, *options) == 2
    errors = capsys.readouterr().err
    assert "“a”" in errors
    assert "“b”" in errors
    assert len(errors.splitlines()) == 2


def _settings(tmp_path: Path, *options: str) -> dict[str, object]:
    """The settings that ``results.json`` states after a run with options."""
    arguments = [str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT), "--out", str(tmp_path), "--formats", "json"]
    assert main([*arguments, *options]) == 0
    document = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    settings: dict[str, object] = document["survey"]["settings"]
    return settings


def test_the_settings_come_from_the_command_line_over_the_defaults(tmp_path: Path) -> None:
    defaults = _settings(tmp_path)
    assert defaults == Settings().as_dict()
    chosen = _settings(tmp_path, "--estimand", "all", "--test", "overlapping_t", "--seed", "7", "--no-clusters")
    changed = {"estimand": "all", "test": "overlapping_t", "seed": 7, "clusters": False}
    assert chosen == {**defaults, **changed}


def test_the_invited_may_be_given_together_or_one_by_one(tmp_path: Path) -> None:
    numbers = {name: 100 + index for index, name in enumerate(GROUPS)}
    together = ",".join(f"{name}={number}" for name, number in numbers.items())
    apart = [part for name, number in numbers.items() for part in ("--invited", f"{name} = {number}")]
    assert _settings(tmp_path, "--invited", together)["invited"] == numbers
    assert _settings(tmp_path, *apart)["invited"] == numbers


def test_the_name_of_an_invited_group_may_hold_a_comma(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    arguments = [str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT), "--out", str(tmp_path / "out")]
    assert main([*arguments, "--invited", "women, youth=30"]) == 2
    assert "“women, youth”" in capsys.readouterr().err


def test_three_files_are_three_rounds(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "data" / "gss_panel"
    rounds = [str(folder / name) for name in ("pre_2006.xlsx", "post_2008.xlsx", "followup_2010.xlsx")]
    arguments = ["--instrument", str(folder / "instrument.xlsx"), "--out", str(tmp_path)]
    assert main([*rounds, *arguments]) == 0
    document = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert breaches(document) == []
    assert [round_["name"] for round_ in document["survey"]["rounds"]] == ["pre", "post", "followup_1"]
    assert ("post", "followup_1") in {(row["from"], row["to"]) for row in document["changes"]}


def test_each_option_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    options = [name for action in _parser()._actions for name in action.option_strings if name not in ("-h", "--help")]
    assert [name for name in options if f"`{name}" not in readme] == []


def _row_of(option: str) -> str:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith(f"| `{option}`"))


def test_each_format_is_in_the_readme() -> None:
    assert [name for name in _parser().get_default("formats") if name not in _row_of("--formats")] == []


def test_each_language_is_in_the_readme() -> None:
    assert [language for language in LANGUAGES if f"`{language}`" not in _row_of("--lang")] == []


def _bad(tmp_path: Path, kind: str) -> list[str | Path]:
    """Arguments with one bad file."""
    bad = tmp_path / "bad.xlsx"
    if kind == "same file twice":
        return [BEFORE, BEFORE, "--instrument", INSTRUMENT]
    if kind == "instrument without scores":
        return [BEFORE, AFTER, "--instrument", BEFORE]
    if kind == "missing":
        return [tmp_path / "nowhere.xlsx", AFTER, "--instrument", INSTRUMENT]
    content = {
        "not a spreadsheet": b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
        "empty": b"",
        "truncated": BEFORE.read_bytes()[:4000],
        "no known item": b"colour,shape\nred,round\n",
    }[kind]
    bad.write_bytes(content)
    return [bad, AFTER, "--instrument", INSTRUMENT]


@pytest.mark.parametrize(
    "kind",
    [
        "not a spreadsheet", "empty", "truncated", "no known item",
        "same file twice", "instrument without scores", "missing",
    ],
)  # fmt: skip
def test_bad_input_gives_a_message_that_names_the_file_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    assert exit_code(*_bad(tmp_path, kind), "--out", tmp_path / "out") == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    named = {"same file twice": "before.xlsx", "instrument without scores": "before.xlsx", "missing": "nowhere.xlsx"}
    assert named.get(kind, "bad.xlsx") in said
    assert not (tmp_path / "out").exists()


def test_where_a_file_is_bad_the_program_itself_ends_with_its_message_and_exit_2(tmp_path: Path) -> None:
    done = run(*_bad(tmp_path, "truncated"), "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "bad.xlsx" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_said_with_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    assert exit_code(BEFORE, AFTER, "--instrument", INSTRUMENT, "--out", tmp_path / "file" / "out") == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "--out" in said

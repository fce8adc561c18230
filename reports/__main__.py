"""The headless command: ``python -m reports PRE [POST [FOLLOW-UP ...]] --instrument INSTRUMENT.xlsx --out FOLDER``."""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from metrics import AUDIENCES, ESTIMANDS, NAMED, TESTS, Protected, Settings, analyse, shared, with_round_names
from metrics.publish.round_names import doubts_about_days
from metrics.result.result import INTERNAL
from metrics.result.units import POINTS, UNITS
from reports.files.folder import write_all
from reports.formats import formats
from reports.options.report_choices import add_report_options, report_choices
from reports.options.round_files import add_file_options, rounds_given
from reports.options.round_names import add_round_options, round_names
from reports.report import Report
from reports.running.quiet import silent_libraries
from reports.templates.given import Template, templates_by_kind
from reports.typst.lacking import letters_lacking
from surveys import SurveyError, read_survey
from surveys.model.issues import grouped
from words import LANGUAGES, printable, say

_LONGEST = 400
_MOST_DIGITS = 18
DEFAULT_FORMATS = ("json", "xlsx")
PROGRAM = f"python -m {__package__}"
"""What a person types to call it."""
AUDIENCE_HELP = """who the files but results.json are for: shared is participants; public names no group; internal has
full numbers, for the officer alone (shared)"""
NAMED_HELP = "groups named in the results: all that are shown, those of ten answers or more, or only the sides"


INVITED_HELP = "how many people were invited, by group: test and interval are corrected for it; may be repeated"
UNITS_HELP = """what the workbook has beside the points: original, levels and changes on the questionnaire's own scale;
trusting, the share who trust before and after (points: nothing more)"""
NO_CLUSTERS_HELP = "take everybody as independent, even where the people of one organisation are known"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {_briefly(message)}\n")


def _briefly(text: str) -> str:
    """What was typed, as it may be shown, and cut off where it would fill the screen."""
    text = printable(text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _parser(program: str = PROGRAM) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=program,
        usage="%(prog)s PRE [POST [FOLLOW-UP ...]] --instrument INSTRUMENT.xlsx --out FOLDER [options]",
        description="Scores trust before and after, and tests the change.",
    )
    add = parser.add_argument
    add("rounds", nargs="+", metavar="ROUND", help="spreadsheets as exported, in time: before, after, follow-ups")
    add("--instrument", required=True, metavar="FILE", help="the questionnaire as an XLSForm with scores")
    add("--out", required=True, metavar="FOLDER", help="folder for the results, made if missing")
    add(
        "--formats",
        type=_formats,
        default=list(DEFAULT_FORMATS),
        metavar="LIST",
        help=f"of {','.join(formats())} ({','.join(DEFAULT_FORMATS)})",
    )
    add("--estimand", choices=ESTIMANDS, default="auto", help="who is compared")
    add("--test", choices=_tests(), default="auto", metavar="TEST", help=_which_tests())
    add("--threshold", type=_whole, default=5, metavar="N", help="smallest group size shown, 3 to 20 (5)")
    add("--margin", type=float, default=5.0, metavar="POINTS", help="smallest change that matters, in points (5)")
    add("--weights", action="store_true", help="weight levels and shares, and give the weighted change as well")
    add("--invited", type=_invited, action="append", default=[], metavar="GROUP=N[,GROUP=N...]", help=INVITED_HELP)
    add("--no-clusters", action="store_true", help=NO_CLUSTERS_HELP)
    add("--finished-only", action="store_true", help="leave out submissions that were broken off before the end")
    add("--group-by", metavar="COLUMN", help="a question about the people (sex, age …) to break results down by")
    add("--audience", choices=("shared", *AUDIENCES, INTERNAL), default="shared", help=AUDIENCE_HELP)
    add("--named", choices=NAMED, help=NAMED_HELP)
    add_file_options(add)
    add("--units", choices=UNITS, default=POINTS, help=UNITS_HELP)
    add_round_options(add)
    add_report_options(add)
    add("--lang", choices=LANGUAGES, default="en", help="language of the workbook, sentences and messages (en)")
    add("--seed", type=_whole, default=0, metavar="N", help="seed of what is drawn at random, nothing at present (0)")
    return parser


def _tests() -> list[str]:
    return ["auto", *(test for tests in TESTS.values() for test in tests)]


def _which_tests() -> str:
    by_estimand = "; ".join(f"{estimand}: {', '.join(tests)}" for estimand, tests in TESTS.items())
    return f"auto (the first that fits), or one that fits who is compared. {by_estimand}"


def _invited(text: str) -> list[tuple[str, int]]:
    """Numbers of people invited, by group, as they are given: ``ngo=40,police=12``."""
    part = rf"([^=]+)=\s*(\d{{1,{_MOST_DIGITS}}})\s*(?:,|$)"
    if not re.fullmatch(f"(?:{part})+", text):
        raise argparse.ArgumentTypeError(
            f"“{_briefly(text)}” must be GROUP=N, or several with commas between: ngo=40,police=12"
        )
    return [(group.strip(), int(number)) for group, number in re.findall(part, text)]


def _settings(options: argparse.Namespace) -> Settings:
    """The settings that the options ask for.

    Raises
    ------
    ValueError
        If they ask for what is not offered.
    """
    invited = [one for numbers in options.invited for one in numbers]
    names = [group for group, _ in invited]
    if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        raise ValueError(f"--invited gives more than one number for {', '.join(twice)}")
    return Settings(
        estimand=options.estimand,
        test=options.test,
        threshold=options.threshold,
        margin=options.margin,
        weights=options.weights,
        lang=options.lang,
        seed=options.seed,
        group_by=options.group_by or None,
        clusters=not options.no_clusters,
        invited=dict(invited),
    )


def _whole(text: str) -> int:
    """A whole number of no more digits than any setting has."""
    if not re.fullmatch(rf"\s*[+-]?\d{{1,{_MOST_DIGITS}}}\s*", text):
        raise argparse.ArgumentTypeError(f"“{_briefly(text)}” is no whole number that can be used")
    return int(text)


def _formats(text: str) -> list[str]:
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in formats()]
    if unknown or not names:
        raise argparse.ArgumentTypeError(
            f"{', '.join(unknown) or 'nothing'} can't be written; use {','.join(formats())}"
        )
    return list(dict.fromkeys(names))


def main(argv: Sequence[str] | None = None, program: str = PROGRAM) -> int:
    """Runs the command; returns its exit code: 0 with the files written, 2 with messages and nothing written.

    Parameters
    ----------
    argv : sequence of str, optional
        Its arguments; those of this process where absent.
    program : str
        What the person typed to call it, where that is something else.
    """
    _speak_utf8()
    parser = _parser(program)
    options = parser.parse_args(argv)
    if not options.out.strip():
        parser.error("--out needs the name of a folder")
    try:
        settings, rounds, names = _settings(options), rounds_given(options), round_names(options)
        choices = report_choices(options)
        templates = templates_by_kind(options.template, [formats()[name].ENDING for name in options.formats])
    except ValueError as error:
        parser.error(str(error))
    try:
        survey = read_survey(rounds, options.instrument, finished_only=options.finished_only)
        with silent_libraries():
            result = with_round_names(analyse(survey, settings), names)
    except SurveyError as error:
        _refuse(error, settings.lang)
        return 2
    for doubt in doubts_about_days(names, [facts.name for facts in result.rounds]):
        print(doubt.message(settings.lang), file=sys.stderr)
    handed_on = _for_audience(result, options.audience, options.named)
    contents, internal = {}, []
    for name in options.formats:
        one = formats()[name]
        whose, template = result if one.FOR_THE_OFFICER else handed_on, templates.get(one.ENDING)
        try:
            content = one.write(Report(whose, template=template.content if template else None, **choices))
        except SurveyError as error:
            _refuse(error, settings.lang, template)
            return 2
        contents[f"results.{one.ENDING}"] = content
        internal += [f"results.{one.ENDING}"] if whose.audience == INTERNAL else []
    try:
        written = write_all(Path(options.out), contents)
    except OSError as error:
        out, why = printable(options.out), printable(error.strerror or type(error).__name__)
        print(f"{out}: can't be written ({why}); choose another folder with --out", file=sys.stderr)
        return 2
    for path in written:
        print(printable(str(path)))
    drawn = {name: name for name in options.formats}
    if unknown := letters_lacking(Report(handed_on, **choices), drawn, settings.lang):
        print(unknown, file=sys.stderr)
    _warn(internal, settings.lang)
    return 0


def _warn(internal: Sequence[str], language: str) -> None:
    """Says which files hold the officer's own numbers, and that one result of the same people may be handed on."""
    if internal:
        print(f"{', '.join(internal)}: {say('workbook.note_internal', language)}", file=sys.stderr)
    print(say("workbook.note_one_result", language), file=sys.stderr)


def _refuse(error: SurveyError, language: str, template: Template | None = None) -> None:
    """Says why nothing is written, naming the template where it is to blame."""
    for issue in grouped(error.issues):
        of_file = f"{template.name}: " if template else ""
        print(f"{of_file}{issue.message(language)}", file=sys.stderr)


def _for_audience(result: Protected, audience: str, named: str | None) -> Protected:
    """The result in the numbers that an audience is given."""
    if audience == INTERNAL:
        return result
    return shared(result, "participants" if audience == "shared" else audience, named)


def _speak_utf8() -> None:
    """Names of files and messages may be Arabic where a console is not."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

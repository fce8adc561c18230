"""The headless command: ``python -m reports PRE [POST] --instrument INSTRUMENT.xlsx --out FOLDER``."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from metrics import ESTIMANDS, TESTS, Protected, Settings, analyse
from reports.files import write_all
from surveys import Issue, SurveyError, Upload, read_survey
from words import LANGUAGES


def _json(result: Protected) -> bytes:
    from reports.results import results_json

    return results_json(result)


def _xlsx(result: Protected) -> bytes:
    from reports.workbook import workbook

    return workbook(result)


FORMATS: dict[str, tuple[str, Callable[[Protected], bytes]]] = {
    "json": ("results.json", _json),
    "xlsx": ("results.xlsx", _xlsx),
}
"""File name and writer of each format; a writer's libraries load when it is asked for."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m reports", description="Scores trust before and after, and tests the change.")
    parser.add_argument("rounds", nargs="+", metavar="ROUND", help="spreadsheets as exported: before, then after")
    parser.add_argument("--instrument", required=True, help="the questionnaire as an XLSForm with scores")
    parser.add_argument("--out", required=True, help="folder for the results, made if missing")
    parser.add_argument("--formats", type=_formats, default=["json", "xlsx"], help="json,xlsx")
    parser.add_argument("--estimand", choices=ESTIMANDS, default="auto", help="who is compared")
    tests = ["auto", *(test for tests in TESTS.values() for test in tests)]
    parser.add_argument("--test", choices=tests, default="auto")
    parser.add_argument("--group-by", metavar="COLUMN", help="not offered yet: it waits for its protection")
    parser.add_argument("--threshold", type=int, default=5, help="fewest people a number may rest on (3 or more)")
    parser.add_argument("--margin", type=float, default=5.0, help="smallest change that matters, in points")
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    parser.add_argument("--seed", type=int, default=0)
    return parser


def _formats(text: str) -> list[str]:
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown) or 'nothing'} can't be written; use {','.join(FORMATS)}")
    return list(dict.fromkeys(names))


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit code: 0 with the files written, 2 with messages and nothing written."""
    parser = _parser()
    options = parser.parse_args(argv)
    if not options.out.strip():
        parser.error("--out needs the name of a folder")
    if options.group_by:
        parser.error("--group-by is not offered yet: breakdowns beside the stakeholder group wait for their protection")
    try:
        settings = Settings(
            estimand=options.estimand,
            test=options.test,
            threshold=options.threshold,
            margin=options.margin,
            lang=options.lang,
            seed=options.seed,
        )
    except ValueError as error:
        parser.error(str(error))
    try:
        *rounds, instrument = _uploads([*options.rounds, options.instrument])
        result = analyse(read_survey(rounds, instrument), settings)
    except SurveyError as error:
        for issue in error.issues:
            print(issue.message(settings.lang), file=sys.stderr)
        return 2
    contents = {FORMATS[name][0]: FORMATS[name][1](result) for name in options.formats}
    try:
        written = write_all(Path(options.out), contents)
    except OSError as error:
        print(f"{options.out}: can't be written ({error.strerror}); choose another folder with --out", file=sys.stderr)
        return 2
    for path in written:
        print(path)
    return 0


def _uploads(paths: Sequence[str]) -> list[Upload]:
    """The files of the command; an error names all that can't be opened."""
    uploads: list[Upload] = []
    issues: list[Issue] = []
    for path in paths:
        try:
            uploads.append(Upload.from_path(Path(path)))
        except SurveyError as error:
            issues += error.issues
    if issues:
        raise SurveyError(issues)
    return uploads


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # names of files and messages may be Arabic where a console is not

    sys.exit(main())

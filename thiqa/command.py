"""The command: ``thiqa run`` starts the dashboard, ``thiqa report`` writes results without it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from thiqa import __version__
from thiqa.server import StartError, add_port, run_dashboard


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; the exit code is that of what was started."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["report"]:
        from reports.__main__ import main as report

        return report(given[1:], "thiqa report")
    options, passed_on = _parser().parse_known_args(given)
    try:
        return run_dashboard(sys.executable, options.port, passed_on)
    except StartError as problem:
        print(f"thiqa: {problem}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="thiqa", description="Measures how trust changes around a dialogue platform.")
    parser.add_argument("--version", action="version", version=f"thiqa {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    add_port(commands.add_parser("run", help="start the dashboard; further options go to Streamlit"))
    commands.add_parser("report", help="write results without the dashboard; see thiqa report --help", add_help=False)
    return parser

"""Error rates, coverage and power of what the product says, on made answers whose true change is known.

Run from the project's folder: ``python -m tests.benchmarks.simulation [--runs N] [--only NAME …]``. It prints the
tables of ``docs/methods.md``. All is seeded; the processes (``--jobs``) change no digit. Every p, interval and finding
comes from the product's own functions.
"""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ProcessPoolExecutor

from tests.benchmarks.simulation_clusters import clustered_error
from tests.benchmarks.simulation_coverage import coverage, other_coverage
from tests.benchmarks.simulation_errors import power, type_one_error, unequal_spread
from tests.benchmarks.simulation_families import familywise_error, verdict_errors

SEED = 20230314
TABLES = {
    "errors": (type_one_error, 1),
    "unequal-spread": (unequal_spread, 2 / 3),
    "coverage": (coverage, 2 / 3),
    "other-coverage": (other_coverage, 2 / 3),
    "power": (power, 2 / 3),
    "families": (familywise_error, 1 / 3),
    "verdicts": (verdict_errors, 1 / 2),
    "clusters": (clustered_error, 10 / 3),
}
"""Each table, and the share of ``--runs`` that it makes of every cell."""


def main() -> None:
    """Print the tables asked for, and how long each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=6_000, help="runs of a cell; some tables make a share of them")
    parser.add_argument("--only", nargs="+", choices=TABLES, default=list(TABLES), help="the tables to make")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args()
    with ProcessPoolExecutor(chosen.jobs) as pool:
        for name in chosen.only:
            make, share = TABLES[name]
            start = time.perf_counter()
            print(make(max(1, round(share * chosen.runs)), chosen.seed, pool.map), flush=True)
            print(f"\nMade in {time.perf_counter() - start:.0f} s with {chosen.jobs} processes.\n", flush=True)


if __name__ == "__main__":
    main()

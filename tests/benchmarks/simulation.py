"""How well what is said of a change works: error rates, coverage and power where the true change is known.

Run from the project's folder: ``python -m tests.benchmarks.simulation [--runs SHARE] [--only NAME …]``. It prints the
tables of ``docs/methods.md``. The real panel is in the folder of test data (``THIQA_SHARED``). All is seeded; the
processes (``--jobs``) change no digit. Every p, interval and finding comes from the product's own functions.
"""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ProcessPoolExecutor

from tests.benchmarks.simulation_clusters import clustered_error
from tests.benchmarks.simulation_coverage import other_coverage
from tests.benchmarks.simulation_effects import effect_coverage
from tests.benchmarks.simulation_findings import familywise_error, finding_errors
from tests.benchmarks.simulation_gains import gains_and_costs
from tests.benchmarks.simulation_size import exact_size, paired_size, samples_size, unequal_spread

SEED = 20230314
TABLES = {
    "paired": (paired_size, 20_000),
    "exact": (exact_size, 10_000),
    "samples": (samples_size, 10_000),
    "unequal-spread": (unequal_spread, 6_000),
    "families": (familywise_error, 20_000),
    "findings": (finding_errors, 28_000),
    "organisations": (clustered_error, 10_000),
    "gains": (gains_and_costs, 28_000),
    "effects": (effect_coverage, 6_000),
    "coverage": (other_coverage, 6_000),
}
"""Each table, and how many runs it makes of every cell."""


def main() -> None:
    """Print the tables asked for, and how long each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=float, default=1.0, help="share of the usual runs to make of each cell")
    parser.add_argument("--only", nargs="+", choices=TABLES, default=list(TABLES), help="the tables to make")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args()
    with ProcessPoolExecutor(chosen.jobs) as pool:
        for name in chosen.only:
            make, runs = TABLES[name]
            start = time.perf_counter()
            print(make(max(100, round(chosen.runs * runs)), chosen.seed, pool.map), flush=True)
            print(f"\nMade in {time.perf_counter() - start:.0f} s.\n", flush=True)


if __name__ == "__main__":
    main()

"""What became of hostile files, whatever they were given to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

LONGEST = 30.0
"""The seconds that a case may take."""
MOST_MEMORY = 1_536.0
"""The memory that any one process may hold, in MB."""


@dataclass(frozen=True)
class Became:
    """What became of one case.

    Attributes
    ----------
    number : int
        What makes the case again.
    how : str
        The kind of mutation.
    outcome : str
        What was said of it; several words with commas between them.
    seconds : float
    own, behind : float
        The most memory of the process that was given the file, and of those behind the wall, in MB; 0 if unknown.
    size : int
        Of the file, in bytes.
    wrong : str
        What may not be; empty where all is well.
    """

    number: int
    how: str
    outcome: str
    seconds: float
    own: float = 0.0
    behind: float = 0.0
    size: int = 0
    wrong: str = ""

    @property
    def all_wrong(self) -> list[str]:
        """What may not be, too long a time and too much memory among it."""
        found = [self.wrong] if self.wrong else []
        found += [f"{self.seconds:.1f} s"] if self.seconds > LONGEST else []
        if max(self.own, self.behind) > MOST_MEMORY:
            found.append(f"{self.own:.0f} MB here, {self.behind:.0f} MB behind the wall")
        return found


@dataclass
class FuzzRun:
    """What became of the cases that a target was given.

    Attributes
    ----------
    target : str
    cases : list of Became
    after : list of str
        What was wrong when all were over, of no single case.
    """

    target: str
    cases: list[Became] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    @property
    def outcomes(self) -> Counter[str]:
        """How many cases had each outcome."""
        return Counter(outcome for one in self.cases for outcome in one.outcome.split(","))

    @property
    def violations(self) -> list[str]:
        """Each with the command that repeats it."""
        again = f"python -m tests.fuzz.run --target {self.target} --count 1 --seed"
        found = [f"{again} {one.number}    # {one.how}: {wrong}" for one in self.cases for wrong in one.all_wrong]
        return found + self.after

    def show(self) -> None:
        """Prints the tables."""
        print(f"{len(self.cases)} files through the {self.target}: {len(self.violations)} violations")
        ways = Counter(one.how for one in self.cases)
        for title, counted in (("outcome (a file may have several)", self.outcomes), ("mutation", ways)):
            print(f"\n{title:<36} {'files':>7}")
            for name, count in counted.most_common():
                print(f"{name:<36} {count:>7}")
        print("\nwhat was largest               value   case")
        for title, key in (("seconds", "seconds"), ("MB, given the file", "own"), ("MB, behind the wall", "behind")):
            for one in sorted(self.cases, key=lambda case: -float(getattr(case, key)))[:5]:
                case = f"{one.number} ({one.how}, {one.size:,} bytes, {one.outcome[:60]})"
                print(f"{title:<26} {getattr(one, key):>9.2f}   {case}")
        for violation in self.violations:
            print(violation)

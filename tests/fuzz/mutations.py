"""A hostile file by its number: which sound file, and what is done to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from surveys import Upload
from tests.fuzz import of_bytes
from tests.fuzz.of_archives import mutate_members, mutate_record
from tests.fuzz.of_binaries import mutate_compound, mutate_sav
from tests.fuzz.of_cells import mutate_cells
from tests.fuzz.of_forms import mutate_form
from tests.fuzz.of_text import mutate_text
from tests.fuzz.of_xml import mutate_xml
from tests.fuzz.seeds import Seed, answer_seeds, form_seeds

_ONE_FORM_IN = 8
_BOTH_ROUNDS = 0.4


@dataclass(frozen=True)
class Case:
    """Files to read, of which one is hostile.

    Attributes
    ----------
    number : int
        What makes the same case again.
    how : str
        The kind of mutation.
    hostile : Upload
        The file that was altered; it is among `rounds`, or it is the `instrument`.
    """

    number: int
    how: str
    hostile: Upload
    rounds: tuple[Upload, ...]
    instrument: Upload


def case(number: int) -> Case:
    """The case of a number."""
    random = Random(number)
    if random.randrange(_ONE_FORM_IN) == 0:
        seed = random.choice(form_seeds())
        how, content = _altered(random, seed, (("form", lambda: mutate_form(random, seed.file)),) * 2)
        hostile = Upload(seed.file.name, content)
        return Case(number, f"form {how}", hostile, (seed.other,), hostile)
    seed = random.choice(answer_seeds())
    how, content = _altered(random, seed, (("cells", lambda: mutate_cells(random, seed.file)),))
    hostile = Upload(seed.file.name, content)
    rounds = (seed.other, hostile) if random.random() < _BOTH_ROUNDS and seed.other.name != hostile.name else (hostile,)
    return Case(number, f"{seed.kind} {how}", hostile, rounds, seed.instrument)


def _altered(random: Random, seed: Seed, more: Sequence[tuple[str, Callable[[], bytes]]]) -> tuple[str, bytes]:
    content, kind = seed.file.content, seed.kind
    ways: list[tuple[str, Callable[[], bytes]]] = [*more, ("bytes", lambda: _bytes(random, seed))]
    if kind == "zip":
        ways += [
            ("members", lambda: mutate_members(random, content)),
            ("record", lambda: mutate_record(random, content)),
        ]
        ways += [("xml", lambda: mutate_xml(random, content))] * 3
    elif kind == "sav":
        ways += [("sav", lambda: mutate_sav(random, content))] * 3
    elif kind == "compound":
        ways += [("compound", lambda: mutate_compound(random, content))] * 3
    else:
        ways += [("text", lambda: mutate_text(random, content))] * 2
    how, mutate = random.choice(ways)
    return how, mutate()


def _bytes(random: Random, seed: Seed) -> bytes:
    content, other = seed.file.content, random.choice(answer_seeds()).file.content
    for _ in range(random.choice((1, 1, 2, 4))):
        content = random.choice(of_bytes.MUTATIONS)(random, content, other)
    return content

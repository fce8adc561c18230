"""Which words the program says: every call of ``say`` in its source, and of functions that call it for one topic.

A call of ``say_about_index`` says two sentences: the one about trust, and that of an index with a name of its own.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.house import ROOT, modules

_SAYS = {
    "words": {"say": "", "has": "", "say_about_index": ""},
    "metrics.result.names": {"say_of_index": ""},
}
"""The functions that say a key, by their module, with the topic that they put before it."""
_OF_INDEX = ("say_about_index", "say_of_index", "words_of_index", "protection_words_of_index", "mapping_words_of_index")
"""Those that say another sentence where the index has a name of its own."""


@dataclass(frozen=True)
class Said:
    """A call that says something.

    Attributes
    ----------
    where : str
        Module and line.
    keys : str
        A regular expression of the keys it may say; empty where they are made elsewhere.
    values : frozenset of str or None
        The values given; None where some are unpacked, or where it only asks whether there are words.
    """

    where: str
    keys: str
    values: frozenset[str] | None


@dataclass(frozen=True)
class Module:
    """A module's name, its tree, and the functions in it that say words: their topics by the name in the module."""

    path: str
    tree: ast.Module
    says: dict[str, str]


def _pattern(node: ast.expr, topic: str) -> Iterator[str]:
    """The keys that an argument may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(topic + node.value)
    elif isinstance(node, ast.JoinedStr):
        parts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.]*" for part in node.values)
        yield re.escape(topic) + "".join(parts)
    elif isinstance(node, ast.IfExp):
        yield from _pattern(node.body, topic)
        yield from _pattern(node.orelse, topic)


def _topics(tree: ast.Module) -> dict[str, str]:
    """The functions of a module that say a key of one topic: ``return say(f"topic.{key}", …)``."""
    found = {}
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        last = function.body[-1]
        arguments = 2 if function.name in _OF_INDEX else 1
        if isinstance(last, ast.Return) and isinstance(last.value, ast.Call) and len(function.args.args) == arguments:
            call = last.value
            is_say = isinstance(call.func, ast.Name) and call.func.id in ("say", *_OF_INDEX)
            shape = re.fullmatch(r"f'(\w+)\.\{key\}'", ast.unparse(call.args[0])) if is_say and call.args else None
            if shape:
                found[function.name] = f"{shape[1]}."
    return found


@cache
def program() -> tuple[Module, ...]:
    """The modules that say words."""
    trees = {path: ast.parse((ROOT / path).read_text(encoding="utf-8")) for path in modules()}
    own = {".".join(path.with_suffix("").parts): _topics(tree) for path, tree in trees.items()}
    found = []
    for path, tree in trees.items():
        says = dict(own[".".join(path.with_suffix("").parts)])
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                there = own.get(node.module or "", {}) | _SAYS.get(node.module or "", {})
                says |= {(name.asname or name.name): there[name.name] for name in node.names if name.name in there}
        found.append(Module(path.as_posix(), tree, says))
    return tuple(one for one in found if one.says and not one.path.startswith("words/"))


@cache
def said() -> tuple[Said, ...]:
    """Every call that says something."""
    found = []
    for module in program():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in module.says:
                unpacked = any(keyword.arg is None for keyword in node.keywords) or node.func.id == "has"
                values = None if unpacked else frozenset(str(keyword.arg) for keyword in node.keywords)
                patterns = list(_pattern(node.args[0], module.says[node.func.id]))
                where = f"{module.path}:{node.lineno}"
                found += [Said(where, one, values) for one in patterns] or [Said(where, "", None)]
                if node.func.id in _OF_INDEX:
                    values = None if values is None else values | {"index"}
                    found += [Said(where, f"{one}_of_index", values) for one in patterns]
    return tuple(found)


@cache
def named() -> frozenset[str]:
    """What stands as a text in a module that says words made elsewhere: by each topic, it may be a key."""
    found: set[str] = set()
    for module in program():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant | ast.JoinedStr):
                for topic in {*module.says.values()}:
                    found |= set(_pattern(node, topic))
    return frozenset(pattern for pattern in found if not pattern.startswith(r"[\w.]*"))

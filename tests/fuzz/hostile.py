"""Files made to do one particular harm each."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from tests.fuzz.of_archives import members, packed
from tests.fuzz.of_binaries import with_piece
from tests.fuzz.of_cells import KILLERS, LONG, workbook
from tests.surveys.exports.answers import ITEMS, PRE
from tests.surveys.exports.containers import ods
from tests.surveys.exports.everyway import EXPORTS

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def bare_workbook(sheet_data: str, strings: str = "", head: str = "") -> bytes:
    """An .xlsx of one sheet, by the XML of its rows and of its shared strings."""
    by = {
        "xl/worksheets/sheet1.xml": f"{head}<worksheet {_MAIN}><sheetData>{sheet_data}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {_MAIN}>{strings}</sst>",
    }
    sound = members(workbook({"A": [["x"]]}))
    return packed([(name, by[name].encode() if name in by else content) for name, content in sound])


def far_apart() -> bytes:
    return bare_workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def zeros(name: str, others: bytes = b"") -> Callable[[], bytes]:
    """300 MB of zeros as a member of that name, among the other members of a sound file."""

    def made() -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for other, content in members(others):
                if other != name:
                    archive.writestr(other, content)
            with archive.open(name, "w") as member:
                for _ in range(300):
                    member.write(bytes(1024**2))
        return buffer.getvalue()

    return made


def laughs() -> bytes:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE worksheet [<!ENTITY a0 "ha">{levels}]>'
    return bare_workbook('<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row>', head=head)


def one_shared_string() -> bytes:
    """A text of 30 MB that stands in a thousand cells."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 1001))
    return bare_workbook(rows, f"<si><t>{'x' * 30_000_000}</t></si>")


def separators() -> bytes:
    return b"a" + b"," * 10_000_000


def deep(count: int = 1_000_000) -> bytes:
    return bare_workbook('<row r="1"><c r="A1"><is>' + "<r>" * count + "</r>" * count + "</is></c></row>")


def deep_document() -> bytes:
    """An .ods with elements inside one another."""
    return _with_content("<text:span>" * 500_000)


def _with_content(inner: str) -> bytes:
    parts = members(ods("A", [["x", "MARK"]]))
    return packed([(name, data.replace(b"MARK", inner.encode())) for name, data in parts])


def _sav() -> bytes:
    return next(export for export in EXPORTS if export.tool == "spss").write(PRE)


def sav_of_many_cases() -> bytes:
    return with_piece(_sav(), 80, struct.pack("<i", 2_000_000_000))


def sav_of_many_variables() -> bytes:
    return with_piece(with_piece(_sav(), 68, struct.pack("<i", 2_000_000_000)), 80, struct.pack("<i", -1))


def locked() -> bytes:
    """What Excel makes of a workbook with a password: a container with an encrypted package."""
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 65534, 9, 6, 0, 1, 1, 0, 4096),
        *(0xFFFFFFFE, 0, 0xFFFFFFFE, 0),
    )
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = (("Root Entry", 5), ("EncryptionInfo", 2), ("EncryptedPackage", 2))
    directory = b"".join(
        struct.pack("<64sHBB48xIQ", name.encode("utf-16-le"), 2 * len(name) + 2, kind, 1, 0xFFFFFFFE, 0)
        for name, kind in entries
    )
    return header + table + directory.ljust(512, b"\0")


def table(rows: Sequence[Sequence[object]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


NAMES = ["code", "stakeholder", *ITEMS]


def long_headings() -> bytes:
    """As many columns as there may be, and headings that expressions and loops stumble over."""
    return table([[*NAMES, *(KILLERS * 12)], ["a", "ngo"] + ["1"] * (len(ITEMS) + 12 * len(KILLERS))])


def many_columns() -> bytes:
    headings = [f"group/part {n} - some question that nobody knows [row {n}]" for n in range(16_000)]
    return table([[*NAMES, *headings], *([["a", "ngo"] + ["1"] * (len(ITEMS) + 16_000)] * 10)])


def tall() -> bytes:
    """More rows than Excel has."""
    return b"code,stakeholder\n" + b"a,ngo\n" * 1_100_000


def many_answers() -> bytes:
    """Twenty-five thousand people, of whom each answers something else that is in no list."""
    return table([NAMES, *([f"c{n}", "ngo", *(f"no answer {n}" for _ in ITEMS)] for n in range(25_000))])


def many_codes() -> bytes:
    """Codes of a length that nobody types, of which each is near each."""
    return table([NAMES, *([f"{n:05}" + "x" * LONG, "ngo", *("agree" for _ in ITEMS)] for n in range(300))])


def nobody_answers() -> bytes:
    """Nothing but the code for no answer."""
    return table([NAMES, *([f"{n}", "ngo", *(99 for _ in ITEMS)] for n in range(50_000))])


def many_lists() -> bytes:
    """A form of ten thousand lists that repeat their names, and a question for each."""
    survey: list[list[Any]] = [
        ["type", "name", "trust_role"],
        *([f"select_one l{n}", f"q{n}", "item"] for n in range(10_000)),
    ]
    choices: list[list[Any]] = [["list_name", "name", "score"], *([f"l{n // 2}", "a", n % 2] for n in range(20_000))]
    return workbook({"survey": survey, "choices": choices})


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "two cells far apart": (far_apart, "file_too_large"),
    "300 MB of zeros, .ods": (zeros("content.xml", ods("A", [["x"]])), "file_empty"),
    "300 MB of zeros, .xlsx": (zeros("xl/worksheets/sheet1.xml", workbook({"A": [["x"]]})), "file_damaged"),
    "300 MB of zeros, .csv": (zeros("table.csv"), "not_a_spreadsheet"),
    "300 MB of zeros, shared strings": (zeros("xl/sharedStrings.xml", workbook({"A": [["x"]]})), "file_damaged"),
    "a billion laughs": (laughs, "file_damaged"),
    "one huge shared string": (one_shared_string, "worker_died"),
    "ten million separators": (separators, "sheet_too_large"),
    "XML inside XML, .xlsx": (deep, "file_empty"),
    "XML inside XML, .ods": (deep_document, "no_rows"),
    ".sav of two billion cases": (sav_of_many_cases, "file_too_large"),
    ".sav of two billion variables": (sav_of_many_variables, ""),
    "a password": (locked, "file_locked"),
    "long headings": (long_headings, "headings_too_long"),
    "sixteen thousand columns": (many_columns, ""),
    "more rows than there may be": (tall, "sheet_too_large"),
    "different answers": (many_answers, "answers_too_varied"),
    "long codes": (many_codes, ""),
    "no answers": (nobody_answers, ""),
}
"""What is made, and the code of our error; none where it is read."""

"""Files are written whole or not at all; what stood there before stands there again after a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.files import write_all


def test_all_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    written = write_all(tmp_path / "out", {"a.json": b"1", "b.xlsx": b"2"})
    assert [path.read_bytes() for path in written] == [b"1", b"2"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "b.xlsx"]


def test_files_of_the_same_name_are_replaced(tmp_path: Path) -> None:
    write_all(tmp_path, {"a.json": b"old"})
    write_all(tmp_path, {"a.json": b"new"})
    assert (tmp_path / "a.json").read_bytes() == b"new"


def test_where_one_file_cannot_be_replaced_all_stand_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(tmp_path, {"a.json": b"old a", "b.xlsx": b"old b"})
    replace = Path.replace

    def open_in_excel(self: Path, target: Path) -> Path:
        if self.name == "b.xlsx" and self.read_bytes() == b"new b":
            raise PermissionError("in use by another program")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", open_in_excel)
    with pytest.raises(PermissionError):
        write_all(tmp_path, {"a.json": b"new a", "b.xlsx": b"new b", "c.txt": b"new c"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.json": b"old a", "b.xlsx": b"old b"}

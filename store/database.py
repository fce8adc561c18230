"""Opening the database, and what is said where it can't be read or written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from store.tables import Base
from words import say

FILE = "editions.sqlite"


class EditionError(Exception):
    """An edition could not be stored or read.

    Attributes
    ----------
    code : str
        Names the sentence ``editions.<code>`` of the word lists: what is wrong and what to do.
    """

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(self.message("en"))

    def message(self, language: str) -> str:
        """The sentence in one of the program's languages."""
        return say(f"editions.{self.code}", language, **self.values)


def data_folder() -> Path:
    """Where editions are kept: the folder that ``THIQA_HOME`` names, else the user's own data folder."""
    chosen = os.environ.get("THIQA_HOME")
    return Path(chosen) if chosen else user_data_path("thiqa", appauthor=False)


@contextmanager
def as_edition_error(code: str) -> Iterator[None]:
    """Turns what a database or a folder says into an `EditionError`."""
    try:
        yield
    except (OSError, SQLAlchemyError) as error:
        raise EditionError(code, reason=str(error.args[0]) if error.args else type(error).__name__) from error


def opened(url: str | None) -> Engine:
    """The database at an SQLAlchemy address, or that of `data_folder`, with all its tables."""
    with as_edition_error("not_opened"):
        if url is None:
            folder = data_folder()
            folder.mkdir(parents=True, exist_ok=True)
            url = f"sqlite:///{(folder / FILE).as_posix()}"
        # A file needs no pool of connections, and none may keep it open behind a closed shelf.
        engine = create_engine(url, poolclass=NullPool if url.startswith("sqlite") else None)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _leave_nothing)
        Base.metadata.create_all(engine)
    return engine


def _leave_nothing(connection: DBAPIConnection, _: object) -> None:
    """What is deleted is overwritten with zeros, and no temporary file is written beside the database."""
    for pragma in ("secure_delete = ON", "temp_store = MEMORY"):
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

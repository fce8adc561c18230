"""Published editions, kept in a database file of the user's data folder."""

from store.codes import typed_code
from store.database import EditionError, data_folder
from store.decisions import Decision
from store.editions import Edition, Shelf
from store.notes import LONGEST_NOTE, OF_EDITION, Notes

__all__ = [
    "LONGEST_NOTE",
    "OF_EDITION",
    "Decision",
    "Edition",
    "EditionError",
    "Notes",
    "Shelf",
    "data_folder",
    "typed_code",
]

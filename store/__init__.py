"""Published editions, kept in a database file of the user's data folder."""

from store.codes import typed_code
from store.decisions import Decision
from store.editions import Edition, EditionError, Shelf, data_folder

__all__ = ["Decision", "Edition", "EditionError", "Shelf", "data_folder", "typed_code"]

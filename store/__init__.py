"""Published editions, kept in a database file of the user's data folder."""

from store.editions import Edition, EditionError, Shelf, data_folder

__all__ = ["Edition", "EditionError", "Shelf", "data_folder"]

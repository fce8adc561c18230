"""The files of the rounds: as given, the groups they are of, and how far they are open."""

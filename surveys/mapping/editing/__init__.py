"""What an officer may change of a mapping; each change gives a new mapping, and says that a person made it."""

"""One schema for every result table: what kind each field is, and what follows from it."""

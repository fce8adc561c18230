"""``results.json`` and its schema."""

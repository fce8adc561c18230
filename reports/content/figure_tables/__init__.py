"""What figures show, as tables: the same rows in the same order, the same numbers, what is hidden said in words."""

"""What several screens share: the reader's language, the edition shown, a figure with its button."""

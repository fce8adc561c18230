"""What all screens share: address, language, edition, figures with their button, tables, notes."""

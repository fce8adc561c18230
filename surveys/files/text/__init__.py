"""Text tables: .csv, .tsv and .txt."""

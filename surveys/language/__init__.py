"""Words as people write them: made comparable, and the vocabulary that files are recognised by."""

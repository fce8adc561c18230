"""Statistics of arrays: exact tests, the t family, effect sizes and reliability; NumPy and SciPy only."""

"""The tables of a result as sheets of the workbook: which columns each has, and what its rows say in them."""

"""Publishing: a sealed result, and the rounded numbers in which it is handed on."""

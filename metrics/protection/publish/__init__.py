"""Publishing: a sealed result, and the coarser numbers in which it is handed on."""

"""The mask: which rows are shown, merged or hidden, made from counts alone."""

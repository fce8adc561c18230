"""One made survey as every survey tool would export it."""

"""What goes on while reports are made: how far it is, whether it is to stop, and what libraries print meanwhile."""

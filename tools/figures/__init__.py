"""Figures that a command measures and keeps in a page of docs/: what `make faults` and `make bench` share."""

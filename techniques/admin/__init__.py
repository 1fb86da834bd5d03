"""Techniques, as staff find them in the admin."""

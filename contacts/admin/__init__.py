"""Screens for staff about what people write."""

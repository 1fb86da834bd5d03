"""Screens, panels and checks for staff that every room shares."""

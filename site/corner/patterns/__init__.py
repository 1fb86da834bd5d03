"""Patterns: a picture for every page without a photo, drawn from the page's own key (look.md)."""

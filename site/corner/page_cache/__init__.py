"""Whole pages, kept for readers who are not signed in and shared by all processes: right before fast (speed.md).

- `generation`: a random word in the shared cache; all kept pages belong to one generation.
- `writes`: what is written to the database begins a new generation at its commit, but for tables that no page shows.
- `moments`: when pages change by themselves, so that none is kept past that.
- `middleware`: keeps and serves.

A page is kept under the generation that was read *before* it was made: what is written meanwhile makes it unreachable.
"""

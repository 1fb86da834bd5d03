"""`make faults`: the figures of docs/faults.md. One module a figure; `__main__.py` lists them with their full counts.

Each has `figures(rounds, database)`, where `database` is "sqlite" or "postgresql", on data of its own in a temporary
folder. It runs in a process of its own, so it may set Django up as it likes.
"""

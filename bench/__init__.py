"""`make bench`: the figures of docs/speed.md.

Each module that measures has `figures(rounds, database)`, where `database` is "sqlite" or "postgresql", and may say in
`ROUNDS` how many a full run takes. It runs in a process of its own, so it may set Django up as it likes.
"""

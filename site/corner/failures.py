"""How a failure is written down: its kind and its place, never its message.

Messages of exceptions quote what they failed on (a duplicate key, a refused address), and so would carry personal
data into records and logs (rule 5 of design.md).
"""

import traceback


class Plain(Exception):
    """An error whose message we wrote ourselves, holds nothing about people, and may be kept."""


def describe(error: BaseException) -> str:
    """One short line, such as "ValueError in signing_up.py line 42"; for a Plain error its message."""
    if isinstance(error, Plain):
        return str(error)[:300]
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {frames[-1].filename.rpartition('/')[2]} line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"[:300]


def trace(error: BaseException) -> str:
    """For the log: the way to the failure as lines of code, and its kind, without any value."""
    return "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__

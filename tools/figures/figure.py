"""One line of what `make faults` and `make bench` print."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was looked at, what came out and what was wanted, in words; `good` says whether they agree.

    `of_time`: how long something took, which a machine that is busy with other things can spoil.
    `budget`: the number of the budget of docs/speed.md that it answers for; None for what only explains another.
    """

    what: str
    measured: str
    wanted: str = ""
    good: bool = True
    of_time: bool = False
    budget: int | None = None

    def __post_init__(self) -> None:
        """Each is a row of a table. Raises ValueError for words that would break it."""
        if any(sign in words for words in (self.what, self.measured, self.wanted) for sign in "|\n"):
            raise ValueError(f"A figure's words hold a line's end or a “|”: {self}")


def none_of(what: str, number: int, out_of: str = "") -> Figure:
    """A figure that must be 0. `out_of` says of how many, as in "of 900"."""
    return Figure(what, f"{number} {out_of}".strip(), "0", number == 0)

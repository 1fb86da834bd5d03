"""One line of what `make faults` prints."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was looked at, what came out and what was wanted, in words; `good` says whether they agree.

    `of_time`: how long something took, which a machine that is busy with other things can spoil.
    """

    what: str
    measured: str
    wanted: str
    good: bool
    of_time: bool = False


def none_of(what: str, number: int, out_of: str = "") -> Figure:
    """A figure that must be 0. `out_of` says of how many, as in "of 900"."""
    return Figure(what, f"{number} {out_of}".strip(), "0", number == 0)

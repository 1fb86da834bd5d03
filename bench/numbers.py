"""The bench's own sums: what stands for many measurements, and how one relates to another."""

import statistics
from collections.abc import Sequence


def middle(values: Sequence[float]) -> float:
    """The median: of requests a second, which other work on the machine pushes in both directions."""
    return statistics.median(values)


def least(values: Sequence[float]) -> float:
    """The least: of CPU time, which other work can only make longer."""
    return min(values)


def times(value: float) -> str:
    """A ratio in words: "3.4 ×"."""
    return f"{value:.2f} ×" if value < 10 else f"{value:,.0f} ×"


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms" if seconds < 0.01 else f"{seconds * 1000:.1f} ms"


def a_second(value: float) -> str:
    return f"{value:,.0f}/s" if value >= 20 else f"{value:.1f}/s"

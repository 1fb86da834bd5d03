"""The only shape of this site: a quarter circle, as an SVG path in relative commands."""

from typing import NamedTuple


class Quarter(NamedTuple):
    """A quarter of a circle round (x, y): the upper or lower one, before or after the centre in drawing order."""

    x: float
    y: float
    before: bool
    up: bool

    def _turns(self, r: float) -> tuple[tuple[float, float], tuple[float, float]]:
        """From the centre to where the arc begins, and from there to where it ends (always clockwise)."""
        match self.before, self.up:
            case True, True:
                return (-r, 0), (r, -r)
            case False, True:
                return (0, -r), (r, r)
            case False, False:
                return (r, 0), (-r, r)
            case _:
                return (0, r), (-r, -r)

    def arc(self, r: float) -> str:
        """The open arc of radius `r`."""
        (dx, dy), end = self._turns(r)
        return f"M{pair(self.x + dx, self.y + dy)}a{pair(r, r)} 0 0 1 {pair(*end)}"

    def pie(self, r: float) -> str:
        """The filled quarter of radius `r`."""
        (dx, dy), end = self._turns(r)
        side = f"h{short(dx)}" if dx else f"v{short(dy)}"
        return f"M{pair(self.x, self.y)}{side}a{pair(r, r)} 0 0 1 {pair(*end)}z"


def short(number: float) -> str:
    """A number as short as SVG allows."""
    return f"{number:g}"


def pair(x: float, y: float) -> str:
    """Two numbers; a minus sign is separator enough."""
    return f"{short(x)}{'' if y < 0 else ' '}{short(y)}"

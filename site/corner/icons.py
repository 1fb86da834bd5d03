"""The drawn signs of the site, as inline SVG. Each stands beside a word that says the same: never alone."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

#: Lets a sign show the ground it stands on, in light and dark.
GROUND = "var(--paper)"

_LINE = 'fill="none" stroke="currentColor" stroke-width="2.5"'
_THICK = 'fill="none" stroke="currentColor" stroke-width="3.5"'
_ON_DISC = f'fill="none" stroke="{GROUND}" stroke-width="3"'
_RING = f'<circle cx="12" cy="12" r="10.5" {_LINE}/>'
_DISC = '<circle cx="12" cy="12" r="12" fill="currentColor"/>'
_DASHED_RING = f'<path {_LINE} stroke-dasharray="4 2.6" d="M12 1.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 1 1 0-21"/>'
_TICKED = f'{_DISC}<path {_ON_DISC} d="m6 12.5 4 4 8-9"/>'


def _seats(centre: int, r: float) -> list[str]:
    """The four quarters of a round table, clockwise from before and above; its two gaps are 2 wide."""
    low, high, begin = centre - 1, centre + 1, centre - 1 - r
    return [
        f"M{low} {low}V{begin:g}A{r:g} {r:g} 0 0 0 {begin:g} {low}z",
        f"M{high} {low}V{begin:g}a{r:g} {r:g} 0 0 1 {r:g} {r:g}z",
        f"M{high} {high}v{r:g}a{r:g} {r:g} 0 0 0 {r:g}-{r:g}z",
        f"M{low} {high}v{r:g}A{r:g} {r:g} 0 0 1 {begin:g} {high}z",
    ]


#: Signs drawn on 24 × 24.
SMALL = {
    "yes": _TICKED,
    "no": f'{_RING}<path {_LINE} d="m8 8 8 8m0-8-8 8"/>',
    "unsure": (
        f'{_DASHED_RING}<path {_LINE} d="M8.7 9.3c.4-4 6.8-3.6 6.6.2-.1 2.3-3.3 2.3-3.3 4.7"/>'
        '<circle cx="12" cy="17.6" r="1.6" fill="currentColor"/>'
    ),
    "error": f'{_DISC}<path d="M10.5 5h3v9h-3zM10.5 16h3v3h-3z" fill="{GROUND}"/>',
    "search": (
        '<g fill="none" stroke="currentColor" stroke-width="3"><circle cx="10" cy="10" r="7"/>'
        '<path d="m15 15 7 7"/></g>'
    ),
    # A date or a door: open, not yet, closed, put off, called off, over.
    "open": _TICKED,
    "soon": f'{_DASHED_RING}<path {_LINE} d="M12 6v6.5l4 2.5"/>',
    "closed": f'{_RING}<path {_THICK} d="M6.5 12h11"/>',
    "postponed": f'{_DASHED_RING}<path {_LINE} d="M9.5 8v8m5-8v8"/>',
    "cancelled": f'{_RING}<path {_THICK} d="M5 19 19 5"/>',
    "over": f'{_RING}<path {_LINE} d="m7.5 12.5 3 3 6-6.5"/>',
}


def table(filled: int) -> str:
    """The round table with `filled` of four quarters taken (how far an agreement has come)."""
    seats = _seats(20, 17)
    full, free = "".join(seats[:filled]), "".join(seats[filled:])
    return (f'<path fill="currentColor" d="{full}"/>' if full else "") + (
        f'<path fill="none" stroke="currentColor" stroke-width="1.5" d="{free}"/>' if free else ""
    )


#: Signs drawn on 40 × 40: the round table.
LARGE = {
    **{f"table-{filled}": table(filled) for filled in (1, 2, 3, 4)},
    "table-0": (
        '<g fill="none" stroke="currentColor" stroke-width="3"><circle cx="20" cy="20" r="17"/>'
        '<path d="M8 32 32 8"/></g>'
    ),
    # Every seat taken, and a ring round the table: full.
    "full": (
        '<circle cx="20" cy="20" r="18" fill="none" stroke="currentColor" stroke-width="3"/>'
        f'<path fill="currentColor" d="{"".join(_seats(20, 12.5))}"/>'
    ),
    # A full table, and three who wait beside it.
    "waiting": (
        f'<path fill="currentColor" d="{"".join(_seats(15, 12))}"/><g {_LINE}><circle cx="34" cy="22" r="3.5"/>'
        '<circle cx="29.5" cy="31" r="3.5"/><circle cx="20" cy="35" r="3.5"/></g>'
    ),
}


def icon(name: str) -> SafeString:
    """The sign called `name`, hidden from screen readers because the word beside it says the same.

    Raises KeyError for a name that does not exist.
    """
    size, shown, body = (40, 32, LARGE[name]) if name in LARGE else (24, 24, SMALL[name])
    return format_html(
        '<svg viewBox="0 0 {0} {0}" width="{1}" height="{1}" aria-hidden="true" focusable="false">{2}</svg>',
        size,
        shown,
        mark_safe(body),  # noqa: S308  drawn above
    )

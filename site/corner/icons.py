"""The drawn signs of the site, as inline SVG. Each stands beside a word that says the same: never alone."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

#: Lets a sign show the ground it stands on, in light and dark.
GROUND = "var(--paper)"

_LINE = 'fill="none" stroke="currentColor" stroke-width="2.5"'
_RING = f'<circle cx="12" cy="12" r="10.5" {_LINE}/>'
_SEATS = "M19 19V2A17 17 0 0 0 2 19z", "M21 19V2a17 17 0 0 1 17 17z", "M21 21v17a17 17 0 0 0 17-17z", "M19 21v17A17 17 0 0 1 2 21z"
_DASHED_RING = (
    f'<path {_LINE} stroke-dasharray="4 2.6" d="M12 1.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 1 1 0-21"/>'
)

#: Signs drawn on 24 × 24.
SMALL = {
    "yes": f'<circle cx="12" cy="12" r="12" fill="currentColor"/><path fill="none" stroke="{GROUND}" stroke-width="3" d="m6 12.5 4 4 8-9"/>',
    "no": f'{_RING}<path {_LINE} d="m8 8 8 8m0-8-8 8"/>',
    "unsure": (
        f'{_DASHED_RING}<path {_LINE} d="M8.7 9.3c.4-4 6.8-3.6 6.6.2-.1 2.3-3.3 2.3-3.3 4.7"/>'
        '<circle cx="12" cy="17.6" r="1.6" fill="currentColor"/>'
    ),
    "error": f'<circle cx="12" cy="12" r="12" fill="currentColor"/><path d="M10.5 5h3v9h-3zM10.5 16h3v3h-3z" fill="{GROUND}"/>',
    "search": '<g fill="none" stroke="currentColor" stroke-width="3"><circle cx="10" cy="10" r="7"/><path d="m15 15 7 7"/></g>',
    # A date or a door: not yet, closed, put off, called off, over.
    "soon": f'{_DASHED_RING}<path {_LINE} d="M12 6v6.5l4 2.5"/>',
    "closed": f'{_RING}<path fill="none" stroke="currentColor" stroke-width="3.5" d="M6.5 12h11"/>',
    "postponed": f'{_DASHED_RING}<path {_LINE} d="M9.5 8v8m5-8v8"/>',
    "cancelled": f'{_RING}<path fill="none" stroke="currentColor" stroke-width="3.5" d="M5 19 19 5"/>',
    "over": f'{_RING}<path {_LINE} d="m7.5 12.5 3 3 6-6.5"/>',
    "open": f'<circle cx="12" cy="12" r="12" fill="currentColor"/><path fill="none" stroke="{GROUND}" stroke-width="3" d="m6 12.5 4 4 8-9"/>',
}


def table(filled: int) -> str:
    """The round table with `filled` of four quarters taken (how far an agreement has come)."""
    full, free = "".join(_SEATS[:filled]), "".join(_SEATS[filled:])
    return (f'<path fill="currentColor" d="{full}"/>' if full else "") + (
        f'<path fill="none" stroke="currentColor" stroke-width="1.5" d="{free}"/>' if free else ""
    )


#: Signs drawn on 40 × 40: the round table.
LARGE = {
    **{f"table-{filled}": table(filled) for filled in (1, 2, 3, 4)},
    "table-0": '<g fill="none" stroke="currentColor" stroke-width="3"><circle cx="20" cy="20" r="17"/><path d="M8 32 32 8"/></g>',
    # Every seat taken, and a ring round the table: full.
    "full": (
        '<circle cx="20" cy="20" r="18" fill="none" stroke="currentColor" stroke-width="3"/>'
        '<path fill="currentColor" d="M19 19V6.500A13.5 13.5 0 0 0 5.5 19zM21 19V6.500a13.5 13.5 0 0 1 13.5 12.500zM21 21v13.500a13.5 13.5 0 0 0 13.5-13.500zM19 21v13.500A13.5 13.5 0 0 1 5.5 21z"/>'
    ),
    # A full table, and three who wait beside it.
    "waiting": (
        '<path fill="currentColor" d="M14 13V1A12 12 0 0 0 2 13zM16 13V1a12 12 0 0 1 12 12zM16 15v12a12 12 0 0 0 12-12zM14 15v12A12 12 0 0 1 2 15z"/>'
        '<g fill="none" stroke="currentColor" stroke-width="2.5"><circle cx="34" cy="22" r="3.5"/><circle cx="29.5" cy="31" r="3.5"/><circle cx="20" cy="35" r="3.5"/></g>'
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

"""Venues. Only what is known stands here: what nobody has checked says "not sure yet"."""

NOT_CHECKED = "We have not checked this yet. Ask us before you come."

#: Name: address. Streets are left out: the report does not give them, and we do not guess.
VENUES: dict[str, str] = {
    "Southampton Voluntary Services": "Southampton",
    "Monty’s Community Hub": "Sholing, Southampton",
    "Board in the City": "Southampton",
}

DIRECTIONS = "Ask us how to get there. We can meet you on the way."

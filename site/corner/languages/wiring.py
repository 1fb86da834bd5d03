"""Everything that languages need once when the site starts."""


def wire_languages() -> None:
    """Connect the receivers (they register themselves when they are imported) and apply the patches."""
    from corner.languages import cascade, checking, patches, restrictions, sources  # noqa: F401

    patches.apply()

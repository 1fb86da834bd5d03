"""The home page: words for publication, in which nobody is named without consent (corner/data_register.py)."""

from corner.data_register import nothing_personal


def declare() -> None:
    """Called once, when the site starts."""
    nothing_personal("home.HomePage_partners", "homepage organisationpage")
    nothing_personal("home.HomePage_topics", "homepage topic")
    nothing_personal(
        "home.HomePage",
        """
        image image_alt image_is_decoration easy_read audio audio_transcript content_notes content_note_text
        quick_exit last_reviewed next_review intro source_locale welcome strap pinned_event case_study quote
        quote_source join_text footer_text
        """,
    )

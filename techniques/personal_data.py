"""Techniques: words for publication, in which nobody is named without consent (corner/data_register.py)."""

from corner.data_register import nothing_personal


def declare() -> None:
    """Called once, when the site starts."""
    nothing_personal("techniques.TechniqueIndexPage_topics", "techniqueindexpage topic")
    nothing_personal(
        "techniques.TechniqueIndexPage",
        """
        image image_alt image_is_decoration easy_read audio audio_transcript content_notes content_note_text
        quick_exit last_reviewed next_review intro source_locale
        """,
    )
    nothing_personal("techniques.TechniquePage_goes_well_with", "from_techniquepage to_techniquepage")
    nothing_personal("techniques.TechniquePage_who_can_help", "techniquepage personpage")
    nothing_personal("techniques.TechniquePage_topics", "techniquepage topic")
    nothing_personal(
        "techniques.TechniquePage",
        """
        image image_alt image_is_decoration easy_read audio audio_transcript content_notes content_note_text
        quick_exit last_reviewed next_review intro source_locale also_known_as makes_possible purposes when_to_use
        when_not_to_use minutes_to_prepare minutes_in_all group_from group_to level mode example_invitation space
        supplies roles steps quiet_option access_tips trauma_notes tips what_can_go_wrong sheets source source_url
        source_licence
        """,
    )

"""Case studies: words for publication, in which nobody is named without consent (corner/data_register.py)."""

from corner.data_register import nothing_personal


def declare() -> None:
    """Called once, when the site starts."""
    nothing_personal("casestudies.CaseStudyIndexPage_topics", "casestudyindexpage topic")
    nothing_personal(
        "casestudies.CaseStudyIndexPage",
        """
        image image_alt image_is_decoration easy_read audio audio_transcript content_notes content_note_text
        quick_exit last_reviewed next_review intro source_locale
        """,
    )
    nothing_personal("casestudies.CaseStudyPage_organisations", "casestudypage organisationpage")
    nothing_personal("casestudies.CaseStudyPage_people", "casestudypage personpage")
    nothing_personal("casestudies.CaseStudyPage_came_before", "from_casestudypage to_casestudypage")
    nothing_personal("casestudies.CaseStudyPage_topics", "casestudypage topic")
    nothing_personal(
        "casestudies.CaseStudyPage",
        """
        image image_alt image_is_decoration easy_read audio audio_transcript content_notes content_note_text
        quick_exit last_reviewed next_review intro source_locale stage help_wanted began ended ongoing location area
        purposes number_of_participants who_took_part mode funder resources_shared what_happened turning_points
        what_was_hard what_was_learned techniques_used impact evidence evaluation updates findings use_this_to
        citation
        """,
    )

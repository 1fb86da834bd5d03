"""What people can read: words for publication, in which nobody is named without consent (corner/data_register.py)."""

from corner.data_register import nothing_personal


def declare() -> None:
    """Called once, when the site starts."""
    nothing_personal("library.InformationPage_topics", "informationpage topic")
    nothing_personal(
        "library.InformationPage",
        """
        image image_alt image_is_decoration easy_read audio audio_transcript content_notes content_note_text
        quick_exit last_reviewed next_review intro source_locale purpose is_template body
        """,
    )
    nothing_personal("library.RecommendationsPage_topics", "recommendationspage topic")
    nothing_personal(
        "library.RecommendationsPage",
        """
        image image_alt image_is_decoration easy_read audio audio_transcript content_notes content_note_text
        quick_exit last_reviewed next_review intro source_locale body
        """,
    )
    nothing_personal("library.RecommendationPage_topics", "recommendationpage topic")
    nothing_personal(
        "library.RecommendationPage",
        """
        image image_alt image_is_decoration easy_read audio audio_transcript content_notes content_note_text
        quick_exit last_reviewed next_review intro source_locale number status body what_you_can_do self_check
        learning
        """,
    )
    nothing_personal("library.ResourcePage_speaks_to", "resourcepage recommendationpage")
    nothing_personal("library.ResourcePage_topics", "resourcepage topic")
    nothing_personal(
        "library.ResourcePage",
        """
        image image_alt image_is_decoration easy_read audio audio_transcript content_notes content_note_text
        quick_exit last_reviewed next_review intro source_locale authors publisher published_on doi version licence
        citation faults body original original_label
        """,
    )

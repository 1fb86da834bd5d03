"""Personal data of people who write to the network, and of people who are shown (corner/data_register.py)."""

from contacts import keeping
from corner.data_register import Purpose, nothing_personal, personal, rule
from corner.personal_data import PEOPLE_ON_PAGES, published


def declare() -> None:
    """Called once, when the site starts."""
    written = Purpose(
        title="Messages through the site",
        whose="Whoever writes to a person, an organisation or the network, complains, or wants somebody taken off",
        why="To answer. Complaints: the law demands that they can be made, and are answered in time",
        seen_by="Whom it was written to; messages to the network and complaints with a right for each",
        basis="Legitimate interests: the person wrote. Complaints: legal obligation",
        rule=rule(
            "messages through the site",
            "{keep_message_days} days after it was answered, a complaint {keep_complaint_days} days; a message that "
            "nobody marks as answered counts as answered after a year",
            lambda: keeping.erase(keeping.messages_due()),
        ),
        erased="Deleted, with the words of the mails that carried it",
        handed_out="By administrators",
    )
    personal(
        "contacts.Message",
        written,
        name="Name, if given",
        email="E-mail address, if given",
        phone="Phone number, if given",
        text="What they wrote",
    )
    nothing_personal(
        "contacts.Message",
        "kind nonce page_key is_forwarded language received_at due_on answered_at answered_by erase_after",
    )
    private = Purpose(
        title="Where messages for somebody go",
        whose="People and organisations with a page",
        why="So that readers can write to them without seeing the address",
        seen_by="Administrators, and who may change private addresses",
        basis="Consent",
        rule=rule("private addresses", "with the last consent that stands, or with the page"),
        erased="Deleted",
        handed_out="By administrators",
    )
    personal("contacts.PrivateAddress", private, email="E-mail address")
    nothing_personal("contacts.PrivateAddress", "subject_key")
    rule(
        PEOPLE_ON_PAGES,
        "{keep_withdrawn_days} days after the last consent was withdrawn (readers see nothing from that moment on), or "
        "when staff delete the page: with all its versions, translations, index entries and redirects",
        keeping.delete_people,
    )
    personal(
        "contacts.PersonPage",
        published(),
        pronouns="Pronouns, if they want them shown",
        role="What they do",
        can_help_with="What they can help with",
        languages_spoken="Languages they speak",
        reach="Ways to reach them that they want to be public",
        expected_reply="When they answer",
        intro="A sentence about them",
        image_alt="What their picture shows",
        easy_read="The same in easy words",
        audio_transcript="The same to be heard, in words",
        content_note_text="What to know before reading",
    )
    nothing_personal("contacts.Membership", "user organisation")
    _nothing_personal()


def _nothing_personal() -> None:
    """Words for publication, and what the site needs to know about its own things."""
    nothing_personal("contacts.ContactsPage_topics", "contactspage topic")
    nothing_personal(
        "contacts.ContactsPage",
        """
        image image_alt image_is_decoration easy_read audio audio_transcript content_notes content_note_text
        quick_exit last_reviewed next_review intro source_locale body
        """,
    )
    nothing_personal("contacts.OrganisationPage_topics", "organisationpage topic")
    nothing_personal(
        "contacts.OrganisationPage",
        """
        image image_alt image_is_decoration easy_read audio audio_transcript content_notes content_note_text
        quick_exit last_reviewed next_review intro source_locale sector description area can_help_with website reach
        named_in is_sample
        """,
    )
    nothing_personal("contacts.PersonPage_organisations", "personpage organisationpage")
    nothing_personal("contacts.PersonPage_topics", "personpage topic")
    nothing_personal(
        "contacts.PersonPage",
        """
        image image_is_decoration audio content_notes quick_exit last_reviewed next_review source_locale
        """,
    )
    nothing_personal(
        "contacts.Venue",
        """
        translation_key locale name address postcode directions picture picture_alt bus step_free step_free_details
        accessible_toilet accessible_toilet_details hearing_loop hearing_loop_details parking parking_details
        """,
    )

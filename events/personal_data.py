"""Personal data of people who sign up, come, and say how it was (corner/data_register.py)."""

from corner.data_register import Purpose, nothing_personal, personal, rule
from corner.personal_data import named_by_staff
from events import lost_links
from events.retention import KINDS

HOSTS = "Staff of the organisation that runs the event"


def declare() -> None:
    """Called once, when the site starts."""
    _signups()
    _needs()
    _around()
    _feedback()
    _content()
    _nothing_personal()


def _signups() -> None:
    listed = Purpose(
        title="People on the list of a date",
        whose="People who sign up, and those they bring along",
        why="To keep a place for them, to reach them about it, and to know who came",
        seen_by=HOSTS + "; nobody of another organisation. Administrators",
        basis="Legitimate interests of the organisation that runs the event: a person asked for a place",
        rule=rule(
            "sign-ups",
            "{keep_contact_days} days after the date has ended; {keep_without_place_days} days for who never had a "
            "place",
            KINDS["signups"][1],
        ),
        erased="Emptied; that somebody had so many places stays, so that numbers stay right. By the person with the "
        "link in their mail, or by administrators for an e-mail address, at any time",
        handed_out="Own page “What we keep about you”, as a file, and by administrators",
    )
    personal(
        "events.SignUp",
        listed,
        name="What to call them",
        email="E-mail address",
        email_key="The same address, as it is compared",
        phone="Phone number",
        answers="Answers to the event's own questions",
        asked="Those questions, in the words of that day, and whether an answer turned out to be about access",
        out_of_turn_reason="Why they were offered a place before their turn",
        would_like_to_help_host="Whether they offered to help",
        safeguarding_concern="That staff worry about somebody's safety. Never handed out: it could put somebody in "
        "danger; who decides is the safeguarding lead",
    )
    personal("events.Attendee", listed, name="First name of somebody of the party")
    nothing_personal(
        "events.SignUp",
        """uuid token_version nonce occasion places state position offer_expires_at confirmed_at source
        number_of_places language privacy_notice_version privacy_notice_language access_consent_at
        access_consent_version access_consent_language created_at cancelled_at erase_after anonymised_at""",
    )
    nothing_personal("events.Attendee", "signup under_16 takes_place attendance")


def _needs() -> None:
    needs = Purpose(
        title="What people need to take part",
        whose="People on the list of a date",
        why="To arrange it. It never influences who gets a place",
        seen_by=HOSTS + " with the right “access needs”; every look is written down",
        basis="Explicit consent (Article 9(2)(a)), asked for by itself, with the wording's version kept",
        rule=rule("what people need", "{keep_access_days} days after the date has ended", KINDS["access_needs"][1]),
        erased="Deleted; at once when the person takes it back. Encrypted in the table when a key is given",
        handed_out="Own page “What we keep about you”, as a file, and by administrators",
        special=True,
    )
    personal(
        "events.AccessNeed",
        needs,
        question="Which need it is",
        asked="The question, as they were asked it",
        answer="What they need",
        reply="Whether it is arranged",
        reply_words="What they were told",
    )
    nothing_personal("events.AccessNeed", "signup erase_after replied_by replied_at")
    adults = Purpose(
        title="Who looks after children",
        whose="The responsible adult of somebody under 16, and an emergency contact",
        why="To reach them in an emergency, and to let a child go with nobody else",
        seen_by=HOSTS,
        basis="Vital interests of the child, and legitimate interests of the organisation",
        rule=rule(
            "responsible adults", "{keep_access_days} days after the date has ended", KINDS["responsible_adults"][1]
        ),
        erased="Deleted",
        handed_out="Own page “What we keep about you”, as a file, and by administrators",
    )
    personal(
        "events.ResponsibleAdult",
        adults,
        name="Name of the adult",
        phone="Their phone number",
        emergency_contact="Name and number of somebody else",
        may_collect="Who may collect the child",
    )
    nothing_personal("events.ResponsibleAdult", "signup erase_after")


def _around() -> None:
    calls = Purpose(
        title="Calls instead of mails",
        whose="People on the list of a date who gave only a phone number",
        why="So that they hear what others are told by mail",
        seen_by=HOSTS,
        basis="As the sign-up itself",
        rule="sign-ups",
        erased="The note is emptied with the sign-up",
        handed_out="With the sign-up",
    )
    personal("events.CallTask", calls, note="What came of the call")
    nothing_personal("events.CallTask", "signup kind dedupe_key about created_at outcome tries made_by made_at")
    words = Purpose(
        title="Messages of hosts to a list",
        whose="Nobody by design: one text for everybody. A host may have named somebody in it",
        why="To tell people of a date what changes",
        seen_by=HOSTS,
        basis="As the sign-ups",
        rule=rule("messages of hosts", "{keep_contact_days} days after the date has ended", KINDS["messages"][1]),
        erased="Emptied; that it was sent, and to how many, stays",
        handed_out="As the mail that the person got",
    )
    personal("events.HostMessage", words, subject="Subject", text="Words")
    nothing_personal("events.HostMessage", "occasion nonce audience written_by sent_at parties")
    lost = Purpose(
        title="Requests for a lost link",
        whose="Whoever typed an e-mail address into the form",
        why="To send the link again without telling who is on a list",
        seen_by="Nobody: the worker answers",
        basis="Legitimate interests: the person asked",
        rule=rule("lost links", "as soon as it is answered: seconds, and a day at most", lost_links.answer_all),
        erased="Deleted",
        handed_out="By administrators",
    )
    personal("events.LostLinkRequest", lost, email="E-mail address")
    nothing_personal("events.LostLinkRequest", "nonce language created_at")


def _feedback() -> None:
    said = Purpose(
        title="How it was",
        whose="People who were there; never linked to a sign-up, with a day instead of a moment",
        why="To learn from it, and to tell the group how it was",
        seen_by=HOSTS + "; sums, and words that staff chose, on the public page",
        basis="Legitimate interests; it is voluntary and needs no name",
        rule=rule(
            "feedback", "{keep_feedback_days} days after the date has ended, then sums only", KINDS["feedback"][1]
        ),
        erased="Summed up and deleted",
        handed_out="Nobody knows whose it is, so it cannot be handed out",
    )
    personal("events.Feedback", said, words="Free words", ratings="Ratings of one person")
    nothing_personal("events.Feedback", "occasion nonce source given_on language words_are_public erase_after")


def _content() -> None:
    named = named_by_staff()
    personal("events.EventPage", named, safeguarding_lead="Who to ask about safety at the event")
    personal("events.Agreement", named, who_will_do_it="Who will do what was agreed: a group, as a rule")


def _nothing_personal() -> None:
    """Words for publication, and what the site needs to know about its own things."""
    nothing_personal(
        "events.Agreement",
        """
        translation_key locale what_people_said what_was_agreed status reason what_changed due changed_on event
        case_study recommendation updates is_sample
        """,
    )
    nothing_personal("events.AgreementStep", "agreement_key status reached_on")
    nothing_personal("events.AgreementsPage_topics", "agreementspage topic")
    nothing_personal(
        "events.AgreementsPage",
        """
        image image_alt image_is_decoration easy_read audio audio_transcript content_notes content_note_text
        quick_exit last_reviewed next_review intro source_locale body
        """,
    )
    nothing_personal("events.Event", "translation_key source_locale responsible_organisation")
    nothing_personal(
        "events.Occasion",
        """
        event date_key day month_only starts_at ends_at venue joining_link status ical_uid ical_sequence
        lock_version takes_signups opens_at closes_at largest_party reminder_days reminded_of change_untold_since
        thanked_at feedback_summed on_page
        """,
    )
    nothing_personal(
        "events.Places",
        """
        occasion way offered capacity taken waiting next_position waiting_list offer_hours
        """,
    )
    nothing_personal("events.FeedbackSum", "occasion statement rating times")
    nothing_personal("events.EventIndexPage_topics", "eventindexpage topic")
    nothing_personal(
        "events.EventIndexPage",
        """
        image image_alt image_is_decoration easy_read audio audio_transcript content_notes content_note_text
        quick_exit last_reviewed next_review intro source_locale
        """,
    )
    nothing_personal("events.EventPage_organisations", "eventpage organisationpage")
    nothing_personal("events.EventPage_hosts", "eventpage personpage")
    nothing_personal("events.EventPage_techniques", "eventpage techniquepage")
    nothing_personal("events.EventPage_topics", "eventpage topic")
    nothing_personal(
        "events.EventPage",
        """
        image image_alt image_is_decoration easy_read audio audio_transcript content_notes content_note_text
        quick_exit last_reviewed next_review intro source_locale kind mode responsible_organisation venue
        who_it_is_for who_will_be_there what_to_expect breaks calm_space calm_space_details quiet_activity
        quiet_activity_details step_free step_free_details hearing_loop hearing_loop_details bsl bsl_details
        captions captions_details languages_spoken languages_spoken_details interpreter interpreter_details
        assistance_dogs assistance_dogs_details payment payment_details travel travel_details food food_details
        childcare childcare_details training training_details under_18s_invited ages for_guardians
        working_together_page photos_policy signup signup_elsewhere_url capacity_in_person capacity_online
        signup_opens signup_closes waiting_list offer_hours reminder_days largest_party questions record
        ask_for_feedback feedback_statements how_many_came not_recorded is_sample
        """,
    )
    nothing_personal(
        "events.EventDate",
        """
        sort_order page date_key day start_time end_time month_only status venue capacity_in_person capacity_online
        signup_opens signup_closes
        """,
    )

"""What of a page leaves the site as data: one written list for the files and the API.

A field that is new on a page is in neither list, and a test fails until somebody decides. No list holds contact
details or anything for staff; `describing` takes e-mail addresses and phone numbers out of the words as well.
"""

#: Of every page. `topics` are their web addresses, the same in every language.
OF_EVERY_PAGE = ("intro", "topics", "content_notes", "content_note_text", "easy_read", "audio_transcript")

BY_TYPE: dict[str, tuple[str, ...]] = {
    "home.HomePage": ("welcome", "strap", "quote", "quote_source", "join_text", "footer_text", "partners"),
    "library.InformationPage": ("purpose", "is_template", "body"),
    "library.RecommendationsPage": ("body",),
    "library.RecommendationPage": ("number", "status", "body", "what_you_can_do", "self_check", "learning"),
    "library.ResourcePage": (
        "authors", "publisher", "published_on", "doi", "version", "licence", "citation", "faults", "body",
        "original_label", "speaks_to",
    ),
    "techniques.TechniqueIndexPage": (),
    "techniques.TechniquePage": (
        "also_known_as", "makes_possible", "purposes", "when_to_use", "when_not_to_use", "minutes_to_prepare",
        "minutes_in_all", "group_from", "group_to", "level", "mode", "example_invitation", "space", "supplies",
        "roles", "steps", "quiet_option", "access_tips", "trauma_notes", "tips", "what_can_go_wrong",
        "goes_well_with", "who_can_help", "source", "source_url", "source_licence",
    ),
    "casestudies.CaseStudyIndexPage": (),
    "casestudies.CaseStudyPage": (
        "stage", "help_wanted", "began", "ended", "ongoing", "location", "area", "purposes", "number_of_participants",
        "who_took_part", "mode", "organisations", "people", "funder", "resources_shared", "what_happened",
        "turning_points", "what_was_hard", "what_was_learned", "techniques_used", "impact", "evidence", "updates",
        "came_before", "findings", "use_this_to", "citation",
    ),
    "events.EventIndexPage": (),
    "events.EventPage": (
        "dates", "kind", "mode", "responsible_organisation", "organisations", "hosts", "techniques", "who_it_is_for",
        "who_will_be_there", "what_to_expect", "breaks", "calm_space", "calm_space_details", "quiet_activity",
        "quiet_activity_details", "step_free", "step_free_details", "hearing_loop", "hearing_loop_details", "bsl",
        "bsl_details", "captions", "captions_details", "languages_spoken", "languages_spoken_details", "interpreter",
        "interpreter_details", "assistance_dogs", "assistance_dogs_details", "payment", "payment_details", "travel",
        "travel_details", "food", "food_details", "childcare", "childcare_details", "training", "training_details",
        "under_18s_invited", "ages", "photos_policy", "signup", "record", "how_many_came", "not_recorded",
        "is_sample",
    ),
    "events.AgreementsPage": ("body",),
    "contacts.ContactsPage": ("body",),
    "contacts.OrganisationPage": (
        "sector", "description", "area", "can_help_with", "website", "named_in", "is_sample",
    ),
    "contacts.PersonPage": ("basis", "role", "pronouns", "organisations", "can_help_with", "languages_spoken"),
}  # fmt: skip

#: Not the words or facts of a field, but found elsewhere: the dates of an event are its occasions, and why a person may
#: be shown ("consent", or "published": named in a published source and not confirmed) is a consent on record.
FOUND_ELSEWHERE = {"dates", "basis"}

#: What stays on the site, and why.
KEPT_BACK: dict[str, str] = {
    "image": "pictures have rights of their own",
    "image_alt": "belongs to the picture",
    "image_is_decoration": "belongs to the picture",
    "audio": "a file may be unlisted",
    "quick_exit": "how the page behaves",
    "last_reviewed": "for staff",
    "next_review": "for staff",
    "source_locale": "given as source_language",
    # Home page
    "pinned_event": "what is shown first",
    "case_study": "what is shown first",
    # Resources
    "original": "a file may be unlisted",
    # Techniques and case studies
    "sheets": "a file may be unlisted",
    "evaluation": "a file may be unlisted",
    # People and organisations
    "reach": "contact details",
    "expected_reply": "belongs to contact details",
    "memberships": "which logins belong to it",
    # Events
    "venue": "the place of each date is given with the date",
    "safeguarding_lead": "name of a person",
    "for_guardians": "may say how to reach a person",
    "working_together_page": "how the page behaves",
    "signup_elsewhere_url": "changes, and belongs to signing up",
    "capacity_in_person": "belongs to signing up",
    "capacity_online": "belongs to signing up",
    "signup_opens": "belongs to signing up",
    "signup_closes": "belongs to signing up",
    "waiting_list": "belongs to signing up",
    "offer_hours": "belongs to signing up",
    "reminder_days": "belongs to signing up",
    "largest_party": "belongs to signing up",
    "questions": "belongs to signing up",
    "ask_for_feedback": "belongs to signing up",
    "feedback_statements": "belongs to signing up",
}


def fields_of(label: str) -> tuple[str, ...]:
    """The names of what leaves the site of a page type, such as "techniques.TechniquePage"."""
    return (*OF_EVERY_PAGE, *BY_TYPE[label])

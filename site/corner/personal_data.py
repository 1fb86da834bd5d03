"""Personal data that every room shares, and that of Django, Wagtail and allauth (corner/data_register.py)."""

from functools import cache

from corner import chores, forgetting, tombstones
from corner.accounts import sessions
from corner.data_register import Purpose, personal, rule
from corner.mail.keeping import erase_due

STAFF = "Staff and translators"
#: The rule of `published`; the room that has pages of people declares it.
PEOPLE_ON_PAGES = "people on pages"


def declare() -> None:
    """Called once, when the site starts."""
    _mails()
    _accounts()
    _signing_in()
    _what_staff_did()
    _pages()
    _pictures()
    _settings()
    _proof()


@cache
def published() -> Purpose:
    """What stands on public pages about somebody who agreed to it."""
    return Purpose(
        title="People who are shown on public pages",
        whose="People of the network with a page. Of all other pages these fields hold no personal data",
        why="So that others find them, and know who did what",
        seen_by="Everybody, while the consent stands; staff in drafts and earlier versions",
        basis="Consent, recorded with its day and words; or a published source, named as such",
        rule=PEOPLE_ON_PAGES,
        erased="Deleted with the page. From other pages staff take the name out; their earlier versions keep it until "
        "these are deleted",
        handed_out="It is public; drafts by administrators",
    )


@cache
def named_by_staff() -> Purpose:
    """Whom readers may turn to."""
    return Purpose(
        title="People whom readers may turn to",
        whose="Staff who are the contact for something, with their agreement",
        why="So that somebody can be asked",
        seen_by="Everybody",
        basis="Legitimate interests",
        rule=rule("named by staff", "when staff write another name there, or delete the page"),
        erased="Overwritten, or deleted with the page. Earlier versions of a page keep it until the page is deleted",
        handed_out="It is public",
    )


def _mails() -> None:
    mails = Purpose(
        title="Mails",
        whose="Everybody to whom the site writes",
        why="So that no mail is lost while the mail server is away, and staff see that it left",
        seen_by="Staff of the organisation whose mail it is, without the words. Administrators",
        basis="As what the mail is about",
        rule=rule("mails", "{keep_mail_days} days after it was sent, or was given up", erase_due),
        erased="Emptied; its kind and its moment stay. At once when the person is erased, and then it does not leave",
        handed_out="By administrators; the list of them on the own page",
    )
    personal(
        "corner.OutgoingEmail",
        mails,
        to="Address it goes to",
        reply_to="Address that answers go to",
        subject="Subject",
        text="Words",
        html="Words",
    )


def _accounts() -> None:
    account = Purpose(
        title="Accounts",
        whose=STAFF,
        why="To let them in, and nobody else",
        seen_by="Administrators; names also colleagues, in histories",
        basis="Contract or legitimate interests of the organisation they work for",
        rule=rule("accounts", "when administrators delete the account of who does not work here any more"),
        erased="Deleted with the account",
        handed_out="By administrators, in Users",
    )
    personal(
        "auth.User",
        account,
        username="User name",
        first_name="First name",
        last_name="Last name",
        email="E-mail address",
        password="Password, as a hash",  # noqa: S106  not a password
        last_login="When they last signed in",
        date_joined="When the account was made",
        is_staff="Kind of account",
        is_superuser="Whether they are an administrator",
        is_active="Whether they may sign in",
    )
    personal("account.EmailAddress", account, email="E-mail address")
    personal("account.EmailConfirmation", account, key="Secret of a link that proves a new address")
    personal("mfa.Authenticator", account, data="Second factor: secrets, encrypted, and public keys of passkeys")
    personal("wagtailusers.UserProfile", account, avatar="Picture of themselves, if they gave one")
    personal("wagtailcore.Comment", account, text="Remark to colleagues in a draft")
    personal("wagtailcore.CommentReply", account, text="Answer to a remark")


def _signing_in() -> None:
    session = Purpose(
        title="Being signed in",
        whose=STAFF,
        why="To stay signed in, and to see and end sessions that are not theirs",
        seen_by="The person themselves",
        basis="Legitimate interests: security",
        rule=rule("sessions", "eight hours without a click, with signing out, or with a new password", _sessions_due),
        erased="Deleted",
        handed_out="Own list of sessions",
    )
    personal(
        "sessions.Session", session, session_key="Key of the session", session_data="Who is signed in, and messages"
    )
    personal(
        "usersessions.UserSession",
        session,
        ip="Internet address",
        user_agent="Browser",
        session_key="Key of the session",
        data="Nothing, so far",
    )
    tries = Purpose(
        title="Tries, counted against limits",
        whose="Whoever sends a form or signs in",
        why="To stop who tries too often",
        seen_by="Nobody",
        basis="Legitimate interests: security",
        rule=rule("limits", "two days after the try", chores.delete_old_attempts),
        erased="Deleted",
        handed_out="Only a keyed hash is kept; nobody can tell whose it is",
    )
    personal("corner.Attempt", tries, hashed="Keyed hash of an internet or e-mail address")


def _sessions_due() -> None:
    chores.clear_sessions()
    sessions.forget_ended()


def _what_staff_did() -> None:
    audit = Purpose(
        title="Who did what",
        whose=STAFF,
        why="To find out who looked at or changed what; people whose data it is may ask",
        seen_by="Administrators",
        basis="Legal obligation: accountability (Article 5(2))",
        rule=rule("audit", "a year after it was done", chores.delete_old_audit_entries),
        erased="Deleted. It names nobody but the member of staff, whose name goes with the account",
        handed_out="By administrators",
    )
    personal("corner.AuditEntry", audit, actor="Which member of staff", details="Ids, states and counts, never words")
    history = Purpose(
        title="Histories of pages and things",
        whose=STAFF + "; and people whose name was the title of what was changed",
        why="To see what became of a page",
        seen_by="Editors",
        basis="Legitimate interests",
        rule=rule("histories", "30 days after the thing was deleted", forgetting.forget_names_of_deleted),
        erased="Names, titles and remarks are emptied; that something was deleted, and when, stays",
        handed_out="By administrators",
    )
    personal("wagtailcore.PageLogEntry", history, label="Title of the page", data="What was done, in words")
    personal("wagtailcore.ModelLogEntry", history, label="Name of the thing", data="What was done, in words")
    personal("admin.LogEntry", history, object_repr="Name of the thing", change_message="What was done (not in use)")
    unfinished = Purpose(
        title="Unfinished work of staff",
        whose=STAFF + ", and whoever they were writing about",
        why="To show a preview before anything is saved; to finish an upload; to see who else has a page open",
        seen_by="The member of staff; who has a page open, also colleagues",
        basis="Legitimate interests",
        rule=rule("unfinished work", "a day after", forgetting.forget_unfinished),
        erased="Deleted",
        handed_out="Kept for a day only, and so not",
    )
    personal("wagtailadmin.FormState", unfinished, data="What was typed")
    personal("wagtailadmin.EditingSession", unfinished, user="Who has it open")
    personal("wagtailcore.UploadedFile", unfinished, file="The file")


def _pages() -> None:
    shown = published()
    personal(
        "wagtailcore.Page",
        shown,
        title="Title: of a person's page, their name",
        draft_title="The same, of the draft",
        slug="The same, in the address",
        url_path="The same, in the address",
        seo_title="The same, for search engines",
        search_description="What search engines show",
    )
    personal("wagtailcore.Revision", shown, content="An earlier version of a page", object_str="Its title")
    personal("wagtailcore.TaskState", shown, comment="Why somebody wanted a page changed")
    personal(
        "wagtailredirects.Redirect", shown, old_path="An earlier address", redirect_page_route_path="What followed it"
    )
    for model in ("IndexEntry", "SQLiteFTSIndexEntry"):
        fields = {
            "title": "Words to be found by",
            "body": "Words to be found by",
            "autocomplete": "Words to be found by",
        }
        personal(f"wagtailsearch.{model}", shown, **fields)
    as_text = "The same, as plain text (PostgreSQL only)"
    personal("wagtailsearch.IndexEntry", shown, title_text=as_text, body_text=as_text)
    words = Purpose(
        title="Words for translators",
        whose=shown.whose,
        why="So that translators need not translate twice what they have translated before",
        seen_by="Translators and editors",
        basis=shown.basis,
        rule=rule("words for translators", "a day after the page was deleted", forgetting.forget_words_of_deleted),
        erased="Deleted",
        handed_out=shown.handed_out,
    )
    personal("wagtail_localize.TranslationSource", shown, content_json="A version of a page", object_repr="Its title")
    personal("wagtail_localize.SegmentOverride", shown, data_json="What a translation says instead")
    personal("wagtail_localize.OverridableSegment", shown, data_json="What a translation may say otherwise")
    personal("wagtail_localize.StringSegment", shown, attrs="Addresses of links in a sentence")
    personal("wagtail_localize.String", words, data="A sentence")
    personal("wagtail_localize.StringTranslation", words, data="Its translation")
    personal("wagtail_localize.Template", words, template="What stands between sentences")


def _pictures() -> None:
    seen = Purpose(
        title="Pictures and documents",
        whose="People who can be recognised in a picture, or are named in a document",
        why="To show what the network does",
        seen_by="Everybody, while the consent stands; staff in the library",
        basis="Consent, recorded with its day and words",
        rule=rule(
            "pictures of people",
            "{keep_withdrawn_days} days after a consent was withdrawn (readers see it no more from that moment on), or "
            "when staff delete the file",
            forgetting.delete_pictures,
        ),
        erased="Deleted, with every size of it. Places, times and devices that cameras write into files are taken out "
        "on the way in",
        handed_out="By administrators",
    )
    personal(
        "corner.Picture",
        seen,
        file="The picture",
        title="What it is called in the library",
        description="What it shows",
        credit="Who made it",
    )
    personal("corner.PictureRendition", seen, file="The picture in another size")
    documents = Purpose(
        title="Documents",
        whose="Whoever is named in one, and who uploaded it",
        why="To give readers handouts, records and forms",
        seen_by="Everybody who may see the page; documents behind a restriction, only who passes it",
        basis="Consent of who is named, or a published source",
        rule=rule("documents", "when staff delete the file"),
        erased="Deleted",
        handed_out="By administrators",
    )
    personal("wagtaildocs.Document", documents, file="The document", title="What it is called")
    consent = Purpose(
        title="Consents",
        whose="People who are shown, and the member of staff who asked them",
        why="To be able to show that they agreed, to what, and until when",
        seen_by="Who may change consents, and who may change the picture",
        basis="Legal obligation (Article 7(1))",
        rule=rule(
            "consents",
            "a year after it was withdrawn, or with the page or picture it is about",
            forgetting.forget_consents,
        ),
        erased="Deleted",
        handed_out="By administrators",
    )
    personal(
        "corner.ConsentRecord",
        consent,
        source="Where it is recorded",
        asked_by="Who asked",
        agreed_to="What they agreed to",
    )


def _settings() -> None:
    personal("corner.SiteSettings", named_by_staff(), safeguarding_contact="Who to ask about somebody's safety")


def _proof() -> None:
    proof = Purpose(
        title="Proof that a wish was met",
        whose="Who asked what is held about them, or wanted it gone; the administrator who did it",
        why="To show that it was done; to do it again after a restore",
        seen_by="Administrators; a hash is found only by who types the same address",
        basis="Legal obligation: accountability (Article 5(2))",
        rule=rule("receipts", "six years after", forgetting.forget_receipts),
        erased="Deleted",
        handed_out="The receipt itself, on paper or by mail",
    )
    personal(
        "corner.Receipt", proof, hashed="Keyed hash of the address", actor="Which administrator", counts="How many rows"
    )
    stones = Purpose(
        title="Tombstones",
        whose=proof.whose,
        why="So that whoever was erased stays erased when an older backup is restored",
        seen_by="Nobody",
        basis=proof.basis,
        rule=rule("tombstones", "100 days after, when no backup can need it any more", tombstones.forget_old),
        erased="Deleted",
        handed_out="Only a keyed hash is kept; nobody can tell whose it is",
    )
    personal("corner.Tombstone", stones, hashed="Keyed hash of what was erased")

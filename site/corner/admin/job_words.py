"""What each job of the worker does, for administrators, and what does not happen while it fails.

They are read by nobody else, so one list here is simpler than one a room; a test holds that each job is in it.
"""

from typing import NamedTuple


class JobWords(NamedTuple):
    does: str
    otherwise: str


WORDS = {
    "accounts.forget-sessions": JobWords(
        "Forgets where staff were signed in, once they are not",
        "Addresses and browsers of staff are kept longer than promised.",
    ),
    "backup": JobWords("Makes the nightly backup, where one is wished for", "The newest backup grows old."),
    "clean-old-pictures": JobWords(
        "Makes pictures smaller that were uploaded before the site did so, and takes out where they were taken",
        "Old pictures keep the place where they were taken.",
    ),
    "clear-sessions": JobWords("Deletes sign-ins that have run out", "The table of sign-ins grows."),
    "delete-lost-files": JobWords(
        "Deletes files that belong to no picture and no document any more",
        "A picture that was deleted while the store of files was away still lies there.",
    ),
    "delete-old-attempts": JobWords(
        "Forgets who tried a form too often", "Hashed addresses are kept longer than promised."
    ),
    "delete-old-audit-entries": JobWords(
        "Forgets who did what, a year after", "The list of who did what is kept longer than promised."
    ),
    "events.calls": JobWords("Keeps the list of people to call up to date", "Staff may be asked to call for nothing."),
    "events.lost-links": JobWords(
        "Answers people who asked for their link again", "They wait for a mail that does not come."
    ),
    "events.reminders": JobWords("Writes reminders", "People are not reminded of what they signed up for."),
    "events.retention": JobWords(
        "Erases personal data when its time is over", "Personal data is kept longer than promised: act within days."
    ),
    "events.telling": JobWords(
        "Tells people of a changed date when staff have not said whether to", "They do not hear of the change."
    ),
    "events.thanks": JobWords("Thanks people and asks how it was", "Nobody is asked."),
    "events.waiting": JobWords(
        "Offers free places to whoever waits, and ends offers that ran out", "Free places stay empty."
    ),
    "exchange.uploads": JobWords("Deletes sheets that were uploaded and not imported", "They stay on the machine."),
    "forget-leftovers": JobWords(
        "Forgets what histories and unfinished forms keep of things that are gone",
        "Names of what was deleted are kept longer than promised.",
    ),
    "forget-policy-reports": JobWords(
        "Forgets what browsers reported about scripts and styles that are not ours", "The table of reports grows."
    ),
    "make-missing-pictures": JobWords(
        "Makes the sizes of pictures that are missing", "Some pages show no picture where there is one."
    ),
    "mend-indexes": JobWords(
        "Compares the search, and the lists of what uses what, with the pages, and mends them",
        "What a fault kept out of the search is not found.",
    ),
    "publish-scheduled": JobWords(
        "Publishes and unpublishes pages at the time that was set",
        "Pages do not go live or leave at their time. If only some cannot, the first screen says which and why.",
    ),
    "search.not-found": JobWords("Forgets searches that found nothing, after 30 days", "They are kept longer."),
    "send-mail": JobWords("Sends mail", "Nobody gets confirmations or reminders. Nothing is lost: all of it waits."),
    "tombstones.forget-old": JobWords(
        "Forgets what was erased so long ago that no backup has it any more", "The list of erasures grows."
    ),
    "tombstones.mirror": JobWords(
        "Writes down outside the database what was erased",
        "After restoring a backup, the newest erasures would not be done again.",
    ),
}


def words_of(name: str) -> JobWords:
    """By the name of the job; the name itself where nobody has found words."""
    return WORDS.get(name, JobWords(name, ""))

"""Sample entries of "You said, we did": invented, and marked as samples. The report lists no agreements.

None names a real group or belongs to a real case study: nobody should read that somebody promised what they did not.
"""

from dataclasses import dataclass

from events.models import Agreement

Status = Agreement.Status


@dataclass(frozen=True)
class AgreementContent:
    """One entry; days count back from the day it is loaded, `due_in_days` forward."""

    name: str
    status: str
    changed_days_ago: int
    said: str
    agreed: str
    changed: str
    who: str
    reason: str = ""
    due_in_days: int | None = None
    recommendation: str = ""


AGREEMENTS = [
    AgreementContent(
        name="tell-us",
        status=Status.DONE,
        changed_days_ago=13,
        said="Tell us what you did with what we said.",
        agreed="Every event page keeps a record. It goes up within two weeks.",
        changed="Each new event page now has a place for its record.",
        who="The hosts",
        recommendation="about/recommendations/show-what-changed",
    ),
    AgreementContent(
        name="big-groups",
        status=Status.STARTED,
        changed_days_ago=6,
        said="Talking in a big group is hard. Let us do it another way.",
        agreed="Every event has a quiet activity and a calm space.",
        changed="Four hosts have tried it. Two rooms still need a better door.",
        who="The hosts",
        recommendation="about/recommendations/make-meetings-matter",
    ),
    AgreementContent(
        name="go-back",
        status=Status.AGREED,
        changed_days_ago=20,
        said="Do not ask girls once and then go away.",
        agreed="Go back to the girls every school term.",
        changed="The first date is set.",
        who="The hosts",
        due_in_days=60,
        recommendation="about/recommendations/take-time-and-build-trust",
    ),
    AgreementContent(
        name="money-first",
        status=Status.HEARD,
        changed_days_ago=3,
        said="We want to know how money is shared before we say yes.",
        agreed="Nothing yet. We will talk about it at the next event.",
        changed="Nothing yet.",
        who="The hosts",
        recommendation="about/recommendations/share-money-and-gifts",
    ),
    AgreementContent(
        name="cash",
        status=Status.NOT_POSSIBLE,
        changed_days_ago=34,
        said="Pay everyone in cash on the day.",
        agreed="We asked all three groups that pay.",
        changed="Nothing changed.",
        reason="Two of the groups may not keep cash. They can give vouchers or pay into a bank account.",
        who="The hosts",
        recommendation="about/recommendations/share-money-and-gifts",
    ),
]

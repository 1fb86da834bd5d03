"""The contacts page, and the three people whom the report names.

They have not been asked yet. So each stands here with name, role and organisation only, on the basis "named in the
2024 report, not confirmed", and the network's address stands for all (design.md, "Starter content").
"""

from contacts.models import ContactsPage, PersonPage
from home.starter.content import PageContent
from home.starter.words import Ref, block, heading, text

#: Where their names come from; the page adds "not confirmed".
BASIS = "the 2024 report"
NETWORK_EMAIL = "coproduction@southamptonvs.org.uk"

CONTACTS = PageContent(
    key="people",
    model=ContactsPage,
    title="People",
    intro="Find somebody to ask. We list people by their names, not by how important their jobs are.",
    fields={
        "body": [
            text("Do you need help with something? Write to us or ring us. We find the right person for you."),
            heading("When we answer"),
            text("We answer within three working days. If you need a reply sooner, please ring us."),
            heading("Do you want to be on this page?"),
            text(
                "Tell us your name and what you can help with. "
                "You choose what we show. We take it off again when you ask."
            ),
        ]
    },
)


def person(slug: str, name: str, role: str, organisation: str) -> PageContent:
    return PageContent(
        key=f"people/{slug}",
        model=PersonPage,
        title=name,
        intro="Our report of 2024 names this person. You can write to them.",
        fields={
            "role": role,
            "organisations": [Ref(f"people/{organisation}")],
            "reach": [block("reach", {"kind": "email", "value": NETWORK_EMAIL, "best_times": ""})],
        },
    )


PEOPLE = [
    person("lucy-green", "Lucy Green", "Head of Engagement, Faculty of Medicine", "university-of-southampton"),
    person("rebecca-kinge", "Rebecca Kinge", "Coproduction Community Worker", "southampton-voluntary-services"),
    person("rob-kurn", "Rob Kurn", "Chief Executive", "southampton-voluntary-services"),
]

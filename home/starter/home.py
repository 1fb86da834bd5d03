"""The home page, and the lists below it that hold no more than a title."""

from casestudies.models import CaseStudyIndexPage
from events.models import AgreementsPage, EventIndexPage
from home.models import HomePage
from home.starter.content import PageContent
from home.starter.words import Ref, text
from techniques.models import TechniqueIndexPage

HOME = PageContent(
    key="",
    model=HomePage,
    title="Southampton Coproduction Corner",
    intro=(
        "This is called coproduction. It means working together as equals. "
        "You can join in at any time, and you do not need to know anything first."
    ),
    fields={
        "welcome": "Welcome. Here, people in Southampton plan and decide together.",
        "strap": "A network of people who plan and decide together, as equals.",
        "quote": "Coproduction is too important not to invest in.",
        "quote_source": "From our report, “Making Coproduction Meaningful”, 2024",
        "join_text": (
            "About 85 people took part in the talks behind that report. "
            "Come to an event, write to us, or ask to help host."
        ),
        "footer_text": (
            "Started in 2023 by Southampton Voluntary Services, "
            "with the University of Southampton and many local groups."
        ),
    },
    later={
        "case_study": Ref("case-studies/teenage-girls-and-parks"),
        "partners": [
            Ref("people/southampton-voluntary-services"),
            Ref("people/university-of-southampton"),
            Ref("people/montys-community-hub"),
            Ref("people/veracity-life"),
            Ref("people/board-in-the-city"),
            Ref("people/owl-xl-cic"),
        ],
    },
)

EVENTS = PageContent(
    key="events",
    model=EventIndexPage,
    title="Come to something",
    intro="Every event has breaks. Every page says what you get, what will happen, and what the place is like.",
)
CASE_STUDIES = PageContent(
    key="case-studies",
    model=CaseStudyIndexPage,
    title="Case studies",
    intro="Read what people did together. We say what was hard, and what we do not know yet.",
)
TECHNIQUES = PageContent(
    key="techniques",
    model=TechniqueIndexPage,
    title="Techniques",
    intro="Ways to work together, step by step. Each one has a quiet way to take part.",
)
AGREEMENTS = PageContent(
    key="you-said-we-did",
    model=AgreementsPage,
    title="You said, we did",
    intro="Everything we agreed is here, where all can see it. When something is not possible, we say why.",
    fields={
        "body": [
            text(
                "People join in when they see that something changes. "
                "So we write down what was said, and follow it to the end."
            )
        ]
    },
)

INDEXES = [EVENTS, CASE_STUDIES, TECHNIQUES, AGREEMENTS]

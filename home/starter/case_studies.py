"""The two case studies of the report. The second has not been carried out: it claims no findings."""

from casestudies.models import CaseStudyPage, Impact, Stage
from home.starter.content import PageContent
from home.starter.resource import CITATION
from home.starter.words import Ref, block, bullets, callout, heading, html, text


def finding(recommendation: str, words: str) -> dict:
    return block("finding", {"recommendation": Ref(f"about/recommendations/{recommendation}"), "finding": html(words)})


GIRLS_AND_PARKS = PageContent(
    key="case-studies/teenage-girls-and-parks",
    model=CaseStudyPage,
    title="Teenage girls and how parks can help them feel well",
    intro=(
        "Two local groups asked girls what they think about parks. "
        "Then more people met, and the girls’ words were a main part."
    ),
    fields={
        "stage": Stage.UNDER_WAY,
        "began": "July 2024",
        "location": "Southampton. Monty’s Community Hub is in Sholing",
        "purposes": "To find out how parks and open spaces can help teenage girls feel well.",
        "who_took_part": (
            "Teenage girls, two community groups, and later other people with an interest in the topic. "
            "The report does not say how many people came, or how they were found."
        ),
        "organisations": [Ref("people/montys-community-hub"), Ref("people/veracity-life")],
        "funder": "Centre for the South",
        "what_happened": [
            text(
                "The network chose this topic. It has to do with health and care.",
                "We got in touch with two local groups. Monty’s Community Hub is a place in Sholing for all ages. "
                "Veracity Life is a project that brings new life to Veracity Recreation Ground.",
                "In July 2024 the two groups held a workshop for teenage girls. "
                "They asked the girls about parks and feeling well.",
                "After that we brought more people together to look at what came up. "
                "What the young people had said was a main part of it.",
            )
        ],
        "what_was_hard": [
            bullets(
                "The girls gave feedback on the workshop. One sentence was: “I feel like my voice/ideas "
                "can make an impact.” They were less sure about this one.",
                "The ethics steps of the university do not fit well with work like this.",
            )
        ],
        "what_was_learned": [
            text("These are first lessons. The report says that more will follow."),
            bullets(
                "People want to know that it is worth their time, and that something will change.",
                "Agree on how you will work together. This counts most when people come from different places.",
                "Make it part of something that goes on. One or two meetings on their own are not enough.",
            ),
        ],
        "techniques_used": [
            block(
                "technique",
                {
                    "technique": Ref("techniques/ask-how-it-went"),
                    "how_it_went": "It showed that the girls were less sure that their voice can change things.",
                },
            )
        ],
        "impact": Impact.NOT_SURE,
        "evidence": [
            text(
                "We do not know yet. The report says that people were still checking what the work had changed. "
                "It also says that a report of what was found would come out."
            )
        ],
        "updates": [
            block(
                "update",
                {
                    "date": "2024-07-01",
                    "only_month": True,
                    "text": html("Monty’s Community Hub and Veracity Life held the workshop with teenage girls."),
                },
            ),
            block(
                "update",
                {
                    "date": "2024-11-01",
                    "only_month": True,
                    "text": html("The network’s report came out. This is the date on its cover."),
                },
            ),
        ],
        "findings": [
            finding("take-time-and-build-trust", "It works better as part of something that goes on for a long time."),
            finding("make-meetings-matter", "It matters to agree how to work together."),
            finding("be-safe-and-fair", "The university’s ethics steps do not fit well with work like this."),
            finding("show-what-changed", "The girls were less sure that their voice can make an impact."),
        ],
        "use_this_to": "Plan a talk with young people, and think about what happens after it.",
        "citation": CITATION,
    },
    topics=("parks", "young-people", "health"),
    picture="park",
    alt="A drawing of a park with trees, a path and a bench.",
)

TRAUMA_AND_VOICE = PageContent(
    key="case-studies/trauma-and-a-voice",
    model=CaseStudyPage,
    title="How people who lived through trauma can have a voice",
    intro="We planned this with Board in the City. It now needs money and time. There are no findings yet.",
    fields={
        "stage": Stage.LOOKING_FOR_HELP,
        "help_wanted": "Money and time, so that the work can be done with great care.",
        "location": "Southampton",
        "purposes": (
            "To ask how people who lived through trauma can belong and have a voice, in a safe and warm place."
        ),
        "organisations": [Ref("people/board-in-the-city")],
        "what_happened": [
            text(
                "The network chose this topic. It has to do with health and care.",
                "We planned a way to talk about it with Board in the City, a board games café. "
                "Many kinds of people come to the café. Some of them have lived through trauma.",
                "The topic matters to them, and it can hurt. "
                "So the people who planned this want to do it very well, or not at all.",
            ),
            heading("Where it stands now"),
            text("There is a plan. The talks have not been held. We are looking for help to do them in the right way."),
        ],
        "what_was_hard": [
            callout("What it needs", "To do this well takes time and money. The network is looking for both.")
        ],
        "impact": Impact.NOT_YET,
        "evidence": [text("There are no findings. Nothing has changed yet, because the work has not begun.")],
        "use_this_to": "Offer help, or think about how to plan work on a topic that hurts.",
        "citation": CITATION,
        "content_notes": ["trauma"],
        "content_note_text": (
            "This page says that people have lived through trauma. It does not say what happened to anyone."
        ),
        "quick_exit": True,
    },
    topics=("trauma", "health"),
)

CASE_STUDIES = [GIRLS_AND_PARKS, TRAUMA_AND_VOICE]

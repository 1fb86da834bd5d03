"""Information pages: who we are, how we work, ethics, joining. Privacy and accessibility are in legal_pages.py."""

from home.starter.content import PageContent
from home.starter.words import bullets, callout, do_and_dont, easy_read, heading, key_fact, text
from library.models import InformationPage

Purpose = InformationPage.Purpose


ABOUT = PageContent(
    key="about",
    model=InformationPage,
    title="About us",
    intro="Southampton Coproduction Corner is a network of people who learn from each other how to work as equals.",
    fields={
        "purpose": Purpose.ABOUT,
        "body": [
            heading("What is coproduction?"),
            text(
                "Coproduction means that people make plans and services together, as equals. "
                "People who use a service and people who run it sit at one table.",
                "It is more than being asked what you think. You help to decide, and you see what changed.",
            ),
            heading("Who we are"),
            text(
                "Anyone who cares about this can be part of the network. There are people who live here, local groups, "
                "the council, health services and the university.",
                "Southampton Voluntary Services started the network in 2023. "
                "It then set up a research project with the University of Southampton.",
            ),
            key_fact("About 85 people", "took part in the talks behind our report."),
            heading("What we want"),
            text(
                "We want good coproduction across the Southampton area. "
                "We help each other to do it well, and we share what we learn."
            ),
        ],
        "easy_read": easy_read(
            ("table", "We are a network of people in Southampton."),
            ("quarters", "We make plans together. Everybody counts the same."),
            ("speech", "This is called coproduction."),
            ("calendar", "You can come to our events."),
            ("cup", "Each event says if there is food."),
            ("calm", "Each event says if there is a calm room."),
            ("tick", "We tell you what changed."),
            ("phone", "You can ring us and talk to a person."),
        ),
    },
    topics=("skills",),
    picture="table",
    alt="A drawing of a round table made of four quarters in four colours.",
)

WORKING_TOGETHER = PageContent(
    key="about/how-we-work-together",
    model=InformationPage,
    title="How we work together",
    intro="Our agreement for every event. It is short, and you can help to change it.",
    fields={
        "purpose": Purpose.WORKING_TOGETHER,
        "body": [
            text(
                "This is a first version, based on what the report says. "
                "At each event we read it and ask what to change."
            ),
            heading("What we agree"),
            bullets(
                "Everyone counts the same. There is no “them and us”.",
                "We listen to the end.",
                "We speak for ourselves.",
                "We do not share other people’s stories.",
                "You can pass, take a break or leave. You do not have to say why.",
                "It is fine to say: “I found that quite hard.”",
                "People who are paid to be there listen more than they talk.",
            ),
            do_and_dont(
                ("Ask people what they need.", "Use plain words.", "Say when you do not know."),
                ("Do not guess what somebody needs.", "Do not take photos of people without asking.", "Do not push."),
            ),
            heading("If something goes wrong"),
            text(
                "Tell a host, or write to us afterwards. We listen to you and tell you what we will do. "
                "We look together for a better way next time."
            ),
            callout("Is somebody in danger now?", "Ring 999."),
        ],
        "easy_read": easy_read(
            ("table", "Everybody counts the same."),
            ("speech", "We listen to the end."),
            ("calm", "You can take a break at any time."),
            ("tick", "You can help to change these rules."),
        ),
    },
)

ETHICS = PageContent(
    key="about/ethics",
    model=InformationPage,
    title="Ethics in plain words",
    intro="Ethics means working in ways that are safe and fair. It should not need long forms.",
    fields={
        "purpose": Purpose.ETHICS,
        "body": [
            text(
                "The report asks for strong ethics that do not put people off. "
                "It says that the steps of the university do not fit well with work like this."
            ),
            heading("Before we begin, we ask"),
            bullets(
                "Who could be hurt by this, and how do we keep them safe?",
                "Do people know what they say yes to?",
                "Who gets something out of it? Is that fair?",
                "What will we do with what people tell us?",
            ),
            heading("What you can count on"),
            bullets(
                "We tell you first how your words will be used.",
                "You can say no, and nothing bad follows.",
                "You can change your mind later. Then we take your words off this site.",
                "We use no name, photo or story of yours without asking you.",
            ),
            heading("Topics that hurt"),
            text(
                "A page about something hard says so at the top. You can turn back. "
                "We do not start such work before there is enough time, money and help to do it well."
            ),
        ],
    },
    topics=("ethics",),
)

JOIN = PageContent(
    key="join",
    model=InformationPage,
    title="Join the network",
    intro="You can join in at any time. You do not need to know anything first, and it costs nothing.",
    fields={
        "purpose": Purpose.JOIN,
        "body": [
            heading("Ways to join in"),
            bullets(
                "[[events|Come to an event]].",
                "Write to us and say what you care about.",
                "Ask to help host. We show you how.",
                "[[techniques|Try a technique]] and tell us how it went.",
            ),
            heading("What would help you?"),
            text(
                "Tell us what you need to take part. It can be food, travel, a quiet room or somebody who speaks your "
                "language. A person reads what you write.",
                "We say on each event page what we can offer. If we do not know yet, we say that too.",
            ),
            heading("Do you run a project?"),
            text(
                "First look if it [[case-studies|has been done before]]. "
                "Then talk to us. We may know people who can help."
            ),
        ],
        "easy_read": easy_read(
            ("calendar", "Come to an event. It costs nothing."),
            ("phone", "Ring us and tell us what you like."),
            ("cup", "Tell us what you need. We try to help."),
            ("table", "You can learn to host with us."),
        ),
    },
    topics=("skills",),
)

INFORMATION = [ABOUT, WORKING_TOGETHER, ETHICS, JOIN]

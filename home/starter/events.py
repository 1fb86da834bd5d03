"""The one workshop that the report describes, and invented sample events in the near future.

Sample events are marked as samples and are refused where settings.SAMPLES_ALLOWED is False. No real person is named
in them. What nobody has checked about a real place stays "not sure yet".
"""

from datetime import date, time, timedelta
from typing import Any

from corner.fields import Answer
from events.models import EventDate, EventPage
from home.starter.content import PageContent
from home.starter.words import Ref, VenueRef, bullets, heading, programme, question, text

Kind, Mode, SignUpKind = EventPage.Kind, EventPage.Mode, EventPage.SignUpKind
YES, NO, UNSURE = Answer.YES, Answer.NO, Answer.UNSURE
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

WORKSHOP_OF_2024 = PageContent(
    key="events/workshop-girls-parks-and-wellbeing",
    model=EventPage,
    title="Workshop: teenage girls, parks and wellbeing",
    intro="Two local groups asked teenage girls what they think about parks and feeling well.",
    fields={
        "kind": Kind.WORKSHOP,
        "mode": Mode.IN_PERSON,
        "dates": [EventDate(day=date(2024, 7, 1), month_only=True)],
        "responsible_organisation": Ref("people/montys-community-hub"),
        "organisations": [Ref("people/veracity-life")],
        "techniques": [Ref("techniques/ask-how-it-went")],
        "who_it_is_for": "Teenage girls.",
        # Not known, and the page says "not recorded".
        "calm_space": UNSURE,
        "payment": UNSURE,
        "photos_policy": "Not recorded.",
        "signup": SignUpKind.NONE,
        "not_recorded": True,
        "record": [
            text(
                "Monty’s Community Hub and Veracity Life held this workshop together, in July 2024. "
                "Teenage girls talked about parks and feeling well.",
                "The girls gave feedback at the workshop. One sentence was: “I feel like my voice/ideas "
                "can make an impact.” They were less sure about this one.",
                "After that the network brought more people together to look at what came up. "
                "What the young people had said was a main part of it.",
            ),
            heading("What is not recorded"),
            text(
                "The report gives the month, not the day. It does not say where people met, how many came, "
                "or what the day was like.",
                "The report also shows a picture of a workshop in July 2024, where people voted for what matters most. "
                "It does not say if that was the same one.",
            ),
        ],
    },
    topics=("parks", "young-people", "health"),
    picture="park",
)


def next_day(today: date, at_least: int, weekday: int) -> date:
    """The first `weekday` (Monday is 0) that is `at_least` days after today, and not around Christmas."""
    day = today + timedelta(days=at_least)
    day += timedelta(days=(weekday - day.weekday()) % 7)
    while (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 2):
        day += timedelta(weeks=1)
    return day


def on(day: date, start: time, end: time) -> EventDate:
    """A date row; local clock times (Europe/London)."""
    return EventDate(day=day, start_time=start, end_time=end)


def answers(**rows: tuple[Answer, str]) -> dict[str, Any]:
    """Answers about access and offers with their details, as fields of the page."""
    return {
        name: value
        for row, (answer, details) in rows.items()
        for name, value in ((row, answer), (f"{row}_details", details))
    }


QUESTIONS = [
    question("text", "What would you like to talk about?", why="A few words are enough. You can leave this empty."),
    question("one_of", "Have you been to a world café before?", "No, this is my first", "Yes, once", "Yes, often"),
    question("several_of", "What would you like to eat?", "Meat or fish", "Vegetarian", "Vegan", "Halal"),
    # What most people need is asked on every form (events.access.Need); this is about the day itself.
    question(
        "yes_no",
        "Do you want to see the room before the day?",
        why="You can look around when nobody is there.",
        access=True,
    ),
]


def world_cafe(today: date) -> PageContent:
    """In person, with questions. This is the one that is translated."""
    return PageContent(
        key="events/world-cafe-money",
        model=EventPage,
        title="World café: who decides where money goes?",
        intro="Small tables, three questions, and lunch together. Come and say how money should be shared.",
        fields={
            "kind": Kind.CONVERSATION,
            "mode": Mode.IN_PERSON,
            "dates": [on(next_day(today, 9, SATURDAY), time(11), time(14))],
            "venue": VenueRef("Southampton Voluntary Services"),
            "responsible_organisation": Ref("people/southampton-voluntary-services"),
            "organisations": [Ref("people/university-of-southampton")],
            "techniques": [Ref("techniques/world-cafe")],
            "who_it_is_for": "Everyone who lives in or near Southampton. You can bring one friend.",
            "what_to_expect": programme(
                ("11:00", "Hello", "Tea, toast, and badges with first names only."),
                ("11:15", "How we work together", "We read our agreement. You can change it."),
                ("11:25", "Two rounds at small tables", "Talk, write or draw. Each table has one question."),
                ("12:10", "Break", "Twenty minutes. Nobody asks you anything."),
                ("12:30", "What we found", "We read all the papers and agree on three things."),
                ("13:00", "Lunch, and who does what", "We write every agreement on the wall before you go."),
            ),
            "breaks": "One break of 20 minutes, and lunch. You can leave the room at any time.",
            "who_will_be_there": [
                text("About 24 people, and two hosts from the network. The hosts are paid by their work."),
                text("People who are paid to be there listen more than they talk."),
            ],
            **answers(
                calm_space=(YES, "A small room with a door that you can close."),
                quiet_activity=(YES, "One table is for writing and drawing only."),
                bsl=(UNSURE, "We do not know yet. Tell us if you need it."),
                captions=(NO, "We write the main points on the wall."),
                languages_spoken=(YES, "Polish and Arabic speakers will be there."),
                interpreter=(YES, "Ask us one week before."),
                assistance_dogs=(YES, "Water and a quiet corner are ready."),
                payment=(
                    YES,
                    "A £20 shopping voucher for everyone who is not paid to be there. You get it as you leave.",
                ),
                travel=(YES, "We pay for your bus or taxi. Keep the ticket."),
                food=(YES, "Hot lunch: vegetarian, vegan and halal too. Tell us what you cannot eat."),
                childcare=(YES, "We pay up to £30 for somebody to look after your children."),
                training=(YES, "If you would like to help host next time, we show you how."),
            ),
            "working_together_page": Ref("about/how-we-work-together"),
            "photos_policy": "We take no photos of faces. We take pictures of the papers on the tables.",
            "signup": SignUpKind.HERE,
            "capacity_in_person": 24,
            "largest_party": 2,
            "questions": QUESTIONS,
            "is_sample": True,
        },
        topics=("money",),
    )


def learning_set(today: date) -> PageContent:
    """Online, a small group, three dates."""
    return PageContent(
        key="events/action-learning-set",
        model=EventPage,
        title="Action learning set: bring what you are stuck on",
        intro="Bring something you are stuck on. Five other people help you think. We meet online.",
        fields={
            "kind": Kind.CONVERSATION,
            "mode": Mode.ONLINE,
            "dates": [on(next_day(today, days, TUESDAY), time(18, 30), time(20)) for days in (12, 40, 68)],
            "responsible_organisation": Ref("people/southampton-voluntary-services"),
            "techniques": [Ref("techniques/action-learning-set")],
            "who_it_is_for": "People who run a project or a group, paid or not.",
            "what_to_expect": programme(
                ("18:30", "Hello", "Say how you are, in a few words."),
                (
                    "18:45",
                    "One problem, good questions",
                    "Two people bring something. The others ask questions.",
                ),
                ("19:25", "Break", "Ten minutes away from the screen."),
                ("19:35", "Next steps", "Say what you will try, and by when."),
            ),
            "breaks": "One break of ten minutes.",
            "who_will_be_there": [text("Six people and one host. The host is paid by her work.")],
            **answers(
                calm_space=(YES, "You can turn your camera and sound off at any time."),
                quiet_activity=(YES, "You can write in the chat instead of talking."),
                bsl=(UNSURE, "Tell us if you need it."),
                captions=(YES, "Made by the computer. They have mistakes."),
                interpreter=(UNSURE, "Ask us."),
                payment=(NO, "There is no payment for this one."),
                food=(NO, ""),
                training=(YES, "You learn to ask open questions."),
            ),
            "working_together_page": Ref("about/how-we-work-together"),
            "photos_policy": "Nobody takes pictures of the screen.",
            "signup": SignUpKind.HERE,
            "capacity_online": 6,
            "questions": [question("yes_no", "Do you want to bring a problem of your own?")],
            "is_sample": True,
        },
        topics=("skills",),
    )


def one_place(today: date) -> PageContent:
    """One place only, so that "full" can be seen after one sign-up."""
    return PageContent(
        key="events/sit-beside-a-host",
        model=EventPage,
        title="Sit beside a host for one evening",
        intro="See how a host gets a room ready and looks after people. There is one place only.",
        fields={
            "kind": Kind.TRAINING,
            "mode": Mode.IN_PERSON,
            "dates": [on(next_day(today, 14, THURSDAY), time(17, 30), time(20))],
            "venue": VenueRef("Monty’s Community Hub"),
            "responsible_organisation": Ref("people/montys-community-hub"),
            "techniques": [Ref("techniques/talk-in-a-circle")],
            "who_it_is_for": "One person who would like to host.",
            "what_to_expect": programme(
                ("17:30", "Getting the room ready", "Chairs, tea, and signs on the doors."),
                ("18:00", "The meeting", "You sit beside the host and look on."),
                ("19:00", "Break", "Have some soup."),
                ("19:30", "Looking back", "You and the host talk about what went well."),
            ),
            "breaks": "One break of half an hour.",
            "who_will_be_there": [text("One host and about ten people. The host is a volunteer.")],
            **answers(
                calm_space=(YES, "The kitchen is quiet during the meeting."),
                quiet_activity=(UNSURE, ""),
                payment=(NO, "It is training, so there is no payment."),
                travel=(YES, "We pay for your bus."),
                food=(YES, "Soup and bread."),
                childcare=(UNSURE, "Ask us."),
                training=(YES, "That is what the evening is for."),
            ),
            "working_together_page": Ref("about/how-we-work-together"),
            "photos_policy": "We take no photos.",
            "signup": SignUpKind.HERE,
            "capacity_in_person": 1,
            "is_sample": True,
        },
        topics=("skills",),
    )


def girls_and_parks(today: date) -> PageContent:
    """People under 18 are invited."""
    return PageContent(
        key="events/girls-parks-next",
        model=EventPage,
        title="Girls, parks and wellbeing: what happens next?",
        intro="Teenage girls told us what they think about parks. Come and choose what we try to change first.",
        fields={
            "kind": Kind.WORKSHOP,
            "mode": Mode.IN_PERSON,
            "dates": [on(next_day(today, 18, SATURDAY), time(10, 30), time(13))],
            "venue": VenueRef("Monty’s Community Hub"),
            "responsible_organisation": Ref("people/montys-community-hub"),
            "organisations": [Ref("people/veracity-life")],
            "techniques": [Ref("techniques/vote-for-what-matters-most"), Ref("techniques/ask-how-it-went")],
            "who_it_is_for": "Girls aged 13 to 18, their families, and people who look after parks. Bring one friend.",
            "what_to_expect": programme(
                ("10:30", "Hello", "Tea, toast, and badges with first names only."),
                ("10:45", "How we work together", "We read our agreement. You can change it."),
                ("11:00", "What the girls said", "We walk round the room and read the words on the walls."),
                ("11:30", "Break", "Twenty minutes. Nobody asks you anything."),
                ("11:50", "Choose three things", "Everyone has three votes. You can draw or write too."),
                ("12:30", "Lunch, and who does what", "We write every agreement on the wall before you go."),
            ),
            "breaks": "One break of 20 minutes, and lunch.",
            "who_will_be_there": [
                text("About 24 people. Three run the day: one is a volunteer, and two are paid by their work."),
                bullets(
                    "One person is there to keep young people safe. You meet them at the start.",
                    "People who are paid to be there listen more than they talk.",
                ),
            ],
            **answers(
                calm_space=(YES, "A small room next to the hall. Go in when you like."),
                quiet_activity=(YES, "You can draw or write instead of talking."),
                bsl=(UNSURE, "We do not know yet. Ask us."),
                languages_spoken=(YES, "Arabic and Polish. Ask for others."),
                interpreter=(UNSURE, "Ask us two weeks before."),
                assistance_dogs=(YES, "Water and a quiet corner are ready."),
                payment=(
                    YES,
                    "A £25 shopping voucher for everyone who is not paid to be there. You get it as you leave.",
                ),
                travel=(YES, "We pay for your bus or taxi. Keep the ticket, or ask us to book it."),
                food=(YES, "Hot lunch: vegetarian and halal. Tell us what you cannot eat."),
                childcare=(YES, "We pay up to £30 for somebody to look after your children."),
                training=(YES, "If you would like to help host the next one, we show you how."),
            ),
            "under_18s_invited": True,
            "ages": "13 to 18",
            "safeguarding_lead": "The network team (sample). Ring 023 8000 0000",
            "for_guardians": (
                "Please read this if a girl in your care wants to come.\n"
                "Three grown-ups run the day. One of them is there to keep young people safe.\n"
                "Is she under 16? Please sign up for her, with your own e-mail address and phone number.\n"
                "She can ring you at any time. She can go home early.\n"
                "You can come too. Please let her speak for herself."
            ),
            "working_together_page": Ref("about/how-we-work-together"),
            "photos_policy": "We take no photos of faces.",
            "signup": SignUpKind.HERE,
            "capacity_in_person": 24,
            "largest_party": 2,
            "questions": [
                question("yes_no", "Would you like to help read out what girls said?"),
                question(
                    "yes_no",
                    "Do you want to bring somebody you trust?",
                    why="They can sit with you all the time.",
                    access=True,
                ),
            ],
            "is_sample": True,
        },
        topics=("parks", "young-people", "health"),
        picture="park",
    )


def board_games(today: date) -> PageContent:
    """A social evening on two dates, without questions."""
    return PageContent(
        key="events/leave-your-label",
        model=EventPage,
        title="Leave your label at the door: a board games evening",
        intro="Meet over a board game. Nobody says what their job is.",
        fields={
            "kind": Kind.SOCIAL,
            "mode": Mode.IN_PERSON,
            "dates": [on(next_day(today, days, WEDNESDAY), time(18), time(20)) for days in (24, 52)],
            "venue": VenueRef("Board in the City"),
            "responsible_organisation": Ref("people/southampton-voluntary-services"),
            "organisations": [Ref("people/board-in-the-city")],
            "techniques": [Ref("techniques/leave-your-label-at-the-door")],
            "who_it_is_for": "Everyone. You need not know any games.",
            "what_to_expect": programme(
                ("18:00", "Hello", "Write your first name on a badge. Choose a table."),
                ("18:20", "Games", "Short and easy ones. Somebody explains them."),
                ("19:00", "Break", "Something to eat. You may sit alone."),
                ("19:20", "More games, or just talk", "Go home when you like."),
            ),
            "breaks": "One break of 20 minutes.",
            "who_will_be_there": [text("About 20 people and two hosts. The hosts are volunteers.")],
            **answers(
                calm_space=(UNSURE, "We have to ask the café."),
                quiet_activity=(YES, "There are games for one person."),
                payment=(NO, "There is no payment. The food is free."),
                food=(YES, "Hot drinks and sandwiches."),
                assistance_dogs=(UNSURE, "We have to ask the café."),
            ),
            "working_together_page": Ref("about/how-we-work-together"),
            "photos_policy": "We take no photos.",
            "signup": SignUpKind.HERE,
            "capacity_in_person": 20,
            "largest_party": 4,
            "is_sample": True,
        },
        topics=("skills",),
    )


def showcase(today: date) -> PageContent:
    """In person and online, with places of their own."""
    return PageContent(
        key="events/showcase",
        model=EventPage,
        title="Showcase: see what people tried",
        intro="Local groups show what they tried, and what came of it. Come along or watch from home.",
        fields={
            "kind": Kind.SHOWCASE,
            "mode": Mode.BOTH,
            "dates": [on(next_day(today, 32, FRIDAY), time(13), time(15, 30))],
            "venue": VenueRef("Southampton Voluntary Services"),
            "responsible_organisation": Ref("people/southampton-voluntary-services"),
            "techniques": [Ref("techniques/vote-for-what-matters-most")],
            "who_it_is_for": "Everyone who wants to know what has been tried, and what works.",
            "what_to_expect": programme(
                ("13:00", "Hello", "Walk round and look at the tables."),
                ("13:30", "Five short stories", "Five minutes each. You can hear them online too."),
                ("14:15", "Break", "Cake and tea."),
                ("14:35", "Questions", "Ask out loud, on a card, or in the chat."),
                ("15:10", "Vote", "What should we try next?"),
            ),
            "breaks": "One break of 20 minutes.",
            "who_will_be_there": [text("About 40 people in the room and 30 online. Four are paid by their work.")],
            **answers(
                calm_space=(YES, "A room with soft light. Online, turn your camera off when you like."),
                quiet_activity=(YES, "You can ask your question on a card."),
                bsl=(YES, "Two people sign, in the room and online."),
                captions=(YES, "Typed by a person, online."),
                interpreter=(UNSURE, "Ask us two weeks before."),
                assistance_dogs=(YES, ""),
                payment=(UNSURE, "We are asking who can pay."),
                travel=(YES, "We pay for your bus."),
                food=(YES, "Cake, fruit and tea."),
                childcare=(NO, "Children are welcome to come with you."),
            ),
            "working_together_page": Ref("about/how-we-work-together"),
            "photos_policy": "We take pictures of the tables only. Nothing is recorded online.",
            "signup": SignUpKind.HERE,
            "capacity_in_person": 40,
            "capacity_online": 30,
            "largest_party": 4,
            "questions": [question("yes_no", "Would you like to show something of your own?")],
            "is_sample": True,
        },
        topics=("change", "skills"),
    )


def sample_events(today: date) -> list[PageContent]:
    """All sample events, in the near future seen from `today` (a local date)."""
    makers = (world_cafe, learning_set, one_place, girls_and_parks, board_games, showcase)
    return [make(today) for make in makers]

"""Techniques: those that the report names, those that it shows in use, and one of the quiet kind that it asks for.

The report names them and does not describe them. The steps are a simple version in our own words, and each page
says so. Where nobody is sure who began a technique, `source` stays empty and the page says "source not known".
"""

from typing import Any

from home.starter.content import PageContent
from home.starter.words import Ref, bullets, problems, text, timed_steps
from techniques.models import Level, Mode, Purpose, TechniquePage

ASK_HOW = "Other people do it in other ways. Ask the network how they do it."
OUR_VERSION = ("The report names this technique. The steps here are our own simple version.", ASK_HOW)
SHOWN_IN_REPORT = ("The report shows that people did this. The steps here are our own simple version.", ASK_HOW)


def technique(slug: str, title: str, intro: str, note: tuple[str, ...], **fields: Any) -> PageContent:
    """A technique; `minutes_in_all` is what its steps add up to, and `note` says whose steps they are."""
    topics = fields.pop("topics", ("skills",))
    picture, alt = fields.pop("picture", ""), fields.pop("alt", "")
    later = {"goes_well_with": [Ref(f"techniques/{other}") for other in fields.pop("goes_well_with", ())]}
    fields["minutes_in_all"] = sum(step["value"]["minutes"] for step in fields["steps"])
    fields["tips"] = [*fields.get("tips", []), text(*note)]
    return PageContent(f"techniques/{slug}", TechniquePage, title, intro, fields, later, topics, picture, alt)


WORLD_CAFE = technique(
    "world-cafe",
    "World café",
    "People talk at small tables. After a while they move to another table. Ideas travel with them.",
    OUR_VERSION,
    makes_possible="Many people talk in a short time, and quiet people are heard.",
    purposes=[Purpose.LISTEN, Purpose.IDEAS],
    when_to_use="You have a big group and one good question.",
    when_not_to_use="The topic hurts, or people do not feel safe with each other yet.",
    minutes_to_prepare=60,
    group_from=12,
    group_to=40,
    level=Level.PRACTICE,
    mode=Mode.FACE_TO_FACE,
    example_invitation=(
        "Come and talk about one question at small tables. There is tea and cake. You can draw or write too."
    ),
    space="One big room with small tables. Leave wide paths between them. You need a calm room next door.",
    supplies="Paper to cover the tables, pens, tea, and a bell that is not too loud.",
    roles="One person leads the day. Each table has one host who stays there.",
    steps=timed_steps(
        ("Welcome", 10, "Say hello to each person. Explain the day. Show the calm room."),
        ("How it works", 5, "Each table has one question and one host. The host stays. Everyone else moves."),
        ("First round", 20, "Talk about the question. Write or draw on the paper."),
        ("Second round", 20, "Move to a new table. The host tells you what was said before."),
        ("Break", 15, "Have some tea. Nobody has to talk."),
        ("Third round", 20, "Move once more. Look for what is the same on all tables."),
        ("What we found", 30, "Read all the papers together. Agree on three things. Say who does what."),
    ),
    quiet_option=(
        "Keep one table for writing and drawing only. Nobody talks there, and you can stay for all rounds. "
        "The host reads out what people wrote, without names."
    ),
    access_tips=[
        bullets("Use a big clear font for the questions.", "Bring each round to people who do not want to move.")
    ],
    tips=[
        bullets(
            "Put a real question on each table. Try: “What would make you come back?”",
            "Ask people who live with the topic to be hosts.",
            "Show hosts what to do the day before.",
        )
    ],
    what_can_go_wrong=problems(
        ("One person talks all the time", "Pass an object round. Only the person who holds it talks."),
        ("It gets loud", "Use fewer tables or two rooms. Show people the calm room."),
        ("Nothing happens after", "Write what you agreed on the wall before people go."),
    ),
    source="Begun by Juanita Brown and David Isaacs in 1995. These steps are in our own words.",
    picture="tables",
    alt="A drawing of four round tables with people’s seats in different colours.",
    goes_well_with=("vote-for-what-matters-most", "agree-how-to-work-together"),
)

ACTION_LEARNING_SET = technique(
    "action-learning-set",
    "Action learning set",
    "One person brings something they are stuck on. The others do not tell them what to do. They ask good questions.",
    OUR_VERSION,
    makes_possible="You find your own way forward, with people who listen well.",
    purposes=[Purpose.STUCK, Purpose.REFLECT],
    when_to_use="A small group wants to meet more than once and help each other.",
    when_not_to_use="Somebody needs an answer today, or the group is too big to listen.",
    minutes_to_prepare=20,
    group_from=4,
    group_to=7,
    level=Level.PRACTICE,
    mode=Mode.BOTH,
    space="A quiet room with a circle of chairs, or a video call.",
    supplies="A clock and some paper.",
    roles="One person brings a problem. One person keeps time. The others ask questions.",
    steps=timed_steps(
        ("Hello", 10, "Each person says how they are, in a few words."),
        ("The problem", 10, "One person tells what they are stuck on. Nobody stops them."),
        ("Open questions", 25, "Ask only questions that cannot be answered with yes or no. Leave time to think."),
        ("Break", 10, "Move, drink some water, look outside."),
        ("Next steps", 15, "The person says what they will try, and by when."),
        ("Looking back", 20, "What helped? What was hard? When do you meet again?"),
    ),
    quiet_option="Write your question on a card and pass it on. Online, use the chat. You may just listen, too.",
    trauma_notes="Agree that nobody has to share a thing that hurts. What is said here stays here.",
    what_can_go_wrong=problems(
        ("People give advice", "Stop kindly and ask: can you turn that into a question?"),
        ("The problem is too big", "Ask: which small part could you change this month?"),
    ),
    source="Action learning was begun by Reg Revans. These steps are in our own words.",
    goes_well_with=("talk-in-a-circle",),
)

LEAVE_YOUR_LABEL = technique(
    "leave-your-label-at-the-door",
    "Leave your label at the door",
    "Nobody says what their job is. People meet as people first, with first names only.",
    OUR_VERSION,
    makes_possible="People talk as equals, whoever they are at work.",
    purposes=[Purpose.TRUST, Purpose.LISTEN],
    when_to_use="Some people are paid to be there and some are not.",
    when_not_to_use="People must know who has a certain duty, for example to keep young people safe.",
    minutes_to_prepare=15,
    group_from=6,
    group_to=40,
    level=Level.EASY,
    mode=Mode.BOTH,
    space="Any room with a door or a table where people arrive.",
    supplies="Paper badges, pens, and a box for work badges.",
    roles="One person stands at the door and explains.",
    steps=timed_steps(
        ("At the door", 10, "Put your work badge in the box. Write only your first name on a paper badge."),
        ("In pairs", 15, "Tell each other about a place you love. Do not talk about work."),
        ("In fours", 15, "Tell the others what your partner told you, if your partner agrees."),
        ("The talk", 40, "Talk about the topic of the day. Speak for yourself, not for your job."),
        ("How was it?", 10, "What was different without labels? You get your work badge back as you leave."),
    ),
    quiet_option="Draw the place you love on a card and hang it on the wall. You need not speak.",
    access_tips=[text("Say early who can help with access and safety. They keep a badge that says so.")],
    what_can_go_wrong=problems(
        ("Somebody still says their job", "Smile and say: tell us what you think, not what you do."),
        ("A label matters to somebody", "Let them say it. It is their choice. Nobody has to hide who they are."),
    ),
    goes_well_with=("world-cafe",),
)

DESIGN_FOR_WISER_ACTION = technique(
    "design-for-wiser-action",
    "Design for Wiser Action",
    "Somebody has an idea for a project. A small group helps to make the plan better before it begins.",
    OUR_VERSION,
    makes_possible="A plan gets better because many people looked at it early.",
    purposes=[Purpose.PLAN, Purpose.DECIDE],
    when_to_use="You have an idea and can still change all of it.",
    when_not_to_use="Everything has been decided already. Then be honest and say so.",
    minutes_to_prepare=30,
    group_from=5,
    group_to=24,
    level=Level.SUPPORT,
    mode=Mode.FACE_TO_FACE,
    space="A room with a table for every five people.",
    supplies="Large paper, pens, and a card with each question.",
    roles="One person brings the idea. One person hosts. One person at each table takes notes.",
    steps=timed_steps(
        ("The idea", 10, "The person says what they want to do, and why they care."),
        ("Who needs it?", 20, "Talk about who needs this, and who is missing from the room."),
        ("What do we not see?", 20, "Ask what could go wrong, and what was tried before."),
        ("Break", 15, "Have some tea. The person with the idea reads the notes."),
        ("A better plan", 25, "Write down the first small steps. Say who can help with each one."),
        ("Thank you", 10, "The person says what they will change in the plan."),
    ),
    quiet_option="Put the questions on the wall. People can walk round and add notes without talking.",
    what_can_go_wrong=problems(
        ("The person defends the idea", "Ask them to listen only, until the break."),
        ("There are too many steps", "Choose the three that come first."),
    ),
    goes_well_with=("vote-for-what-matters-most",),
)

CIRCLE = technique(
    "talk-in-a-circle",
    "Talk in a circle",
    "People sit in a circle. One person speaks, and the others listen. It is a good way to learn to host.",
    (
        "The report names Art of Hosting techniques. Sitting in a circle is often used for this.",
        "The steps here are our own simple version. " + ASK_HOW,
    ),
    also_known_as="One of the Art of Hosting techniques",
    makes_possible="Each person is heard, one after the other.",
    purposes=[Purpose.LISTEN, Purpose.TRUST],
    when_to_use="You want to begin or end a meeting well, or talk about something that matters a lot.",
    when_not_to_use="The group is big and time is short.",
    minutes_to_prepare=10,
    group_from=4,
    group_to=15,
    level=Level.EASY,
    mode=Mode.BOTH,
    space="A circle of chairs with nothing in between, or a small low table.",
    supplies="An object to pass round, such as a smooth stone.",
    roles="One host begins and ends. One person looks after how people feel, and can ask for a pause.",
    steps=timed_steps(
        ("Welcome", 5, "Say why you are here and when it ends."),
        ("How we talk", 5, "Only the person with the stone talks. Speak from your own life. Listen to the end."),
        ("First round", 20, "Pass the stone. You may pass it on without a word."),
        ("A pause", 5, "Be quiet together, or stretch."),
        ("Second round", 15, "Say what you heard that stays with you."),
        ("Goodbye", 10, "Each person says one word. Thank everyone."),
    ),
    quiet_option="You can pass the stone on. You can also write one line on a card, and the host reads it out.",
    trauma_notes="Tell people the question before the day. Let them sit near the door. A pause is always fine.",
    what_can_go_wrong=problems(
        ("Somebody talks for long", "Agree on two minutes each. A kind person keeps time."),
        ("Somebody cries", "That is fine. Ask what they need. Go to the calm room together if they want to."),
    ),
    goes_well_with=("ask-how-it-went",),
)

VOTE = technique(
    "vote-for-what-matters-most",
    "Vote for what matters most",
    "All ideas hang on the wall. Each person gets three dots and puts them on what matters most to them.",
    SHOWN_IN_REPORT,
    makes_possible="A group sees in a few minutes what matters to most people.",
    purposes=[Purpose.DECIDE],
    when_to_use="You have many ideas and must choose what to do first.",
    when_not_to_use="A few people would lose something big. Then talk first.",
    minutes_to_prepare=10,
    group_from=5,
    group_to=60,
    level=Level.EASY,
    mode=Mode.BOTH,
    space="A long wall that people can reach from a chair too.",
    supplies="Sticky dots or pens, and one sheet for each idea.",
    roles="One person explains. One person counts.",
    steps=timed_steps(
        ("Read", 10, "Read every idea out loud. Put ideas that are the same together."),
        ("Vote", 10, "Each person has three dots. You can put them on one idea or on three."),
        ("Look", 5, "Count the dots. Look at what is on top."),
        ("Talk", 15, "Who is not happy with this? Is there an idea with few dots that we still need?"),
        ("Agree", 5, "Write down what you do first, and who does it."),
    ),
    quiet_option="Vote on paper and put it in a box. Then nobody sees how you voted.",
    access_tips=[
        bullets("Hang the sheets low.", "Use shapes as well as colours.", "Offer to put the dots up for people.")
    ],
    what_can_go_wrong=problems(
        ("People follow the others", "Ask them to choose before they stand up."),
        ("People with power vote first", "Ask people who are paid to be there to vote last."),
    ),
    picture="dots",
    topics=("skills", "change"),
)

ASK_HOW_IT_WENT = technique(
    "ask-how-it-went",
    "Ask how it went",
    "Put a few short sentences on the wall. Each person shows how true they are for them.",
    SHOWN_IN_REPORT,
    makes_possible="You learn what people think of the meeting, before they go home.",
    purposes=[Purpose.REFLECT],
    when_to_use="At the end of every meeting.",
    when_not_to_use="The group is so small that people would know who said what.",
    minutes_to_prepare=10,
    group_from=5,
    group_to=60,
    level=Level.EASY,
    mode=Mode.BOTH,
    space="A wall or a table near the door, out of the host’s sight.",
    supplies="One sheet for each sentence, and dots or pens.",
    roles="One person explains and then walks away.",
    steps=timed_steps(
        ("Explain", 2, "Say why you ask, and what you will do with it."),
        ("Mark", 8, "Each sentence has a line from “no” to “yes”. People put a dot on the line. They give no name."),
        ("Look together", 5, "Look at the dots. Ask: what do we do better next time?"),
    ),
    quiet_option="People can fill in a small sheet on their own and drop it in a box.",
    tips=[
        text(
            "One sentence from the workshop with girls was: “I feel like my voice/ideas can make an impact.” "
            "It is a good one to ask."
        )
    ],
    what_can_go_wrong=problems(
        ("Everyone says yes to please you", "Leave the room. Ask one question about what was hard."),
        ("Nobody hears what came of it", "Put the result in the record, and say what you will change."),
    ),
    topics=("change", "young-people"),
)

AGREE_HOW_TO_WORK = technique(
    "agree-how-to-work-together",
    "Agree how to work together",
    "Before you start, ask what each person needs to feel safe and to speak. Write it down as your agreement.",
    ("The report says that this matters. The steps here are our own simple version.", ASK_HOW),
    makes_possible="Everyone knows what is fine here and what is not.",
    purposes=[Purpose.TRUST, Purpose.DECIDE],
    when_to_use="At the first meeting, and again when new people join.",
    when_not_to_use="Do not skip it to save time.",
    minutes_to_prepare=10,
    group_from=3,
    group_to=40,
    level=Level.EASY,
    mode=Mode.BOTH,
    space="Any quiet room.",
    supplies="Large paper and pens.",
    roles="One person asks. One person writes.",
    steps=timed_steps(
        ("Think alone", 5, "What do you need so that you can speak here?"),
        ("In pairs", 10, "Tell your partner as much as you like."),
        ("All together", 15, "Collect what you need. Use people’s own words."),
        ("Check", 5, "Can everyone live with this? Change it until they can."),
        ("Hang it up", 5, "Put it where all can see it. Say that it can be changed at any time."),
    ),
    quiet_option="Write what you need on a card. The host reads out all the cards, without names.",
    what_can_go_wrong=problems(
        ("It is only nice words", "Ask: what would I see you do?"),
        ("Somebody breaks it", "Talk to them alone and kindly. Then ask the group if it needs a change."),
    ),
)

WRITE_FIRST = technique(
    "write-first-then-talk",
    "Write first, then talk",
    "Each person writes or draws alone. Then they talk in pairs. Then all share, and only what they want to.",
    ("The report asks for quiet activities. The steps here are our own simple version.", ASK_HOW),
    makes_possible="Quiet people are heard as much as loud people.",
    purposes=[Purpose.LISTEN, Purpose.IDEAS],
    when_to_use="A few people talk a lot, and others say little.",
    when_not_to_use="People came to be together and not to think alone. Then talk in a circle.",
    minutes_to_prepare=10,
    group_from=4,
    group_to=20,
    level=Level.EASY,
    mode=Mode.BOTH,
    example_invitation="What would make this place better for you? Write or draw it. Nobody will collect your paper.",
    space="Chairs and tables, so that people can write. Online, a link to a video call with small rooms.",
    supplies="Paper and pens for everyone, and a clock.",
    roles="One person asks the question and keeps time.",
    steps=timed_steps(
        ("The question", 3, "Read it out twice. Hang it where all can see it."),
        ("Alone", 7, "Write or draw what you think. Nobody talks. Your paper stays yours."),
        ("In pairs", 8, "Tell your partner as much as you like. Change over after four minutes."),
        ("All together", 10, "Each pair says one thing. One person writes it on the wall."),
        ("Goodbye", 2, "Say what happens with what is on the wall."),
    ),
    quiet_option="Stay with writing. Put your paper in a box, and the host reads it out without your name.",
    access_tips=[bullets("Offer to write for people.", "Bring pictures to choose from, for people who do not write.")],
    what_can_go_wrong=problems(
        ("People talk while others write", "Say how many minutes are left, and wait with them."),
        ("A pair has nothing to say", "That is fine. Go on, and come back to them at the end."),
    ),
    goes_well_with=("talk-in-a-circle", "vote-for-what-matters-most"),
)

TECHNIQUES = [
    WRITE_FIRST,
    WORLD_CAFE,
    ACTION_LEARNING_SET,
    LEAVE_YOUR_LABEL,
    DESIGN_FOR_WISER_ACTION,
    CIRCLE,
    VOTE,
    ASK_HOW_IT_WENT,
    AGREE_HOW_TO_WORK,
]

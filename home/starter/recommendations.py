"""The six recommendations of the report, in plain words; the report's own words can be opened below them."""

from typing import Any

from home.starter.content import PageContent
from home.starter.self_checks import SELF_CHECKS
from home.starter.words import block, bullets, can_do, expandable, text
from library.models import RecommendationPage, RecommendationsPage

#: Readers know from this title that the words below it are not ours, and the reading-age test leaves them out.
OWN_WORDS = "In the report’s own words"

INDEX = PageContent(
    key="about/recommendations",
    model=RecommendationsPage,
    title="Six recommendations",
    intro="Six things that make coproduction work. About 85 people took part in the talks behind them.",
    fields={
        "body": [
            text(
                "The report is for people who run projects and people who make decisions. "
                "But everyone can use it. Each page says what you can do.",
                "These pages are our own plain words. You can open the report’s words on each page.",
            )
        ]
    },
)


def recommendation(
    number: int,
    slug: str,
    title: str,
    intro: str,
    body: list[Any],
    own_words: tuple[str, ...],
    what_you_can_do: list[Any],
) -> PageContent:
    return PageContent(
        key=f"about/recommendations/{slug}",
        model=RecommendationPage,
        title=title,
        intro=intro,
        fields={
            "number": number,
            "body": [*body, expandable(OWN_WORDS, *own_words)],
            "what_you_can_do": what_you_can_do,
            "self_check": [block("statement", words) for words in SELF_CHECKS[number]],
        },
        topics=TOPICS_OF[number],
    )


TOPICS_OF: dict[int, tuple[str, ...]] = {
    1: ("change",),
    2: ("skills",),
    3: ("money",),
    4: ("skills",),
    5: ("ethics",),
    6: ("change",),
}

RECOMMENDATIONS = [
    recommendation(
        1,
        "take-time-and-build-trust",
        "Take time and build trust",
        "Coproduction is part of something long. It needs time, trust and the right people from the start.",
        [
            text(
                "Good work together needs the right people. Go and meet groups where they are. "
                "People who live with the topic must be there from the start."
            ),
            text("Give people time and room to:"),
            bullets(
                "learn to trust each other",
                "say what they hope for",
                "plan together",
                "see what is going on, with nothing hidden",
                "learn and change the plan on the way.",
            ),
            text(
                "It can be slow, and that is fine. You cannot know at the start what will come out. "
                "The report quotes these words: “Coproduction is too important not to invest in.”"
            ),
        ],
        (
            "Recognise that coproduction is part of a long-term process that takes time and trust.",
            "For coproduction to be done well, the right people must be involved. Connect with communities and "
            "ensure that people with real-life experience are involved from the start. Provide space and time to "
            "develop mutual trust, understand expectations, plan collaboratively, be open and transparent about what "
            "is happening, and be willing to learn and adapt as the process unfolds.",
        ),
        can_do(
            anyone=("Tell us what you care about, at any time.", "Go at your own speed. You can leave and come back."),
            projects=(
                "Find out what was done before you start.",
                "Ask people what they need to take part, and change your plan to fit.",
                "Put the plan where everyone can see it.",
            ),
            deciders=("Pay for time to build trust.", "Do not ask for fixed results on the first day."),
        ),
    ),
    recommendation(
        2,
        "make-meetings-matter",
        "Make good meetings",
        "Plan spaces that are warm, safe and brave. Then people feel that they belong and count as equals.",
        [
            text(
                "A safe space is one where nobody is laughed at or pushed. "
                "A brave space is one where you can say hard things, and still be welcome."
            ),
            text("The report names some things that help:"),
            bullets(
                "quiet things to do, and a calm room to go to",
                "time to listen and understand, so that nobody talks over others",
                "room for minds that work in different ways",
                "a place where you can say “I found that quite hard”.",
            ),
            text("It should also feel good, and be fun. People give their own time to be there."),
        ],
        (
            "Foster meaningful interactions.",
            "Projects should plan welcome, safe and brave spaces to ensure people feel included as equals. See the "
            "ideas and resources on our website for more information.",
        ),
        can_do(
            anyone=("Tell the host what would help you.", "Use the calm room when you like. You need no reason."),
            projects=(
                "Plan a quiet way to take part in each thing you do.",
                "Agree with everyone how you will work together.",
                "Ask afterwards what was hard, and what to do better.",
            ),
            deciders=("Come as a person, not as a job title.", "Listen more than you talk."),
        ),
    ),
    recommendation(
        3,
        "share-money-and-gifts",
        "Share money and gifts fairly",
        "Working together is not free. Talk with everyone about the money, and share what you have.",
        [
            text(
                "Coproduction costs time and money. So talk about it in the open. Who gets what, and who decides that?"
            ),
            text("Think of it as sharing gifts. A gift can be:"),
            bullets(
                "food", "money paid to people for their time", "training", "other things that help people take part."
            ),
        ],
        (
            "Plan carefully how resources are allocated.",
            "Coproduction is not a ‘free’ activity. It’s important to have shared conversations about how resources "
            "are allocated. There should be a culture of sharing gifts, such as food, direct payment, training and "
            "other resources.",
        ),
        can_do(
            anyone=("Ask what you get for your time. It is a fair question.", "Say what gifts you could bring."),
            projects=(
                "Say what you offer before people sign up.",
                "Decide together how the money is used.",
            ),
            deciders=("Put money for people’s time in the plan.", "Make it quick and simple to be paid."),
        ),
    ),
    recommendation(
        4,
        "train-and-support-people",
        "Train and support people",
        "Help people learn to work together. Keep this network going, so that they can find each other.",
        [
            text("The report wants Southampton Coproduction Corner to go on and to grow. It should help people to:"),
            bullets(
                "find others to work with",
                "feel sure of themselves, and learn to host",
                "help each other and learn from each other.",
            ),
            text("Learning to host together is part of this. Then others can lead too."),
        ],
        (
            "Train and support coproduction skills, through the continued development of Southampton Coproduction "
            "Corner.",
            "This will help people find others to collaborate with, further develop people’s confidence, training and "
            "skills to host coproduction conversations and provide a continued environment for peer support and "
            "learning.",
        ),
        can_do(
            anyone=("Try a technique with a few friends.", "Tick “I would like to help host” when you sign up."),
            projects=("Host with somebody new each time.", "Share what you learned with the network."),
            deciders=("Pay for training, and for the people who give it.",),
        ),
    ),
    recommendation(
        5,
        "be-safe-and-fair",
        "Be safe and fair",
        "Work in ways that are safe and show respect. Do not let forms and rules put people off.",
        [
            text(
                "Ethics means asking: is this safe and fair for everyone? "
                "Good ethics builds safe ways of working and safe spaces."
            ),
            text(
                "But ethics can turn into long forms. Then people stop talking about it. "
                "Keep it short and clear, so that all can join that talk."
            ),
        ],
        (
            "Build strong ethics processes into the work.",
            "Focus on developing safe and respectful processes and spaces. Ensure ethics processes don’t become overly "
            "bureaucratic or discourage people from engaging in ethics conversations.",
        ),
        can_do(
            anyone=("Ask how your words will be used.", "Change your mind. You can take your words back."),
            projects=("Talk about ethics with everyone, in plain words.", "Write down what you agree."),
            researchers=(
                "Ask your university for ethics forms that suit work like this.",
                "Let people help to write the questions.",
            ),
        ),
    ),
    recommendation(
        6,
        "show-what-changed",
        "Show what changed",
        "People ask: so what? Show them what their words changed, and use what you learned.",
        [
            text(
                "People do not want to join in if nobody hears them and nothing will change. "
                "Once they have joined, they need to see what came of it."
            ),
            text("So check what changed, and tell people. Then use what you learned in later plans and projects."),
        ],
        (
            "Focus on impact and “so what?”",
            "People will be reluctant to participate in coproduction work if they feel they won’t be heard and nothing "
            "will change. Once involved, they need to see what difference their input is making and what has changed. "
            "Evaluate and communicate the impact and embed learning into future policy and projects.",
        ),
        can_do(
            anyone=("Look at “You said, we did”, and ask us about it.",),
            projects=(
                "Write down what was agreed, where all can see it.",
                "Tell people what happened next, even if nothing did.",
            ),
            deciders=("Say what you will do, and by when.", "If you cannot do it, say why."),
        ),
    ),
]

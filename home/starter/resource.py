"""The report as a page: what it says, how to cite it, and what is wrong in the source."""

from home.starter.content import PageContent
from home.starter.words import File, Ref, bullets, heading, key_fact, text
from library.models import Licence, ResourcePage

#: Exactly as the report prints it, with its letter o (design.md, "Starter content").
CITATION = "Making Coproduction Meaningful, Centre for the South, September 2024, DOI: 10.5258/SOTON/PPo208"
DOI = "10.5258/SOTON/PPo208"
TEXT_EXTRACT = "report-text-extract.txt"

FAULTS = (
    "The cover says November 2024. The citation says September 2024.",
    "The DOI is printed with a letter o near its end. It may have to be a zero. So we show it as text, without a link.",
    "The website of Southampton Voluntary Services is spelled in two ways: southamptonvs.org.uk and "
    "southamptonnvs.org.uk. The e-mail addresses use the first.",
    "One web address is not complete. Only its first letters are there.",
    "Our text extract names no author.",
)

REPORT = PageContent(
    key="about/report",
    model=ResourcePage,
    title="Making Coproduction Meaningful",
    intro="The network’s report of 2024: six recommendations for Southampton and beyond. Here it is in plain words.",
    fields={
        "publisher": "Centre for the South",
        "published_on": "September 2024, as the citation says",
        "doi": DOI,
        "licence": Licence.CC_BY_NC_SA,
        "citation": CITATION,
        "faults": "\n".join(FAULTS),
        "original": File(TEXT_EXTRACT),
        "original_label": "Text extract of the report",
        "speaks_to": [
            Ref("about/recommendations/take-time-and-build-trust"),
            Ref("about/recommendations/make-meetings-matter"),
            Ref("about/recommendations/share-money-and-gifts"),
            Ref("about/recommendations/train-and-support-people"),
            Ref("about/recommendations/be-safe-and-fair"),
            Ref("about/recommendations/show-what-changed"),
        ],
        "body": [
            text(
                "This page tells you what the report says. The words are ours. "
                "If you need the words of the report, open the text extract."
            ),
            heading("How it began"),
            text(
                "Southampton Voluntary Services started the network in 2023. "
                "Then it set up a research project with the University of Southampton. "
                "The Centre for the South paid for it.",
                "Coproduction means that people work as equals. They make plans and services together. "
                "The network did not want it to be a box to tick.",
            ),
            heading("What people did"),
            key_fact("About 85 people", "took part in the talks behind the report."),
            text(
                "People met for eight workshops. They learned by trying things out. "
                "They talked about what matters to them.",
                "They asked what stops people from joining in. They asked what makes a space warm, safe and brave. "
                "They held a showcase, and they chose the recommendations together.",
            ),
            heading("What it asks for"),
            bullets(
                "[[about/recommendations/take-time-and-build-trust|Take time and build trust]]",
                "[[about/recommendations/make-meetings-matter|Make good meetings]]",
                "[[about/recommendations/share-money-and-gifts|Share money and gifts fairly]]",
                "[[about/recommendations/train-and-support-people|Train and support people]]",
                "[[about/recommendations/be-safe-and-fair|Be safe and fair]]",
                "[[about/recommendations/show-what-changed|Show what changed]]",
            ),
            heading("How to work together"),
            bullets(
                "Do not just ask people and then say “job done”.",
                "Be ready to change the plan. It follows what people want and need.",
                "It can be slow, and that is fine.",
                "You cannot know at the start what will come out.",
                "People from other groups may work in other ways. See that, and respect it.",
                "Listen and understand. Do not all talk at once.",
                "Write down what is agreed, where all can see it.",
                "Help others to lead.",
                "Have quiet things to do, and a calm room.",
            ),
            heading("Who decides"),
            bullets(
                "Find out first what is there already, and what was done before.",
                "Everyone counts the same. There is no “them and us”.",
                "Nothing about us without us.",
                "People have different needs, and move at different speeds.",
                "Ask people what they need to take part. Then change your plan to fit.",
                "People who are paid to be there help. They do not take over.",
                "It should feel good, and be fun.",
            ),
            heading("How to tell people"),
            bullets(
                "Keep a record of what was said.",
                "Tell people what goes on before, during and after a meeting.",
                "Learn to talk with people from other cultures and other kinds of work.",
                "Feedback matters.",
            ),
            heading("Two case studies"),
            text(
                "The network chose two topics, and one of them still needs help. "
                "One is [[case-studies/teenage-girls-and-parks|girls and parks]]. "
                "The other is [[case-studies/trauma-and-a-voice|people who lived through trauma]]."
            ),
            heading("What comes next"),
            text(
                "The network wants to grow. It hopes to see good coproduction across the Southampton area. "
                "That means planning the city, health and care, money and jobs, and good places to live."
            ),
        ],
    },
    topics=("change", "skills"),
)

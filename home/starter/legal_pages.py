"""Privacy notice and accessibility statement: templates, until the right people have read and filled them in.

The days are those of signups.md, "Retention". A page that is a template says so to its readers.
"""

from home.starter.content import PageContent
from home.starter.words import bullets, callout, heading, text
from library.models import InformationPage

Purpose = InformationPage.Purpose

PRIVACY = PageContent(
    key="about/privacy",
    model=InformationPage,
    title="Privacy",
    intro="What we keep about you, why we keep it, and when we delete it.",
    fields={
        "purpose": Purpose.PRIVACY,
        "is_template": True,
        "body": [
            callout(
                "This is a template",
                "Somebody who knows the law must read it first. "
                "They must add the name and address of the group that is in charge of your data.",
            ),
            heading("Just reading"),
            text("You can read this site without telling us who you are. We set no cookies on public pages."),
            heading("Who is in charge of your data"),
            text(
                "Each event page names one group. That group is in charge of the list of people who sign up. "
                "Only its own staff can see that list."
            ),
            heading("What we ask when you sign up"),
            bullets(
                "A name that we can call you.",
                "An e-mail address, and a phone number if you like.",
                "Your answers to the questions on the form.",
                "What would help you to take part, if you choose to tell us.",
            ),
            heading("Why we may use it"),
            text(
                "We use it to run the event you signed up for. We do not sell it or use it for adverts.",
                "What would help you can be about your health. So we ask for your clear yes first. "
                "You can take your yes back at any time, and you can still come.",
            ),
            heading("When we delete it"),
            bullets(
                "What would help you: 14 days after the event.",
                "Your name, contact and answers: 90 days after the event.",
                "The text of mails to you: 14 days after we sent them.",
                "What you write to us: 90 days after we answered. A complaint: one year.",
                "A coded mark of your internet address, to stop misuse of forms: two days.",
                "A list of who did what on the site, without names of visitors: one year.",
                "Spare copies of the whole site: 35 days.",
            ),
            text("After that we keep only numbers, such as how many people came."),
            heading("Your rights"),
            bullets(
                "You can ask to see what we keep about you.",
                "You can ask us to mend it or to delete it.",
                "You can say no to how we use it.",
                "You can ask us to send it to you as a file.",
            ),
            text("Write to us or ring us. We answer within one month."),
            heading("If you are not happy"),
            text(
                "Tell us first, so that we can put it right. "
                "You can also complain to the Information Commissioner’s Office. Ring 0303 123 1113."
            ),
        ],
    },
)

ACCESSIBILITY = PageContent(
    key="about/accessibility",
    model=InformationPage,
    title="Accessibility",
    intro="We want everyone to be able to use this site. Here is what works, and what to do if something does not.",
    fields={
        "purpose": Purpose.ACCESSIBILITY,
        "is_template": True,
        "body": [
            callout(
                "This is a template",
                "Somebody who runs the site must test it first, and then write down what they found.",
            ),
            heading("What you should be able to do"),
            bullets(
                "Use every page with the keyboard alone.",
                "Make the letters four times as big.",
                "Use a screen reader.",
                "Read all pages without scripts.",
                "Choose a dark screen on your own device.",
                "Print each page.",
                "Read some pages as easy read, with pictures.",
            ),
            heading("How we check"),
            text(
                "We build the site to a rule book called WCAG 2.2, level AA. A computer checks each kind of page.",
                "A computer cannot find all problems. Nobody from outside has tested the site yet.",
            ),
            heading("What may not work yet"),
            bullets(
                "A speaker has not yet checked the pages in Polish and Arabic.",
                "Some pages are in English only.",
                "There are no films in British Sign Language yet.",
                "Files that people add may be hard to read with a screen reader. Ask us for another kind of file.",
            ),
            heading("Tell us"),
            text("Does something not work for you? Ring us or write to us. We answer within three working days."),
            heading("If our answer does not help"),
            text("You can ask the Equality Advisory and Support Service for help. Ring 0808 800 0082."),
        ],
    },
)

LEGAL_PAGES = [PRIVACY, ACCESSIBILITY]

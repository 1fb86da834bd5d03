"""What the whole site says about itself, set by administrators."""

from copy import copy
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.log_actions import get_active_log_context

from corner.kept import while_nothing_changes
from corner.once import once_per_request
from corner.text import clean_line

# The catalogues know these words, so that readers see them in their language while staff keep them.
NAME = gettext_noop("Southampton Coproduction Corner")
PHONE_HOURS = gettext_noop("Monday to Thursday, 10am to 4pm")
REPLY_TIME = gettext_noop("within three working days")


def _page_link(name: Any) -> models.ForeignKey:
    """A page that every page of the site links to; the link goes when the page does."""
    return models.ForeignKey(
        "wagtailcore.Page", verbose_name=name, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )


A_TIME_IN_DAYS = [MinValueValidator(1), MaxValueValidator(3650)]


def _days(name: Any, default: int) -> models.PositiveSmallIntegerField:
    """A number of days after which something is deleted: from one to ten years."""
    return models.PositiveSmallIntegerField(name, default=default, validators=A_TIME_IN_DAYS)


#: At most so many days before a date are people reminded of it.
MOST_REMINDER_DAYS = 14

KEPT_FOR = (
    "keep_access_days",
    "keep_contact_days",
    "keep_without_place_days",
    "keep_mail_days",
    "keep_feedback_days",
    "keep_message_days",
    "keep_complaint_days",
    "keep_withdrawn_days",
)
#: What personal data hangs on: a change is written down with who made it, when, from what and to what.
AUDITED = (*KEPT_FOR, "machine_translation")

LINKED_PAGES = (
    "about_page",
    "privacy_page",
    "accessibility_page",
    "working_together_page",
    "ethics_page",
    "join_page",
)


def _panel(heading: Any, *names: str) -> MultiFieldPanel:
    return MultiFieldPanel([FieldPanel(name) for name in names], heading=heading)


@register_setting(icon="cogs")
class SiteSettings(BaseGenericSetting):
    """What the site is called, how to reach the network, how long personal data is kept, what events begin with.

    The texts here are English. Their defaults are in the message catalogues, so that they are translated until
    staff change them; a changed text shows in English, marked as such (`{% shared_text %}`).
    """

    name = models.CharField(
        _("name of the site"),
        max_length=80,
        default=NAME,
        help_text=_(
            "It stands on top of every page, in mails, calendars and shared links. A name of your own is the same "
            "in every language."
        ),
    )
    footer_text = models.CharField(
        _("at the foot of every page"),
        max_length=300,
        blank=True,
        help_text=_("Such as: who runs this site, and who pays for it. Plain English; leave it empty to show nothing."),
    )

    phone = models.CharField(_("phone number"), max_length=30, default="023 8000 0000")
    phone_hours = models.CharField(_("when somebody answers"), max_length=120, default=PHONE_HOURS)
    email = models.EmailField(_("e-mail"), default="coproduction@southamptonvs.org.uk")
    reply_time = models.CharField(_("when we answer"), max_length=120, default=REPLY_TIME)

    controller = models.CharField(
        _("who is responsible for personal data"),
        max_length=200,
        blank=True,
        help_text=_("The full legal name and address of the organisation. It stands in the privacy notice."),
    )
    privacy_notice_version = models.CharField(
        _("version of the privacy notice"), max_length=20, default="2026-11", help_text=_("Change it with the text.")
    )
    safeguarding_contact = models.CharField(
        _("who to ask about somebody's safety"),
        max_length=200,
        blank=True,
        help_text=_(
            "Name and phone number. Readers see it at every form, and staff see it with sign-ups and messages. "
            "Empty: the network's phone number stands there."
        ),
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("reminder: days before an event"),
        default=2,
        validators=[MaxValueValidator(MOST_REMINDER_DAYS)],
        help_text=_(
            "What a new event begins with; staff can change it for each event. Events that are there already keep "
            "theirs. 0: no reminder."
        ),
    )
    machine_translation = models.BooleanField(
        _("translators may ask a machine"),
        default=False,
        help_text=_(
            "The words of a page, drafts too, are then sent to the machine that whoever runs the site has chosen. "
            "Nothing is published by it. Without such a machine this changes nothing."
        ),
    )
    limit_per_email = models.PositiveSmallIntegerField(_("sign-ups an e-mail address may make in a day"), default=10)
    limit_per_address = models.PositiveSmallIntegerField(
        _("sign-ups one internet connection may make in an hour"),
        default=60,
        help_text=_("A library or a community centre shares one connection: do not set this low."),
    )

    # How long personal data is kept (signups.md, "Retention"). `corner` holds the numbers, each room its own clock.
    keep_access_days = _days(_("what people need, emergency contacts: days after the event"), 14)
    keep_contact_days = _days(_("names, contacts, answers, calls: days after the event"), 90)
    keep_without_place_days = _days(_("people who never had a place: days after the event"), 7)
    keep_mail_days = _days(_("the words of mails: days after sending"), 14)
    keep_feedback_days = _days(_("single answers of feedback, then sums only: days"), 365)

    keep_message_days = _days(_("messages to people and the network: days after they are answered"), 90)
    keep_complaint_days = _days(_("complaints: days after they are answered"), 365)
    keep_withdrawn_days = models.PositiveSmallIntegerField(
        _("pages and pictures of people who took their consent back: days until they are deleted"),
        default=30,
        db_default=30,  # version 0.1 writes this row without it while the new one starts (docs/upgrade.md)
        validators=A_TIME_IN_DAYS,
    )

    complaint_days = models.PositiveSmallIntegerField(
        _("days in which a complaint is answered"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text=_("The form tells people this number."),
    )
    removal_days = models.PositiveSmallIntegerField(
        _("days in which a wish to be taken off the site is dealt with"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("The form tells people this number."),
    )

    about_page = _page_link(_("About"))
    privacy_page = _page_link(_("Privacy"))
    accessibility_page = _page_link(_("Accessibility"))
    working_together_page = _page_link(_("How we work together"))
    ethics_page = _page_link(_("Ethics"))
    join_page = _page_link(_("Join"))

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    _panel(_("Name and footer"), "name", "footer_text"),
                    _panel(_("How to reach us"), "phone", "phone_hours", "email", "reply_time"),
                    _panel(_("How soon we answer"), "complaint_days", "removal_days"),
                    _panel(_("Pages that every page links to"), *LINKED_PAGES),
                ],
                heading=_("The site"),
            ),
            ObjectList(
                [
                    _panel(_("Reminders"), "reminder_days"),
                    _panel(_("Limits"), "limit_per_email", "limit_per_address"),
                ],
                heading=_("Events"),
            ),
            ObjectList(
                [
                    _panel(_("Somebody's safety"), "safeguarding_contact"),
                    _panel(_("Privacy notice"), "controller", "privacy_notice_version"),
                    _panel(_("How long personal data is kept"), *KEPT_FOR),
                ],
                heading=_("Safety and privacy"),
            ),
            ObjectList([_panel(_("Help from a machine"), "machine_translation")], heading=_("Translations")),
        ]
    )

    class Meta:
        verbose_name = _("site settings")

    @classmethod
    @once_per_request
    def current(cls) -> Self:
        """The settings as they are, for whoever only reads: unlike `load`, it writes no row when there is none yet."""
        return copy(cls._kept())

    @classmethod
    @while_nothing_changes
    def _kept(cls) -> Self:
        return cls.objects.first() or cls()

    @property
    def shown_name(self) -> str:
        """The site's name in the language that is active; as it was typed, once it is no longer the one we know."""
        return gettext(self.name)

    @property
    def has_own_name(self) -> bool:
        return self.name != NAME

    def clean(self) -> None:
        super().clean()
        self.name, self.footer_text = clean_line(self.name), clean_line(self.footer_text)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written down in the same transaction: who changed what personal data hangs on, by whatever route."""
        from corner import audit

        with transaction.atomic():
            before = type(self).objects.filter(pk=self.pk).values(*AUDITED).first()
            super().save(*args, **kwargs)
            changed = {
                name: [before[name], getattr(self, name)]
                for name in AUDITED
                if before and before[name] != getattr(self, name)
            }
            if changed:
                audit.record("settings.changed", self, get_active_log_context().user, **changed)

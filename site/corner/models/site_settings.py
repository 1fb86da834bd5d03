"""What the whole site says about itself, set by administrators."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

# The catalogues know these words, so that readers see them in their language while staff keep them.
PHONE_HOURS = gettext_noop("Monday to Thursday, 10am to 4pm")
REPLY_TIME = gettext_noop("within three working days")


def _page_link(name: Any) -> models.ForeignKey:
    """A page that every page of the site links to; the link goes when the page does."""
    return models.ForeignKey(
        "wagtailcore.Page", verbose_name=name, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )


def _days(name: Any, default: int) -> models.PositiveSmallIntegerField:
    """A number of days after which something is deleted: from one to ten years."""
    return models.PositiveSmallIntegerField(
        name, default=default, validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )


KEPT_FOR = (
    "keep_access_days",
    "keep_contact_days",
    "keep_without_place_days",
    "keep_mail_days",
    "keep_feedback_days",
    "keep_message_days",
    "keep_complaint_days",
)


@register_setting(icon="cogs")
class SiteSettings(BaseGenericSetting):
    """How to reach the network, who is responsible for personal data, and the pages that every page links to.

    The texts here are English. Their defaults are in the message catalogues, so that they are translated until
    staff change them; a changed text shows in English, marked as such (`{% shared_text %}`).
    """

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
        _("who to ask about somebody's safety"), max_length=200, blank=True, help_text=_("Name and phone number.")
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

    panels = [
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("phone_hours"), FieldPanel("email"), FieldPanel("reply_time")],
            heading=_("How to reach us"),
        ),
        MultiFieldPanel(
            [FieldPanel("controller"), FieldPanel("privacy_notice_version"), FieldPanel("safeguarding_contact")],
            heading=_("Privacy and safety"),
        ),
        MultiFieldPanel([FieldPanel("complaint_days"), FieldPanel("removal_days")], heading=_("How soon we answer")),
        MultiFieldPanel([FieldPanel("limit_per_email"), FieldPanel("limit_per_address")], heading=_("Limits")),
        MultiFieldPanel([FieldPanel(name) for name in KEPT_FOR], heading=_("How long personal data is kept")),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "about_page",
                    "privacy_page",
                    "accessibility_page",
                    "working_together_page",
                    "ethics_page",
                    "join_page",
                )
            ],
            heading=_("Pages that every page links to"),
        ),
    ]

    class Meta:
        verbose_name = _("site settings")

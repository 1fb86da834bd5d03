"""The basis on which somebody is shown: asking for it, and taking the page away when it is withdrawn."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.models import Page

from corner import tombstones
from corner.models import ConsentRecord

_subjects: list[str] = ["contacts.PersonPage"]


def add_subject(label: str) -> None:
    """Let staff record a consent for pages of this model ("app.Model") too. Call it in `AppConfig.ready()`."""
    if label not in _subjects:
        _subjects.append(label)


def subjects() -> list[type[Page]]:
    """The page models that a consent can be about."""
    return [apps.get_model(label) for label in _subjects]


def basis_missing(person: Page) -> str:
    """What staff read when they publish a person too early, with the way to what is missing."""
    if not person.pk:
        return _("Nobody is shown without a basis. Save the draft first, then record their consent.")
    return format_html(
        '{} <a href="{}?subject={}">{}</a>',
        _("Nobody is shown without a basis. Your draft is kept if you save it now."),
        reverse("consents:add"),
        person.pk,
        _("Record their consent, or the published source that names them"),
    )


def take_away_who_may_not_be_shown(sender: Any, instance: ConsentRecord, **kwargs: Any) -> None:
    """When the last consent that stood is withdrawn, the page is unpublished in every language.

    A person's page goes also when the record is deleted: nobody is shown without one. The lists ask for a basis
    anyway (`contacts.people`); this takes the page out of what only looks at `live`, such as the sitemap. Their private
    address is deleted.
    """
    from contacts.models import PersonPage, PrivateAddress

    if ConsentRecord.objects.filter(subject_key=instance.subject_key, withdrawn_on=None).exists():
        return
    PrivateAddress.objects.filter(subject_key=instance.subject_key).delete()
    for model in subjects() if instance.withdrawn_on else [PersonPage]:
        for page in model._default_manager.filter(translation_key=instance.subject_key, live=True):
            page.unpublish()


def forget_address(sender: Any, instance: Page, **kwargs: Any) -> None:
    """When the last language of a page is deleted, its private address goes, too."""
    from contacts.models import PrivateAddress

    if not Page.objects.filter(translation_key=instance.translation_key).exclude(pk=instance.pk).exists():
        PrivateAddress.objects.filter(subject_key=instance.translation_key).delete()


# --- a page that was deleted does not come back with a backup -------------------------------------------------


def pages_of_people() -> Iterator[str]:
    """Each page about a person, in each language, as a stone names it."""
    from contacts.models import PersonPage

    for key, language in PersonPage.objects.values_list("translation_key", "locale__language_code"):
        yield f"{key} {language}"


def erase_page(named: str) -> None:
    """Delete it again."""
    from contacts.models import PersonPage

    key, language = named.split(" ")
    for page in PersonPage.objects.filter(translation_key=key, locale__language_code=language):
        page.delete()


def lay_stone(sender: Any, instance: Page, **kwargs: Any) -> None:
    """A person's page was deleted."""
    tombstones.lay("page of a person", f"{instance.translation_key} {instance.locale.language_code}")

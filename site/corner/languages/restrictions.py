"""A view restriction holds for every language of a page (languages.md, trap 9; design.md, rule 9).

wagtail-localize copies it only when a translation is saved again; until then the translation is public.
"""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction

from corner.languages.cascade import is_original


def restrict_translations(page: Page) -> None:
    """Give every translation of `page` the restrictions that `page` itself has now, and no others."""
    wanted = list(page.view_restrictions.all())
    for translation in Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk):
        old = list(translation.view_restrictions.values_list("pk", flat=True))
        for restriction in wanted:
            copy = PageViewRestriction.objects.create(
                page=translation, restriction_type=restriction.restriction_type, password=restriction.password
            )
            copy.groups.set(restriction.groups.all())
        # The old ones go last, so that the page is at no moment without.
        translation.view_restrictions.filter(pk__in=old).delete()


@receiver(post_save, sender=PageViewRestriction)
def follow_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    if is_original(instance.page.specific):
        restrict_translations(instance.page)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def follow_groups(instance: Any, action: str, **kwargs: Any) -> None:
    if action.startswith("post_") and isinstance(instance, PageViewRestriction):
        follow_restricted(instance)


@receiver(post_delete, sender=PageViewRestriction)
def follow_opened(instance: PageViewRestriction, origin: Any, **kwargs: Any) -> None:
    """Open the translations too; but not when the restriction goes because its page is deleted."""
    if isinstance(origin, Page) or getattr(origin, "model", PageViewRestriction) is not PageViewRestriction:
        return
    if is_original(instance.page.specific):
        restrict_translations(instance.page)

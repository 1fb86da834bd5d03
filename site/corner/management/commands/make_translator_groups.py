"""`manage.py make_translator_groups`: the groups that translators belong to, two a language."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from wagtail.models import GroupPagePermission, Page, Site, get_translatable_models

from corner.languages.config import BY_CODE
from corner.languages.translators import SUBMIT


class Command(BaseCommand):
    help = (
        "Makes a group of translators and one of reviewers for every language that has a home page. Translators "
        "change pages of their language, reviewers also publish them. Run it again after adding a language."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        let_publishers_submit()
        site = Site.objects.filter(is_default_site=True).first()
        homes = Page.objects.filter(translation_key=site.root_page.translation_key, alias_of=None) if site else []
        for home in homes:
            code = home.locale.language_code
            if code != settings.LANGUAGE_CODE and code in BY_CODE:
                make_groups(home, BY_CODE[code].name)
                if options["verbosity"]:
                    self.stdout.write(f"{BY_CODE[code].name}: translators and reviewers.")


def make_groups(home: Page, language: str) -> tuple[Group, Group]:
    """The groups "<language> translators" and "<language> reviewers", with their rights on that language's home.

    Both may change snippets as well; `corner.languages.fence` keeps them to those of their language.
    """
    translators, _made = Group.objects.get_or_create(name=f"{language} translators")
    reviewers, _made = Group.objects.get_or_create(name=f"{language} reviewers")
    for group, rights in ((translators, ["change_page"]), (reviewers, ["change_page", "publish_page"])):
        group.permissions.add(Permission.objects.get(codename="access_admin"), *snippet_permissions())
        for codename in rights:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    return translators, reviewers


def snippet_permissions() -> list[Permission]:
    """The right to change each kind of snippet that has words to translate."""
    models = [model for model in get_translatable_models() if not issubclass(model, Page)]
    return [
        Permission.objects.get(content_type__app_label=m._meta.app_label, codename=f"change_{m._meta.model_name}")
        for m in models
    ]


def let_publishers_submit() -> None:
    """Whoever may publish everywhere is staff, and submits pages for translation."""
    app, codename = SUBMIT.split(".")
    submit = Permission.objects.get(content_type__app_label=app, codename=codename)
    for right in GroupPagePermission.objects.filter(page__depth=1, permission__codename="publish_page"):
        right.group.permissions.add(submit)

"""What somebody can be on this site, and what each role may do. Administrators are superusers: they have no group.

Pages are a shared work; personal data is not (design.md, "Who may do what"). So writing pages and seeing who signed
up are two roles, and one person may have both. docs/roles.md says the same for people.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.models.membership import SEE_PERSONAL_DATA

#: Where the rights on pages hold: on every page, or below the home page in the language that pages are written in.
EVERYWHERE, SOURCE_LANGUAGE = "everywhere", "source language"

ADMIN = "wagtailadmin.access_admin"
#: What people need to take part is special-category data: it wants a right of its own.
SEE_ACCESS_NEEDS = "events.view_accessneed"


@dataclass(frozen=True)
class Role:
    """One role: the name of its group, one sentence for people, and what the group is given."""

    group: str
    may: str | Promise
    #: Rights of models, written as `app.codename`.
    rights: tuple[str, ...] = (ADMIN,)
    #: Rights on pages ("add", "change", "publish" …), and where they hold.
    pages: tuple[str, ...] = ()
    where: str = EVERYWHERE
    #: Rights on pictures and documents.
    files: tuple[str, ...] = ()
    #: Whether it is of no use without an organisation to work for (People, Who works where).
    needs_organisation: bool = False
    #: Whether it is of no use alone: it adds to another role.
    is_extra: bool = False


CONTRIBUTORS = Role(
    "Contributors",
    _("Writes pages and sends them to the editors. Publishes nothing. Sees nobody’s personal data."),
    pages=("add",),  # with this alone, Wagtail lets change the own pages only
    where=SOURCE_LANGUAGE,
    files=("add", "choose"),
)
EDITORS = Role(
    "Editors",
    _("Writes, approves and publishes every page. Looks after topics, venues, agreements, consents and redirects."),
    rights=(
        ADMIN,
        "wagtail_localize.submit_translation",
        *(
            f"{app}.{action}_{model}"
            for app, model in (
                ("corner", "topic"),
                ("contacts", "venue"),
                ("events", "agreement"),
                ("corner", "consentrecord"),  # nobody is shown without one, so whoever publishes people records it
                ("wagtailredirects", "redirect"),
            )
            for action in ("add", "change")
        ),
        "wagtailredirects.delete_redirect",
    ),
    pages=("add", "change", "publish", "lock", "unlock"),
    files=("add", "change", "delete", "choose"),
)
HOSTS = Role(
    "Event hosts",
    _("Sees who signed up for events of their own organisation, and messages to it. Writes to people."),
    rights=(ADMIN, SEE_PERSONAL_DATA),
    needs_organisation=True,
)
ACCESS_NEEDS = Role(
    "Access needs",
    _("Together with “Event hosts”: also reads what people need to take part, and answers it."),
    rights=(SEE_ACCESS_NEEDS,),
    needs_organisation=True,
    is_extra=True,
)

ROLES = (CONTRIBUTORS, EDITORS, HOSTS, ACCESS_NEEDS)

#: The endings of the groups that `make_translator_groups` makes, two a language, and what they may do.
OF_A_LANGUAGE = {
    " translators": _("Translates into this language. Publishes nothing. Sees nobody’s personal data."),
    " reviewers": _("Translates into this language, and publishes what is translated. Sees nobody’s personal data."),
}


def may_of(group: str) -> str | Promise:
    """What people in the group of this name may do; empty for one that somebody made by hand."""
    own = {role.group: role.may for role in ROLES}
    of_a_language = (may for ending, may in OF_A_LANGUAGE.items() if group.endswith(ending))
    return own.get(group) or next(of_a_language, "")


def roles_to_give() -> Iterator[Role]:
    """Every role that an administrator can give to somebody, those of each language last. One query.

    The role of an administrator is not among them: it is no group, but "superuser" on the account.
    """
    yield from ROLES
    for name in Group.objects.order_by("name").values_list("name", flat=True):
        if name.endswith(tuple(OF_A_LANGUAGE)):
            yield Role(name, may_of(name))

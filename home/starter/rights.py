"""What the groups of staff may do. Pages are a shared work; personal data is not (design.md, "Who may do what")."""

from django.contrib.auth.models import Group, Permission

#: Wagtail's own groups may already write and publish pages, pictures and documents; snippets and consents are ours.
STAFF_GROUPS = ("Moderators", "Editors")
SNIPPET_RIGHTS = tuple(
    f"{app}.{action}_{model}"
    for app, model in (
        ("corner", "topic"),
        ("contacts", "venue"),
        ("events", "agreement"),
        ("corner", "consentrecord"),  # nobody is shown without one, so whoever writes pages records it
    )
    for action in ("add", "change")
)
#: Whose sign-ups somebody sees is decided by their memberships, never by these.
SIGN_UP_RIGHTS = ("events.view_signup",)
#: What people need to take part is special-category data: it wants a right of its own.
ACCESS_RIGHTS = ("events.view_accessneed",)


def give(group: Group, rights: tuple[str, ...]) -> None:
    """Add rights, written as `app.codename`, to a group. Raises Permission.DoesNotExist for a name that is none."""
    for right in rights:
        app, codename = right.split(".")
        group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))


def give_to_staff_groups() -> None:
    """The rights that both staff groups need on this site, beside those for translating."""
    for name in STAFF_GROUPS:
        group = Group.objects.get_or_create(name=name)[0]
        give(group, SNIPPET_RIGHTS + SIGN_UP_RIGHTS)


def hosts_group() -> Group:
    """People who run events and see who signed up, and write no pages."""
    group = Group.objects.get_or_create(name="Hosts")[0]
    give(group, ("wagtailadmin.access_admin", *SIGN_UP_RIGHTS))
    return group


def access_group() -> Group:
    """People who may read what others need to take part, at events of their own organisation."""
    group = Group.objects.get_or_create(name="Access needs")[0]
    give(group, ACCESS_RIGHTS)
    return group

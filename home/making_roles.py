"""Makes the groups of `home.roles` and the workflow. What is there stays: it can run as often as one likes."""

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import transaction
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as pictures
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from home.approval import make_workflow
from home.roles import EDITORS, EVERYWHERE, ROLES, Role
from home.stock_groups import take_over


@transaction.atomic
def make_roles() -> None:
    """Every role with its rights, the translators' groups of every language, and the workflow for approval.

    Rights are added and never taken away: what an administrator has given to a group on top stays. Raises
    Permission.DoesNotExist where a role names a right that there is not.
    """
    take_over()
    for role in ROLES:
        make_role(role)
    call_command("make_translator_groups", verbosity=0)
    make_workflow(Group.objects.get(name=EDITORS.group))


def make_role(role: Role) -> Group:
    """The group of a role, with all of the role's rights."""
    group = Group.objects.get_or_create(name=role.group)[0]
    group.permissions.add(*(_permission(*right.split(".")) for right in role.rights))
    if role.pages and (page := _page(role.where)):
        for action in role.pages:
            GroupPagePermission.objects.get_or_create(
                group=group, page=page, permission=_permission("wagtailcore", f"{action}_page")
            )
    collection = Collection.get_first_root_node() if role.files else None
    for policy in (pictures, documents) if collection else ():
        # Not the model of the pictures themselves: rights stay with the one that Wagtail began with.
        model = policy.auth_model
        for action in role.files:
            GroupCollectionPermission.objects.get_or_create(
                group=group,
                collection=collection,
                permission=_permission(model._meta.app_label, f"{action}_{model._meta.model_name}"),
            )
    return group


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _page(where: str) -> Page | None:
    """The page below which rights hold; None where there is no site yet."""
    if where == EVERYWHERE:
        return Page.objects.filter(depth=1).first()
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return site.root_page if site else None

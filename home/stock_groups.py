"""Wagtail's own groups become ours, so that no two groups mean the same.

Wagtail begins with "Moderators", who publish, and "Editors", who do not. Here whoever publishes is an editor. So its
moderators become our editors, and its editors our contributors: nobody gets a right to publish by this.
"""

from django.contrib.auth.models import Group
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from contacts.models import Membership
from home.roles import CONTRIBUTORS, EDITORS, HOSTS

PUBLISHING, NOT_PUBLISHING = "Moderators", "Editors"
#: What people who run events were called before.
FORMER_HOSTS = "Hosts"


def take_over() -> None:
    """Once, before there are contributors: rename the groups, with the people in them.

    Later nothing happens, so a group that an administrator calls "Moderators" one day is left alone.
    """
    names = set(Group.objects.values_list("name", flat=True))
    if PUBLISHING not in names or CONTRIBUTORS.group in names:
        return
    _rename(FORMER_HOSTS, HOSTS.group)
    _keep_who_sees_sign_ups()
    _rename(NOT_PUBLISHING, CONTRIBUTORS.group)
    if writers := Group.objects.filter(name=CONTRIBUTORS.group).first():
        # They changed every page and every picture; contributors change their own.
        writers.permissions.clear()
        for model in (GroupPagePermission, GroupCollectionPermission):
            model.objects.filter(group=writers).delete()
    _rename(PUBLISHING, EDITORS.group)


def _rename(former: str, name: str) -> None:
    """Give the group another name; what it may do and who is in it stays."""
    Group.objects.filter(name=former).update(name=name)


def _keep_who_sees_sign_ups() -> None:
    """Until now, working for an organisation was enough to see its sign-ups. Who could, becomes a host as well."""
    members = list(Membership.objects.filter(user__is_active=True).values_list("user", flat=True))
    if members:
        Group.objects.get_or_create(name=HOSTS.group)[0].user_set.add(*members)

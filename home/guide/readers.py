"""Who reads the guide: which of its parts come first for somebody."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise

from home.guide.tasks import ROLES, Task

#: Beginnings and endings of the names of groups (docs/guide/README.md lists the groups), and the parts they need.
GROUPS = {
    "Contributors": ("writers",),
    "Editors": ("writers", "publishers"),
    "Event hosts": ("hosts",),
    "translators": ("translators",),
    "reviewers": ("translators",),
}


def roles_of(user: Any) -> set[str]:
    """The parts of the guide that are for this person. Administrators do everything, so their own part is named."""
    names = list(user.groups.values_list("name", flat=True))
    own = {role for name in names for end, roles in GROUPS.items() if name.endswith(end) for role in roles}
    if user.is_superuser:
        own.add("administrators")
    return own


def by_role(tasks: Iterable[Task], user: Any) -> list[tuple[str | Promise, bool, list[Task]]]:
    """(heading, whether it is for this person, its tasks), what is for them first; then the guide's own order."""
    tasks, own = list(tasks), roles_of(user)
    parts = [(heading, role in own, [task for task in tasks if task.role == role]) for role, heading in ROLES.items()]
    return sorted(parts, key=lambda part: not part[1])

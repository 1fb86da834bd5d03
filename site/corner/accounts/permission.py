"""What only administrators may do."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class SuperusersOnly(ModelPermissionPolicy):
    """Only an administrator decides who is staff and who works for whom: it opens people's data (safety.md)."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_active and user.is_superuser)

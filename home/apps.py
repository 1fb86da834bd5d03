from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Roles are made after `migrate`, once the last app has been told: by then every right is there."""
        from contacts.accounts import roles
        from home import personal_data
        from home.roles import may_of

        roles.register(may_of)
        personal_data.declare()
        *_others, last = (config for config in apps.get_app_configs() if config.models_module)
        post_migrate.connect(make_roles_after_migrating, sender=last, dispatch_uid="make_roles")


def make_roles_after_migrating(using: str, **kwargs: Any) -> None:
    """Nothing is done to a database that is half migrated, or that a test has just emptied."""
    from django.db.migrations.executor import MigrationExecutor
    from wagtail.models import Page

    from home.making_roles import make_roles

    if using != "default":
        return
    executor = MigrationExecutor(connections[using])
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()) and Page.objects.filter(depth=1).exists():
        make_roles()

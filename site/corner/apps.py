from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CornerConfig(AppConfig):
    name = "corner"
    verbose_name = _("What every room shares")
    default_auto_field = "django.db.models.BigAutoField"

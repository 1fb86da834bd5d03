from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TechniquesConfig(AppConfig):
    name = "techniques"
    verbose_name = _("Techniques")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from contacts.models import PersonPage
        from corner import related
        from corner.chosen import pointing_at
        from techniques import personal_data, searching
        from techniques.models import TechniquePage

        related.register(
            PersonPage, _("Can help with"), 10, lambda target: pointing_at(TechniquePage, "who_can_help", target)
        )
        searching.make_findable()
        personal_data.declare()

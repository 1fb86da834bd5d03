from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = _("Library")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from corner import related
        from corner.chosen import pointing_at
        from library import checks, first_answers, personal_data, searching  # noqa: F401  checks register themselves
        from library.models import RecommendationPage, ResourcePage

        related.register(
            RecommendationPage,
            _("Where it comes from"),
            10,
            lambda target: pointing_at(ResourcePage, "speaks_to", target),
        )
        searching.make_findable()
        first_answers.connect()
        personal_data.declare()

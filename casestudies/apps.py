from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseStudiesConfig(AppConfig):
    name = "casestudies"
    verbose_name = _("Case studies")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from casestudies import personal_data, searching
        from casestudies.evidence import speaking_to, using
        from casestudies.models import CaseStudyPage
        from contacts.consent import add_subject
        from contacts.models import OrganisationPage, PersonPage
        from corner import related
        from corner.chosen import pointing_at
        from library.models import RecommendationPage
        from techniques.models import TechniquePage

        add_subject("casestudies.CaseStudyPage")
        label = _("Case studies")
        related.register(TechniquePage, label, 20, using)
        related.register(RecommendationPage, label, 20, speaking_to)
        related.register(
            OrganisationPage, label, 20, lambda target: pointing_at(CaseStudyPage, "organisations", target)
        )
        related.register(PersonPage, label, 20, lambda target: pointing_at(CaseStudyPage, "people", target))
        searching.make_findable()
        personal_data.declare()

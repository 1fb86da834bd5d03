from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = _("People and places")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from contacts import searching
        from contacts.blocks import ContactCardBlock
        from contacts.consent import take_away_who_may_not_be_shown
        from contacts.models import OrganisationPage, PersonPage
        from corner import related
        from corner.blocks.registry import add_block
        from corner.chosen import pointing_at
        from corner.models import ConsentRecord

        related.register(
            OrganisationPage, _("People"), 10, lambda target: pointing_at(PersonPage, "organisations", target)
        )
        add_block("contact_card", ContactCardBlock())
        for signal in (post_save, post_delete):
            signal.connect(take_away_who_may_not_be_shown, ConsentRecord, dispatch_uid="no_basis_no_page")
        searching.make_findable()

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = _("People and places")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from contacts import personal_data, searching, writing
        from contacts.blocks import ContactCardBlock
        from contacts.consent import (
            erase_page,
            forget_address,
            lay_stone,
            pages_of_people,
            take_away_who_may_not_be_shown,
        )
        from contacts.models import Message, OrganisationPage, PersonPage
        from contacts.reviews import consents_due
        from corner import related, reviews, tombstones
        from corner.blocks.registry import add_block
        from corner.chosen import pointing_at
        from corner.models import ConsentRecord
        from corner.page_cache import writes

        related.register(
            OrganisationPage, _("People"), 10, lambda target: pointing_at(PersonPage, "organisations", target)
        )
        add_block("contact_card", ContactCardBlock())
        for signal in (post_save, post_delete):
            signal.connect(take_away_who_may_not_be_shown, ConsentRecord, dispatch_uid="no_basis_no_page")
        for model in (PersonPage, OrganisationPage):
            post_delete.connect(forget_address, model, dispatch_uid=f"no_page_no_address {model.__name__}")
        tombstones.register("page of a person", pages_of_people, erase_page)
        post_delete.connect(lay_stone, PersonPage, dispatch_uid="tombstone")
        reviews.register(consents_due)
        writing.register_kinds()
        writes.never_shown(Message)
        searching.make_findable()

        personal_data.declare()

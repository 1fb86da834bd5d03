"""Blocks about people."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from corner.blocks import previews
from corner.blocks.shared import SharedCharBlock


class ReachBlock(blocks.StructBlock):
    """One way to reach somebody. Published for all to read, so only what they agreed to."""

    kind = blocks.ChoiceBlock(
        choices=[("email", _("E-mail")), ("phone", _("Phone")), ("website", _("Website")), ("other", _("Other"))],
        label=_("Kind"),
    )
    value = SharedCharBlock(max_length=200, label=_("Number or address"))
    best_times = blocks.CharBlock(max_length=120, required=False, label=_("Best times"))

    class Meta:
        icon = "mail"
        label = _("Way to reach them")
        template = "contacts/blocks/reach.html"
        description = _("A phone number, an e-mail address or a website.")
        preview_value = {"kind": "phone", "value": "023 8000 0000", "best_times": "Mornings"}


class ContactCardBlock(blocks.StructBlock):
    person = blocks.PageChooserBlock(page_type=["contacts.PersonPage", "contacts.OrganisationPage"], label=_("Who"))
    about = blocks.CharBlock(max_length=200, required=False, label=_("Ask them about"))

    class Meta:
        icon = "user"
        label = _("Contact card")
        template = "contacts/blocks/contact_card.html"
        description = _("Somebody to ask, with a link to their page.")

    def get_preview_value(self) -> Any:
        people, organisations = self.child_blocks["person"].target_models
        person = previews.newest_page(people) or previews.newest_page(organisations)
        return self.to_python({"person": person, "about": "Parks and play"})

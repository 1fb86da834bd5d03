"""Every form says what to do if somebody is in danger, and whom to talk to (signups.md, "Young people")."""

import time_machine
from django.urls import reverse

from corner.models import SiteSettings
from events.feedback import feedback_url
from events.mails import manage_url


def test_every_form_says_what_to_do_in_danger(client, make_event, date_of, signed_up):
    settings = SiteSettings.load()
    settings.safeguarding_contact = "Ruth, 023 8000 0007"
    settings.save()
    page = make_event()
    occasion = date_of(page)
    amina = signed_up(occasion)
    forms = [
        f"{page.url}sign-up/{occasion.pk}/",
        reverse("signup_lost_link"),
        manage_url(amina).removeprefix("http://testserver") + "kept/change/",
        feedback_url(occasion, "en-gb").removeprefix("http://testserver"),
    ]
    with time_machine.travel(occasion.starts_at):
        # The last one opens when the date has begun, and the first one closes then.
        found = {address: client.get(address).content.decode() for address in forms[1:]}
    found[forms[0]] = client.get(forms[0]).content.decode()
    for address, html in found.items():
        assert "<form" in html, address
        assert 'href="tel:999"' in html, address
        assert "Ruth, 023 8000 0007" in html, address

"""Production complains about legal pages until the right people have read them."""

import pytest
from django.db import OperationalError

from library.checks import no_page_is_a_template
from library.models import InformationPage

pytestmark = pytest.mark.django_db


def test_live_templates_are_named_until_they_are_unticked(make_information_page):
    privacy = make_information_page("Privacy", is_template=True)
    make_information_page("Accessibility", is_template=True)
    make_information_page("About us")
    (found,) = no_page_is_a_template()
    assert found.id == "library.W001"
    assert "“Privacy”, “Accessibility”" in found.msg
    InformationPage.objects.get(pk=privacy.pk).unpublish()
    page = InformationPage.objects.get(title="Accessibility")
    page.is_template = False
    page.save_revision().publish()
    assert no_page_is_a_template() == []


def test_a_page_is_named_once_and_not_in_every_language(make_information_page, polish_home, translate):
    translate(make_information_page("Privacy", is_template=True), "pl", title="Prywatność")
    (found,) = no_page_is_a_template()
    assert "Privacy" in found.msg
    assert "Prywatność" not in found.msg


def test_without_a_database_there_is_nothing_to_say(monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("no such table")

    monkeypatch.setattr(InformationPage.objects, "filter", refuse)
    assert no_page_is_a_template() == []

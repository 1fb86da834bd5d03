"""Any page may name somebody to ask."""

from corner.models import ConsentRecord


def card_of(client, page):
    html = client.get(page.url).content.decode()
    return html.split('class="panel s-people contact-card">')[1].split("</div>")[0] if "contact-card" in html else ""


def test_a_page_names_somebody_to_ask(client, make_information_page, make_person):
    amina = make_person("Amina", role="Host")
    card = card_of(client, make_information_page(body=[("contact_card", {"person": amina, "about": "Parks"})]))
    assert f'href="{amina.url}">Amina</a>' in card
    assert "Host" in card
    assert "Parks" in card


def test_somebody_who_may_no_longer_be_shown_is_not_named(client, make_information_page, make_person):
    amina = make_person("Amina")
    page = make_information_page(body=[("contact_card", {"person": amina, "about": ""})])
    ConsentRecord.objects.all().delete()
    assert card_of(client, page) == ""
    assert "Amina" not in client.get(page.url).content.decode()

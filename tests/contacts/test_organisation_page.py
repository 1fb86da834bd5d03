"""What a visitor learns about an organisation."""


def test_what_it_is_and_where_and_who_says_so(client, make_organisation):
    page = make_organisation(
        "Veracity Life",
        area="Sholing",
        website="https://example.org/",
        can_help_with="parks",
        named_in="the 2024 report",
    )
    html = client.get(page.url).content.decode()
    for words in ("Community group or charity", "Sholing", "parks", "the 2024 report"):
        assert words in html
    assert '<bdi dir="ltr">https://example.org/</bdi>' in html


def test_its_people_and_its_case_studies(client, make_organisation, make_person, make_case_study):
    page, other = make_organisation("Veracity Life"), make_organisation("Other")
    make_person("Anna", organisations=[page])
    make_case_study("Girls and parks", organisations=[page])
    html = client.get(page.url).content.decode()
    assert ">Anna</a>" in html
    assert ">Girls and parks</a>" in html
    html = client.get(other.url).content.decode()
    assert ">Anna</a>" not in html
    assert ">Girls and parks</a>" not in html


def test_a_translated_organisation_keeps_its_people(client, polish_home, make_organisation, make_person, translate):
    """The relation names the English row; the Polish page would else have an empty list (corner/related.py)."""
    page = make_organisation("Veracity Life")
    make_person("Anna", organisations=[page])
    polish = translate(page, "pl")
    assert ">Anna</a>" in client.get(polish.url).content.decode()


def test_its_events_whether_it_runs_them_or_helps(client, make_organisation, make_event, polish_home, translate):
    page, other = make_organisation("Veracity Life"), make_organisation("Other")
    make_event("Tea in the park", responsible_organisation=page)
    make_event("Walk", responsible_organisation=other, organisations=[page])
    make_event("Not theirs", responsible_organisation=other)
    for each in (page, translate(page, "pl")):
        html = client.get(each.url).content.decode()
        assert ">Tea in the park</a>" in html
        assert ">Walk</a>" in html
        assert ">Not theirs</a>" not in html

import pytest
pytestmark = pytest.mark.django_db

def test_all(client, home, make_organisation, make_person, make_technique, make_case_study, make_recommendation, make_resource, make_information_page, contacts_page, recommendations_page, techniques_index, cases_index):
    org = make_organisation("Veracity Life", website="https://example.org", area="Sholing")
    per = make_person("Anna", organisations=[org], can_help_with="parks", reach=[("reach", {"kind":"phone","value":"023 8000 0000","best_times":""})])
    t = make_technique("World café", who_can_help=[per])
    rec = make_recommendation("Take time", number=1)
    rec2 = make_recommendation("Interact", number=2)
    first = make_case_study("First", content_notes=["trauma"])
    cs = make_case_study("Girls and parks", organisations=[org], people=[per], came_before=[first],
        techniques_used=[("technique", {"technique": t, "how_it_went": "It went well."})],
        findings=[("finding", {"recommendation": rec, "finding": "<p>One workshop is not enough.</p>"})])
    res = make_resource("Report", speaks_to=[rec])
    info = make_information_page("About")
    for page in (org, per, t, rec, rec2, first, cs, res, info, contacts_page, recommendations_page, techniques_index, cases_index):
        r = client.get(page.url)
        assert r.status_code == 200, page
        open(f"/tmp/know/{page.slug}.html","w").write(r.content.decode())

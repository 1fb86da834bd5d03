"""The guide leads straight to places of the admin; on a site with its starter content each of them opens."""

from django.urls import reverse

from home.guide.places import PLACES


def test_every_place_leads_somewhere_that_opens(loaded, client, administrator):
    client.force_login(administrator)
    for place in PLACES:
        answer = client.get(reverse("guide_go", args=[place]))
        assert answer.status_code == 302
        assert client.get(answer.headers["Location"]).status_code == 200, place

"""A translation is deleted, and the event is copied: nobody's place is lost, and no list is mixed up."""

import pytest

from corner.models import OutgoingEmail
from events.mails import manage_url
from events.models import EventPage, SignUp

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(make_event):
    return make_event(title="Talk about the park")


@pytest.fixture
def polish(page, polish_home, translate):
    return translate(page, "pl", title="Rozmowa o parku")


def path(address):
    return "/" + address.split("/", 3)[3]


def test_the_polish_page_is_deleted_and_the_english_one_copied(client, page, polish, date_of, signed_up):
    occasion = date_of(page)
    english, ola = signed_up(occasion), signed_up(occasion, language="pl", name="Ola")
    link = path(manage_url(ola))
    assert link.startswith("/pl/")
    assert "Rozmowa o parku" in client.get(link).content.decode()
    form = f"{polish.url}sign-up/{occasion.pk}/"
    assert client.get(form).status_code == 200

    polish.delete()
    copy = page.copy(update_attrs={"title": "Next year", "slug": "next-year"}, keep_live=False)
    copy.save_revision().publish()

    assert set(occasion.signups.values_list("pk", flat=True)) == {english.pk, ola.pk}
    assert not SignUp.objects.filter(occasion__event__translation_key=copy.translation_key).exists()
    assert date_of(EventPage.objects.get(pk=copy.pk)).places.get().taken == 0

    own = client.get(link)
    assert own.status_code == 200
    html = own.content.decode()
    assert 'lang="pl"' in html
    assert "Talk about the park" in html  # what is not translated any more shows in English
    assert "Ola" in html
    # The old Polish form leads a Polish reader to the English one, not to a dead end.
    answer = client.get(form, follow=True)
    assert answer.status_code == 200
    assert f"/sign-up/{occasion.pk}/" in answer.content.decode()

    client.post(link, {"go": "cancel"})
    ola.refresh_from_db()
    assert ola.state == SignUp.State.CANCELLED
    assert OutgoingEmail.objects.get(kind="signup.cancelled").language == "pl"

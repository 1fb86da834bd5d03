"""Staff look at an event before anybody else does: as a page, a card, on paper, on a phone, in another language.

Whatever way they look, they see what stands in the form now. Nothing is written, and nobody keeps it.
"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from events.models import EventPage, Occasion
from tests.fixtures.site import submit

pytestmark = pytest.mark.django_db

SAVED, TYPED = 7, 40  # days from now


def in_words(days):
    day = timezone.localdate() + timedelta(days=days)
    return f'datetime="{day:%Y-%m-%d}"'


@pytest.fixture
def look(client, administrator):
    """Types another date into the form of a page, does not save it, and looks: `look(page, "card")`."""
    client.force_login(administrator)

    def see(page, mode, **typed):
        form = querydict_from_html(
            client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode(), form_id="page-edit-form"
        )
        streams = [field.name for field in type(page)._meta.get_fields() if isinstance(field, StreamField)]
        form.update({f"{name}-count": "0" for name in streams})  # drawn by script, so an empty one is not in the HTML
        for name, value in typed.items():
            form[name] = str(value)
        address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        told = client.post(address, form).json()
        assert told == {"is_valid": True, "is_available": True}
        return client.get(address, {"mode": mode})

    return see


@pytest.fixture
def event(make_event):
    return make_event("Tea in the park", starts_in_days=SAVED)


@pytest.fixture
def another_day():
    return {"dates-0-day": timezone.localdate() + timedelta(days=TYPED)}


@pytest.mark.parametrize("mode", ["", "card", "paper"])
def test_a_date_that_is_not_saved_is_shown_in_every_mode(look, event, another_day, mode):
    html = look(event, mode, **another_day).content.decode()
    assert in_words(TYPED) in html
    assert in_words(SAVED) not in html
    assert Occasion.objects.get().day == timezone.localdate() + timedelta(days=SAVED), "nothing was saved"


def test_a_new_title_is_on_the_card(look, event):
    html = look(event, "card", title="Coffee in the park").content.decode()
    assert "Coffee in the park" in html
    assert '<article class="item dated">' in html


@pytest.mark.parametrize(("mode", "inside", "kind"), [("print", "paper", "paper"), ("phone", "", "phone")])
def test_a_phone_and_a_sheet_are_frames_that_hold_the_page(look, event, mode, inside, kind):
    answer = look(event, mode)
    assert f'<iframe class="{kind}" src="?mode={inside}"' in answer.content.decode()
    assert "frame-src 'self'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]


def test_paper_wears_the_style_of_print(look, event, client):
    """A poster: the code to scan is on it."""
    html = look(event, "paper").content.decode()
    [sheet] = re.findall(r'<link rel="stylesheet" href="([^"]+)">', html.split("</head>")[0])
    css = client.get(sheet).content.decode()
    assert "@media print" not in css
    assert ".screen-only { display: none; }" in css.replace("\n", " ") or ".screen-only" in css
    assert 'class="paper-only"' in html


def test_a_language_without_this_page_shows_the_notice_its_readers_get(look, event, polish_home):
    html = look(event, "in-pl").content.decode()
    assert '<html lang="pl"' in html
    assert "Tea in the park" in html
    assert "Ta strona" in html


def test_a_translated_draft_shows_its_words_and_the_dates_that_are_not_saved(
    look, event, polish_home, translate, another_day
):
    polish = translate(event, "pl", title="Herbata w parku")
    polish.title = "Kawa w parku"
    polish.save_revision()
    html = look(event, "in-pl", **another_day).content.decode()
    assert '<html lang="pl"' in html
    assert "Kawa w parku" in html
    assert in_words(TYPED) in html
    assert in_words(SAVED) not in html


def test_staff_choose_from_the_languages_that_there_are(event, polish_home, arabic_home):
    assert [name for name, _label in event.preview_modes] == ["", "card", "print", "phone", "in-pl", "in-ar"]


def test_a_translator_sees_no_draft_of_another_language(
    client, event, polish_home, arabic_home, translate, make_user, settings
):
    """Not even by asking for it: what readers see, else the notice."""
    from django.core.management import call_command

    polish = translate(event, "pl", title="Herbata w parku")
    arabic = submit(event, "ar").get_target_instance()
    arabic.title = "كلمةالسر"
    arabic.save_revision()
    call_command("make_translator_groups", verbosity=0)
    client.force_login(make_user("ola", groups=["Polish translators"]))
    answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[polish.pk]), {"mode": "in-ar"})
    assert answer.status_code == 200
    assert "كلمةالسر" not in answer.content.decode()


@pytest.mark.parametrize("mode", ["", "card", "print", "paper", "phone", "in-pl"])
def test_looking_writes_nothing_and_nobody_keeps_it(look, event, polish_home, client, mode):
    look(event, mode)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[event.pk])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(address, {"mode": mode})
    written = [query["sql"] for query in asked if re.match(r"(INSERT|UPDATE|DELETE)", query["sql"])]
    assert written == []
    assert "no-store" in answer["Cache-Control"]
    assert "public" not in answer["Cache-Control"]


@pytest.mark.parametrize("mode", ["", "card", "paper"])
def test_what_was_never_saved_can_be_looked_at(client, administrator, events_index, make_organisation, mode):
    client.force_login(administrator)
    address = reverse("wagtailadmin_pages:preview_on_add", args=["events", "eventpage", events_index.pk])
    add = reverse("wagtailadmin_pages:add", args=["events", "eventpage", events_index.pk])
    form = querydict_from_html(client.get(add).content.decode(), form_id="page-edit-form")
    streams = [field.name for field in EventPage._meta.get_fields() if isinstance(field, StreamField)]
    form.update({f"{name}-count": "0" for name in streams})
    form["title"], form["responsible_organisation"] = "A first try", str(make_organisation().pk)
    form["dates-0-day"] = str(timezone.localdate() + timedelta(days=TYPED))
    assert client.post(address, form).json()["is_valid"] is True
    html = client.get(address, {"mode": mode}).content.decode()
    assert "A first try" in html
    assert in_words(TYPED) in html
    assert not EventPage.objects.exists()


def test_every_kind_of_page_has_a_card(
    client, administrator, make_technique, make_case_study, make_person, make_information_page, home
):
    client.force_login(administrator)
    pages = [make_technique(), make_case_study(), make_person(), make_information_page(), *Page.objects.filter(depth=3)]
    for page in {page.pk: page.specific for page in pages}.values():
        if not hasattr(page, "preview_cards") or type(page).__name__ == "EventIndexPage":
            continue
        answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]), {"mode": "card"})
        assert answer.status_code == 200, page
        assert page.title in answer.content.decode().split("</header>")[1], page

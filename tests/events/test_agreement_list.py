"""The list of agreements in the admin: narrowed, searched, taken along."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Locale

from events.models import Agreement

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_events_agreement:list"


@pytest.fixture
def agree(db):
    def make(said, **fields):
        return Agreement.objects.create(what_people_said=said, **{"locale": Locale.get_default(), **fields})

    return make


@pytest.fixture
def said(client, administrator):
    """What the rows say that people said."""
    client.force_login(administrator)

    def look(**query):
        html = client.get(reverse(LIST), query).content.decode()
        return re.findall(r'id="snippet_\d+_title"[^>]*>\s*(?:<a[^>]*>)?\s*(.*?)\s*<', html, re.DOTALL)

    return look


def test_it_is_narrowed_to_one_event(said, agree, make_event):
    tea = make_event("Tea")
    agree("A bench.", event=tea)
    agree("A pond.", event=make_event("Coffee"))
    agree("Of no event.")
    assert len(said()) == 3
    assert said(event=tea.pk) == ["A bench."]


def test_it_is_searched_in_what_was_said_and_what_was_agreed(said, agree):
    agree("A bench.", what_was_agreed="By the pond.")
    agree("A tree.")
    assert said(q="pond") == ["A bench."]
    assert said(q="TREE", status="heard") == ["A tree."]
    assert said(q='"') == []


def test_its_file_is_harmless(client, said, agree, make_event):
    agree("=1+1", event=make_event("@Tea"))
    answer = client.get(reverse(LIST), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "'=1+1" in text
    assert "'@Tea" in text
    assert "Heard" in text
    assert "English" in text


def test_more_agreements_cost_no_more_queries(client, said, agree, make_event, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    agree("A bench.", event=make_event())
    said()
    with CaptureQueriesContext(connection) as few:
        said()
    for number in range(3):
        agree(f"A bench {number}.", event=make_event())
    with django_assert_num_queries(len(few)):
        said()


def test_nobody_reads_of_locales_and_snippets_there(client, said, polish_home, agree):
    agree("A bench.")
    html = client.get(reverse(LIST)).content.decode()
    words = strip_tags(re.sub(r"<script.*?</script>|<style.*?</style>", " ", html, flags=re.DOTALL))
    assert "Language" in words
    assert not re.findall("(?i)locale|snippet|slug", words)


def test_translators_are_not_told_of_an_event_that_is_a_draft(client, agree, make_event, make_user, polish_home):
    event = make_event("Secret plan")
    event.unpublish()
    agree("A bench.", event=event)
    call_command("make_translator_groups", verbosity=0)
    user = make_user(groups=["Polish translators"])
    user.user_permissions.add(Permission.objects.get(codename="change_agreement"))
    client.force_login(user)
    html = client.get(reverse(LIST)).content.decode()
    assert "A bench." in html
    assert "Secret plan" not in html
    text = b"".join(client.get(reverse(LIST), {"export": "csv"}).streaming_content).decode()
    assert "Secret plan" not in text


def test_an_empty_list_says_what_it_is_for(client, said):
    html = client.get(reverse(LIST)).content.decode()
    assert "Nothing is written down yet." in html
    assert "Write the first agreement" in html

"""What became of an agreement, and when: on the list, and on a page of its own that can be linked to."""

import re
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from wagtail.models import Locale, PageViewRestriction
from wagtail_localize.models import Translation

from events.models import Agreement, AgreementsPage, AgreementStep

pytestmark = pytest.mark.django_db

UPDATE = ("update", {"date": date(2026, 3, 10), "only_month": False, "text": "<p>We asked the council.</p>"})


@pytest.fixture
def page(home, publish):
    return publish(home, AgreementsPage(title="You said, we did", slug="agreements", intro="All of it."))


@pytest.fixture
def agree(db):
    def make(said="A bench.", **fields):
        return Agreement.objects.create(what_people_said=said, **{"locale": Locale.get_default(), **fields})

    return make


def steps(agreement):
    rows = AgreementStep.objects.filter(agreement_key=agreement.translation_key)
    return list(rows.values_list("reached_on", "status"))


def change(agreement, **fields):
    """As staff do: the row is read, changed in the form and saved."""
    row = Agreement.objects.get(pk=agreement.pk)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row


def own(page, agreement):
    return f"{page.url}{agreement.translation_key}/"


def html_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


# --- written down by itself ---------------------------------------------------------------------------------


def test_each_status_is_written_down_with_its_day(agree):
    agreement = agree(status="heard", changed_on=date(2026, 3, 1))
    change(agreement, status="agreed", changed_on=date(2026, 3, 20))
    change(agreement, what_changed="Nothing yet.", changed_on=date(2026, 3, 25))
    change(agreement, status="done", changed_on=date(2026, 5, 2))
    assert steps(agreement) == [
        (date(2026, 3, 1), "heard"),
        (date(2026, 3, 20), "agreed"),
        (date(2026, 5, 2), "done"),
    ]


def test_who_changes_the_status_and_not_the_day_means_today(agree):
    agreement = agree(status="heard", changed_on=date(2026, 3, 1))
    assert change(agreement, status="agreed").changed_on == timezone.localdate()
    assert steps(agreement)[-1] == (timezone.localdate(), "agreed")


def test_a_wrong_press_that_is_mended_the_same_day_leaves_no_trace(agree):
    agreement = agree(status="heard", changed_on=date(2026, 3, 1))
    change(agreement, status="done")
    change(agreement, status="heard")
    assert steps(agreement) == [(date(2026, 3, 1), "heard")]
    change(agreement, status="done")
    change(agreement, status="agreed")
    assert steps(agreement)[1:] == [(timezone.localdate(), "agreed")]


def test_a_translation_is_no_step(agree, polish_home, translate):
    agreement = agree(status="agreed", changed_on=date(2026, 3, 1))
    translate(agreement, "pl")
    change(agreement, status="done")
    polish = Agreement.objects.get(translation_key=agreement.translation_key, locale__language_code="pl")
    assert polish.status == "agreed"  # its own copy goes stale, and saving it writes nothing down
    change(polish, status="started", changed_on=date(2026, 3, 9))
    assert [status for _day, status in steps(agreement)] == ["agreed", "done"]


def test_the_history_goes_with_the_agreement_and_not_with_a_translation(agree, polish_home, translate):
    agreement = agree()
    translate(agreement, "pl").delete()
    assert steps(agreement)
    agreement.delete()
    assert not steps(agreement)


def test_agreements_that_were_there_before_begin_with_where_they_stand(agree, polish_home, translate):
    agreement = agree(status="started", changed_on=date(2026, 3, 1))
    translate(agreement, "pl")
    AgreementStep.objects.all().delete()
    import_module("events.migrations.0012_steps_of_agreements").write_first_steps(apps, None)
    assert steps(agreement) == [(date(2026, 3, 1), "started")]
    assert AgreementStep.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "  ", "\n\t "])
def test_not_possible_without_a_reason_is_refused_in_code_too(agree, reason):
    agreement = agree(status="heard")
    with pytest.raises(IntegrityError), transaction.atomic():
        change(agreement, status="not-possible", reason=reason)
    assert [status for _day, status in steps(agreement)] == ["heard"]


# --- shown --------------------------------------------------------------------------------------------------


def happenings(html):
    line = html.split('<ol class="line">')[1].split("</ol>")[0]
    return [
        (day, re.sub(r"<[^>]+>", "", words).strip())
        for day, words in re.findall(r'datetime="([^"]+)">[^<]*</time>(.*?)</li>', line)
    ]


def test_steps_and_words_stand_in_the_order_of_their_days(client, page, agree):
    agreement = agree(status="heard", changed_on=date(2026, 3, 1), updates=[UPDATE])
    change(agreement, status="done", changed_on=date(2026, 5, 2))
    expected = [("2026-03-01", "Heard"), ("2026-03-10", "We asked the council."), ("2026-05-02", "Done")]
    assert happenings(html_of(client, page.url)) == expected
    assert happenings(html_of(client, own(page, agreement))) == expected


def test_an_agreement_has_a_page_of_its_own(client, page, agree, make_event):
    agreement = agree(
        "Pay us <in cash>.",
        status="not-possible",
        reason="Two may not keep cash.",
        who_will_do_it="The hosts",
        due=date(2026, 12, 5),
        event=make_event("Showcase"),
    )
    agree("Another wish")
    html = html_of(client, own(page, agreement))
    assert "<h1>Pay us &lt;in cash&gt;.</h1>" in html
    assert "<title>Pay us &lt;in cash&gt;. – You said, we did" in html
    for words in ("Not possible", "Two may not keep cash.", "The hosts", "5 December 2026", ">Showcase</a>"):
        assert words in html
    assert "Another wish" not in html
    assert f'href="{own(page, agreement)}"' in html_of(client, page.url)
    assert f'rel="canonical" href="http://testserver{own(page, agreement)}"' in html
    assert client.post(own(page, agreement)).status_code == 405


@pytest.mark.parametrize("hide", ["restricted", "draft"])
def test_what_was_said_behind_closed_doors_has_no_page(client, page, agree, make_event, hide):
    event = make_event()
    agreement = agree(event=event)
    assert client.get(own(page, agreement)).status_code == 200
    if hide == "draft":
        event.unpublish()
    else:
        PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(own(page, agreement)).status_code == 404


@pytest.mark.parametrize("tail", ["00000000-0000-4000-8000-000000000000/", "nothing/", "1/"])
def test_what_is_no_agreement_is_not_found(client, page, tail):
    assert client.get(page.url + tail).status_code == 404


def test_a_polish_reader_reads_it_in_polish_with_the_same_history(client, page, agree, polish_home, translate):
    agreement = agree("Listen to us.", status="heard", changed_on=date(2026, 3, 1), updates=[UPDATE])
    polish_page = translate(page, "pl")
    with translation.override("pl"):
        done = str(Agreement.Status.DONE.label)
    assert "<h1 lang" in html_of(client, own(polish_page, agreement))
    translate(Agreement.objects.get(pk=agreement.pk), "pl", what_people_said="Słuchajcie nas.")
    change(agreement, status="done", changed_on=date(2026, 5, 2))
    html = html_of(client, own(polish_page, agreement))
    assert "<h1>Słuchajcie nas.</h1>" in html
    assert [words for _day, words in happenings(html)][1:] == ["[pl] We asked the council.", done]
    assert f'hreflang="en-GB" href="http://testserver{own(page, agreement)}"' in html


@pytest.mark.parametrize("followed", [True, False], ids=["followed", "stopped"])
def test_who_reads_that_it_is_not_possible_reads_why_even_before_the_reason_is_translated(
    client, page, agree, polish_home, translate, followed
):
    """Also where staff have stopped the translation, so that nothing tells that it is behind."""
    agreement = agree("Pay us.", status="agreed")
    polish_page = translate(page, "pl")
    translate(agreement, "pl", what_people_said="Płaćcie nam.")
    assert "Płaćcie nam." in html_of(client, polish_page.url)
    Translation.objects.filter(source__object_id=agreement.translation_key).update(enabled=followed)
    change(agreement, status="not-possible", reason="No money.")
    for url in (polish_page.url, own(polish_page, agreement), polish_home.url):
        assert '<span lang="en-GB" dir="ltr">No money.</span>' in html_of(client, url)


def test_the_page_of_one_costs_the_same_however_much_happened(client, page, agree, make_event, count_queries_at):
    agreement = agree(status="heard", changed_on=date(2026, 3, 1), event=make_event())
    few = count_queries_at(own(page, agreement))
    for number, status in enumerate(("agreed", "started", "done")):
        change(
            agreement, status=status, changed_on=date(2026, 4, 1) + timedelta(days=number), updates=[UPDATE] * number
        )
    assert count_queries_at(own(page, agreement)) == few


@pytest.fixture
def count_queries_at(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(url):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    return count

"""What came before is found from what came after, and the other way round."""

import re

import pytest
from wagtail.models import PageViewRestriction


@pytest.fixture
def three(make_case_study):
    first = make_case_study("First")
    second = make_case_study("Second", came_before=[first])
    third = make_case_study("Third", came_before=[second])
    return first, second, third


@pytest.fixture
def chain_on(client):
    def read(page):
        html = client.get(page.url).content.decode()
        if 'id="chain"' not in html:
            return {}
        chain = html.split('id="chain"')[1].split("</section>")[0]
        return {
            way: re.findall(r"<a [^>]*>([^<]+)</a>", links)
            for way, links in re.findall(r"<dt>(Before|After)</dt><dd>(.*?)</dd>", chain, re.DOTALL)
        }

    return read


def test_the_chain_goes_both_ways_the_nearest_first(chain_on, three):
    first, second, third = three
    assert chain_on(first) == {"After": ["Second", "Third"]}
    assert chain_on(second) == {"Before": ["First"], "After": ["Third"]}
    assert chain_on(third) == {"Before": ["Second", "First"]}


def test_a_case_study_alone_has_no_chain(chain_on, make_case_study):
    assert chain_on(make_case_study()) == {}


def test_a_ring_is_walked_once(chain_on, three):
    first, _second, third = three
    first.came_before = [third]
    first.save_revision().publish()
    assert chain_on(first) == {"Before": ["Third", "Second"]}


def test_what_nobody_may_read_is_left_out_and_the_rest_stays(chain_on, three):
    first, second, third = three
    PageViewRestriction.objects.create(page=second, restriction_type="login")
    assert chain_on(third) == {"Before": ["First"]}
    assert chain_on(first) == {"After": ["Third"]}


def test_a_draft_makes_no_link(chain_on, three):
    """What a page says about its past counts only while the page is published."""
    first, second, third = three
    second.unpublish()
    assert chain_on(first) == {}
    assert chain_on(third) == {}


def test_a_preview_shows_what_is_not_saved_yet(three, make_case_study):
    from casestudies.chain import chain_of

    first, _second, _third = three
    page = make_case_study("New")
    page.came_before = [first]
    assert chain_of(page).before == [first.translation_key]


def test_translations_stand_in_the_same_chain(chain_on, three, polish_home, translate, client):
    first, second, _third = three
    polish = translate(second, "pl")
    html = client.get(polish.url).content.decode()
    assert ">First</a>" in html
    assert ">Third</a>" in html
    translate(first, "pl", title="Pierwszy")
    assert ">Pierwszy</a>" in client.get(polish.url).content.decode()

"""The ten commonest ways through the admin: they can be gone, they cost what docs/ten-tasks.md says, and nobody on
them has to know a word of web builders."""

import pytest

from tools.ten_tasks import OUTPUT, SCREEN, Cost, go, row, sign_in
from tools.ten_ways import WAYS, prepare
from tools.walk import Walk


@pytest.fixture(scope="module")
def work_to_do(living_site):
    prepare()


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.go.__name__)
def test_it_can_be_gone_in_plain_words_at_the_stated_cost(way, work_to_do, visitor):
    tab = visitor(viewport=SCREEN)
    sign_in(tab, way.login)
    cost, faults = go(way, tab)
    assert faults == []
    assert row(way, cost) in OUTPUT.read_text().splitlines(), "make ten-tasks"


@pytest.mark.long
def test_there_are_ten_and_the_table_names_no_other():
    assert len(WAYS) == 10
    rows = [line.split(" | ")[0].removeprefix("| ") for line in OUTPUT.read_text().splitlines() if "--" not in line]
    assert [row for row in rows if row in {way.name for way in WAYS}] == [way.name for way in WAYS]


def test_whoever_counts_can_count_and_sees_a_word_that_is_not_ours(visitor):
    """The measure itself: a page of our own, with a menu that says too much."""
    tab = visitor()
    tab.set_content(
        "<nav><button>Snippets</button></nav><p hidden>slug</p><p data-slug>Fine</p>"
        "<form><label>Title <input name=title></label>"
        "<select name=kind><option value=a>A<option value=b>B</select></form>"
        "<details><summary>More</summary><p>Its locale</p></details>"
    )
    walk = Walk(tab)
    walk.read()
    assert [fault.split(":")[0] for fault in walk.faults] == ["Snippets"]
    walk.write("title", "Tea")
    walk.choose("kind", "b")
    walk.press_on("summary")
    assert [fault.split(":")[0] for fault in walk.faults] == ["Snippets", "locale"]
    assert Cost(walk.clicks, walk.fields, walk.screens) == Cost(1, 2, 1)

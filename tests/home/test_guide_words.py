"""The words of the guide for editors: plain, true to what there is, and the same in the admin and in docs/."""

import re
from html.parser import HTMLParser
from statistics import mean

import pytest

from home.guide.places import PLACES
from home.guide.tasks import FOLDER, ROLES, BrokenGuide, all_tasks, get_task, search
from tools.guide_shots import SHOTS
from tools.reading import reading_age, sentences, words

TASKS = all_tasks()
each_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
#: Words that mean nothing to people who do not build web sites.
NOT_OURS = re.compile(r"\b(snippet|slug|locale)s?\b", re.IGNORECASE)
#: What issue 6 names: somebody looks for each of these.
ASKED_FOR = {
    "write an event": "write-an-event",
    "copy last month": "copy-an-event",
    "who is coming": "see-who-is-coming",
    "answer needs": "answer-an-access-need",
    "people who wait": "write-to-people-who-wait",
    "case study": "write-a-case-study",
    "agreed date": "write-up-what-was-agreed",
    "record after event": "put-up-the-record",
    "person consent": "add-a-person",
    "upload picture": "upload-a-picture",
    "translate": "translate-a-page",
    "approve": "get-a-page-approved",
    "later day": "schedule-a-page",
    "take down": "take-something-down",
    "invite colleague": "invite-a-colleague",
    "off the site": "wants-off-the-site",
}


class Pieces(HTMLParser):
    """The running text of a page, one piece a paragraph or list item; tables are no sentences."""

    def __init__(self):
        super().__init__()
        self.pieces, self.in_table = [""], False

    def handle_starttag(self, tag, attrs):
        if tag in ("p", "li", "table"):
            self.pieces.append("")
        self.in_table = self.in_table or tag == "table"

    def handle_endtag(self, tag):
        if tag in ("p", "li", "table"):
            self.pieces.append("")
        self.in_table = self.in_table and tag != "table"

    def handle_data(self, data):
        if not self.in_table:
            self.pieces[-1] += data


def prose(task):
    reader = Pieces()
    reader.feed(task.html)
    shown = [" ".join(piece.split()) for piece in reader.pieces]
    return [task.why, *filter(None, shown), *(step.words for step in task.tour)]


@each_task
def test_no_sentence_is_longer_than_twenty_words(task):
    assert not [one for piece in prose(task) for one in sentences(piece) if len(words(one)) > 20]


@each_task
def test_no_task_is_above_a_reading_age_of_twelve(task):
    assert reading_age(prose(task)) <= 12


def test_on_average_it_can_be_read_at_eleven():
    assert mean(reading_age(prose(task)) for task in TASKS) <= 11


@each_task
def test_nothing_in_it_needs_a_word_of_web_builders(task):
    everything = " ".join([task.title, task.why, task.words, *(step.words for step in task.tour)])
    assert not NOT_OURS.search(everything)


@each_task
def test_it_says_why_and_goes_step_by_step(task):
    assert task.html.count("<ol>") >= 1
    assert 1 <= len(sentences(task.why)) <= 3


@each_task
def test_what_it_leads_to_is_there(task):
    text = (FOLDER / f"{task.name}.md").read_text()
    links = re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", text)
    assert links, "a task leads straight to its place, or to another task"
    for link in links:
        if place := re.fullmatch(r"/admin/guide/go/([\w-]+)/", link):
            assert place[1] in PLACES
        else:
            assert get_task(link.removesuffix(".md")), link
    for step in task.tour:
        assert set(re.findall(r"\{([\w-]+)\}", step.control)) <= PLACES.keys()


def pictures_named():
    return {
        picture: alt
        for task in TASKS
        for alt, picture in re.findall(r"!\[([^\]]*)\]\(pictures/([^)]+)\)", (FOLDER / f"{task.name}.md").read_text())
    }


def test_every_picture_is_drawn_by_the_script_and_every_drawing_is_used():
    drawn = [shot.file for shot in SHOTS]
    assert sorted(drawn) == sorted(set(drawn))
    assert set(drawn) == pictures_named().keys()


def test_every_picture_is_there_small_and_described():
    files = {file.name: file.stat().st_size for file in (FOLDER / "pictures").glob("*.*")}
    assert files.keys() == pictures_named().keys(), "make guide-pictures"
    assert max(files.values()) <= 60_000  # bytes
    assert all(len(alt.split()) >= 5 for alt in pictures_named().values())


def test_five_tasks_have_a_tour():
    assert {task.name for task in TASKS if task.tour} == {
        "write-an-event",
        "see-who-is-coming",
        "answer-an-access-need",
        "write-up-what-was-agreed",
        "translate-a-page",
    }


def test_every_role_finds_something_and_the_index_in_docs_names_every_task():
    assert {task.role for task in TASKS} == set(ROLES)
    index = (FOLDER / "README.md").read_text()
    assert set(re.findall(r"\[([^\]]+)\]\(([\w-]+)\.md\)", index)) == {(task.title, task.name) for task in TASKS}


@pytest.mark.parametrize(("asked", "name"), ASKED_FOR.items())
def test_what_people_ask_is_found(asked, name):
    assert name in [task.name for task in search(asked, TASKS)][:3]


def test_the_title_counts_more_than_the_rest_and_nonsense_finds_nothing():
    assert search("picture", TASKS)[0].name == "upload-a-picture"
    assert search("pict", TASKS)[0].name == "upload-a-picture"
    assert search("xylophone", TASKS) == []
    assert search("[", TASKS) == []


@pytest.mark.parametrize(
    ("text", "tour"),
    [
        ("# No facts\n\n1. Do it.", None),
        ("---\nrole: nobody\nwhy: So.\n---\n# A role that there is not\n", None),
        ("---\nrole: writers\nwhy: So.\n---\nNo title.\n", None),
        ("---\nrole: writers\nwhy: So.\n---\n# A tour without words\n", "[name=title]"),
    ],
)
def test_a_file_that_is_no_task_says_what_is_missing(tmp_path, monkeypatch, text, tour):
    monkeypatch.setattr("home.guide.tasks.FOLDER", tmp_path)
    (tmp_path / "broken.md").write_text(text)
    if tour:
        (tmp_path / "tours").mkdir()
        (tmp_path / "tours" / "broken.txt").write_text(tour)
    with pytest.raises(BrokenGuide, match="broken"):
        get_task("broken")


def test_the_script_of_the_tours_is_small():
    from django.conf import settings

    assert (settings.SITE_DIR / "static/corner/admin/tour.js").stat().st_size <= 4096  # bytes

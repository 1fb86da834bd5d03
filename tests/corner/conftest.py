"""A kind of mail that exists in tests only, with its words."""

import copy

import pytest

from corner.mail import kinds, outbox

WORDS = {
    "subject.txt": "{% load i18n %}{% translate 'Phone' %}: {{ name }}\n",
    "body.txt": "Hello {{ name }},\n\n\n\n{% if nothing %}{% endif %}\nsee {{ site_url }}.\n",
    "body.html": (
        '{% extends "mail/base.html" %}{% block content %}<h1>Hello {{ name }}</h1>{% endblock %}'
        "{% block footer %}{{ site_name }}{% endblock %}"
    ),
}


@pytest.fixture
def mail_kind(monkeypatch, settings, tmp_path):
    """Register the kind `story.hello`; call it to say what it attaches and when it is still wanted."""
    folder = tmp_path / "mail" / "story" / "hello"
    folder.mkdir(parents=True)
    for name, words in WORDS.items():
        (folder / name).write_text(words)
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], tmp_path]
    settings.TEMPLATES = templates

    def register(**functions):
        monkeypatch.setitem(kinds._kinds, "story.hello", kinds.Kind("story.hello", **functions))

    register()
    return register


@pytest.fixture
def queue(mail_kind):
    """Write a mail to the outbox; every argument has a default."""

    def write(to="amina@example.org", name="Amina", key=None, **more):
        given = {"language": "en-gb", "context": {"name": name}, "dedupe_key": key or f"hello:{to}", **more}
        return outbox.queue("story.hello", to=to, **given)

    return write

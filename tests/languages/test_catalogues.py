"""Every interface string is drafted in every language that is called drafted, and no catalogue can break a page."""

import ast

import polib
import pytest

from corner.languages import catalogues, messages, upkeep
from corner.languages.config import LANGUAGES
from corner.languages.register import DRAFT, DRAFTED, REVIEWED


@pytest.mark.parametrize("code", DRAFTED)
def test_every_string_is_drafted_and_safe(code):
    """If this fails: manage.py check_catalogues --update, then translate what is new."""
    assert list(upkeep.problems(code)) == []


@pytest.mark.parametrize("language", LANGUAGES, ids=[language.code for language in LANGUAGES])
def test_every_catalogue_parses_and_says_how_its_language_counts(language):
    catalogue = catalogues.read(language.code)
    assert catalogue.metadata["Plural-Forms"] == language.plural
    assert catalogue.percent_translated() == 100 or not language.drafted  # half of one can wait here for its speaker


def test_no_language_is_called_reviewed_by_mistake():
    """Nobody has reviewed any yet. Change this with the register; docs/languages-register.md says who did it."""
    assert REVIEWED == {}


@pytest.fixture
def catalogue(tmp_path, settings, monkeypatch):
    """A small Polish catalogue of a project with two strings."""
    settings.LOCALE_PATHS = [tmp_path]
    found = [
        messages.Message(None, "Hello %(name)s", places=["a.html"]),
        messages.Message(None, "%(count)d place left", "%(count)d places left", ["b.py"]),
    ]
    monkeypatch.setattr(upkeep, "wanted", lambda code: {message.key: message for message in found})
    upkeep.update("pl")
    po = catalogues.read("pl")
    po.find("Hello %(name)s").msgstr = "Cześć %(name)s"
    po.find("%(count)d place left").msgstr_plural = {0: "Jedno miejsce", 1: "%(count)d miejsca", 2: "%(count)d miejsc"}
    po.save()
    return po


def only_problem():
    (problem,) = upkeep.problems("pl")
    return problem


def test_a_complete_catalogue_has_no_problems(catalogue):
    assert list(upkeep.problems("pl")) == []


def test_what_is_new_is_added_as_a_draft(catalogue):
    catalogue.remove(catalogue.find("Hello %(name)s"))
    catalogue.save()
    assert "Missing: 'Hello %(name)s' (a.html)" in only_problem()
    assert upkeep.update("pl") == (1, 0)
    assert catalogues.read("pl").find("Hello %(name)s").comment == DRAFT
    assert "Not translated" in only_problem()


def test_what_is_no_longer_used_is_dropped(catalogue):
    catalogue.append(polib.POEntry(msgid="Gone", msgstr="Nie ma", comment=DRAFT))
    catalogue.save()
    assert "No longer used: 'Gone'" in only_problem()
    assert upkeep.update("pl") == (0, 1)
    assert catalogues.read("pl").find("Hello %(name)s").msgstr == "Cześć %(name)s"  # the rest is kept


@pytest.mark.parametrize(("code", "is_ours"), [("so", True), ("pl", False)])
def test_months_and_days_are_in_the_catalogue_where_django_has_none(code, is_ours):
    """Else dates stay English for ever, for what no catalogue wants is dropped from it."""
    for key in ((None, "Saturday"), (None, "December"), ("alt. month", "December")):
        assert (key in upkeep.wanted(code)) == is_ours


@pytest.mark.parametrize("words", ["Cześć", "Cześć %(imie)s", "Cześć %(name)s %(name)s %(x)s"])
def test_other_placeholders_are_found(catalogue, words):
    """They would be an error page, or a sentence without its name."""
    catalogue.find("Hello %(name)s").msgstr = words
    catalogue.save()
    assert "Other placeholders" in only_problem()


def test_other_html_is_found(catalogue):
    catalogue.find("Hello %(name)s").msgstr = "<b>Cześć %(name)s"
    catalogue.save()
    assert "Other HTML" in only_problem()


def test_a_fuzzy_entry_is_found(catalogue):
    """Fuzzy entries are not compiled, so "fuzzy" cannot mean "draft"."""
    catalogue.find("Hello %(name)s").flags.append("fuzzy")
    catalogue.save()
    assert "fuzzy" in only_problem()


def test_too_few_plural_forms_are_found(catalogue):
    catalogue.find("%(count)d place left").msgstr_plural = {0: "%(count)d miejsce", 1: "%(count)d miejsca"}
    catalogue.save()
    assert "Has 2 forms for 3 ways to count" in only_problem()


def test_a_wrong_plural_header_is_found(catalogue):
    """makemessages writes nplurals=INTEGER for Somali and Pashto."""
    catalogue.metadata["Plural-Forms"] = "nplurals=INTEGER; plural=EXPRESSION;"
    catalogue.save()
    assert "Plural-Forms" in only_problem()


def test_a_file_that_cannot_be_read_is_said(catalogue):
    catalogues.catalogue_path("pl").write_text('msgid "a"\nmsgstr "b"\nneither of the two\n')
    assert "cannot be read" in only_problem()


def test_strings_are_found_in_templates():
    from django.template import engines

    template = engines["django"].engine.from_string(
        "{% load i18n %}{% translate 'One' %}{% translate 'Two' as two %}{% translate 'May' context 'month' %}"
        "{% blocktranslate count n=n trimmed %}\n {{ n }} place\n{% plural %}\n {{ n }} places\n{% endblocktranslate %}"
        "{% include 'x.html' with label=_('Three') %}{{ x|default:_('Four') }}{% if x %}{{ _('Five') }}{% endif %}"
        "{% include 'components/notes.html' with label='not marked' %}"
    )
    found = {(m.context, m.singular, m.plural) for m in messages._in_nodes(template.nodelist, "x")}
    assert found == {
        (None, "One", None),
        (None, "Two", None),
        ("month", "May", None),
        (None, "%(n)s place", "%(n)s places"),
        (None, "Three", None),
        (None, "Four", None),
        (None, "Five", None),
    }


def found_in(code):
    tree = ast.parse(code)
    found = messages._in_tree(tree, "x.py", messages._for_staff_in(tree), for_staff=False)
    return {(message.context, message.singular, message.plural) for message in found}


def test_strings_are_found_in_code_but_not_words_for_staff():
    code = """
from django.db import models
kind = models.CharField(_("kind of event"), help_text=_("Choose one."))
class Kind(TextChoices):
    SOCIAL = "social", _("Social")
class Page:
    class Meta:
        verbose_name = _("page")
    def clean_for_publishing(self):
        raise ValidationError(_("Write it."))
words = ngettext("%(n)d place", "%(n)d places", n) + pgettext("month", "May") + gettext("Long " "words")
"""
    assert found_in(code) == {
        (None, "Social", None),
        (None, "%(n)d place", "%(n)d places"),
        ("month", "May", None),
        (None, "Long words", None),
    }


def test_fields_that_readers_fill_in_are_found():
    code = """
from django import forms
class SignUpForm(forms.Form):
    name = LineField(label=_("What should we call you?"), help_text=_("Any name is fine."))
"""
    assert found_in(code) == {(None, "What should we call you?", None), (None, "Any name is fine.", None)}
    assert found_in(code.replace("from django import forms", "from corner.forms import Form")) == found_in(code)
    assert found_in("from django.db import models\n" + code) == set()

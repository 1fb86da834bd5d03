"""A translator takes all texts of a language home in one file and brings it back (languages.md, PO)."""

import io
import re
import time
from contextlib import suppress
from types import SimpleNamespace
from uuid import UUID

import polib
import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import DatabaseError
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation

from corner.languages import po_files
from corner.languages.po_files import HEADER, BadFile, Text, read, write
from corner.models import AuditEntry
from tests.fixtures.site import fill, submit

PLAN = '<p>Read <a href="https://example.org/plan">the plan</a> first, {name}.</p><p>Bring tea.</p><p>Bring tea.</p>'
READ_FIRST = 'Read <a id="a1">the plan</a> first, {name}.'


@pytest.fixture
def page(make_information_page, polish_home, arabic_home):
    return make_information_page("Parks", slug="parks", intro="Come and sit.", body=[("paragraph", PLAN)])


@pytest.fixture
def polish(page, venue):
    submit(venue, "pl")
    translation = submit(page, "pl")
    call_command("make_translator_groups", verbosity=0)
    return translation


@pytest.fixture
def translator(polish, make_user, client):
    client.force_login(make_user("ola", groups=["Polish translators"]))
    return client


def download(client, code="pl"):
    answer = client.get(reverse("po_download", args=[code]))
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, content, code="pl"):
    """Send a file; gives back what is said then, as one text."""
    client.get(reverse("po_files"))  # what was said before is read
    content = content if isinstance(content, bytes) else content.encode()
    answer = client.post(reverse("po_upload", args=[code]), {"file": io.BytesIO(content)})
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("po_files")
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def changed(file, **words):
    """The file, with translations of these English texts written into it."""
    po = polib.pofile(file, wrapwidth=0)
    for entry in po:
        if entry.msgid in words:
            entry.msgstr = words[entry.msgid]
    return str(po)


def texts_of(translation):
    found = StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    )
    return dict(found.values_list("translation_of__data", "data"))


def without_date(file):
    return re.sub(r'"POT-Creation-Date: [^\n]+\n', "", file)


# --- Out and in again ---------------------------------------------------------------------------------------


def test_the_file_holds_every_text_of_the_language_once(translator, polish):
    file = polib.pofile(download(translator))
    assert file.metadata[HEADER] == file.metadata["Language"] == "pl"
    there = {(entry.msgctxt, entry.msgid) for entry in file}
    assert len(there) == len(file)
    wanted = StringSegment.objects.filter(source__translations__target_locale=polish.target_locale)
    assert there == {
        (
            f"{Translation.objects.get(source=s.source, target_locale=polish.target_locale).uuid}/{s.context.path}",
            s.string.data,
        )
        for s in wanted.select_related("source", "context", "string")
    }
    assert {"Parks", "Bring tea.", READ_FIRST, "By bus: get off at the Civic Centre."} <= {e.msgid for e in file}
    assert file.find("Parks").comment.startswith("Parks\n")


def test_they_translate_it_and_bring_it_back(translator, polish):
    said = send(translator, changed(download(translator), Parks="Parki", **{"Bring tea.": "Weź herbatę."}))
    assert texts_of(polish) == {"Parks": "Parki", "Bring tea.": "Weź herbatę."}
    assert said == "2 texts are saved. Nothing is published: open each page to do that."
    target = polish.get_target_instance()
    assert (target.live, target.draft_title) == (False, "Parki")
    row = StringTranslation.objects.get(data="Parki")
    assert (row.last_translated_by.get_username(), row.translation_type) == ("ola", "manual")
    assert 'msgid "Parks"\nmsgstr "Parki"' in download(translator)


def test_out_in_and_out_again_is_the_same_to_the_byte(translator, polish, venue):
    fill(polish)
    StringTranslation.objects.filter(translation_of__data="Parks").update(translation_type="machine")
    awkward = 'He said: "tea\\n"\t&amp; <b>cake</b>\u2028\x85 { } % ٢ 茶'
    StringTranslation.objects.filter(translation_of__data="Bring tea.").update(data=awkward)
    wrong = StringTranslation.objects.get(translation_of__data="Come and sit.", locale=polish.target_locale)
    wrong.data = "<script>"  # somebody typed it in the editor, which keeps it as an error
    wrong.save()
    file = download(translator)
    before = list(StringTranslation.objects.order_by("pk").values())
    said = send(translator, file)
    assert said.startswith("0 texts are saved.")
    assert "Passed over" not in said
    assert without_date(download(translator)) == without_date(file)
    assert list(StringTranslation.objects.order_by("pk").values()) == before


def test_a_file_sent_twice_says_the_second_time_that_nothing_was_new(translator, polish):
    file = changed(download(translator), Parks="Parki")
    assert send(translator, file).startswith("1 text is saved.")
    assert send(translator, file).startswith("0 texts are saved.")


def test_a_text_that_had_an_error_is_well_again(translator, polish):
    """In the editor somebody typed what cannot stand on a page; wagtail-localize kept it as an error."""
    fill(polish, title="<script>")
    row = StringTranslation.objects.get(translation_of__data="Parks", locale=polish.target_locale)
    row.save()
    assert row.has_error
    made = row.created_at
    send(translator, changed(download(translator), Parks="Parki"))
    row.refresh_from_db()
    assert (row.data, row.has_error, row.created_at, row.updated_at > made) == ("Parki", False, made, True)


def test_a_text_left_empty_takes_nothing_away(translator, polish):
    empty = download(translator)
    fill(polish)
    send(translator, empty)
    assert texts_of(polish)["Parks"] == "[pl] Parks"


def test_what_a_machine_wrote_says_so_in_the_file_and_stays_the_machines(translator, polish):
    fill(polish)
    StringTranslation.objects.filter(translation_of__data="Parks").update(translation_type="machine")
    file = download(translator)
    assert "Translated by a machine" in polib.pofile(file).find("Parks").comment
    send(translator, file)
    assert (
        StringTranslation.objects.get(translation_of__data="Parks", locale=polish.target_locale).translation_type
        == "machine"
    )
    send(translator, changed(file, Parks="Parki"))
    assert StringTranslation.objects.get(data="Parki").translation_type == "manual"


@given(
    rows=st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1),
            st.text(st.characters(codec="utf-8", exclude_characters="\0")),
        ),
        max_size=5,
        unique_by=lambda row: row[0],
    )
)
@settings(max_examples=60, deadline=None)
def test_any_words_come_through_a_file_unchanged(rows):
    source = SimpleNamespace(object_repr='Tea\n# and "toast"')
    translation = SimpleNamespace(uuid=UUID(int=1), source=source)
    context = SimpleNamespace(path="body.text")
    texts = [
        Text(translation, SimpleNamespace(context=context, string=SimpleNamespace(data=msgid)), now)
        for msgid, now in rows
    ]
    file = write(texts, "pl").encode()
    entries = read(SimpleUploadedFile("x.po", file), "pl")
    assert [(entry.msgid, entry.msgstr) for entry in entries] == rows
    assert all(po_files._made_from(entry) == po_files._digest(entry.msgstr) for entry in entries)


# --- What is passed over ------------------------------------------------------------------------------------


def test_a_text_whose_original_has_changed_is_passed_over_and_counted(translator, polish, page):
    file = changed(download(translator), Parks="Parki", **{"Come and sit.": "Usiądź."})
    page.intro = "Come and stand."
    page.save_revision().publish()
    said = send(translator, file)
    assert said.startswith("1 text is saved.")
    assert "1 not texts of pages that you translate, or the original has changed" in said
    assert texts_of(polish) == {"Parks": "Parki"}


def test_a_text_marked_as_unsure_waits(translator, polish):
    file = changed(download(translator), Parks="Parki").replace('msgctxt "', '#, fuzzy\nmsgctxt "')
    assert "1 marked as unsure" in send(translator, file)
    assert texts_of(polish) == {}


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(translator, polish, make_user):
    fill(polish)
    file = changed(download(translator), Parks="Parki", **{"Come and sit.": "Usiądź."})
    StringTranslation.objects.filter(
        translation_of__data__in=["Parks", "Bring tea."], locale=polish.target_locale
    ).update(data="Zieleń", last_translated_by=make_user("ewa"))
    said = send(translator, file)
    assert "1 changed by somebody else since you downloaded the file" in said
    texts = texts_of(polish)
    assert (texts["Parks"], texts["Come and sit."]) == ("Zieleń", "Usiądź.")
    assert texts["Bring tea."] == "Zieleń"  # in the file it was as before: nothing to overwrite it with


def test_ones_own_later_version_of_the_file_counts(translator, polish):
    fill(polish)
    file = download(translator)
    send(translator, changed(file, Parks="Parki"))
    send(translator, changed(file, Parks="Nasze parki"))
    assert texts_of(polish)["Parks"] == "Nasze parki"


def test_a_program_that_drops_comments_does_no_harm(translator, polish):
    file = re.sub(r"(?m)^#\..*\n", "", changed(download(translator), Parks="Parki"))
    assert send(translator, file).startswith("1 text is saved.")


# --- Bad files ----------------------------------------------------------------------------------------------


def of_po(**metadata):
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in metadata.items())
    return f'msgid ""\nmsgstr ""\n{lines}\nmsgctxt "a"\nmsgid "Parks"\nmsgstr "Parki"\n'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "lost its header"),
        (b"no PO file at all", "no PO file"),
        (b"/etc/passwd", "no PO file"),
        (b"\xff\xfe\x00\x01", "no PO file"),
        (b"\x89PNG\r\n\x1a\n" + b"\xc3" * 500, "no PO file"),
        (b"PK\x03\x04\x00\x00", "no PO file"),
        (b'msgctxt "a"\nmsgid "Parks"\nmsgstr "Parki"\n', "lost its header"),
        (of_po(Language="pl"), "lost its header"),
        (of_po(**{HEADER: "ar"}), "for another language"),
        (of_po(**{HEADER: "pl"}) + '\nmsgctxt "a"\nmsgid "Parks"\nmsgstr "Inne"\n', "stands in the file twice"),
        (of_po(**{HEADER: "pl", "Content-Type": "text/plain; charset=utf-7"}), ""),
        (of_po(**{HEADER: "pl"}) + 'msgid_plural "x"\nmsgstr[x] "y"\n', "no PO file"),
        (of_po(**{HEADER: "pl"}).encode("utf-16"), "no PO file"),
        (of_po(**{HEADER: "pl"}) + "\0", "no PO file"),
    ],
)
def test_a_file_that_is_none_of_ours(translator, polish, content, why):
    said = send(translator, content)
    assert why in said
    assert said.startswith("Nothing was saved." if why else "0 texts are saved.")
    assert texts_of(polish) == {}


def test_no_file_at_all(translator, polish):
    answer = translator.post(reverse("po_upload", args=["pl"]), follow=True)
    assert "Nothing was saved. Choose a file first." in answer.content.decode()


@pytest.mark.parametrize("line", ["# tea", "#. tea", '"tea"', "\n# tea"])
def test_a_file_made_to_keep_the_server_busy(translator, polish, line):
    file = changed(download(translator), Parks="Parki") + f"\n{line}" * 200_000
    started = time.monotonic()
    assert send(translator, file) == "Nothing was saved. The file is no PO file."
    assert time.monotonic() - started < 2
    assert texts_of(polish) == {}


def test_a_file_of_20_megabytes(translator, polish):
    said = send(translator, changed(download(translator), Parks="Parki").encode() + b"# tea\n" * 3_500_000)
    assert said == "Nothing was saved. The file is larger than 5 MB."
    assert texts_of(polish) == {}


@pytest.mark.parametrize(
    ("english", "words", "why"),
    [
        ("Bring tea.", "<script>alert(1)</script>", "<script> tag is not allowed"),
        ("Bring tea.", '<b onclick="x">Weź</b>', "attributes"),
        ("Bring tea.", '<a href="https://example.org/">Weź</a>', "attributes"),
        ("Bring tea.", "<b>" * 250, "nested too deeply"),
        ("Bring tea.", "herbata " * 5000, "far longer"),
        ("Bring tea.", "{name}", "placeholders"),
        (READ_FIRST, "Przeczytaj plan.", "placeholders"),
        (READ_FIRST, READ_FIRST.replace("a1", "a7"), "Unrecognised id"),
        ("Parks", "P" * 256, "at most 255 letters"),
    ],
)
def test_one_text_that_would_break_its_page_stops_the_whole_file(translator, polish, english, words, why):
    said = send(translator, changed(download(translator), **{"Come and sit.": "Usiądź.", english: words}))
    assert said.startswith("Nothing was saved. 1 text would break its page")
    assert why in said
    assert texts_of(polish) == {}


def test_a_fault_is_shown_as_text(translator, polish):
    send(translator, changed(download(translator), Parks="<script>alert(1)</script>"))
    shown = translator.get(reverse("po_files")).content.decode()
    assert "&lt;script&gt;" in shown
    assert "<script>alert(1)" not in shown


def test_many_faults_make_no_endless_message(translator, polish):
    fill(polish)
    file = polib.pofile(download(translator))
    for entry in file:
        entry.msgstr = "<p>"
    said = send(translator, str(file))
    assert f"{len(file)} texts would break their pages" in said
    assert said.count("tag is not allowed") == po_files.FAULTS_NAMED < len(file)


@pytest.mark.django_db(transaction=True)
def test_when_saving_fails_in_the_middle_nothing_is_saved(translator, polish, monkeypatch):
    def out_of_order(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr("corner.audit.record", out_of_order)
    with pytest.raises(DatabaseError):
        send(translator, changed(download(translator), Parks="Parki"))
    assert texts_of(polish) == {}
    assert polish.get_target_instance().draft_title == "Parks"


LINES = st.sampled_from(
    [
        'msgid ""',
        'msgid "Parks"',
        'msgstr ""',
        'msgstr "x"',
        'msgctxt "a"',
        'msgid_plural "b"',
        'msgstr[0] "c"',
        'msgstr[99999999999] "c"',
        "msgstr[",
        "#, fuzzy",
        "#~ msgid",
        '#| msgid "y"',
        "#:",
        "#: a:b:c",
        "#",
        '"',
        '"\\',
        '"tail\\n"',
        f'"{HEADER}: pl\\n"',
        '"Content-Type: text/plain; charset=\\n"',
        "domain x",
        "\ufeff",
        "\\",
        "\x1b",
        "msgid",
        "msgctxt",
    ]
)


@given(st.one_of(st.binary(max_size=300), st.lists(LINES, max_size=25).map(lambda lines: "\n".join(lines).encode())))
@settings(max_examples=100, deadline=None)
def test_whatever_is_sent_is_read_or_refused(content):
    with suppress(BadFile):
        assert all(isinstance(entry.msgid, str) for entry in read(SimpleUploadedFile("x.po", content), "pl"))


@given(place=st.integers(min_value=0), junk=st.binary(min_size=1, max_size=8), length=st.integers(0, 40))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_never_makes_an_error_page(translator, polish, place, junk, length):
    file = changed(download(translator), Parks="Parki").encode()
    place %= len(file)
    send(translator, file[:place] + junk + file[place + length :])


# --- Whose files --------------------------------------------------------------------------------------------


def is_refused(answer):
    return answer.status_code == 403 or (answer.status_code == 302 and answer.headers["Location"] == "/admin/")


def test_they_are_offered_their_language_and_no_other(translator, page):
    submit(page, "ar")
    shown = translator.get(reverse("po_files")).content.decode()
    assert reverse("po_download", args=["pl"]) in shown
    assert reverse("po_download", args=["ar"]) not in shown
    assert reverse("po_files") in translator.get("/admin/").content.decode()


def test_another_languages_texts_are_not_theirs(translator, page):
    arabic = submit(page, "ar")
    assert is_refused(translator.get(reverse("po_download", args=["ar"])))
    file = changed(download(translator), Parks="x").replace(f"{HEADER}: pl", f"{HEADER}: ar")
    assert is_refused(translator.post(reverse("po_upload", args=["ar"]), {"file": io.BytesIO(file.encode())}))
    assert texts_of(arabic) == {}


@pytest.mark.parametrize("code", ["en-gb", "xx", "so", "x'y"])
def test_a_language_that_nothing_is_translated_into_is_refused_alike(translator, code):
    assert is_refused(translator.get(reverse("po_download", args=[code])))


def test_arabic_texts_slipped_into_a_polish_file_are_passed_over(translator, polish, page):
    arabic = submit(page, "ar")
    file = changed(download(translator), Parks="x").replace(str(polish.uuid), str(arabic.uuid))
    assert "not texts of pages that you translate" in send(translator, file)
    assert texts_of(arabic) == texts_of(polish) == {}


def test_a_page_that_they_may_not_change_is_not_in_their_file(polish, page, make_user, client):
    """Rights on one page only: of the language, they get that one. And no snippet without the right to change any."""
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    group = Group.objects.create(name="Parks in Polish")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group,
        page=polish.get_target_instance(),
        permission=Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page"),
    )
    client.force_login(make_user("jan", groups=["Parks in Polish"]))
    entries = polib.pofile(download(client))
    assert {entry.msgctxt.partition("/")[0] for entry in entries} == {str(polish.uuid)}


def test_somebody_without_a_right_on_any_page_has_no_files(polish, make_user, client):
    from django.contrib.auth.models import Group, Permission

    group = Group.objects.create(name="At the door")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(make_user("jo", groups=["At the door"]))
    assert reverse("po_files") not in client.get("/admin/").content.decode()
    for answer in (
        client.get(reverse("po_files")),
        client.get(reverse("po_download", args=["pl"])),
        client.post(reverse("po_upload", args=["pl"])),
    ):
        assert is_refused(answer)


def test_staff_have_every_language(polish, page, client, administrator):
    submit(page, "ar")
    client.force_login(administrator)
    shown = client.get(reverse("po_files")).content.decode()
    assert all(reverse("po_download", args=[code]) in shown for code in ("pl", "ar"))
    assert "Download Polish: 3 pages and snippets" in re.sub(r"\s+", " ", shown)


def test_a_translation_that_staff_have_stopped_is_left_out(translator, polish):
    Translation.objects.filter(pk=polish.pk).update(enabled=False)
    assert str(polish.uuid) not in download(translator)


def test_looking_and_downloading_change_nothing(translator, polish):
    before = list(StringTranslation.objects.values()), AuditEntry.objects.count(), String.objects.count()
    download(translator)
    translator.get(reverse("po_files"))
    assert translator.get(reverse("po_upload", args=["pl"])).status_code == 405
    assert translator.post(reverse("po_download", args=["pl"])).status_code == 405
    assert (list(StringTranslation.objects.values()), AuditEntry.objects.count(), String.objects.count()) == before


def test_it_is_written_down_who_sent_a_file_without_its_words(translator, polish):
    send(translator, changed(download(translator), Parks="Parki"))
    entry = AuditEntry.objects.get(action="translation.file")
    assert entry.actor.get_username() == "ola"
    assert entry.details == {"saved": 1, "unknown": 0, "unsure": 0, "newer": 0}
    assert entry.record == f"wagtailcore.locale:{polish.target_locale_id}"


def test_a_large_site_takes_no_more_questions(
    translator, polish, page, make_information_page, django_assert_max_num_queries
):
    for number in range(4):
        submit(make_information_page(f"Page {number}"), "pl")
    with django_assert_max_num_queries(40):
        download(translator)

"""The judge of the fuzz sees each thing that an answer may not be, and lets pass what only looks like it."""

import re

import pytest
from django.http import HttpResponse, HttpResponseRedirect

from tests.sweeps.judging import MARK, Asked, wrong

SECRETS = re.compile(r"qorval\w*")
TYPED = Asked("/", query=f"q=<{MARK}>&next=//evil.example")


def judged(content="", asked=TYPED, answer=None, **headers):
    answer = answer or HttpResponse(content, **({"headers": headers} if headers else {}))
    return " ".join(wrong(asked, answer, answer.content, SECRETS))


@pytest.mark.parametrize(
    "html",
    [
        f"<p><{MARK}></p>",
        f'<input value=""><{MARK} a="">',
        f'<input value="" {MARK}="">',
        f"<script>var a = '{MARK}'</script>",
        f'<a href="javascript:{MARK}()">x</a>',
        f'<a href="java\tscript:{MARK}()">x</a>',
        f'<p onclick="{MARK}()">x</p>',
        f'<p style="{MARK}">x</p>',
        f'<script type="application/json">"</script><{MARK}>"</script>',
        f'<meta http-equiv="refresh" content="0;{MARK}">',
    ],
)
def test_what_a_visitor_wrote_is_no_part_of_a_page(html):
    assert "reflected" in judged(html)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>&lt;{MARK}&gt;</p>",
        f'<input value="&quot;&gt;&lt;{MARK}&gt;">',
        f'<script type="application/json">{{"q": "\\u003c{MARK}\\u003e"}}</script>',
        f'<a href="?q=javascript:{MARK}()">x</a>',
        f"<textarea>&lt;/textarea&gt;{MARK}</textarea>",
    ],
)
def test_what_comes_back_as_text_is_no_harm(html):
    assert judged(html) == ""


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (f"<rss><{MARK}/></rss>", "application/rss+xml"),
        ("<rss>\x00</rss>", "application/rss+xml"),
        ("{'a': 1}", "application/json"),
        (f"SUMMARY:a\r\n{MARK}:b", "text/calendar"),
    ],
)
def test_files_are_read(content, kind):
    assert "reflected" in judged(content, **{"Content-Type": kind})


def test_an_answer_to_head_has_nothing_to_read():
    assert judged("", **{"Content-Type": "application/json"}) == ""


def test_an_answer_leads_to_no_other_host():
    for away in ("//evil.example", "https://evil.example/", "https://localhost@evil.example/"):
        assert "another host" in judged(answer=HttpResponseRedirect(away))
    assert judged(answer=HttpResponseRedirect("/accounts/login/?next=https://evil.example/")) == ""


def test_a_host_that_a_header_names_stands_in_no_link():
    asked = Asked("/", headers={"HTTP_X_FORWARDED_HOST": "evil.example"})
    assert "a host" in judged("<a href='http://evil.example/'>x</a>", asked)


def test_a_text_is_no_template():
    assert "computed" in judged("<p>62615533</p>", Asked("/", query="q={{7919*7907}}"))


def test_secrets_are_seen_wherever_they_stand_but_where_they_were_typed():
    assert "leaked" in judged("<p>Qorvalname</p>")
    assert "leaked" in judged("{}", **{"Content-Type": "application/json", "X-Who": "Qorvalname"})
    assert judged("<p>Qorvalname</p>", Asked("/", query="q=qorvalname")) == ""
    assert "leaked" in judged("<p>Qorvalname</p>", Asked("/", query="q=qorvalmail"))


def test_an_error_says_where_it_was():
    answer = HttpResponse(status=500)
    try:
        raise ValueError("no")
    except ValueError as error:
        answer.exc_info = (ValueError, error, error.__traceback__)
    assert "an error of ours: ValueError: no" in judged(answer=answer)

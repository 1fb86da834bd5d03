"""What no answer may be, whatever was asked: an error of ours, a visitor's script, what somebody else told us.

What is looked for carries marks: what tries to become a part of a page has MARK in it (`hostile.SCRIPTS`), what is
secret holds words that stand nowhere else (`planted`). What somebody sent may come back to them; the rest may not.
"""

import json
import re
import traceback
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote_plus, urlsplit
from xml.etree import ElementTree

from tests.doors import UNICODE_IN_JSON, as_text

MARK = "zqxwjvkq"
#: 7919 × 7907 and 7919 + 7907: somebody's text was taken for a template.
COMPUTED = re.compile(r"62615533|\b15826\b")
ELSEWHERE = "evil.example"
HERE = {"", "localhost", "testserver"}
OPENS = {"href", "src", "action", "formaction", "data", "xlink:href", "poster"}
RUNS = re.compile(r"\s*(?:j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|data|vbscript)\s*:", re.IGNORECASE)
#: Pictures are drawn by browsers, which forgive; Wagtail's own sheet of icons needs that.
XML = {"application/rss+xml", "application/atom+xml", "application/xml", "text/xml"}
AS_DATA = {"application/json", "application/ld+json"}
#: Our own code in a traceback.
OURS = re.compile(r"/(?:site|casestudies|contacts|events|exchange|home|library|search|techniques)/.*")


@dataclass(frozen=True)
class Asked:
    """One request, so that its answer can be judged, and so that it can be sent again by hand."""

    path: str
    method: str = "GET"
    query: str = ""
    body: tuple[str, bytes] | None = None
    headers: dict = field(default_factory=dict)

    def __str__(self):
        body = repr(self.body) if self.body else ""
        return f"{self.method} {self.path!r}?{self.query!r} {_short(body)} {_short(repr(self.headers))}"

    @property
    def said(self):
        """All that was sent, as text."""
        body = self.body[1].decode(errors="replace") if self.body else ""
        given = f"{self.path} {self.query} {body} {' '.join(self.headers.values())}"
        return f"{given} {unquote_plus(given)}".casefold()


def _short(text):
    return text if len(text) < 1500 else f"{text[:1000]}… ({len(text)} signs)"


def wrong(asked, answer, content, secrets):
    """What is wrong with an answer, each in a sentence. `secrets` is a pattern of what nobody may see who asks."""
    if answer.status_code >= 500:
        yield f"an error of ours: {_where(answer)}"
    words = UNICODE_IN_JSON.sub(lambda found: chr(int(found[1], 16)), as_text(content))
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items()) + answer.cookies.output()
    shown = set(secrets.findall(f"{words}\n{headers}".casefold()))
    if shown and (leaked := shown - set(secrets.findall(asked.said))):
        yield f"leaked: {sorted(leaked)}"
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    if content and not kind:
        yield "content without a type"
    if found := _brought_along(kind, as_text(content), answer.status_code):
        yield f"reflected: {found}"
    if COMPUTED.search(words) and not COMPUTED.search(asked.said):
        yield "reflected: what was sent was computed"
    yield from _in_headers(asked, answer, words)


def _where(answer):
    """The kind of the error, and the last lines of our own and of all code that led to it."""
    if not (caught := getattr(answer, "exc_info", None)):
        return f"status {answer.status_code} without an exception"
    frames = traceback.extract_tb(caught[2])
    ours = [frame for frame in frames if OURS.search(frame.filename) and ".venv" not in frame.filename]
    places = [f"{frame.filename.rpartition('python3.11/')[2]}:{frame.lineno}" for frame in [*ours[-2:], *frames[-2:]]]
    return f"{caught[0].__name__}: {_short(str(caught[1]))} at {' > '.join(dict.fromkeys(places))}"


class _Foreign(HTMLParser):
    """Finds what carries the mark and is more than text: tags, attributes, scripts, addresses that run."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self._runs = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        found = {name: value or "" for name, value in attributes}
        self._runs = tag == "style" or (tag == "script" and found.get("type") not in AS_DATA)
        if MARK in tag or any(MARK in name for name in found):
            self.found.append(self.get_starttag_text())
        for name, value in found.items():
            runs = name.startswith("on") or name in ("style", "srcdoc") or (name in OPENS and RUNS.match(value))
            if MARK in value.casefold() and (runs or (tag == "meta" and found.get("http-equiv"))):
                self.found.append(self.get_starttag_text())

    def handle_endtag(self, tag):
        self._runs = False

    def handle_data(self, data):
        if self._runs and MARK in data.casefold():
            self.found.append(data[:200])


def _brought_along(kind, words, status):
    """What of the answer somebody else has written; None where there is nothing."""
    if kind == "text/html" and MARK in words.casefold():
        return _Foreign(words).found or None
    if kind in XML and words:
        try:
            tree = ElementTree.fromstring(words)
        except ElementTree.ParseError as error:
            return f"a file that is no XML: {error}"
        return [each.tag for each in tree.iter() if MARK in each.tag] or None
    if kind.endswith("json") and words and status == 200:
        try:
            json.loads(words)
        except ValueError as error:
            return f"a file that is no JSON: {error}"
    if kind.startswith("text/") and kind not in ("text/html", "text/csv"):
        return [line for line in words.splitlines() if line.casefold().startswith(MARK)] or None
    return None


def _in_headers(asked, answer, words):
    for name, value in answer.headers.items():
        if MARK in name.casefold() or "\n" in value or "\r" in value:
            yield f"reflected: a header {name}: {value}"
    if MARK in answer.cookies.output().casefold():
        yield "reflected: a cookie"
    location = answer.headers.get("Location", "").strip().replace("\\", "/")
    if not _leads_here(location):
        yield f"reflected: sent to another host: {location}"
    hosts = " ".join(value for name, value in asked.headers.items() if name != "HTTP_REFERER")
    if ELSEWHERE in words and ELSEWHERE in hosts and answer.status_code < 400:
        typed = Asked(asked.path, query=asked.query, body=asked.body).said
        if ELSEWHERE not in typed:
            yield "reflected: a host that a header named"


def _leads_here(location):
    try:
        parts = urlsplit(location)
    except ValueError:
        return False
    return (parts.hostname or "") in HERE and parts.scheme in ("", "http", "https") and not RUNS.match(location)

"""Forms as somebody sends them who does everything right, and the same with one or two things spoilt.

A fuzz that only sends nonsense is stopped by the first check and never meets the second.
"""

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

from hypothesis import strategies as st

from tests.sweeps import hostile
from tests.sweeps.judging import Asked

WRITTEN = {
    "email": "rosa@example.org",
    "tel": "023 8000 0000",
    "number": "2",
    "date": "2027-03-28",
    "password": "password",
}
#: How a field's value becomes another one.
WAYS = ["another"] * 8 + ["gone", "twice", "as a list", "of another field"]
KEY = re.compile(r"\d+|[0-9a-f]{8}-[0-9a-f-]{27}")
NAMES_IN_ADDRESSES = re.compile(r"[?&](?:amp;)?([\w.-]+)=")


@dataclass(frozen=True)
class Filled:
    """A form that can be sent: its fields in their order, and the button that is pressed (or None)."""

    address: str
    method: str
    pairs: tuple
    press: tuple | None = None

    @property
    def sort(self):
        """The same for the same form on another page, in another language, with other keys in its names."""
        names = sorted({KEY.sub("#", name) for name, _value in self.pairs})
        return self.method, KEY.sub("#", urlsplit(self.address).path.split("/", 2)[-1]), tuple(names), self.press

    def to_ask(self, headers=None):
        pairs = [*self.pairs, *([self.press] if self.press else [])]
        parts = urlsplit(self.address)
        encoded = urlencode(pairs, errors="surrogatepass")
        if self.method == "GET":
            return Asked(parts.path, "GET", encoded, headers=headers or {})
        return Asked(parts.path, "POST", parts.query, (hostile.FORM, encoded.encode()), headers or {})


class _Reader(HTMLParser):
    """The forms of a page, with what a browser would send; `most`: of every choice the last, and every box ticked."""

    def __init__(self, html, address, most):
        super().__init__()
        self.forms = []
        self.address, self.most = address, most
        self._form = self._select = self._area = None
        self._trap = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        found = {name: value or "" for name, value in attributes}
        if tag == "form":
            address = urljoin(f"http://localhost{self.address}", found.get("action") or self.address)
            self._form = {"address": address, "method": found.get("method", "get").upper(), "fields": {}, "press": []}
            self.forms.append(self._form)
        if self._form is None:
            return
        name, value = found.get("name"), found.get("value", "")
        if tag == "option" and self._select is not None:
            self._select.append((value, "selected" in found))
        if not name:
            return
        if tag == "select":
            self._select = self._form["fields"].setdefault(name, ("select", []))[1]
        elif tag == "textarea":
            self._area = self._form["fields"][name] = ["area", ""]
        elif tag == "button" or found.get("type") == "submit":
            self._form["press"].append((name, value))
        elif tag == "input":
            self._put(name, found.get("type", "text"), value, found)

    def _put(self, name, kind, value, found):
        fields = self._form["fields"]
        if kind in ("radio", "checkbox"):
            fields.setdefault(name, (kind, []))[1].append((value or "on", "checked" in found))
        elif kind not in ("file", "image", "button", "reset"):
            hidden = kind == "hidden" or found.get("tabindex") == "-1"
            fields[name] = ("one", value or ("" if hidden else WRITTEN.get(kind, "Rosa")))

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._area = None

    def handle_data(self, data):
        if self._area is not None:
            self._area[1] += data

    def pairs(self, form):
        for name, (kind, value) in form["fields"].items():
            if kind == "one":
                yield name, value
            elif kind == "area":
                yield name, value.strip() or "A few words."
            else:
                yield from ((name, each) for each in self._chosen(kind, value))

    def _chosen(self, kind, options):
        offered = [value for value, _is_set in options if value]
        if self.most:
            return offered if kind == "checkbox" else offered[-1:]
        chosen = [value for value, is_set in options if is_set]
        return chosen or ([] if kind == "checkbox" else offered[:1])


def forms_of(html, address):
    """Every form of a page, once for each of its buttons: with the least and with the most that can be chosen."""
    for most in (False, True):
        reader = _Reader(html, address, most)
        for form in reader.forms:
            if urlsplit(form["address"]).hostname == "localhost":
                filled = Filled(
                    form["address"].removeprefix("http://localhost"), form["method"], tuple(reader.pairs(form))
                )
                yield from (replace(filled, press=press) for press in form["press"] or [None])


def walk(ask, addresses, deep=3):
    """Every form that is met from `addresses` on, also on the pages that a form leads to.

    `ask` sends an Asked, and gives the address that was answered and its words ("" for what is no page).
    """
    found = {}
    waiting = [(Asked(*_path_and_query(address)), 0) for address in addresses]
    while waiting:
        asked, depth = waiting.pop(0)
        address, html = ask(asked)
        for form in forms_of(html, address):
            sort = (form.sort, tuple(value for name, value in form.pairs if name in ("people", "way")))
            if sort in found:
                continue
            found[sort] = form
            if depth < deep and form.method == "POST":
                waiting.append((form.to_ask(), depth + 1))
    return list(found.values())


def _path_and_query(address):
    parts = urlsplit(address)
    return parts.path, "GET", parts.query


def spoiling(values=hostile.values):
    """One or two changes to a form, whatever form it is: at which field, how, and what stands there then."""
    return st.lists(st.tuples(st.integers(0, 1000), st.sampled_from(WAYS), values), min_size=1, max_size=2)


def spoilt(form, changes):
    """The form with fields changed, left out, or sent more than once, as `spoiling` says."""
    pairs = [*form.pairs, *([form.press] if form.press else [])]
    for number, way, new in changes:
        if not pairs:
            break
        place = number % len(pairs)
        name, value = pairs[place]
        if way == "gone":
            del pairs[place]
        elif way == "twice":
            pairs.insert(place, (name, new))
        elif way == "as a list":
            pairs[place] = (f"{name}[]", value)
        else:
            pairs[place] = (name, new if way == "another" else pairs[-1 - place][1])
    return replace(form, pairs=tuple(pairs), press=None)

"""Every door of the admin, with something of each kind behind it, and what somebody gets who knocks."""

import io
import re
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.urls import URLResolver, get_resolver, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page

PAGE = {"page_id", "parent_page_id", "page_to_move_id", "page_pk"}
START = "/admin/"
#: What a form might ask for; each takes what it knows.
SENT = {
    "title": "Changed",
    "name": "Changed",
    "external-link-chooser-url": "https://example.org/",
    "next": "/admin/account/",
}
UNICODE_IN_JSON = re.compile(r"\\u([0-9a-f]{4})")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


#: Where something can be searched for, and by what name.
SEARCHED = {
    "wagtailadmin_api:pages:listing": "search",
    "wagtailadmin_choose_page": "q",
    "wagtailadmin_choose_page_search": "q",
    "wagtailadmin_pages:search": "q",
    "wagtailadmin_pages:search_results": "q",
}


@dataclass(frozen=True)
class Door:
    """An address by its name, and in which language is what stands behind it ("" if in none)."""

    name: str
    language: str
    address: str


@dataclass(frozen=True)
class Answer:
    """What came back, with the messages that it left, and the tables that were written to meanwhile."""

    door: Door
    method: str
    status: int
    location: str
    words: str
    written: frozenset
    #: What `look`, told which tables were written to, found before it was undone.
    seen: object = None

    @property
    def is_refused(self):
        """Wagtail sends whoever it refuses to the start of the admin, with a message."""
        return self.status in (403, 404, 405) or (self.status == 302 and self.location == START)


@contextmanager
def undone():
    """A block of which nothing stays in the database. Gives the set of tables that it writes to, as it grows."""
    written = set()

    def watch(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(WRITES):
            written.add(re.search(r'"(\w+)"', sql)[1])
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(watch):
        yield written
        transaction.set_rollback(True)


def knock(client, door, method, follow=True, sent=SENT, look=None):
    """One request, and the one that it leads to, unless that is the start of the admin; undone afterwards.

    `words` is all that came back: headers, what stands in the file of a spreadsheet, messages for the next page.
    """
    cookies = client.cookies.copy()
    with undone() as written:
        if method == "PUT":
            answer = client.put(door.address, "value=Changed", content_type="application/x-www-form-urlencoded")
        else:
            answer = client.get(door.address) if method == "GET" else client.post(door.address, sent)
        location = answer.headers.get("Location", "")
        if follow and answer.status_code == 302 and location != START and location.startswith(START):
            answer = client.get(location)
            location = answer.headers.get("Location", "")
        words = b"".join(answer) if answer.streaming else answer.content
        said = [str(message) for message in get_messages(answer.wsgi_request)]
        said += [f"{name}: {value}" for name, value in answer.headers.items()]
        seen = look(written) if look else None
    client.cookies = cookies  # behind one door they log out
    words = UNICODE_IN_JSON.sub(lambda found: chr(int(found[1], 16)), as_text(words)) + " ".join(said)
    return Answer(door, method, answer.status_code, location, words, frozenset(written), seen)


def as_text(content):
    """The bytes of an answer as text; of a spreadsheet, which is packed, every part of it."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    return content.decode(errors="replace")


def names(resolver=None, spaces=()):
    """The name of every admin address, with the names of the parts that stand in it."""
    if resolver is None:
        every = get_resolver().url_patterns
        [resolver] = [each for each in every if isinstance(each, URLResolver) and str(each.pattern) == "admin/"]
    found = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found |= set(names(entry, (*spaces, entry.namespace) if entry.namespace else spaces))
        elif entry.name:
            parts = getattr(entry.pattern, "converters", None) or entry.pattern.regex.groupindex
            found.add((":".join((*spaces, entry.name)), tuple(parts)))
    return sorted(found)


@dataclass
class Behind:
    """What stands behind the doors: objects by language, and single things by the name of a part or of a space."""

    pages: dict
    snippets: dict
    translations: dict
    things: dict
    #: What is one organisation's: things by the name of a part, by whose they are.
    owned: dict = field(default_factory=dict)

    def doors(self, question=""):
        """Every door; where something can be searched for, once more with `question`.

        Raises KeyError for a part that is new here: say in `things` what belongs there.
        """
        found = []
        bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")  # it knows none before it is asked
        for name, parts in names():
            if name == "wagtail_bulk_action":
                found += self._in_bulk()
            elif name == "wagtailadmin_pages:revisions_compare":
                found += [
                    Door(name, language, reverse(name, args=[page.pk, "earliest", "latest"]))
                    for language, page in each_of(self.pages)
                ]
            else:
                found += [
                    Door(name, language, reverse(name, kwargs={part: self._value(name, part, own) for part in parts}))
                    for language, own in self._owners(name, set(parts))
                ]
        asked = [door for door in found if door.name in SEARCHED]
        return found + [Door(d.name, d.language, f"{d.address}?{SEARCHED[d.name]}={question}") for d in asked]

    def _owners(self, name, parts):
        """(language, what its parts are) for each object that this address can be about."""
        space = name.rpartition(":")[0]
        if owners := [(owner, own) for owner, own in self.owned.items() if _is_about(space, parts, own)]:
            return owners
        if parts & PAGE or (space == "wagtailadmin_api:pages" and parts):
            return [(language, _of_page(page)) for language, page in each_of(self.pages)]
        if "translation_id" in parts:
            return [(language, _of_translation(each)) for language, each in each_of(self.translations)]
        if "code" in parts:
            return [(language, {"code": language}) for language in self.translations]
        if "snippet" in name and parts:
            return [
                (language if "pk" in parts else "", _of_snippet(each))
                for language, each in each_of(self.snippets)
                if space.endswith(f"_{each._meta.label_lower.replace('.', '_')}") or "app_label" in parts
            ]
        return [("", {})]

    def _value(self, name, part, own):
        space = name.rpartition(":")[0]
        for key in (f"{name} {part}", f"{space} {part}", part):
            if key in own or key in self.things:
                return own.get(key, self.things.get(key))
        raise KeyError(f"What stands for <{part}> in the address {name}?")

    def _in_bulk(self):
        for app, models in bulk_action_registry.actions.items():
            for model, actions in models.items():
                rows = [
                    (language, each)
                    for language, each in [*each_of(self.pages), *each_of(self.snippets)]
                    if (isinstance(each, Page) and model == "page") or each._meta.model_name == model
                ] or [("", self.things[f"bulk {model}"])]
                for action in actions:
                    address = reverse("wagtail_bulk_action", args=[app, model, action])
                    yield from (
                        Door(f"bulk {action} {model}", language, f"{address}?id={each.pk}") for language, each in rows
                    )


def _is_about(space, parts, own):
    return any(part in own or f"{space} {part}" in own for part in parts)


def each_of(by_language):
    return [(language, each) for language, of_it in by_language.items() for each in of_it]


def _of_page(page):
    of_it = {
        **dict.fromkeys([*PAGE, "pk"], page.pk),
        "parent_page_id": page.get_parent().pk,
        "revision_id": page.latest_revision_id,
        "destination_id": page.get_parent().pk,
    }
    if state := page.workflow_states.first():
        of_it |= {"workflow_state_id": state.pk, "task_state_id": state.current_task_state_id}
    return of_it


def _of_translation(translation):
    overridable = translation.source.overridablesegment_set.first()
    return {
        "translation_id": translation.pk,
        "string_segment_id": translation.source.stringsegment_set.first().pk,
        "overridable_segment_id": overridable.pk if overridable else 1,
    }


def _of_snippet(snippet):
    meta = snippet._meta
    return {"pk": snippet.pk, "app_label": meta.app_label, "model_name": meta.model_name}

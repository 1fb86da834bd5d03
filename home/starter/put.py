"""Puts one piece of content into the database, if it is not there yet.

What is there is never touched: staff may have changed it. A page is found by its translation_key, so it is the same
page still when staff gave it another name, another address or another parent.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Model, Q
from wagtail.coreutils import find_available_slug
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Locale, Page

from contacts.models import Venue
from corner.models import BasePage, Topic
from home.starter.content import PageContent, key_for
from home.starter.pictures import PICTURES, draw
from home.starter.topics import TOPICS
from home.starter.venues import DIRECTIONS, NOT_CHECKED, VENUES
from home.starter.words import LINK, File, Name, Picture, Ref, VenueRef

FILES = Path(__file__).parent / "files"


def find_page(key: str) -> Page | None:
    """The starter page with this key in the source language, as staff left it; None if it is not there."""
    found = Page.objects.filter(
        translation_key=key_for(f"page:{key}"), locale=Locale.get_default(), alias_of=None
    ).first()
    return found.specific if found else None


def get_page(key: str) -> Page:
    """As `find_page`, for a page that must be there; raises LookupError."""
    page = find_page(key)
    if page is None:
        raise LookupError(f"No starter page with the key {key!r}.")
    return page


def get_picture(name: str) -> Any:
    """The drawing of that name in Wagtail's picture library; drawn if it is not there."""
    title, _draw = PICTURES[name]
    images = get_image_model().objects
    file_name = f"starter-{name}.png"
    found = images.filter(file__endswith=file_name).first()
    return found or images.create(
        title=title, description=title, shows_people="nobody", file=ContentFile(draw(name), name=file_name)
    )


def get_document(file_name: str) -> Model:
    """A file of `files/` in Wagtail's document library."""
    documents = get_document_model().objects
    found = documents.filter(file__endswith=file_name).first()
    content = ContentFile((FILES / file_name).read_bytes(), name=file_name)
    return found or documents.create(title="Text extract of “Making Coproduction Meaningful”", file=content)


def get_topic(slug: str) -> Topic:
    """The topic in the source language, made if it is not there."""
    name, description = TOPICS[slug]
    key, locale = key_for(f"topic:{slug}"), Locale.get_default()
    # Staff may have made one with that address themselves.
    found = Topic.objects.filter(Q(translation_key=key) | Q(slug=slug), locale=locale).first()
    return found or Topic.objects.create(
        translation_key=key, locale=locale, slug=slug, name=name, description=description
    )


def get_venue(name: str) -> Venue:
    """The venue in the source language, made if it is not there."""
    answers = ("step_free", "accessible_toilet", "hearing_loop", "parking")
    unsure = dict.fromkeys(answers, "unsure") | {f"{answer}_details": NOT_CHECKED for answer in answers}
    return Venue.objects.get_or_create(
        translation_key=key_for(f"venue:{name}"),
        locale=Locale.get_default(),
        defaults={"name": name, "address": VENUES[name], "directions": DIRECTIONS, **unsure},
    )[0]


GETTERS: dict[type[Name], Callable[[str], Model]] = {
    Ref: get_page,
    Picture: get_picture,
    File: get_document,
    VenueRef: get_venue,
}


def objects_for(value: Any) -> Any:
    """`value` with every name replaced by what it names."""
    if isinstance(value, Name):
        return GETTERS[type(value)](value)
    if isinstance(value, list):
        return [objects_for(entry) for entry in value]
    return value


def keys_for(value: Any) -> Any:
    """The data of a StreamField with every name replaced by the primary key of what it names."""
    if isinstance(value, Name):
        return objects_for(value).pk
    if isinstance(value, list):
        return [keys_for(entry) for entry in value]
    if isinstance(value, dict):
        return {name: keys_for(entry) for name, entry in value.items()}
    return _with_links(value) if isinstance(value, str) else value


def _with_links(text: str) -> str:
    """Rich text in which `[[key|words]]` became a link to that page."""
    return LINK.sub(lambda found: f'<a linktype="page" id="{get_page(found[1]).pk}">{found[2]}</a>', text)


def fill(page: BasePage, fields: dict[str, Any]) -> None:
    """Set the fields of a page from starter content."""
    for name, value in fields.items():
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            setattr(page, name, field.stream_block.to_python(keys_for(value)))
        else:
            setattr(page, name, objects_for(value))


def put_page(content: PageContent, parent: Page) -> bool:
    """Make and publish the page below `parent`, unless it is there; whether it was made."""
    if find_page(content.key) is not None:
        return False
    page = content.model(
        title=content.title,
        intro=content.intro,
        # Staff may have given the address to a page of their own.
        slug=find_available_slug(parent, content.slug),
        translation_key=content.translation_key,
        locale=Locale.get_default(),
        live=False,
    )
    if content.picture:
        page.image = get_picture(content.picture)
        page.image_alt, page.image_is_decoration = content.alt, not content.alt
    fill(page, content.fields)
    page.topics = [get_topic(slug) for slug in content.topics]
    parent.add_child(instance=page)
    page.save_revision().publish()
    return True

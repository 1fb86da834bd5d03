"""Wagtail's API, read-only, for public pages: /api/v2/pages/. docs/export.md describes it.

Stricter than Wagtail's own. What leaves is the written list of `exchange.fields`, the same as in the files; whoever is
logged in gets no more than anybody; nothing can be asked for that costs more the longer the question is. Pictures and
documents are not offered: they may be unlisted, and have rights of their own.
"""

from hashlib import sha256
from typing import Any, ClassVar
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from rest_framework.fields import Field
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from wagtail.api import APIField
from wagtail.api.v2.filters import (
    AncestorOfFilter,
    ChildOfFilter,
    DescendantOfFilter,
    LocaleFilter,
    TranslationOfFilter,
)
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Locale, Page, Site

from corner.languages.versions import absolute
from exchange.describing import describe, public_pages
from exchange.fields import BY_TYPE, fields_of
from exchange.views import for_everybody

#: Nobody has so many pages; a database takes no number that is much larger.
HIGHEST = 1_000_000
#: SQLite raises an error for a number of more than 64 bits, where a page of one type is asked for (run).
LARGEST_ID = 2**31 - 1
LONGEST_PARAMETER = 500
ORDERS = ("id", "title", "slug", "first_published_at", "last_published_at")


class FromDescription(Field):
    """A field of the written list, as `describe` gives it."""

    def get_attribute(self, instance: Any) -> Any:
        return instance.described[self.field_name]

    def to_representation(self, value: Any) -> Any:
        return value


class Pagination(WagtailPagination):
    """Wagtail's, which hands numbers of any length to the database."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        for name in ("offset", "limit"):
            if not request.GET.get(name, "0").isascii() or len(request.GET.get(name, "0")) > len(str(HIGHEST)):
                raise BadRequestError(f"{name} must be a positive integer up to {HIGHEST}")
        return super().paginate_queryset(queryset, request, view)


class Filters(LocaleFilter):
    """`locale`, `slug`, `translation_key` and `order`, each of a few characters that are checked."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        asked = request.GET
        if "locale" in asked:
            locale = Locale.objects.filter(language_code=asked["locale"]).first()
            if locale is None:
                raise BadRequestError("there is no such locale")
            queryset = queryset.filter(locale=locale)
        if "slug" in asked:
            queryset = queryset.filter(slug=asked["slug"])
        if "translation_key" in asked:
            queryset = queryset.filter(translation_key=_uuid(asked["translation_key"]))
        order = asked.get("order", "id")
        if order.removeprefix("-") not in ORDERS:
            raise BadRequestError(f"order is one of: {', '.join(ORDERS)}, or one of these with a - before it")
        return queryset.order_by(order, "id")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise BadRequestError("translation_key is not a key") from error


class AlwaysJson(BaseContentNegotiation):
    """There is one form of answer, whatever a program says that it takes."""

    def select_parser(self, request: Request, parsers: list[Any]) -> Any:
        return None

    def select_renderer(self, request: Request, renderers: list[Any], format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class PublicPages(PagesAPIViewSet):
    """Pages that anybody may read."""

    #: Nobody logs in here, so no session is read and no cookie makes an answer differ.
    authentication_classes: ClassVar[list] = []
    permission_classes: ClassVar[list] = []
    http_method_names: ClassVar[list[str]] = ["get", "head"]
    content_negotiation_class = AlwaysJson
    pagination_class = Pagination
    filter_backends: ClassVar[list] = [
        ChildOfFilter,
        AncestorOfFilter,
        DescendantOfFilter,
        TranslationOfFilter,
        Filters,
    ]
    known_query_parameters = frozenset(
        [
            *("limit", "offset", "fields", "order", "type", "locale", "slug", "translation_key"),
            *("child_of", "ancestor_of", "descendant_of", "translation_of"),
        ]
    )
    body_fields: ClassVar[list] = ["id", "title"]
    meta_fields: ClassVar[list] = [
        "type", "detail_url", "html_url", "slug", "first_published_at", "last_published_at", "translation_key",
        "locale", "parent",
    ]  # fmt: skip
    listing_default_fields: ClassVar[list] = [
        "id", "type", "detail_url", "title", "html_url", "slug", "first_published_at", "last_published_at",
        "translation_key",
    ]  # fmt: skip
    nested_default_fields: ClassVar[list] = ["id", "type", "detail_url", "title"]

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        """Wagtail's list and detail. Its `find` would ask pages to route an address; `slug` finds them, too."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "find"]

    @classmethod
    def get_body_fields(cls, model: Any) -> list[APIField]:
        """The written list, whatever the model itself may offer."""
        listed = fields_of(model._meta.label) if model._meta.label in BY_TYPE else ()
        return [APIField("id"), APIField("title"), *(APIField(name, serializer=FromDescription()) for name in listed)]

    @classmethod
    def get_meta_fields(cls, model: Any) -> list[APIField]:
        return [APIField(name) for name in cls.meta_fields]

    def check_query_parameters(self, queryset: Any) -> None:
        """Raises BadRequestError for what is not known, and for what no honest question holds."""
        asked = self.request.GET
        if unknown := set(asked) - self.known_query_parameters:
            raise BadRequestError(f"not known: {', '.join(sorted(name[:40] for name in unknown)[:5])}")
        for name, value in asked.items():
            if len(value) > LONGEST_PARAMETER or "\x00" in value:
                raise BadRequestError(f"{name} is too long, or holds a zero")
        if "(" in asked.get("fields", ""):
            raise BadRequestError("fields of fields are not offered")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.check_query_parameters(None)

    def get_root_page(self) -> Page:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None:
            raise BadRequestError("there is no home page")
        return site.root_page

    def get_base_queryset(self) -> QuerySet:
        return public_pages().select_related("locale")

    def get_queryset(self) -> QuerySet:
        asked = self.request.GET.get("type", "")
        if not asked or asked == "wagtailcore.Page":
            return self.get_base_queryset()
        if asked not in BY_TYPE:
            raise BadRequestError(f"type is one of: {', '.join(BY_TYPE)}")
        return public_pages(apps.get_model(asked)).select_related("locale")

    def get_object(self) -> Any:
        if self.kwargs["pk"] > LARGEST_ID:
            raise Http404
        if not hasattr(self, "_described"):
            page = super().get_object()
            [page.described] = describe([page])
            self._described = page
        return self._described

    def paginate_queryset(self, queryset: Any) -> Any:
        pages = list(super().paginate_queryset(queryset))
        if pages and type(pages[0]) is not Page and self.request.GET.get("fields"):
            for page, described in zip(pages, describe(pages), strict=True):
                page.described = described
        return pages

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        finished = super().finalize_response(request, response, *args, **kwargs)
        if finished.status_code != 200:
            return finished
        finished.render()
        return for_everybody(request._request, finished, sha256(finished.content).hexdigest()[:32])


class Address(Field):
    """Where people read the page."""

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, page: Any) -> str:
        return absolute(page.get_url() or "")


class Serializer(PagesAPIViewSet.base_serializer_class):
    """Wagtail's, with the address as the site is known to the world."""

    html_url = Address(read_only=True)


PublicPages.base_serializer_class = Serializer

api = WagtailAPIRouter("api")
api.register_endpoint("pages", PublicPages)

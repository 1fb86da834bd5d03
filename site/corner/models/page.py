"""The page that all pages are made from."""

import uuid
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, ClassVar, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TitleFieldPanel,
)
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from corner.admin.advice_rules import Rule
from corner.admin.page_form import PageTabs
from corner.blocks.missing import missing_part, stream_fields
from corner.models.mixins import HardTopicsMixin, PictureMixin, ReviewMixin, WaysToReadMixin
from corner.previewing import PreviewModes
from corner.publishing import BasePageForm, PublishingGate, gathered


class BasePage(  # type: ignore[django-manager-missing]  # Wagtail ships no types
    PreviewModes, PublishingGate, PictureMixin, WaysToReadMixin, HardTopicsMixin, ReviewMixin, Page
):
    """What every page holds (domain.md), and the order of the tabs in the admin.

    A page class says what is its own: `basics`, `access`, `story`, `afterwards` (lists of panels, one a tab),
    `shared_fields` (facts, the same in every language), `section` (whose corner, colour and pattern it wears).
    """

    # Asked of every page, also where domain.md does not: lists, search and shared links show it, and somebody who reads
    # little cannot choose between bare titles.
    intro = models.CharField(
        _("in short"),
        max_length=280,
        help_text=_("One or two plain sentences. They stand below the title, in lists and in search results."),
    )
    topics = ParentalManyToManyField("corner.Topic", verbose_name=_("topics"), blank=True, related_name="+")

    #: The language this page was first written in. It goes along when the page is copied for translation, so it
    #: never has to be guessed.
    source_locale = models.ForeignKey(
        "wagtailcore.Locale", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    #: s-events, s-cases, s-techniques or s-people: sets corner and colours (look/README.md).
    section: ClassVar[str] = "s-people"
    #: Whether its pages are text links at the top of every page: (order, label). None for most.
    navigation: ClassVar[tuple[int, Promise] | None] = None
    #: schema.org type for structured data; empty where the page has none.
    schema_type: ClassVar[str] = ""
    #: Facts of this class and its mixins: copied to translations, never offered to translators.
    shared_fields: ClassVar[tuple[str, ...]] = ("slug", "topics")

    title_panel: ClassVar[Panel] = TitleFieldPanel(
        "title", placeholder=_("Title"), help_text=_("A few plain words, such as: Tea and talk in the park.")
    )
    basics: ClassVar[list[Panel]] = []
    access: ClassVar[list[Panel]] = []
    story: ClassVar[list[Panel]] = []
    afterwards: ClassVar[list[Panel]] = []

    search_fields: ClassVar[list] = [
        *Page.search_fields,
        index.SearchField("intro", boost=2),
        index.FilterField("translation_key"),
    ]

    base_form_class = BasePageForm

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        names = dict.fromkeys(
            name for klass in reversed(cls.__mro__) for name in klass.__dict__.get("shared_fields", ())
        )
        # Not overridable: a translator's own slug is thrown away and rebuilt, a translator's own date is a wrong
        # date (languages.md, "Fields").
        cls.override_translatable_fields = [SynchronizedField(name, overridable=False) for name in names]
        cls.edit_handler = cls._tabs()

    @classmethod
    def _tabs(cls) -> PageTabs:
        """Tabs in the order of the page; a tab without panels is left out, and so is a panel that a type has not."""
        tabs: list[tuple[Any, Sequence[Panel | None]]] = [
            (_("Basics"), [cls.title_panel, FieldPanel("intro"), *cls.basics, cls.picture_panel]),
            (_("Access and offers"), cls.access),
            (_("Story"), cls.story),
            (_("Afterwards"), cls.afterwards),
            (_("Settings"), cls._settings_panels()),
        ]
        return PageTabs(
            [ObjectList([panel for panel in panels if panel], heading=heading) for heading, panels in tabs if panels]
        )

    @classmethod
    def _settings_panels(cls) -> list[Panel | None]:
        return [
            FieldPanel(
                "topics",
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Tick what it is about. Each topic has a list of its pages, such as: Parks."),
            ),
            cls.hard_topics_panel,
            cls.ways_to_read_panel,
            MultiFieldPanel(
                [
                    FieldPanel(
                        "slug",
                        heading=_("Address of the page"),
                        help_text=_(
                            "The last part of its web address, such as: tea-in-the-park. Leave it empty to make it "
                            "from the title."
                        ),
                    ),
                    FieldPanel(
                        "seo_title",
                        heading=_("Title for search engines"),
                        help_text=_("Empty: the title of the page. Example: Tea in the park, Sholing, Southampton."),
                    ),
                    FieldPanel(
                        "search_description",
                        heading=_("Words for search engines"),
                        help_text=_("Empty: what stands under “In short”."),
                    ),
                ],
                heading=_("Address and search engines"),
                classname="collapsed",
            ),
            cls.review_panel,
            PublishingPanel(),
        ]

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.source_locale_id is None:
            # Wagtail looks the language up only later on the way; a page that code makes live is saved only once.
            if self.locale_id is None:
                self.locale_id = self.get_default_locale().pk
            self.source_locale_id = self.locale_id
        return super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from corner.languages.shared_blocks import lay_facts_over

        lay_facts_over(self, self.facts)  # first of all, so that whatever is worked out of the blocks is right too
        return {**super().get_context(request, *args, **kwargs), "facts": self.facts, "section": self.section}

    @cached_property
    def facts(self) -> Self:
        """The page whose facts count: the one in the source language, whatever this translation's copies say.

        Copies of facts on a translation go stale, and a translator's publish can write old ones back
        (languages.md, trap 4). Without a source page in the tree this page has to do.
        """
        if self.is_source:
            return self
        source = type(self)._default_manager.filter(
            translation_key=self.translation_key, locale_id=self.source_locale_id
        )
        return source.first() or self

    @property
    def is_source(self) -> bool:
        """Whether this page is written, not translated."""
        return self.source_locale_id in (None, self.locale_id)

    def query_for_all_languages(self, request: HttpRequest) -> str:
        """What a reader asked of this page after the "?", for its address in another language: only what the page
        itself knows, never what somebody wrote into an address. With its "?"; empty for most pages.
        """
        return ""

    def clean_for_publishing(self) -> None:
        """Refuse what readers would miss. Drafts are never asked. Raises ValidationError naming field and remedy."""
        errors: dict[str, Any] = {}
        with gathered(errors):
            super().clean_for_publishing()
        if self.image_id and not self.image_alt and not self.image_is_decoration:
            errors["image_alt"] = _("Say what the picture shows, or tick “decoration only”.")
        # The form asks these at the field; a page may come by another route. Names stand in the words, because a
        # refusal may be shown far from the field.
        if self.audio_id and not self.audio_transcript.strip():
            errors["audio_transcript"] = _("Write down what the recording says, for people who cannot hear it.")
        for field in stream_fields(self):
            named = {"field": capfirst(field.verbose_name)}
            value = getattr(self, field.name)
            if not value and not field.blank and field.name not in self.may_stay_empty():
                words = _("Nothing stands under “%(field)s” yet. Fill it in, then publish.") % named
                errors[field.name] = ValidationError(words, code="blank")
            elif value and (part := missing_part(value)):
                errors[field.name] = _("“%(field)s”: fill in “%(part)s”, or take it out.") % {**named, "part": part}
        if errors:
            raise ValidationError(errors)

    @property
    def needs_second_reading(self) -> bool:
        """Whether two people approve the page when somebody sends it in (`corner.models.second_reading`)."""
        return bool(self.content_notes)

    def advice(self) -> Iterable[tuple[str, Rule]]:
        """(field, rule) for what staff of this kind of page are advised, besides what holds for all. Never refused."""
        return []

    def may_stay_empty(self) -> set[str]:
        """The names of required fields that this very page may leave empty. For most there are none."""
        return set()

    def get_view_restrictions(self) -> QuerySet:
        """Wagtail's answer, without its two queries where nothing on the whole site is restricted at this moment."""
        from corner.languages.pages import restricted_paths

        return super().get_view_restrictions() if restricted_paths() else PageViewRestriction.objects.none()

    @property
    def pattern_key(self) -> uuid.UUID:
        """What the pattern is seeded from: shared by all languages of the page."""
        return self.translation_key

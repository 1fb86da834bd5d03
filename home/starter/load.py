"""Loads the starter content: makes what is missing, in an order in which everything that is named is there already."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from corner.models import ConsentRecord, SiteSettings
from events.models import Agreement
from home.making_roles import make_roles
from home.models import HomePage
from home.starter import (
    agreements,
    case_studies,
    events,
    home,
    information,
    legal_pages,
    organisations,
    people,
    recommendations,
    resource,
    techniques,
    translate,
)
from home.starter.content import PageContent, key_for
from home.starter.put import fill, find_page, get_page, get_topic, get_venue, put_page
from home.starter.topics import TOPICS
from home.starter.venues import VENUES

#: SiteSettings field: page that every page links to.
LINKED_PAGES = {
    "about_page": "about",
    "privacy_page": "about/privacy",
    "accessibility_page": "about/accessibility",
    "working_together_page": "about/how-we-work-together",
    "ethics_page": "about/ethics",
    "join_page": "join",
}


class SamplesRefused(Exception):
    """Samples were asked for where they are not allowed."""


class AnotherHome(Exception):
    """The site has a home page that is not from the starter content."""


class Loader:
    """One run. `made` counts what was made, by kind; what was there before is not counted and not touched."""

    def __init__(self, samples: bool, say: Callable[[str], None]) -> None:
        """`samples`: also sample events and sample agreements; raises SamplesRefused where they are not allowed."""
        if samples and not settings.SAMPLES_ALLOWED:
            raise SamplesRefused
        self.samples = samples
        self.say = say
        self.made: Counter[str] = Counter()
        self._unfinished: list[PageContent] = []

    def run(self) -> Counter[str]:
        """Raises AnotherHome, and changes nothing, where somebody has begun a site of their own."""
        with transaction.atomic():
            site_is_new = self._home()
            self._shared_things()
            self._pages()
            if self.samples:
                self._agreements()
            self._fill_in_later_fields()
            if site_is_new:
                self._settings()
                make_roles()  # contributors write below the home page, which was not there before
        # Not in that transaction: wagtail-localize acts when one ends, and parents have to be live by then.
        self.made.update(translate.translate_all(self.say))
        if self.made["translation"]:
            call_command("make_translator_groups", verbosity=0)
        return self.made

    def _home(self) -> bool:
        """The home page and the site; whether they had to be made."""
        if find_page("") is not None:
            return False
        if HomePage.objects.exists():
            raise AnotherHome
        root = Page.get_first_root_node()
        for page in root.get_children().filter(title="Welcome to your new Wagtail site!", depth=2):
            if page.specific_class is Page and not page.get_children().exists():
                page.delete()
        root = Page.objects.get(pk=root.pk)
        self._put([home.HOME], parent=root)
        self._site(get_page(""))
        return True

    def _site(self, page: Page) -> None:
        """Name the site and point it at the home page; Wagtail's own default host gives way to SITE_URL."""
        site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
        if site.hostname in ("", "localhost"):
            address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
            site.hostname = address.hostname or "localhost"
            site.port = address.port or (443 if address.scheme == "https" else 80)
        site.site_name = settings.WAGTAIL_SITE_NAME
        site.root_page = page
        site.save()

    def _shared_things(self) -> None:
        for slug in TOPICS:
            get_topic(slug)
        for name in VENUES:
            get_venue(name)

    def _pages(self) -> None:
        """Each page after those that it names, apart from what its `later` fields name."""
        about, *others = information.INFORMATION
        self._put([*home.INDEXES, about, recommendations.INDEX, *recommendations.RECOMMENDATIONS])
        self._put([people.CONTACTS, *organisations.ORGANISATIONS])
        self._people()
        self._put([*techniques.TECHNIQUES, *case_studies.CASE_STUDIES])
        self._put([resource.REPORT, *others, *legal_pages.LEGAL_PAGES])
        self._put([events.WORKSHOP_OF_2024])
        if self.samples:
            self._put(events.sample_events(timezone.localdate()))

    def _people(self) -> None:
        """Each person once, ever: whoever was taken off the site again must not come back with the next run."""
        for content in people.PEOPLE:
            if ConsentRecord.objects.filter(subject_key=content.translation_key).exists():
                continue
            # Before the page: nobody is shown without a basis.
            ConsentRecord.objects.create(
                subject_key=content.translation_key, basis=ConsentRecord.Basis.PUBLISHED, source=people.BASIS
            )
            self._put([content])

    def _put(self, contents: Iterable[PageContent], parent: Page | None = None) -> None:
        for content in contents:
            if put_page(content, parent or get_page(content.parent)):
                self.made[str(content.model._meta.verbose_name)] += 1
                self.say(f"  made: {content.title}")
                if content.later:
                    self._unfinished.append(content)

    def _fill_in_later_fields(self) -> None:
        """What names pages that were made after the page itself; only on pages made in this run."""
        for content in self._unfinished:
            page = get_page(content.key)
            fill(page, content.later)
            page.save_revision().publish()

    def _agreements(self) -> None:
        """Sample agreements, changed in the last weeks."""
        today = timezone.localdate()
        for content in agreements.AGREEMENTS:
            key = key_for(f"agreement:{content.name}")
            if Agreement.objects.filter(translation_key=key).exists():
                continue
            Agreement.objects.create(
                translation_key=key,
                locale=Locale.get_default(),
                what_people_said=content.said,
                what_was_agreed=content.agreed,
                status=content.status,
                reason=content.reason,
                what_changed=content.changed,
                who_will_do_it=content.who,
                changed_on=today - timedelta(days=content.changed_days_ago),
                due=None if content.due_in_days is None else today + timedelta(days=content.due_in_days),
                recommendation=get_page(content.recommendation),
                is_sample=True,
            )
            self.made["sample agreement"] += 1

    def _settings(self) -> None:
        """The pages that every page links to, where nobody has chosen others."""
        chosen = SiteSettings.load()
        for name, key in LINKED_PAGES.items():
            if getattr(chosen, f"{name}_id") is None:
                setattr(chosen, name, Page.objects.get(pk=get_page(key).pk))
        chosen.save()

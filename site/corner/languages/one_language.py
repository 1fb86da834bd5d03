"""A page stands below pages of its own language only.

Wagtail copies, mirrors and moves a page anywhere and leaves its language as it was: an English page at an address that
says Polish. There it could not be served (`guard`).
"""

from typing import ClassVar

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from corner.publishing import NotReady


class OtherLanguage(NotReady):
    """A page that would come to stand below a page of another language."""

    #: Nobody wanted to publish: the message is the whole sentence.
    headline: ClassVar[str] = "{}"

    def __init__(self, page: Page, locale: Locale, parent: Page) -> None:
        message = _(
            "Nothing was changed. “%(page)s” is in %(language)s and the page above it would be in %(other)s. "
            "To have it in %(other)s, submit it for translation."
        )
        names = {"page": page.get_admin_display_title(), "language": locale, "other": parent.locale}
        super().__init__({NON_FIELD_ERRORS: message % names})


def refuse_below_other_language(page: Page, parent: Page, locale: Locale | None = None) -> None:
    """Raises OtherLanguage where `page`, in `locale` or else in its own, would stand in another language's tree.

    Below the root stands the home page of every language.
    """
    locale = locale or page.locale
    if not parent.is_root() and parent.locale_id != locale.pk:
        raise OtherLanguage(page, locale, parent)

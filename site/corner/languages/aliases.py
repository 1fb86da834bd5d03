"""Aliases: pages that mirror another one. Wagtail lets an alias mirror an alias, and so on."""

from wagtail.models import Page


def original_of(page: Page) -> Page:
    """The page that `page` mirrors, through any chain of aliases; the page itself when it is none.

    It may be in another language, and what comes from the chain is a plain Page: ask for its `specific`.
    """
    original = page
    while original.alias_of_id:
        original = original.alias_of
    return original

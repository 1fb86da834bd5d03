"""Wagtail's checker of the page as readers see it, in the preview and in the bar for staff, with our own advice.

Its own rules stay: heading order, links and headings without text, paragraphs that play heading, alt text that is a
file name. Ours are in `advice_rules.py`; `content-checks.js` holds how each is looked for. It runs only where the bar
for staff is, that is where a session cookie is.
"""

from typing import Any, ClassVar

from django.forms import Media
from django.http import HttpRequest
from wagtail.admin.userbar import ContentCheckerItem

from corner.admin import advice_rules as rules

#: Where each rule looks, on the page.
SELECTORS = {
    rules.VAGUE_LINK.id: "main a[href]",
    rules.BARE_ADDRESS.id: "main a[href]",
    rules.LONG_SENTENCE.id: "main p, main li, main dd",
    rules.NO_CAPTION.id: "main figure.picture",
}
OPTIONS: dict[str, dict[str, Any]] = {
    rules.VAGUE_LINK.id: {"texts": list(rules.VAGUE_LINKS)},
    rules.BARE_ADDRESS.id: {"pattern": rules.ADDRESS},
    rules.LONG_SENTENCE.id: {"words": rules.LONGEST_SENTENCE, "language": "en"},
    rules.NO_CAPTION.id: {},
}
#: We write the description that search engines show from the intro, which every page has.
LEFT_OUT = "empty-meta-description"


class ContentChecks(ContentCheckerItem):
    """The checker with our rules."""

    axe_run_only: ClassVar[list[str]] = [
        *(rule for rule in ContentCheckerItem.axe_run_only if rule != LEFT_OUT),
        *SELECTORS,
    ]
    axe_custom_rules: ClassVar[list[dict[str, Any]]] = [
        *(rule for rule in ContentCheckerItem.axe_custom_rules if rule["id"] != LEFT_OUT),
        *(
            {
                "id": rule_id,
                "impact": "moderate",
                "selector": selector,
                "tags": ["best-practice"],
                "any": [f"check-{rule_id}"],
                "enabled": True,
            }
            for rule_id, selector in SELECTORS.items()
        ),
    ]
    axe_custom_checks: ClassVar[list[dict[str, Any]]] = [
        *ContentCheckerItem.axe_custom_checks,
        *({"id": f"check-{rule_id}", "options": options} for rule_id, options in OPTIONS.items()),
    ]
    axe_messages: ClassVar[dict[str, Any]] = {
        **ContentCheckerItem.axe_messages,
        **{rule.id: {"error_name": rule.name, "help_text": rule.remedy} for rule in rules.IN_PREVIEW},
    }

    @property
    def media(self) -> Media:
        return Media(js=["corner/admin/content-checks.js"])


def use_our_checks(request: HttpRequest, items: list[Any], page: Any) -> None:
    """A hook: ours in the place of Wagtail's checker, wherever that is shown."""
    items[:] = [
        ContentChecks(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items
    ]

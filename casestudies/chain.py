"""What came before a case study and what came after, step by step in both directions."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import F, QuerySet

from casestudies.models import CaseStudyPage


@dataclass
class Chain:
    """Translation keys of case studies: `before` from the nearest back, `after` from the nearest on."""

    before: list[uuid.UUID] = field(default_factory=list)
    after: list[uuid.UUID] = field(default_factory=list)


def chain_of(page: CaseStudyPage) -> Chain:
    """The chain that a case study stands in. One query, however long it is.

    Only the source pages' choices count. A ring, which staff can make by mistake, is walked once; what stands on both
    sides of it counts as before.
    """
    facts = page.facts
    rows = CaseStudyPage.came_before.through.objects.filter(
        from_casestudypage__locale_id=F("from_casestudypage__source_locale_id"), from_casestudypage__live=True
    )
    earlier, later = defaultdict(list), defaultdict(list)
    for this, previous in rows.order_by("pk").values_list(
        "from_casestudypage__translation_key", "to_casestudypage__translation_key"
    ):
        earlier[this].append(previous)
        later[previous].append(this)
    chosen_now = facts.came_before.all()
    if not isinstance(chosen_now, QuerySet):  # a preview knows what the database does not know yet
        earlier[facts.translation_key] = [previous.translation_key for previous in chosen_now]
    before = _walk(facts.translation_key, earlier)
    after = [key for key in _walk(facts.translation_key, later) if key not in before]
    return Chain(before, after)


def _walk(start: uuid.UUID, steps: Mapping[uuid.UUID, list[uuid.UUID]]) -> list[uuid.UUID]:
    """Everything that can be reached from `start`, the nearest first, without `start` itself."""
    seen = {start: None}
    queue = [start]
    for here in queue:
        for there in steps.get(here, ()):
            if there not in seen:
                seen[there] = None
                queue.append(there)
    return list(seen)[1:]
